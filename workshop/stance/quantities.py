"""Numbers with a unit, as customers and messages write them, and what a duration says about pace."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNTED = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORDS = {word: float(number) for number, word in enumerate(_COUNTED)} | {
    "a": 1.0, "an": 1.0, "the": 1.0, "whole": 1.0, "couple": 2.0, "few": 3.0, "several": 4.0, "fifteen": 15.0,
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0, "hundred": 100.0,
}  # fmt: skip
_HOURS = {
    "second": 1 / 3600, "sec": 1 / 3600, "minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "hr": 1.0, "day": 24.0,
    "night": 24.0, "weekend": 48.0, "week": 168.0, "month": 720.0, "year": 8760.0,
}  # fmt: skip
_QUANTITY = re.compile(
    r"(?P<before>(?:[a-z']+ ){0,4})"
    r"(?P<number>\$?\d+(?:[.,]\d+)*|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
    r"(?: of| long| more| full| whole| solid| business| working)?[ -]?"
    r"(?P<unit>%|[a-z]+)(?P<after>(?: [a-z]+){0,2})"
)
_QUICK = re.compile(r"\b(?:within|in|under|less than)(?: just| only| about| around| under| the| first)* $")
_SLOW = re.compile(r"\b(?:took|takes|take|taking|wait\w*|hold|line|queue\w*|after|sat|stood)\b")
_LATE = re.compile(r"\b(?:late|delay\w*|overdue|behind)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: hours for every duration, otherwise the unit as written.

    `pace` is what a duration says about speed, -1 (slow) to 1 (fast), 0 where nothing.
    `limit` marks a number that must not be passed ("within two days", "takes an hour").
    """

    value: float
    unit: str
    pace: float = 0.0
    limit: bool = False


def quantities(text: str) -> tuple[Quantity, ...]:
    """Find numbers with a unit in lower-case text; "the hour" counts as one hour after "within" only."""
    found = []
    for match in _QUANTITY.finditer(text):
        before, number, unit = match["before"], match["number"], match["unit"].rstrip("s")
        if number in ("the", "whole") and not (_QUICK.search(before) or number == "whole"):
            continue
        value = 0.5 if before.endswith("half ") else _value(number)
        if unit in _HOURS:
            hours = value * _HOURS[unit]
            limit = bool(_QUICK.search(before) or _SLOW.search(before))
            found.append(Quantity(hours, "hour", _pace(hours, before, match["after"]), limit))
        elif number[0].isdigit() or number[0] == "$" or _WORDS.get(number, 1.0) > 1:
            name = "$" if number[0] == "$" else {"%": "percent", "pct": "percent"}.get(unit, unit)
            found.append(Quantity(value, name))
    return tuple(found)


def agreement(claimed: tuple[Quantity, ...], said: tuple[Quantity, ...], *, less_is_better: bool) -> int:
    """Compare numbers of one unit: 1 where the claim holds, -1 where it clearly does not, 0 where none meet.

    A number as good as the claimed one or better counts as holding; a fifth of leeway is given.
    """
    for ours in claimed:
        for theirs in said:
            if ours.unit == theirs.unit and ours.value > 0:
                ratio = theirs.value / ours.value
                return 1 if (ratio <= 1.2 if less_is_better else ratio >= 0.8) else -1
    return 0


def _value(number: str) -> float:
    if number in _WORDS:
        return _WORDS[number]
    digits = number.lstrip("$").replace(",", "")
    return float(digits) if digits.count(".") <= 1 else 0.0


def _pace(hours: float, before: str, after: str) -> float:
    if _LATE.search(after) or _LATE.search(before):
        return -0.9
    if _QUICK.search(before):
        if hours <= 2:
            return 0.9
        return 0.4 if hours <= 24 else (-0.6 if hours >= 72 else 0.0)
    if _SLOW.search(before) or _SLOW.search(after) or " to " in f"{after} ":
        if hours <= 0.2:
            return 0.7
        return -0.8 if hours > 1 / 3 else 0.0
    return 0.0
