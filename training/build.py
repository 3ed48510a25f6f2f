"""Building the training and development files: `python -m training.build --out .training`.

Reads what the project wrote (`triples/`, `labels/`, `retold/`) and the public data beside the checkout, leaves out
whatever is measured on, parts claims into training and development, and prints how much came from where.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from training import sources
from training.decided import decided
from training.labels import labelled
from training.leakage import measured
from training.retelling import retold
from training.triples import Block, Triple, blocks, is_held, write
from workshop import claims
from workshop.records import Company, Stance

SEED = 7
CAPS = {"argkp": 10_000, "pros-cons": 1_500, "survey-nhs": 800, "product-reviews": 2_000}
"""Most triples from a public source: their labels are noisier, or further from customers' talk, than ours."""

WORDINGS = 2
"""Wordings of a claim, or of its opposite, that each written passage is trained with."""

TURNED = 0.6
"""Share of the claims that are put as the product puts them; people who call the judge themselves do not."""

REPEATS = 2
"""How often a labelled passage that takes a side is seen in one pass: few do, as in what the judge will meet."""


def main() -> None:
    """Write both files and print what they hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(".training"))
    parser.add_argument(
        "--decisions",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="what `backtalk decisions --jsonl` wrote; may be repeated",
    )
    given = parser.parse_args()
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    train, development = _written(draw)
    for triple in (*labelled(), *retold(), *decided(given.decisions)):
        (development if is_held(triple.claim) else train).append(triple)
    for source, found in groupby(_public(draw), key=lambda triple: triple.source):
        triples = list(found)
        train += draw.sample(triples, min(CAPS[source], len(triples)))
    development += sources.products(draw, sources.DEVELOPMENT_PRODUCT)
    known = measured()
    for name, triples in (("train", train), ("development", development)):
        clean = [triple for triple in dict.fromkeys(triples) if not known.holds(triple)]
        clean = [_turned(triple) if draw.random() < TURNED else triple for triple in clean]
        print(f"{name}: {len(clean)} triples; {len(triples) - len(clean)} left out as repeated or measured on")
        for key, n in sorted(_shares(clean).items()):
            print(f"  {key}: {n}")
        if name == "train":
            sided = [one for one in clean if one.source.startswith("labelled") and one.stance is not Stance.UNRELATED]
            clean += sided * (REPEATS - 1)
        draw.shuffle(clean)
        write(given.out / f"{name}.jsonl", clean)


def _written(draw: random.Random) -> tuple[list[Triple], list[Triple]]:
    train: list[Triple] = []
    development: list[Triple] = []
    for block in blocks():
        held = is_held(block.claims[0])
        (development if held else train).extend(_drawn(draw, block, 1 if held else WORDINGS))
    return train, development


def _drawn(draw: random.Random, block: Block, n: int) -> Iterable[Triple]:
    """Return each passage with `n` of the block's wordings."""
    for _, found in groupby(block.triples(), key=lambda triple: (triple.before, triple.passage)):
        triples = list(found)
        yield from draw.sample(triples, min(n, len(triples)))


@cache
def as_judged(claim: str) -> str:
    """Return a claim as the product puts it, with the company as "they" and the reader as "I"."""
    found = claims.split(claim, Company())
    return found[0].proposition if len(found) == 1 and found[0].is_asked else claim


def _public(draw: random.Random) -> Iterable[Triple]:
    for source in (sources.debates, sources.phrases, sources.patients, sources.products):
        yield from source(draw)


def _turned(triple: Triple) -> Triple:
    return replace(triple, claim=as_judged(triple.claim))


def _shares(triples: Iterable[Triple]) -> Counter[str]:
    return Counter(f"{triple.source}, {triple.stance}" for triple in triples)


if __name__ == "__main__":
    main()
