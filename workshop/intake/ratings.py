"""Reading ratings with their scale: 4, "4/5", "FIVE", "★★★★☆", "4,5", 0 to 10 and per cent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workshop.records import Rating

Scale = tuple[float, float]

_NUMBER = re.compile(r"([+-]?\d{1,4}(?:[.,]\d{1,3})?)\s*(?:stars?|sterne|points?|★|⭐️?)?", re.I)
_OUT_OF = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:/|out of|von|of|sur|de)\s*(\d{1,3})(?:\s*stars?)?", re.I)
_PER_CENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_STARS = re.compile(r"([★⭐*]{1,5}|(?:⭐️){1,5})(½?)([☆✩]{0,4})")
_LABELLED = re.compile(r"(\d{1,2})\s*[-–:=.(]\s*[^\W\d].{0,40}")
_WORDS = {word: float(value) for value, word in enumerate(["zero", "one", "two", "three", "four", "five"])}
_SCALE_IN_NAME = re.compile(r"(?<!\d)([01])\s*(?:-|–|to|bis|\.\.)\s*(\d{1,3})(?!\d)", re.I)
_RECOMMENDATION = re.compile(r"\bnps\b|recommend|net.?promoter|weiterempfehl", re.I)


def read_column(cells: Sequence[str], name: str) -> list[Rating | None]:
    """Read a column of ratings; its name and all its values together tell the scale.

    Returns:
        A rating for each cell; None where it is empty, unreadable or off the scale.
    """
    values = [_value(cell) for cell in cells]
    scale = _scale([value for value, own in values if value is not None and own is None], name)
    return [_rating(value, own or scale) for value, own in values]


def share_readable(cells: Sequence[str]) -> float:
    """Return the share of the filled cells that are ratings, 0 to 1; 0 if none is filled."""
    filled = [cell for cell in cells if cell.strip()]
    return sum(_value(cell)[0] is not None for cell in filled) / len(filled) if filled else 0.0


def _rating(value: float | None, scale: Scale | None) -> Rating | None:
    if value is None or scale is None or not scale[0] <= value <= scale[1]:
        return None
    return Rating(value, *scale)


def _value(cell: str) -> tuple[float | None, Scale | None]:
    """Return the value of one cell, and its scale where the cell itself names one."""
    cell = cell.strip()
    if found := _STARS.fullmatch(cell):
        return found[1].count("★") + found[1].count("⭐") + found[1].count("*") + 0.5 * len(found[2]), (1.0, 5.0)
    if found := _OUT_OF.fullmatch(cell):
        top = float(found[2])
        return _number(found[1]), (1.0 if top <= 7 else 0.0, top)
    if found := _PER_CENT.fullmatch(cell):
        return _number(found[1]), (0.0, 100.0)
    if found := _NUMBER.fullmatch(cell) or _LABELLED.fullmatch(cell):
        return _number(found[1]), None
    word = re.sub(r"\W*stars?$", "", cell.lower())
    return (_WORDS[word], (1.0, 5.0)) if word in _WORDS else (None, None)


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _scale(values: Sequence[float], name: str) -> Scale | None:
    """Find the scale: the column's name first, then the smallest usual one that holds every value."""
    if found := _SCALE_IN_NAME.search(name):
        return float(found[1]), float(found[2])
    if not values:
        return None
    low, high = min(values), max(values)
    if _RECOMMENDATION.search(name) and low >= 0 and high <= 10:
        return 0.0, 10.0
    if low < 0:
        top = max(-low, high)
        return -top, top
    for top in (5.0, 10.0, 100.0):
        if high <= top:
            return (1.0 if low >= 1 and top < 100 else 0.0), top
    return None
