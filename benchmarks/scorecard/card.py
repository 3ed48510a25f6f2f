"""What every part of the scorecard is given: the ways of judging, the encoder, and where homes are kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.judges import Way
from workshop.encoders import Encoder
from workshop.records import Judgement, Pair

SEED = 7
QUICK = 60
"""Cases of each kind in a quick trial, whose figures mean nothing."""

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Card:
    """One run of the scorecard.

    `folder` holds the homes that are built once. `quick` takes a small sample of everything, to
    try the programs. `scale` adds what needs the 240,000 comments.
    """

    ways: tuple[Way, ...]
    encoder: Encoder
    folder: Path
    quick: bool = False
    scale: bool = False

    def sample(self, cases: Sequence[Case], quick: int = QUICK) -> list[Case]:
        """Return all cases, or in a quick trial a few, drawn with the seed and in their order."""
        if not self.quick or len(cases) <= quick:
            return list(cases)
        places = sorted(random.Random(SEED).sample(range(len(cases)), quick))  # noqa: S311 - a sample, not a secret
        return [cases[place] for place in places]

    @property
    def judges(self) -> tuple[Way, ...]:
        """The ways that are judges, without the baselines."""
        return tuple(way for way in self.ways if way.line is None)

    @property
    def baselines(self) -> tuple[Way, ...]:
        """The ways that need no judge."""
        return tuple(way for way in self.ways if way.line is not None)


def pairs_of(encoder: Encoder, texts: Sequence[tuple[str, str, str]]) -> list[Pair]:
    """Return claims with passages and the sentences before them as judges read them, with their similarity."""
    distinct = sorted({text for claim, passage, _ in texts for text in (claim, passage)})
    vectors = dict(zip(distinct, encoder.encode(distinct), strict=True))
    return [Pair(claim, passage, before, float(vectors[claim] @ vectors[passage])) for claim, passage, before in texts]


def judged(ways: Sequence[Way], pairs: Sequence[Pair]) -> dict[str, list[Judgement]]:
    """Return what every way says of the same pairs, by its name."""
    return {way.name: way.judge.judge(pairs) for way in ways}
