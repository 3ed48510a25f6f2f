"""Dates in words, never more precise than they were given."""

from __future__ import annotations

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in_words(date: str | None) -> str | None:
    """Write an ISO 8601 date for people: "23 Feb 2015", "Feb 2015" or "2015".

    The day is taken as written: a time zone never shifts it. None and "" give None; what
    is no ISO date is returned unchanged.
    """
    if not date:
        return None
    year, *rest = date[:10].split("-")
    try:
        if len(rest) == 0:
            return year
        month = _MONTHS[_within(rest[0], 12) - 1]
        return f"{month} {year}" if len(rest) == 1 else f"{_within(rest[1], 31)} {month} {year}"
    except ValueError:
        return date


def _within(digits: str, highest: int) -> int:
    value = int(digits)
    if not 1 <= value <= highest:
        raise ValueError(digits)
    return value
