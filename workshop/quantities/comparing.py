"""Whether the numbers of a passage agree with the numbers of a claim."""

from __future__ import annotations

from workshop.quantities.context import family
from workshop.quantities.quantity import Comparison, Quantity
from workshop.quantities.reading import read
from workshop.quantities.tables import tables

_SMALL_COUNT = 20
_NEAR_PERFECT = 90.0
_SCALE = 100.0
"""A promise of hours that is kept a hundred times over was about something else."""
_ROUGHLY = 1.15
"""How far off "about" and "nearly" may be."""


def compare(claim: str, passage: str) -> Comparison | None:
    """Compare the numbers of a claim with those of a passage that measure the same thing.

    Returns the pair that decided, or None where no two numbers can be compared, which in
    doubt is the answer. A disagreement outranks an agreement that is no more surely about
    the same thing.
    """
    claimed = [quantity for quantity in read(claim) if quantity.kind != "-" and not _is_an_article(quantity)]
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


def _is_an_article(claimed: Quantity) -> bool:
    """Whether a claim's "one" counts nothing ("one charge lasts a week")."""
    return claimed.dimension == "count" and claimed.high == 1 and not claimed.few


def _nearness(claimed: Quantity, said: Quantity) -> int:
    """Return how surely two quantities are of the same thing: 0 for not at all."""
    if not _same_measure(claimed, said):
        return 0
    if claimed.dimension == "count":
        return _counted_alike(claimed, said)
    if claimed.kind == "distance" and claimed.axis and said.axis and claimed.axis != said.axis:
        return 0
    common = len(claimed.about & said.about)
    if common:
        return 1 + common
    if claimed.dimension == "ratio":
        return int(not claimed.about or not said.about)
    return int(not said.about and _leans_on(claimed, said))


def _leans_on(claimed: Quantity, said: Quantity) -> bool:
    """Whether a number whose clause names nothing is of the claim's thing, named before or to be understood."""
    if "free" in (claimed.dimension, said.dimension):
        return False
    if not claimed.about:
        return True
    if not said.dimension.endswith("/time") and not (said.sure and said.dimension == "time"):
        return bool(claimed.about & said.beside)
    return not said.beside or bool(claimed.about & said.beside) or not _a_topic(said.beside)


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
    return len(claimed.about & said.about & tables().room)


def _agrees(claimed: Quantity, said: Quantity) -> bool | None:
    """Whether the claim holds by what is said; None where there is no telling."""
    direction = _direction(claimed)
    agree, disagree = (factor * (_ROUGHLY if said.rough else 1.0) for factor in _leeway(claimed))
    if said.denied:
        return _denied(claimed, said, direction, agree)
    if claimed.dimension == "percent" and claimed.low >= _NEAR_PERFECT and direction != "less":
        # Of 99.9 percent, what matters is how much is missing.
        missing = (100 - said.high, 100 - said.low)
        return _at_most(100 - claimed.low, missing, tables().leeway["missing"])
    if direction == "less":
        return _sober(claimed, said, _at_most(claimed.high, (said.low, said.high), (agree, disagree)), agree)
    if direction == "more":
        return _plausible(claimed, said, _at_least(claimed.low, (said.low, said.high), (agree, disagree)))
    outside = said.low > claimed.high * disagree or said.high < claimed.low / disagree
    return _like(claimed, said, agree) or (False if outside and claimed.bound != "from" else None)


def _sober(claimed: Quantity, said: Quantity, answer: bool | None, agree: float) -> bool | None:
    """Take back what less of something does not show: a short wait that is complained of, a wait that is claimed."""
    if claimed.complaint and not claimed.bound:
        return answer if _like(claimed, said, agree) else None
    if answer and claimed.dimension == "time":
        grudging = said.complaint and not said.few and said.bound != "at most" and not claimed.complaint
        unnamed = claimed.about and not claimed.about & (said.about | said.beside)
        return None if grudging or unnamed or _out_of_scale(claimed.high, said.high) else True
    return answer


def _plausible(claimed: Quantity, said: Quantity, answer: bool | None) -> bool | None:
    """Take back what more or fewer does not show: a few of many things named, a number of quite another size."""
    if claimed.dimension == "count" and not said.limited:
        return answer or None
    return None if answer and _out_of_scale(said.low, claimed.high) else answer


def _out_of_scale(more: float, less: float) -> bool:
    """Whether two numbers that should be of one thing are too far apart for it."""
    return less > 0 and more / less > _SCALE


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


def _at_most(limit: float, said: tuple[float, float], leeway: tuple[float, float]) -> bool | None:
    (low, high), (agree, disagree) = said, leeway
    if high <= limit * agree:
        return True
    return False if low > limit * disagree else None


def _at_least(limit: float, said: tuple[float, float], leeway: tuple[float, float]) -> bool | None:
    (low, high), (agree, disagree) = said, leeway
    if low >= limit / agree:
        return True
    return False if high < limit / disagree else None


def _like(claimed: Quantity, said: Quantity, agree: float) -> bool:
    return said.low >= claimed.low / agree and said.high <= claimed.high * agree


def _denied(claimed: Quantity, said: Quantity, direction: str, agree: float) -> bool | None:
    """A number denied speaks against a claim of it, or of a better one; a price or a delay denied is good news."""
    if claimed.kind in ("cost", "fee", "late"):
        return None
    if direction == "less":
        return False if said.high >= claimed.high / agree else None
    if direction == "more":
        return False if said.low <= claimed.low * agree else None
    return False if _like(claimed, said, agree) else None
