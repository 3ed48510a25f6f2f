"""The quantities of a text, with all that is known of each."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache

from workshop.quantities import context
from workshop.quantities.amounts import Amount, amounts
from workshop.quantities.quantity import Quantity
from workshop.quantities.tables import tables
from workshop.quantities.written import Written, write_out
from workshop.stems import stem

_DAY = 86400.0
_MAY_HOLD_QUANTITIES = re.compile(
    r"\d|[½¼¾]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?"
    r"|millions?|billions?|dozens?|couple|few|several|half|third|quarters?|fifth|tenth|once|twice|thrice|double|triple|quadruple"
    r"|seconds?|minutes?|hours?|days?|weeks?|weekend|fortnight|months?|years?|dollar|euro|quid|buck|pound|mile|kilo|kilomet\w+|metre|meter|lit(?:re|er)|gallon|hourly|daily|nightly|weekly"
    r"|fortnightly|monthly|quarterly|yearly|annual|annually|free|fees?|charges?|surcharges?|costs?|instant\w*|immediately"
    r"|overnight|morning|afternoon|evening|night|clock|no time|flash)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=30_000)
def read(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order; their spans are code points and never overlap.

    Cached, because one claim meets many passages and one passage many claims.
    """
    if not _MAY_HOLD_QUANTITIES.search(text):
        return ()
    written = write_out(text)
    found: list[Quantity] = []
    left, free_from = amounts(written), 0
    for n, amount in enumerate(left):
        until = left[n + 1].start if n + 1 < len(left) else len(written.form)
        limits = context.bounded(written.form, amount, (free_from, until))
        if not (n and _sets_right(written.form, left[n - 1], amount)):
            found.append(_quantity(text, written, amount, replace(limits, free_from=free_from)))
        free_from = limits.end + 1
    return tuple(found)


def _sets_right(form: str, before: Amount, amount: Amount) -> bool:
    """Whether a number is only named to be set right ("two bathrooms, not three")."""
    return amount.dimension == before.dimension and form[: amount.start].endswith(", not ")


def _quantity(text: str, written: Written, amount: Amount, limits: context.Bounded) -> Quantity:
    form = written.form
    clause = context.clause_around(form, limits.start, limits.end)
    before, after = form[clause.start : limits.start], form[limits.end : clause.end]
    sentence = context.sentence_around(form, limits.start, limits.end)
    about, beside = _things(form, amount, clause, (before, after))
    near = (form[clause.start : amount.start] + "@" + form[amount.end : clause.end], f"{before}@{after}")
    kind, means = context.kind_of(amount, near, about, beside)
    if not (kind or about):
        # A clause that is the number alone ("took ages, like 50 minutes") is told by those beside it.
        near = (f"{form[: amount.start]}@{form[amount.end :]}",) * 2
        kind, means = context.kind_of(amount, near, about, beside)
    denial = context.denied(before)
    start = max(limits.free_from, clause.start + context.denial_start(before)) if denial == "denied" else limits.start
    at_least = denial == "since" or (means == "at least" and not limits.bound)
    span, cues = written.span(start, limits.end), tables().cues
    quantity = Quantity(
        *span,
        text[slice(*span)],
        amount.dimension,
        limits.low,
        math.inf if at_least else limits.high,
        bound="at least" if at_least else limits.bound,
        kind=kind,
        about=about,
        beside=beside,
        axis=context.modes(near[0]) if kind == "distance" else frozenset(stem(word) for word in amount.words),
        vague=amount.vague,
        rough=limits.rough,
        denied=denial == "denied",
        vouched=denial != "unclear"
        and context.vouched(f"{before}@{after}", sentence, ratio=amount.dimension == "ratio"),
        few=bool(cues["few"].search(near[0])),
        complaint=bool(cues["complaint"].search(sentence)),
        sure=kind in ("lasting", "saving") or bool(cues["sure"].search(near[0])),
        limited=limits.bound == "at most" or bool(cues["limited"].search(near[0])),
    )
    return _settled(quantity, amount, before)


def _things(
    form: str, amount: Amount, clause: context.Clause, around: tuple[str, str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return what an amount's clause names, and what the clauses around it name."""
    money = context.family(amount.dimension) == "money"
    about = (money and context.priced(around[1])) or context.named(" ".join(around), money=money)
    return about, context.named(f"{form[: clause.start]} {form[clause.end :]}", money=money)


def _settled(quantity: Quantity, amount: Amount, before: str) -> Quantity:
    """Give a quantity the dimension that its words around show it to have."""
    if quantity.dimension == "time" and quantity.kind == "open" and quantity.high <= _DAY:
        return replace(quantity, dimension="time/time", low=quantity.low / _DAY, high=quantity.high / _DAY)
    if quantity.dimension == "ratio":
        return _along_axis(quantity, amount.words, before)
    if quantity.dimension == "time/time" and not quantity.kind and quantity.low >= 1:
        return replace(quantity, kind="open")
    if quantity.dimension in ("frequency", "free"):
        return replace(quantity, about=quantity.about | _topics(amount.words))
    return quantity


def _topics(words: tuple[str, ...]) -> frozenset[str]:
    return context.named(" ".join(words), money=False)


def _along_axis(quantity: Quantity, words: tuple[str, ...], before: str) -> Quantity:
    """Put a ratio in terms of one axis, so that "half as fast" and "twice as slow" are the same."""
    found = tables()
    word = words[-1] if words else ""
    if word in ("much", "many"):
        verbs = [found.axes_of_verbs[root] for root in map(stem, before.split()) if root in found.axes_of_verbs]
        return replace(quantity, axis=frozenset(verbs[-1:]))
    axis, along = found.axes.get(word, (stem(word), True))
    if along or not quantity.low:
        return replace(quantity, axis=frozenset({axis}))
    return replace(quantity, axis=frozenset({axis}), low=1 / quantity.high, high=1 / quantity.low)
