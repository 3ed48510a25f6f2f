"""Choosing which passages somebody reads to label: near ones, less near ones and a few from anywhere.

`python -m training.candidates --data hotels --claims claims.txt --encoder FOLDER --out to_label.txt` prints numbered
passages below each claim, and writes beside it which passages they are (`to_label.json`: hashes, no words). The answer
file becomes a file of labels with `python -m training.labels`. A second encoder that sees more paraphrases than the
product's own finds passages that the product's own would miss.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.people import PEOPLE, Said
from workshop.encoders import SentenceEncoder
from workshop.settings import Settings

CACHE = Path(".training")
BANDS = ((0, 8, 6), (8, 40, 6), (40, 300, 4))
"""From rank, to rank, how many are drawn, by each encoder."""
ANYWHERE = 1
MOST = 9_000
"""Passages that are drawn from a larger set of comments."""
SEED = 7


def main() -> None:
    """Write what is to be labelled."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", choices=sorted(PEOPLE), required=True)
    parser.add_argument("--claims", type=Path, help="one claim a line; left out, only the vectors are made")
    parser.add_argument("--encoder", action="append", default=[], help="folder of a further encoder")
    parser.add_argument("--out", type=Path, default=Path("to_label.txt"))
    given = parser.parse_args()
    claims = given.claims.read_text(encoding="utf-8").splitlines() if given.claims else []
    encoders = [Settings().encoder, *given.encoder]
    chosen = chosen_for(given.data, claims, encoders)
    with given.out.open("w", encoding="utf-8") as out:
        for number, (claim, found) in enumerate(zip(claims, chosen, strict=True), start=1):
            out.write(f"\n## {number}. {claim}\n")
            out.writelines(f"{place} [{said.before[-120:]}] {said.passage}\n" for place, said in enumerate(found, 1))
    keys = [
        {"claim": claim, "passages": [said.key for said in found]} for claim, found in zip(claims, chosen, strict=True)
    ]
    given.out.with_suffix(".json").write_text(json.dumps({"data": given.data, "chosen": keys}), encoding="utf-8")


def chosen_for(data: str, claims: Sequence[str], encoders: Sequence[str]) -> list[list[Said]]:
    """Return for each claim the passages to read, in an order that tells nothing."""
    said = passages(data)
    found: list[dict[Said, None]] = [{} for _ in claims]
    for name in encoders:
        encoder = SentenceEncoder.from_settings(Settings(encoder=name))
        vectors = embedded(data, said, encoder)
        for claim, vector, chosen in zip(claims, encoder.encode(list(claims)), found, strict=True):
            order = np.argsort(-(vectors @ vector), kind="stable")
            draw = random.Random(f"{SEED} {claim}")  # noqa: S311 - a sample, not a secret
            places = [int(place) for first, last, n in BANDS for place in draw.sample(list(order[first:last]), n)]
            places += draw.sample(range(len(said)), ANYWHERE)
            chosen.update(dict.fromkeys(said[place] for place in places))
    return [sorted(chosen, key=lambda one: one.key) for chosen in found]


def passages(data: str) -> list[Said]:
    """Return distinct passages of three to sixty words, no more than `MOST`."""
    said = [one for one in dict.fromkeys(PEOPLE[data]()) if 3 <= len(one.passage.split()) <= 60]
    return random.Random(SEED).sample(said, min(MOST, len(said)))  # noqa: S311 - a sample, not a secret


def embedded(data: str, said: Sequence[Said], encoder: SentenceEncoder) -> NDArray[np.float32]:
    """Return the passages' vectors, shape (n, d), which are kept."""
    texts = [one.passage for one in said]
    digest = hashlib.sha256(json.dumps([encoder.fingerprint, *texts]).encode()).hexdigest()
    path = CACHE / f"{data}-{digest[:12]}.npy"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        np.save(path, encoder.encode(texts))
    return np.asarray(np.load(path))


if __name__ == "__main__":
    main()
