"""The patterns that amounts are written in, made from the units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from workshop.quantities.tables import tables

ADVERBS = {
    "hourly": 3600.0, "daily": 86400.0, "nightly": 86400.0, "weekly": 604800.0, "fortnightly": 1209600.0,
    "monthly": 2592000.0, "quarterly": 7884000.0, "yearly": 31536000.0, "annually": 31536000.0, "annual": 31536000.0,
}  # fmt: skip
"""Seconds between one time and the next."""

TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0, "quadruple": 4.0, "half": 0.5}
EVERY = {"other": 2.0, "second": 2.0, "~2nd": 2.0, "third": 3.0, "~3rd": 3.0, "fourth": 4.0, "~4th": 4.0, "half": 0.5}
PASSED_OVER = ("free", "easy", "simple", "different", "whole", "full", "good", "great", "nice", "new", "more", "extra")
"""Words between a number and what it counts that say nothing of what it is."""

_FROM, _TO = r"(?<!\S)", r"(?!\S)"
_NUMBER = (
    r"(?:an? |the )?(?P<n>#\d+)(?: (?:-|–|—|to|or) (?P<m>#\d+))?(?P<plus> \+)?(?: and an? (?P<more>half|quarter))?"
)
_PART = r"(?P<part>half|(?:a |one )?quarter|three quarters|#\d+ quarters)(?: of)?(?: an?)?"
_BETWEEN = (
    r"(?: -)?(?: (?P<working>working|business)"
    r"| (?:more|long|full|whole|solid|straight|extra|further|good|short|mere|of|calendar))*"
)
_SHARE = r"(?:half|two thirds|three quarters|(?:a |one )?(?:third|quarter|fifth|tenth))"
_SINGULAR = ("day", "night", "week", "fortnight", "month", "year", "hour", "minute", "weekend")
_MEASURES = (
    "dollar",
    "euro",
    "quid",
    "buck",
    "pound",
    "mile",
    "kilo",
    "kilometre",
    "kilometer",
    "metre",
    "meter",
    "litre",
    "liter",
    "gallon",
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """One pattern for each way to write an amount.

    `often` is "twice a week", `every` "every ten minutes", `rate` "four trains an hour", `adverb`
    "daily"; `unit` is a number with a unit, `article` "an hour", `plural` "(in) minutes"; `per`
    is what makes a rate of the amount before it.
    """

    often: re.Pattern[str]
    every: re.Pattern[str]
    rate: re.Pattern[str]
    adverb: re.Pattern[str]
    money: re.Pattern[str]
    free: re.Pattern[str]
    unit: re.Pattern[str]
    article: re.Pattern[str]
    plural: re.Pattern[str]
    per: re.Pattern[str]
    as_much: re.Pattern[str]
    fraction: re.Pattern[str]
    count: re.Pattern[str]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Make the patterns once."""
    found = tables()
    times = [surface for surface, unit in found.units.items() if unit.dimension == "time"]
    period = rf"(?P<u>{_any(surface for surface in times if surface not in found.short)})"
    return Grammar(
        often=_words(
            r"(?P<often>once|twice|thrice|#\d+ (?:times?|x)) (?:(?:a|an|per|each|every|in|in an?|/|this|over) "
            rf"(?:(?P<every>#\d+|other|few) )?{period}|(?P<adverb>{_any(ADVERBS)}))"
        ),
        every=_words(
            rf"(?:every|each) (?:single )?(?:(?P<every>#\d+|{_any(EVERY)})(?: (?:-|–|to|or) #\d+)?(?: -)? )?(?:an )?"
            rf"(?:{period}|(?P<daily>morning|afternoon|evening|lunchtime|weekday))"
        ),
        rate=_words(
            r"(?P<n>#\d+)(?P<what>(?: (?!(?:an?|per|each|every|of|quarters)(?!\S))[a-z'-]+){1,3})"
            rf" (?:an?|per|each|every|/) (?:(?P<every>#\d+|other|few) )?{period}(?! ago)"
        ),
        adverb=_words(rf"(?P<a>{_any(ADVERBS)})"),
        money=_money(),
        free=_words(
            r"(?:for free|free of charge|at no (?:extra |additional )?(?:cost|charge)"
            r"|(?:no|zero|without) (?:\w+ )?(?:fees?|charges?|surcharges?|costs?)|(?<!feel )(?<!- )(?<!set )free"
            r"(?! (?:up|time|to|of|from|trial|range|hand|spirit|will|fall|way|space|and easy)(?!\S)))"
        ),
        unit=_words(rf"(?:{_NUMBER}|{_PART}){_BETWEEN} (?P<u>{_any(found.units)})(?: and an? (?P<over>half|quarter))?"),
        article=_words(
            r"(?:an?|(?<=within )the|(?<=in under )the|(?<=inside )the)"
            r"(?: (?:full|whole|entire|single|solid|mere|extra))?"
            rf" (?P<u>{_any(_SINGULAR)}|second(?= or #)|{_any(_MEASURES)})"
            r"(?: and an? (?P<over>half|quarter)| or (?P<alt>#\d+))?(?! (?:ago|later than)(?!\S))"
        ),
        plural=_words(rf"{found.plural_before} (?P<u>{_any(f'{name}s' for name in found.plural)})(?! ago)"),
        per=re.compile(
            rf"(?: back)? (?:(?P<adverb>{_any(ADVERBS)})"
            rf"|(?:an?|per|each|every|/|in an?) (?:single |calendar )?(?P<u>{_any(times)})){_TO}(?! ago)"
        ),
        as_much=_words(
            r"(?P<r>twice|thrice|half|double|triple|quadruple|#\d+ (?:times|x|-? ?fold))"
            r"(?: as (?P<as>\w+)(?: as)?| (?P<more>(?:more |less )\w+|\w+er)(?= than|$| [^\w#]| \w)"
            r"| (?:of )?(?:the|my|our|its|your|their) (?P<the>\w+(?: life| time)?)"
            r"| (?P<bare>speed|price|size|cost|storage|capacity))"
        ),
        fraction=_words(
            rf"(?:(?P<part>{_SHARE}) of(?= (?:the|my|our|all|your|them|it|us))"
            rf"|(?:by|in|down|saved?|saves|cut) (?P<by>{_SHARE})(?! (?:an?|hours?|days?|the)(?!\S)))"
        ),
        count=_words(r"(?P<n>#\d+)(?: (?:-|–|to|or) (?P<m>#\d+))?(?P<plus> \+)?(?P<more>)"),
    )


def _money() -> re.Pattern[str]:
    names = tables().money
    signs = _any(name for name in names if len(name) == 1)
    after = _NUMBER
    for group in ("n", "m", "plus", "more"):
        after = after.replace(f"<{group}>", f"<{group}2>")
    return _words(
        rf"(?:(?P<symbol>{signs}|usd|eur|gbp) {_NUMBER}(?: {signs})?(?: (?:usd|cad|aud|eur|gbp|dollars|euros))?"
        rf"|{after}(?: -)? (?P<name>{_any(names)}))"
    )


def _words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that begins and ends with whole words."""
    return re.compile(f"{_FROM}{pattern}{_TO}")


def _any(surfaces: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(surface) for surface in surfaces), key=len, reverse=True))
