"""How many people take a side where not every passage was judged: when judging runs dry, whom to draw, what follows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from workshop.counting import Counts, Estimate, Range
from workshop.thresholds import CONFIDENCE, Depth


def has_run_dry(takes_side: Sequence[bool], depth: Depth) -> bool:
    """Say whether so few of the passages judged last took a side that judging on in order is hardly worth it.

    Args:
        takes_side: Whether each passage judged so far takes a side, in the order of judging.
        depth: How many passages "last" are, and how few "few".
    """
    last = takes_side[-depth.dry_after :]
    return len(last) >= depth.dry_after and sum(last) <= depth.dry_share * len(last)


def draw(people: Iterable[str], seed: str, n: int) -> frozenset[str]:
    """Draw n people, each as likely as any other; the same ones every time for the same seed.

    Whoever is drawn stays drawn when others leave, so an erased comment changes an estimate as little as it can.
    """

    def lot(person: str) -> bytes:
        return hashlib.sha256(f"{seed}\0{person}".encode()).digest()

    return frozenset(sorted(set(people), key=lot)[:n])


def estimate(found: Counts, n_left: int, n_sampled: int) -> Estimate:
    """Return how many more people take each side among those who were not drawn.

    Args:
        found: The people drawn, by the side they take.
        n_left: How many people could have been drawn.
        n_sampled: How many were, at least 1.
    """

    def side(n: int) -> Range:
        return beyond(n, n_sampled, n_left)

    return Estimate(
        side(found.supports), side(found.contradicts), side(found.mixed), side(found.asks), n_left, n_sampled
    )


def beyond(n_found: int, n_sampled: int, n_left: int) -> Range:
    """Return how many of those not drawn are alike, when `n_found` of `n_sampled` drawn without replacement are.

    The ends are exact: the least and the most people in all with whom a draw as low or as high as this one is no less
    likely than (1 - CONFIDENCE) / 2, by the hypergeometric distribution. So the interval holds the truth at least as
    often as CONFIDENCE says.
    """
    from scipy.stats import hypergeom

    tail = (1 - CONFIDENCE) / 2
    others = n_left - n_sampled

    def is_too_few(n_all: int) -> bool:
        return bool(hypergeom.sf(n_found - 1, n_left, n_all, n_sampled) < tail)

    def is_too_many(n_all: int) -> bool:
        return bool(hypergeom.cdf(n_found, n_left, n_all, n_sampled) < tail)

    least = _first(lambda n_all: not is_too_few(n_all), n_found, n_found + others)
    most = _first(lambda n_all: is_too_many(n_all + 1), least, n_found + others)
    return Range(round(others * n_found / n_sampled), least - n_found, most - n_found)


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the first number from low on for which something holds that goes on to hold; high where it never does."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def share_between(n: int, n_all: int) -> tuple[float, float]:
    """Return the interval (Wilson's) for the share, 0 to 1, that `n` of `n_all` people show; n_all is at least 1."""
    from scipy.stats import binomtest

    interval = binomtest(n, n_all).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)
