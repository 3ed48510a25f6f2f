"""A judge that lets the numbers decide the side, where claim and passage give numbers of the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from workshop import quantities
from workshop.records import Judgement, Pair, Stance
from workshop.stance.judge import Judge

_DISAGREEING = 0.95
_AGREEING = 0.75
"""The share of both sides' probability that goes to the side of the numbers; less where they agree: a number that
fits is no praise, and support that is none is the costlier error."""


class NumberJudge:
    """Judges as another judge does, then compares the numbers.

    Where that judge sees support or contradiction and the numbers of claim and passage can be
    compared, the probability of the two is shared anew. What it finds unrelated or asked for
    stays as it is: numbers never make a passage take a side.

    Args:
        inner: The judge whose judgements are taken.
    """

    def __init__(self, inner: Judge) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        """The name of the judge within; comparing numbers is no choice of the settings."""
        return self._inner.name

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the judge within, with a hash of the rules for numbers and of what they weigh."""
        rules = f"{quantities.fingerprint()} {_DISAGREEING} {_AGREEING}"
        return f"{self._inner.fingerprint}+numbers-{hashlib.sha256(rules.encode()).hexdigest()[:16]}"

    def load(self) -> None:
        """Load the judge within."""
        self._inner.load()

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order. The four probabilities of each sum to 1."""
        return [_by_numbers(pair, said) for pair, said in zip(pairs, self._inner.judge(pairs), strict=True)]


def _by_numbers(pair: Pair, said: Judgement) -> Judgement:
    if said.stance not in (Stance.SUPPORTS, Stance.CONTRADICTS):
        return said
    found = quantities.compare(pair.proposition, pair.passage)
    if found is None:
        return said
    both = said.supports + said.contradicts
    if found.agrees:
        supports = max(said.supports, _AGREEING * both)
        return Judgement(supports, both - supports, said.asks, said.unrelated)
    contradicts = max(said.contradicts, _DISAGREEING * both)
    return Judgement(both - contradicts, contradicts, said.asks, said.unrelated)
