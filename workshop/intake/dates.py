"""Reading dates as they are written: with their precision, their offset, and no guessed order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

Order = Literal["dmy", "mdy"]

_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene",
            "feb february februar février fevrier febrero",
            "mar march märz marz mär mrz mars marzo",
            "apr april avril avr abril abr",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août aout agosto ago",
            "sep sept september septembre septiembre",
            "oct october oktober okt octobre octubre",
            "nov november novembre noviembre",
            "dec december dezember dez décembre decembre diciembre dic",
        ),
        start=1,
    )
    for month in names.split()
}
_ZONES = {"z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00"} | {
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "cet": "+01:00",
    "cest": "+02:00",
}

_TIME = re.compile(
    r"(?:[T\s,]+|^)(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*"
    r"(?:\(?([A-Z]{1,4})\)?(?![a-z])|(?:UTC|GMT)?([+-]\d\d):?(\d\d)?)?(?=\s|$)",
    re.I,
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)")
_WEEKDAY = re.compile(r"^(?:[^\W\d]{2,10}\.?,?\s+)(?=[^\W\d]|\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s-]+(?:de\s+|of\s+)?([^\W\d]+)\.?,?[\s-]+(?:de\s+)?(\d{4}|\d\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_YEAR = re.compile(r"([^\W\d]+)\.?,?[\s-]+(\d{4})")
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})(?:\.0)?")


@dataclass(frozen=True, slots=True)
class DateReport:
    """How a column of dates was read.

    `order` is how day and month stand where both are numbers; None where no date needs it, or
    where nobody can tell (`ambiguous`). Then the caller has to be asked, and until then only the
    year of an ambiguous date is kept. `mixed` means that some dates can only have the day first and
    others only the month. `unreadable` lists up to five cells that are no dates.
    """

    order: Order | None = None
    ambiguous: bool = False
    mixed: bool = False
    n_unreadable: int = 0
    unreadable: tuple[str, ...] = ()


def read_column(cells: Sequence[str], order: Order | None = None) -> tuple[list[str | None], DateReport]:
    """Read a column; with `order`, nothing is ambiguous.

    Returns:
        ISO 8601 as far as each cell says (None where empty or unreadable), and the report.
    """
    sure = _sure_orders(cells)
    decided = order or (next(iter(sure)) if len(sure) == 1 else None)
    read_dates = [read(cell, decided) for cell in cells]
    two_sided = [_is_two_sided(cell) for cell in cells]
    unsure = decided is None and any(two_sided)
    unreadable = [
        cell.strip()
        for cell, date, sides in zip(cells, read_dates, two_sided, strict=True)
        if date is None and cell.strip() and not (unsure and sides)
    ]
    shown = tuple(cell[:40] for cell in dict.fromkeys(unreadable))[:5]
    used = decided if any(two_sided) else None
    return read_dates, DateReport(used, unsure, len(sure) > 1, len(unreadable), shown)


def find_order(cells: Iterable[str]) -> Order | None:
    """Decide the order of day and month from the cells that fit one order only; None if none, or both, do."""
    sure = _sure_orders(cells)
    return sure.pop() if len(sure) == 1 else None


def _sure_orders(cells: Iterable[str]) -> set[Order]:
    """Return the orders that single cells prove; dots stand behind the day everywhere."""
    orders: set[Order] = set()
    for cell in cells:
        found = _NUMBERS.match(cell.strip())
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second or (found[2] == "." and second <= 12):
            orders.add("dmy")
        elif second > 12 >= first:
            orders.add("mdy")
    return orders


def read(cell: str, order: Order | None = None) -> str | None:
    """Return one date in ISO 8601, as precise as it was written; None if it is no date.

    A day without a time stays a day. A number of seconds or milliseconds since 1970 is in UTC.
    Without an order, a date that could be read in two ways gives its year.
    """
    cell = " ".join(cell.split())
    if not cell or len(cell) > 60 or not any(character.isdigit() for character in cell):
        return None
    epoch = _EPOCH.fullmatch(cell)
    if epoch:
        return _from_epoch(epoch)
    time = _TIME.search(cell)
    day = _read_day(cell if not time else (cell[: time.start()] + " " + cell[time.end() :]).strip(" ,"), order)
    if day is None or time is None or len(day) < len("2015-02-24"):
        return day
    clock = _read_time(time)
    return f"{day}T{clock}" if clock else day


def _read_day(day: str, order: Order | None) -> str | None:
    found = _YEAR_FIRST.fullmatch(day) or _COMPACT.fullmatch(day)
    if found:
        return _iso(*(int(part) if part else None for part in found.groups()))
    found = _NUMBERS.fullmatch(day)
    if found:
        return _from_numbers(int(found[1]), int(found[3]), found[4], order)
    for text in (day, _WEEKDAY.sub("", day)):
        if found := _DAY_MONTH.fullmatch(text):
            return _iso(_year(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
        if found := _MONTH_DAY.fullmatch(text):
            return _iso(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
        if found := _MONTH_YEAR.fullmatch(text):
            return _iso(int(found[2]), _MONTHS.get(found[1].lower(), 0), None)
    return None


def _from_numbers(first: int, second: int, year: str, order: Order | None) -> str | None:
    if order is None and first != second and max(first, second) <= 12:
        return _iso(_year(year), None, None) if len(year) == 4 else None
    if second > 12 or (order == "mdy" and first <= 12):
        first, second = second, first
    return _iso(_year(year), second, first)


def _is_two_sided(cell: str) -> bool:
    """Say whether a date reads in two ways, as 03/04/2015 does."""
    found = _NUMBERS.match(cell.strip())
    if not found:
        return False
    first, second = int(found[1]), int(found[3])
    return first != second and max(first, second) <= 12


def _year(digits: str) -> int:
    """Return a year of four digits; of two, the one between 1970 and 2069."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    """Return a date that exists between 1900 and 2100, as precise as it is."""
    if year is None or not 1900 <= year <= 2100:
        return None
    try:
        date = datetime(year, 1 if month is None else month, 1 if day is None else day, tzinfo=UTC)
    except ValueError:
        return None
    precision = "%Y" if month is None else "%Y-%m" if day is None else "%Y-%m-%d"
    return date.strftime(precision)


def _read_time(found: re.Match[str]) -> str | None:
    hour, minute, second, fraction, half, zone, offset_hour, offset_minute = found.groups()
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    if number > 23 or int(minute) > 59 or int(second or 0) > 60:
        return None
    clock = f"{number:02d}:{minute}" + (f":{second}" if second else "") + (f".{fraction}" if fraction else "")
    if offset_hour:
        return f"{clock}{offset_hour}:{offset_minute or '00'}"
    return clock + (_ZONES.get(zone.lower(), "") if zone else "")


def _from_epoch(found: re.Match[str]) -> str | None:
    seconds = int(found[1]) if found[1] else int(found[2]) / 1000
    moment = datetime.fromtimestamp(seconds, UTC)
    if not 1990 <= moment.year <= 2100:
        return None
    return moment.isoformat(timespec="seconds" if found[1] else "milliseconds")
