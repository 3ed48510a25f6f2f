"""Part 9: how much of what people marked as support is among the passages that get judged at all.

Product reviews: sentences that praise a feature, for "The {feature} is good." within their product. ArgKP: arguments
that match a key point of the test set, among all arguments of all debates. Nothing is judged here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import corpora, labelled
from benchmarks.corpora import ARGUMENTS, TEST_REVIEWS, Source
from benchmarks.metrics import proportion
from benchmarks.scorecard.card import Card
from workshop import evidence
from workshop.evidence import Search
from workshop.records import Strictness
from workshop.thresholds import DEPTH, THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.workbench import Workbench

FIRST = THRESHOLDS[Strictness.NORMAL].candidates
_LETTERS = re.compile(r"[^\w]|_")


@dataclass(slots=True)
class Wanted:
    """A claim, the segment that it is asked of, and the texts that support it, each as its comment has it."""

    claim: str
    segment: str | None
    texts: list[tuple[str, int, int]] = field(default_factory=list)


def measure(card: Card) -> dict[str, Any]:
    """Return the share found by the product, first and deep, and by meaning or words alone."""
    return {
        "reviews": _found(card, TEST_REVIEWS, card.sample(praises())),
        "arguments": _found(card, ARGUMENTS, card.sample(matches())),
    }


def praises() -> list[Wanted]:
    """Return the labelled features with the sentences that only praise them."""
    wanted: dict[tuple[str, str], Wanted] = {}
    for (product, _), sentences in labelled.reviews().items():
        if product not in labelled.TEST_PRODUCTS:
            continue
        review = "".join(squashed(row["sentence"]) for row in sentences)
        start = 0
        for row in sentences:
            end = start + len(squashed(row["sentence"]))
            for feature, signs in labelled.opinions(row["features"]).items():
                if signs == {"+"}:
                    key = (product, feature)
                    made = wanted.setdefault(key, Wanted(f"The {feature} is good.", f"part={product}"))
                    made.texts.append((review, start, end))
            start = end
    return list(wanted.values())


def matches() -> list[Wanted]:
    """Return the key points of the test set with the arguments that people matched to them."""
    wanted = []
    for debate in labelled.debates():
        for place, point in enumerate(debate.key_points):
            found = [squashed(debate.arguments[a]) for (a, k), label in debate.labels.items() if k == place and label]
            wanted.append(Wanted(point, None, [(text, 0, len(text)) for text in found]))
    return [one for one in wanted if one.texts]


def squashed(text: str) -> str:
    """Return the letters and digits of a text, which cleaning and cutting leave as they are."""
    return _LETTERS.sub("", text.lower())


def _found(card: Card, source: Source, wanted: list[Wanted]) -> dict[str, Any]:
    with corpora.opened(card.folder, source, card.judges[0].itself) as bench:
        places = _places(bench, source.name)
        kept = [
            (one, [ids for text in one.texts if (ids := _overlapping(places.get(text[0], []), text[1], text[2]))])
            for one in wanted
        ]
        vectors = bench.encoder.encode([one.claim for one in wanted])
        searches = [Search(one.claim, vector) for one, vector in zip(wanted, vectors, strict=True)]
        hits: dict[str, int] = defaultdict(int)
        judged: dict[str, int] = defaultdict(int)
        for (one, texts), search in zip(kept, searches, strict=True):
            for name, ids in _ways(bench, source.name, search, one.segment).items():
                hits[name] += sum(bool(text & ids) for text in texts)
                judged[name] += len(ids)
    n = sum(len(texts) for _, texts in kept)
    return {
        "n_claims": len(wanted),
        "n_not_matched_to_a_passage": sum(len(one.texts) for one in wanted) - n,
        "ways": {
            name: proportion(hits[name], n) | {"candidates_a_claim": round(judged[name] / len(wanted))} for name in hits
        },
    }


def _ways(bench: Workbench, name: str, search: Search, segment: str | None) -> dict[str, set[int]]:
    """Return the candidates that each way of looking gives."""
    snapshot = bench.snapshot(name)
    assert snapshot is not None  # noqa: S101 - the home was opened with its comments
    thresholds = THRESHOLDS[Strictness.NORMAL]
    (first,) = evidence.rank_first(bench, snapshot, [search], segment=segment, thresholds=thresholds)
    deep = evidence.rank_all(bench, snapshot, search, segment=segment, thresholds=thresholds)
    only = evidence.passage_ids(bench, snapshot, segment)
    near, _ = snapshot.index.search(search.vector[None, :], FIRST, ids=only)
    words = bench.store.words.search(name, snapshot.version, search.proposition, FIRST, segment)
    return {
        f"first answer ({FIRST})": set(first.ids),
        f"deep (at most {DEPTH.deepest:,} in order, then a sample)": set(deep.ids[: DEPTH.deepest]),
        f"cosine alone, best {FIRST}": set(near[0][near[0] >= 0].tolist()),
        f"shared words alone, best {FIRST}": {passage_id for passage_id, _ in words},
    }


def _places(bench: Workbench, name: str) -> dict[str, list[tuple[int, int, int]]]:
    """Return the passages of each comment, by its letters: id, and where its letters start and end among them."""
    snapshot = bench.snapshot(name)
    assert snapshot is not None  # noqa: S101 - as above
    ids = bench.store.comments.passage_ids(name, snapshot.version)
    cut: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for passage, _ in bench.store.comments.passages(ids.tolist(), snapshot.version):
        cut[passage.comment.id].append((passage.id, squashed(passage.quote)))
    found = {}
    for passages in cut.values():
        ends = np.cumsum([len(text) for _, text in passages]).tolist()
        spans = zip(passages, [0, *ends], ends, strict=False)
        found["".join(text for _, text in passages)] = [(one, start, end) for (one, _), start, end in spans]
    return found


def _overlapping(passages: Iterable[tuple[int, int, int]], start: int, end: int) -> set[int]:
    return {one for one, first, last in passages if first < end and start < last}
