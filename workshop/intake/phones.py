"""Finding phone numbers among prices, dates, flight numbers and order numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

_ENOUGH_DIGITS = re.compile(r"(?:[0-9][^\w\n]{0,3}){6,}[0-9]")
"""The library is slow; it looks only at texts with seven digits close together."""

_NORTH_AMERICA = "US"
_WITH_TRUNK_ZERO = ("GB", "DE", "FR", "IT", "NL", "AU", "IN")
"""Regions whose national numbers start with 0, and so can be told from other numbers."""

_CALLING_WORDS = re.compile(
    r"\b(?:call(?:ed|ing)?|phoned?|ph|tel|telephone|text|txt|mobile|cell|fax|dial(?:l?ed)?|whats\s?app|sms|ring|rang"
    r"|reach|contact|hotline|helpline|toll[- ]free|number is|anrufen|telefon|handy|t[ée]l[ée]phone|tel[ée]fono)\b"
    r"\W{0,3}(?:\w+\W{1,3}){0,4}$",
    re.I,
)
_COUNTING_WORDS = re.compile(
    r"(?:\b(?:order|ref|reference|case|ticket|confirmation|booking|record|locator|flight|flt|account|acct|claim|complaint"
    r"|invoice|tracking|serial|model|id|isbn|item|sku|miles|points|rewards|member|frequent\s+flyer|file|conf)\b"
    r"[^\d\n]{0,14}|[$€£¥#=/_])$",
    re.I,
)
_DATE_OR_TIME = re.compile(
    r"(?:19|20)\d\d[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d(?!\d)"
    r"|\d{1,2}:\d\d"
)
_LOCAL = re.compile(r"(?<![\w.,$€£#/-])[0-9]{3}[-. ][0-9]{4}(?![\w-]|[.,][0-9])")
_AMERICAN = re.compile(r"(?:\+?1[-. ]{0,2})?\(?[0-9]{3}\)?[-./ ]{0,3}[0-9]{3}[-. ]{0,2}[0-9]{4}")
_GROUPED = re.compile(r"[^0-9]")


def find(text: str) -> list[tuple[int, int]]:
    """Return the spans of the phone numbers in a text, in order, without overlap.

    A number counts when it is valid where numbers of its form exist: with a country code; in
    North America; or with a leading 0 in large countries. Numbers that stand behind words such
    as "order" or "flight", and dates and prices, do not. A local one ("555-0123") counts
    behind words such as "call".
    """
    if not _ENOUGH_DIGITS.search(text):
        return []
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_candidates(text)):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
        elif end > spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
    return spans


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for region in (_NORTH_AMERICA, *_WITH_TRUNK_ZERO):
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID, max_tries=200):
            if _counts(text, match.start, match.raw_string, region):
                yield match.start, match.end
    for found in _LOCAL.finditer(text):
        if _CALLING_WORDS.search(text, max(0, found.start() - 80), found.start()):
            yield found.span()


def _counts(text: str, start: int, number: str, region: str) -> bool:
    """Say whether a valid number is meant as a phone number where it stands."""
    if number.startswith("+"):
        return True
    if _DATE_OR_TIME.search(number) or text[start + len(number) :][:1] == "%":
        return False
    if region == _NORTH_AMERICA:
        is_one = bool(_AMERICAN.match(number))
    else:
        is_one = number.lstrip("(").startswith("0") and len(number) >= 9
    before = text[max(0, start - 80) : start]
    if not is_one:
        return bool(_CALLING_WORDS.search(before))
    if _GROUPED.search(number):
        return not before.endswith(("$", "€", "£"))
    return bool(_CALLING_WORDS.search(before)) or not _COUNTING_WORDS.search(before)
