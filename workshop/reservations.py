"""What is said beside a verdict's counts, so that nobody leans on them too hard: how few they are, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.counting import Counting, Counts, Estimate, Range
from workshop.prevalence import share_between
from workshop.records import Verdict
from workshop.thresholds import WIDE

_BY_SHARE = (Verdict.SUPPORTED, Verdict.CONTESTED, Verdict.CONTRADICTED)
"""The verdicts that follow from a share of those who take a side."""

_SHARES = (
    (0.06, "hardly any"),
    (0.22, "under a quarter"),
    (0.30, "about a quarter"),
    (0.37, "about a third"),
    (0.47, "under half"),
    (0.53, "half"),
    (0.63, "over half"),
    (0.70, "two thirds"),
    (0.80, "three quarters"),
    (0.90, "most"),
    (0.97, "nearly all"),
    (1.01, "all"),
)
_SAY = {"so": ("says so", "say so"), "opposite": ("says the opposite", "say the opposite"), "asks": ("asks", "ask")}


def how_few(verdict: Verdict, counts: Counts, *, are_people: bool) -> str | None:
    """Say what a small sample leaves open: "with so few, anything from under half to nearly all could be true …".

    Args:
        verdict: What the counts gave.
        counts: People by side.
        are_people: Whether they are people, and not comments by unknown authors.

    Returns:
        None where the interval on the share is no wider than `WIDE`, where the verdict does not rest on a share, and
        while judging goes on.
    """
    n_all = counts.supports + counts.contradicts + counts.mixed
    if verdict not in _BY_SHARE or counts.counting is Counting.AT_LEAST or not n_all:
        return None
    low, high = share_between(counts.contradicts if verdict is Verdict.CONTRADICTED else counts.supports, n_all)
    if high - low <= WIDE:
        return None
    of_whom = "of everybody" if are_people else "in general"
    return f"with so few, anything from {share_in_words(low)} to {share_in_words(high)} could be true {of_whom}"


def share_in_words(share: float) -> str:
    """Put a share, 0 to 1, into words: "under half", "nearly all"."""
    return next(words for end, words in _SHARES if share < end)


def what_is_left(counts: Counts, *, are_people: bool) -> str | None:
    """Say how many more there may be on each side, where a sample of the others tells; None where nobody is left."""
    estimate = counts.estimate
    if estimate is None or estimate.n_left == estimate.n_sampled:
        return None
    sides = (estimate.supports, estimate.contradicts, estimate.mixed, estimate.asks)
    if not any(side.n for side in sides):
        most = max(side.high for side in sides)
        adds = f"a sample of {estimate.n_sampled:,} of the other {estimate.n_left:,} adds"
        return f"{adds} {'nobody' if are_people else 'none'}, at most {most:,} more could be on a side"
    return f"by a sample of the others, {', '.join(_more(counts, estimate))}"


def _more(counts: Counts, estimate: Estimate) -> Iterator[str]:
    for key, side in (("so", estimate.supports), ("opposite", estimate.contradicts)):
        yield _side(key, side)
    if estimate.asks.n or counts.asks:
        yield _side("asks", estimate.asks)


def _side(key: str, side: Range) -> str:
    one, several = _SAY[key]
    if side.n:
        return f"about {side.n:,} more {one if side.n == 1 else several} ({side.low:,} to {side.high:,})"
    return f"at most {side.high:,} more {one if side.high == 1 else several}"
