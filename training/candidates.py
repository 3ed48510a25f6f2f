"""Choosing which passages a person reads to label: near ones, less near ones and a few from anywhere.

`python -m training.candidates --data survey-nhs --claims claims.txt --out to_label.txt` prints numbered passages below
each claim. The answer file (a line for each claim: its number, then one letter a passage, S C A U, or - to leave
it out) becomes a file of labels with `python -m training.labels`. Passages are named by a hash, never copied.
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
BANDS = ((0, 6, 5), (6, 40, 5), (40, 300, 4))
"""From rank, to rank, how many are drawn."""
ANYWHERE = 1
SEED = 7


def main() -> None:
    """Write what is to be labelled."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", choices=sorted(PEOPLE), required=True)
    parser.add_argument("--claims", type=Path, required=True, help="one claim a line")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    claims = given.claims.read_text(encoding="utf-8").splitlines()
    with given.out.open("w", encoding="utf-8") as out:
        for number, (claim, chosen) in enumerate(zip(claims, chosen_for(given.data, claims), strict=True), start=1):
            out.write(f"\n## {number}. {claim}\n")
            out.writelines(
                f"{place} [{said.before[-120:]}] {said.passage}\n" for place, said in enumerate(chosen, start=1)
            )


def chosen_for(data: str, claims: Sequence[str]) -> list[list[Said]]:
    """Return for each claim the passages to read: always the same for the same data and claims."""
    said, vectors = embedded(data)
    encoder = SentenceEncoder.from_settings(Settings())
    found = []
    for claim, vector in zip(claims, encoder.encode(list(claims)), strict=True):
        order = np.argsort(-(vectors @ vector), kind="stable")
        draw = random.Random(f"{SEED} {claim}")  # noqa: S311 - a sample, not a secret
        places = [int(place) for first, last, n in BANDS for place in draw.sample(list(order[first:last]), n)]
        places += draw.sample(range(len(said)), ANYWHERE)
        draw.shuffle(places)
        found.append([said[place] for place in places])
    return found


def embedded(data: str) -> tuple[list[Said], NDArray[np.float32]]:
    """Return the distinct passages of three to sixty words, and their vectors of shape (n, 384), which are kept."""
    said = [one for one in dict.fromkeys(PEOPLE[data]()) if 3 <= len(one.passage.split()) <= 60]
    texts = [one.passage for one in said]
    path = CACHE / f"{data}-{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:12]}.npy"
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        np.save(path, SentenceEncoder.from_settings(Settings()).encode(texts))
    return said, np.load(path)


if __name__ == "__main__":
    main()
