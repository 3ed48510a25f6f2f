"""Masking personal data in a comment: e-mail addresses, card and phone numbers, people's handles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from stdnum import luhn

from workshop.intake import phones
from workshop.records import Company

EMAIL, CARD, PHONE, HANDLE = "email", "card", "phone", "handle"

_FEDIVERSE = re.compile(r"(?<![\w@])@[\w.-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LOCAL_PART = re.compile(r"[\w.!#$&'*+^`{|}~-]{1,64}$")
_AT = re.compile(r"(?:@|%40)(?:[\w-]{1,63}\.){1,6}(?:xn--[\w-]{1,59}|[^\W\d_]{2,24})(?![\w-])", re.I)
_CARD = re.compile(r"(?<![0-9])(?<![0-9][ -])[0-9](?:[ -]?[0-9]){12,18}(?![ -]?[0-9])")
_ISSUERS = (
    (re.compile(r"4"), (13, 16, 19)),  # Visa
    (re.compile(r"5[1-5]|2[2-7]"), (16,)),  # Mastercard
    (re.compile(r"3[47]"), (15,)),  # American Express
    (re.compile(r"3[068]"), (14,)),  # Diners Club
    (re.compile(r"35|6[0-9]|50"), (16, 19)),  # JCB, Discover, Maestro, UnionPay
)
_HANDLE = re.compile(r"@[^\W\d]\w{0,63}|@\d{1,20}_?[^\W\d_]\w{2,63}")
_REST_OF_HANDLE = re.compile(r"(?:\.[a-z0-9_]\w*)+")
_CLOCK = re.compile(r"@\d+(?:am|pm|hrs?|mins?|ish|th|st|nd|rd|each|per)", re.I)
_MEMBER = re.compile(r"(?<![\w/])/?u/[\w-]{3,20}(?![\w/-])|(?<=<)@[UW][A-Z0-9]{6,12}(?=[|>])")
_OFFICIAL = re.findall(
    r"\w+",
    "air airline airlines airways app assist business care cares customercare de eu fr global help helps hq inc news"
    " official service support team uk us usa",
)
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose personal data reads [email], [card], [phone] or [handle].

    `kinds` counts what was masked, sorted by kind, such as (("email", 1), ("phone", 2)).
    """

    text: str
    kinds: tuple[tuple[str, int], ...] = ()


def mask(text: str, company: Company) -> Masked:
    """Mask the personal data in a cleaned text; masking the result again changes nothing.

    The handles of the company and of its competitors stay, whatever their capitals; without a
    company every handle is taken for a person's.
    """
    counts: Counter[str] = Counter()
    own = _own_names(company)
    for _ in range(_MOST_ROUNDS):
        masked = _mask_once(text, own, counts)
        if masked == text:
            break
        text = masked
    return Masked(text, tuple(sorted(counts.items())))


def handles(text: str) -> list[str]:
    """Return the handles that a text names, with the @, in small letters."""
    return [found.group().lower() for found in _HANDLE.finditer(text) if not _CLOCK.fullmatch(found.group())]


def handle_names(names: Iterable[str]) -> frozenset[str]:
    """Return the handles, folded, that companies or products of these names may have, such as "deltahelp" for Delta."""
    folded = frozenset(map(fold, names)) - {""}
    return folded | {name + ending for name in folded for ending in _OFFICIAL}


def fold(name: str) -> str:
    """Return a name or a handle as it is compared: letters and digits only, in small letters."""
    return re.sub(r"[\W_]", "", name).casefold()


@lru_cache(maxsize=16)
def _own_names(company: Company) -> frozenset[str]:
    """Return the folded names that a handle may have without being a person's."""
    return frozenset(map(fold, company.handles)) | handle_names(
        (*company.names, *company.products, *company.competitors)
    )


def _mask_once(text: str, own: frozenset[str], counts: Counter[str]) -> str:
    """Mask every kind once, the longest forms first, so that no rest of one looks like another."""
    if "@" in text or "%40" in text:
        text = _replace(text, _FEDIVERSE, HANDLE, counts, lambda _: True)
        text = _mask_emails(text, counts)
    if "u/" in text or "<@" in text:
        text = _replace(text, _MEMBER, HANDLE, counts, lambda _: True)
    text = _replace(text, _CARD, CARD, counts, _is_card)
    text = _cover(text, phones.find(text), PHONE, counts)
    return _mask_handles(text, own, counts) if "@" in text else text


def _replace(
    text: str, pattern: re.Pattern[str], kind: str, counts: Counter[str], is_one: Callable[[str], bool]
) -> str:
    return _cover(text, [found.span() for found in pattern.finditer(text) if is_one(found.group())], kind, counts)


def _cover(text: str, spans: list[tuple[int, int]], kind: str, counts: Counter[str]) -> str:
    """Put the mask of a kind over ordered spans."""
    if not spans:
        return text
    counts[kind] += len(spans)
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], f"[{kind}]"]
        last = end
    return "".join([*parts, text[last:]])


def _mask_emails(text: str, counts: Counter[str]) -> str:
    """Mask addresses outside and inside links; the part before the @ is sought from the @ backwards."""
    spans: list[tuple[int, int]] = []
    for found in _AT.finditer(text):
        local = _LOCAL_PART.search(text[max(0, found.start() - 64) : found.start()])
        name = local.group() if local else ""
        if re.search(r"\w", name):
            name = name.lstrip("'!#$&*^`{|}~.-+")
            spans.append((found.start() - len(name), found.end()))
    return _cover(text, spans, EMAIL, counts)


def _is_card(number: str) -> bool:
    """Say whether the digits have the length, start and check digit of a payment card."""
    digits = re.sub(r"[^0-9]", "", number)
    known = any(start.match(digits) and len(digits) in lengths for start, lengths in _ISSUERS)
    return known and len(set(digits)) > 1 and luhn.is_valid(digits)


def _mask_handles(text: str, own: frozenset[str], counts: Counter[str]) -> str:
    spans: list[tuple[int, int]] = []
    for found in _HANDLE.finditer(text):
        handle = found.group()
        if fold(handle) in own or _CLOCK.fullmatch(handle):
            continue
        rest = _REST_OF_HANDLE.match(text, found.end())
        spans.append((found.start(), rest.end() if rest else found.end()))
    return _cover(text, spans, HANDLE, counts)
