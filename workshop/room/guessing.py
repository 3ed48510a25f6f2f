"""How well the room guesses what customers say, before it is revealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workshop.records import CheckedClaim, Verdict
from workshop.room.records import Agreement, Guess

_FEW, _MOST = 1 / 3, 2 / 3


TALKED_ABOUT = (Verdict.SUPPORTED, Verdict.CONTESTED, Verdict.CONTRADICTED, Verdict.WISHED_FOR, Verdict.THIN)
"""The verdicts beside which it can be guessed how many of those who talk about it agree."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was guessed of one claim, and how many were right; `true_agreement` is None where nobody takes a side."""

    n: int
    verdicts: Mapping[Verdict, int]
    agreements: Mapping[Agreement, int]
    right: int
    right_agreement: int
    true: Verdict
    true_agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the room has guessed over the session: right of `n`, and for each verdict that was guessed."""

    n: int = 0
    right: int = 0
    by_verdict: tuple[tuple[Verdict, int, int], ...] = ()
    """A verdict that was guessed, how often, and how often it was so."""


def agreement_of(checked: CheckedClaim) -> Agreement | None:
    """Return how many of those who take a side agree with a claim; None where nobody takes one."""
    counts = checked.counts
    sided = counts.supports + counts.contradicts + counts.mixed
    if not sided:
        return None
    share = counts.supports / sided
    if share in (0.0, 1.0):
        return Agreement.ALL if share else Agreement.NONE
    return Agreement.FEW if share < _FEW else Agreement.HALF if share <= _MOST else Agreement.MOST


def scored(guesses: Sequence[Guess], checked: CheckedClaim) -> Guesses:
    """Hold guesses of one claim against what customers say."""
    true, agreement = checked.verdict, agreement_of(checked)
    return Guesses(
        n=len(guesses),
        verdicts=dict(Counter(one.verdict for one in guesses)),
        agreements=dict(Counter(one.agreement for one in guesses if one.agreement)),
        right=sum(1 for one in guesses if one.verdict is true),
        right_agreement=sum(1 for one in guesses if agreement and one.agreement is agreement),
        true=true,
        true_agreement=agreement,
    )


def calibration_of(pairs: Iterable[tuple[Guess, Verdict]]) -> Calibration:
    """Sum up guesses of claims that were revealed, each with the verdict that it had."""
    found = list(pairs)
    said = Counter(guess.verdict for guess, _ in found)
    right = Counter(guess.verdict for guess, true in found if guess.verdict is true)
    rows = tuple((verdict, n, right[verdict]) for verdict, n in said.most_common())
    return Calibration(len(found), sum(right.values()), rows)
