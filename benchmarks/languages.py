"""How well languages are told, how fast, and at what cost in memory.

`python -m benchmarks.languages [--scale-share 0.1]`; needs the labelled data beside the checkout. The line was chosen
on one half of the labelled comments and claims, and figures of the other are published; a text's hash says which half
it is in.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.labelled import DATA
from benchmarks.metrics import proportion
from workshop import claims, detector, intake
from workshop.intake import Identity
from workshop.languages import ENGLISH, UNDETERMINED
from workshop.records import Comment, Company

_HERE = Path(__file__).parent
_LABELS = _HERE / "data" / "languages.csv"
_FOREIGN_CLAIMS = _HERE / "data" / "foreign_claims.jsonl"
_MESSAGES = _HERE.parent / "tests" / "claims"
_MIXED = "mixed"
_TIMED = 5_000
HALVES = ("chosen_on", "published")


def main() -> None:
    """Measure, and keep the figures."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.languages", description=__doc__)
    asked.add_argument("--scale-share", type=float, default=0.1, help="how much of the scale file to tell")
    share = asked.parse_args().scale_share
    before, began = _memory_mib(), time.process_time()
    detector.load()
    figures: dict[str, Any] = {
        "load_cpu_seconds": round(time.process_time() - began, 2),
        "memory_mib": round(_memory_mib() - before),
    }
    guests, posts = _comments("airbnb-albany/reviews.csv.gz"), _comments("airline-tweets/Tweets.csv")
    figures["guests"] = _of_guests(guests)
    figures["posts_called_another_language"] = _of_english([comment.text for comment in posts])
    figures["claims_in_other_languages_found"] = _of_claims()
    messages = list(_english_claims())
    figures["english_claims_called_another_language"] = proportion(sum(map(_is_other, _told(messages))), len(messages))
    figures["scale_called_another_language"] = _of_scale(share)
    figures["comments_per_cpu_second"] = {
        "posts": _speed([comment.text for comment in posts[:_TIMED]]),
        "guests": _speed([comment.text for comment in guests[:_TIMED]]),
    }
    results.write("languages", figures, {"scale-share": share})


def _comments(name: str) -> Sequence[Comment]:
    packed = (DATA / name).read_bytes()
    data = gzip.decompress(packed) if name.endswith(".gz") else packed
    table = intake.read(data, Path(name).name.removesuffix(".gz"))
    return intake.take_in(table, intake.choose(table), Company(), Identity(b"languages" * 4)).comments


def _of_guests(comments: Sequence[Comment]) -> dict[str, Any]:
    """Return what was found of the comments labelled with another language, and what was falsely called so."""
    with _LABELS.open(encoding="utf-8", newline="") as file:
        labels = {row["sha256"]: row["language"] for row in csv.DictReader(file)}
    counts = {half: Counter[str]() for half in HALVES}
    for comment, told in zip(comments, _told([comment.text for comment in comments]), strict=True):
        digest = _digest(comment.text)
        label, found = labels.get(digest[:16], ENGLISH), counts[_half(digest)]
        if label == _MIXED:
            found["mixed"] += 1
        elif label == ENGLISH:
            found.update(english=1, false=int(_is_other(told)))
        else:
            found.update(other=1, found=int(_is_other(told)), misnamed=int(_is_other(told) and told != label))
    return {
        half: {
            "found": proportion(found["found"], found["other"]),
            "misnamed": found["misnamed"],
            "english_called_another_language": proportion(found["false"], found["english"]),
            "in_two_languages": found["mixed"],
        }
        for half, found in counts.items()
    }


def _of_english(texts: Sequence[str]) -> dict[str, Any]:
    told = [(_half(_digest(text)), _is_other(code)) for text, code in zip(texts, _told(texts), strict=True)]
    return {half: proportion(told.count((half, True)), sum(one == half for one, _ in told)) for half in HALVES}


def _of_claims() -> dict[str, Any]:
    rows = [json.loads(line) for line in _FOREIGN_CLAIMS.read_text("utf-8").splitlines()]
    told = [_is_other(code) for code in _told([row["text"] for row in rows])]
    return {half: proportion(sum(told[n::2]), len(told[n::2])) for n, half in enumerate(HALVES)}


def _english_claims() -> Iterator[str]:
    for path in sorted(_MESSAGES.glob("messages*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            message = json.loads(line)["message"]
            yield message
            yield from (claim.text for claim in claims.split(message, Company()))


def _of_scale(share: float) -> dict[str, Any]:
    """Return by language, as the file has it, how many comments are called another one than English.

    Some of the comments that the file calls English are in other languages ("en+" says as much).
    """
    with gzip.open(DATA / "scale" / "scale_real_comments.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = [(row["lang"], row["text"]) for n, row in enumerate(csv.DictReader(file)) if n % round(1 / share) == 0]
    told = list(zip((language for language, _ in rows), _told([text for _, text in rows]), strict=True))
    shown = [language for language, n in Counter(language for language, _ in rows).most_common() if n > 100]
    return {
        language: proportion(
            sum(_is_other(code) for of, code in told if of == language), sum(of == language for of, _ in told)
        )
        for language in shown
    }


def _told(texts: Iterable[str]) -> list[str]:
    return detector.tell(texts)


def _is_other(code: str) -> bool:
    return code not in (ENGLISH, UNDETERMINED)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _half(digest: str) -> str:
    return HALVES[int(digest, 16) & 1]


def _speed(texts: Sequence[str]) -> int:
    began = time.process_time()
    detector.tell(texts)
    return round(len(texts) / (time.process_time() - began))


def _memory_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
