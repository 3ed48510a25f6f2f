"""Whether the numbers of a passage agree with the numbers of a claim."""

from __future__ import annotations

from workshop.quantities.context import family
from workshop.quantities.quantity import Comparison, Quantity
from workshop.quantities.reading import read
from workshop.quantities.tables import tables

_SMALL_COUNT = 20
_NEAR_PERFECT = 90.0
_ROUGHLY = 1.15
"""How far off "about" and "nearly" may be."""


def compare(claim: str, passage: str) -> Comparison | None:
    """Compare the numbers of a claim with those of a passage that measure the same thing.

    Returns the pair that decided, or None where no two numbers can be compared, which in
    doubt is the answer. A disagreement outranks an agreement that is no more surely about
    the same thing.
    """
    claimed = [quantity for quantity in read(claim) if quantity.kind != "-"]
    if not claimed:
        return None
    said = [quantity for quantity in read(passage) if quantity.kind != "-" and quantity.vouched]
    found = [
        (nearness, not agrees, Comparison(agrees, ours, theirs))
        for ours in claimed
        for theirs in said
        if (nearness := _nearness(ours, theirs)) and (agrees := _agrees(ours, theirs)) is not None
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def _nearness(claimed: Quantity, said: Quantity) -> int:
    """Return how surely two quantities are of the same thing: 0 for not at all."""
    if not _same_measure(claimed, said):
        return 0
    if claimed.dimension == "count":
        return _counted_alike(claimed, said)
    common = len(claimed.about & said.about)
    if common:
        return 1 + common
    if claimed.dimension == "ratio":
        return int(not claimed.about or not said.about)
    if said.about or "free" in (claimed.dimension, said.dimension):
        return 0
    return int(not claimed.about or not said.beside or bool(claimed.about & said.beside) or not _a_topic(said.beside))


def _a_topic(things: frozenset[str]) -> bool:
    return any(thing in tables().topics.values() for thing in things)


def _same_measure(claimed: Quantity, said: Quantity) -> bool:
    if {claimed.dimension, said.dimension} != {claimed.dimension}:
        priced = family(claimed.dimension) == family(said.dimension) == "money"
        return priced and "free" in (claimed.dimension, said.dimension) and claimed.kind == said.kind
    if claimed.dimension == "time/time" and not said.kind and not said.about:
        return True
    if claimed.dimension == "time" and not claimed.kind:
        return False
    if claimed.dimension == "ratio":
        return bool(claimed.axis & said.axis)
    return claimed.kind == said.kind


def _counted_alike(claimed: Quantity, said: Quantity) -> int:
    common = len(claimed.axis & said.axis)
    if common:
        return 1 + common + len(claimed.about & said.about)
    if claimed.axis and said.axis:
        return 0
    return len(claimed.about & said.about)


def _agrees(claimed: Quantity, said: Quantity) -> bool | None:
    """Whether the claim holds by what is said; None where there is no telling."""
    direction = _direction(claimed)
    agree, disagree = (factor * (_ROUGHLY if said.rough else 1.0) for factor in _leeway(claimed))
    if said.denied:
        return _denied(claimed, said, direction, agree)
    if claimed.dimension == "percent" and claimed.low >= _NEAR_PERFECT and direction != "less":
        claimed_miss, said_miss = 100 - claimed.low, (100 - said.high, 100 - said.low)
        return _at_most(claimed_miss, said_miss, 1.2, 1.5)
    if direction == "less":
        answer = _at_most(claimed.high, (said.low, said.high), agree, disagree)
        return None if claimed.complaint and not claimed.bound and answer is not None and not _like(claimed, said, agree) else answer
    if direction == "more":
        answer = _at_least(claimed.low, (said.low, said.high), agree, disagree)
        return None if answer is False and claimed.dimension == "count" and not said.limited else answer
    if _like(claimed, said, agree):
        return True
    outside = said.low > claimed.high * disagree or said.high < claimed.low / disagree
    return False if outside and claimed.bound != "from" else None


def _direction(claimed: Quantity) -> str:
    """Say what keeps the promise: "less", "more", or "" where only the number itself does."""
    found = tables()
    if claimed.bound in ("at most", "at least"):
        return {"at most": "less", "at least": "more"}[claimed.bound]
    if claimed.bound == "from" or claimed.kind in found.neither:
        return ""
    if claimed.kind in found.less or claimed.dimension == "free":
        return "less"
    if claimed.dimension == "ratio":
        return "more" if claimed.low > 1 else "less"
    return "less" if claimed.dimension in ("count", "frequency") and claimed.few else "more"


def _leeway(claimed: Quantity) -> tuple[float, float]:
    leeway = tables().leeway
    if claimed.vague:
        return leeway["vague"]
    if claimed.bound in ("at most", "at least"):
        return leeway["limit"]
    if claimed.bound == "up to":
        return leeway["up to"]
    if claimed.dimension == "count" and claimed.high <= _SMALL_COUNT:
        return 1.0, 1.0
    if claimed.kind == "distance":
        return leeway["distance"]
    return leeway.get(family(claimed.dimension)) or leeway["other"]


def _at_most(limit: float, said: tuple[float, float], agree: float, disagree: float) -> bool | None:
    low, high = said
    if high <= limit * agree:
        return True
    return False if low > limit * disagree else None


def _at_least(limit: float, said: tuple[float, float], agree: float, disagree: float) -> bool | None:
    low, high = said
    if low >= limit / agree:
        return True
    return False if high < limit / disagree else None


def _like(claimed: Quantity, said: Quantity, agree: float) -> bool:
    return said.low >= claimed.low / agree and said.high <= claimed.high * agree


def _denied(claimed: Quantity, said: Quantity, direction: str, agree: float) -> bool | None:
    """A number denied speaks against a claim of that number, or of a better one."""
    if direction == "less":
        return False if said.high >= claimed.high / agree else None
    if direction == "more":
        return False if said.low <= claimed.low * agree else None
    return False if _like(claimed, said, agree) else None
