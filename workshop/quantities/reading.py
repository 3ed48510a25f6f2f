"""The quantities of a text, with all that is known of each."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from workshop.quantities import context
from workshop.quantities.amounts import Amount, amounts
from workshop.quantities.quantity import Quantity
from workshop.quantities.stems import stem
from workshop.quantities.tables import tables
from workshop.quantities.written import Written, write_out

_DAY = 86400.0
_AXES = {
    "fast": "fast", "faster": "fast", "quick": "fast", "quicker": "fast", "quickly": "fast", "speed": "fast", "rapid": "fast",
    "price": "price", "cost": "price", "expensive": "price", "pricey": "price",
    "weight": "weight", "heavy": "weight", "heavier": "weight",
    "long": "long", "longer": "long", "often": "often", "big": "big", "bigger": "big", "large": "big", "larger": "big", "size": "big",
}  # fmt: skip
_INVERSE = {
    "slow": "fast", "slower": "fast", "time": "fast", "cheap": "price", "cheaper": "price", "light": "weight",
    "lighter": "weight", "short": "long", "shorter": "long", "small": "big", "smaller": "big",
}  # fmt: skip
_MUCH = {"cost": "price", "pay": "price", "paid": "price", "charg": "price", "weigh": "weight"}


@lru_cache(maxsize=30_000)
def read(text: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text, in order; their spans are code points and never overlap.

    Cached, because one claim meets many passages and one passage many claims.
    """
    written = write_out(text)
    found = [_quantity(text, written, amount) for amount in amounts(written)]
    return tuple(quantity for before, quantity in zip([None, *found], found, strict=False) if not _corrected(before, quantity, text))


def _corrected(before: Quantity | None, quantity: Quantity, text: str) -> bool:
    """Whether a number is only named to be set right ("two bathrooms, not three")."""
    if before is None:
        return False
    between = text[before.end : quantity.start].lower()
    return between.strip(" ,") in ("not", "and not") and quantity.dimension == before.dimension


def _quantity(text: str, written: Written, amount: Amount) -> Quantity:
    form = written.form
    limits = context.bounded(form, amount)
    clause = context.clause_around(form, limits.start, limits.end)
    before, after = form[clause.start : limits.start], form[limits.end : clause.end]
    money = context.family(amount.dimension) == "money"
    about = context.named(f"{before} {after}", money=money)
    beside = context.named(f"{form[: clause.start]} {form[clause.end :]}", money=money)
    near = (form[clause.start : amount.start] + "@" + form[amount.end : clause.end], f"{before}@{after}")
    kind, means = context.kind_of(amount, near, about, beside)
    low, high, bound = limits.low, limits.high, limits.bound
    if means == "at least" and not bound:
        high, bound = math.inf, means
    start = limits.start
    denial = context.denied(before)
    if denial == "since":
        high, bound = math.inf, "at least"
    elif denial == "denied":
        start = clause.start + context.denial_start(before)
    span = written.span(start, limits.end)
    quantity = Quantity(
        *span,
        text[slice(*span)],
        amount.dimension,
        low,
        high,
        bound=bound,
        kind=kind,
        about=about,
        beside=beside,
        axis=frozenset(stem(word) for word in amount.words),
        vague=amount.vague,
        rough=limits.rough,
        denied=denial == "denied",
        vouched=denial != "unclear"
        and context.vouched(near[1], context.sentence_around(form, start, limits.end), ratio=amount.dimension == "ratio"),
        few=bool(tables().cues["few"].search(near[0])),
        complaint=bool(tables().cues["complaint"].search(near[0])),
        limited=bool(tables().cues["limited"].search(near[0])) or bound == "at most",
    )
    return _settled(quantity, amount, before)


def _settled(quantity: Quantity, amount: Amount, before: str) -> Quantity:
    """Give a quantity the dimension that its words around show it to have."""
    if quantity.dimension == "time" and quantity.kind == "open" and quantity.high <= _DAY:
        return replace(quantity, dimension="time/time", low=quantity.low / _DAY, high=quantity.high / _DAY)
    if quantity.dimension == "ratio":
        return _along_axis(quantity, amount.words, before)
    if quantity.dimension == "frequency":
        return replace(quantity, about=quantity.about | _topics(amount.words))
    return quantity


def _topics(words: tuple[str, ...]) -> frozenset[str]:
    return context.named(" ".join(words), money=False)


def _along_axis(quantity: Quantity, words: tuple[str, ...], before: str) -> Quantity:
    """Put a ratio in terms of one axis, so that "half as fast" and "twice as slow" are the same."""
    word = words[-1] if words else ""
    if word in ("much", "many"):
        stems = [stem(one) for one in before.split()]
        axis = next((_MUCH[one] for one in reversed(stems) if one in _MUCH), "")
        return replace(quantity, axis=frozenset({axis} if axis else ()))
    if word in _INVERSE:
        return replace(quantity, axis=frozenset({_INVERSE[word]}), low=1 / quantity.high, high=1 / quantity.low)
    return replace(quantity, axis=frozenset({_AXES.get(word, stem(word))}))
