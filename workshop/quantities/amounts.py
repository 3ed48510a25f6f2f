"""The amounts in a text: numbers with units, rates, prices, phrases; what they are about is not asked here."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from workshop.quantities.counting import counted
from workshop.quantities.grammar import ADVERBS, EVERY, TIMES, grammar
from workshop.quantities.tables import Unit, tables
from workshop.quantities.written import Written

_DAY = 86400.0
_AND_MORE = {"half": 0.5, "quarter": 0.25}
_WORKING_DAYS = 1.4
"""Five working days are up to seven."""

_OF_SHIFTS = ("night", "day")
_AROUND = 30
_WEIGHING = re.compile(r"\b(?:weigh\w*|heav\w+|lighter|lbs?|lost|gained|kg|kilos?|carr\w+|load)\b")
_PAYING = re.compile(
    r"£|\b(?:costs?|paid|pay\w*|prices?|charg\w+|bill|fees?|spent|cheap\w*|expensive|only|just|for (?:an? |#))"
)
_LINK = re.compile(r" (?:(?:and|&|,) )?(?=#)")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of what, and where: `start` and `end` are places in the written form.

    `kind` is only set where the amount itself tells it; `words` are what a comparison is in, or
    what is counted.
    """

    start: int
    end: int
    dimension: str
    low: float
    high: float
    vague: bool = False
    kind: str = ""
    words: tuple[str, ...] = ()


_Reader = Callable[[re.Match[str]], Amount | None]


def amounts(written: Written) -> list[Amount]:
    """Find the amounts in a text, in the order of their starts; none overlap."""
    return sorted(_Search(written).run(), key=lambda amount: amount.start)


class _Search:
    """One pass over a text; what a pattern has taken is blanked out for those after it."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.form = written.form

    def run(self) -> Iterator[Amount]:
        patterns = grammar()
        for phrase in tables().phrases:
            whole = Amount(0, 0, phrase.dimension, phrase.low, phrase.high, kind=phrase.kind)
            yield from self._take(phrase.pattern, lambda m, whole=whole: replace(whole, start=m.start(), end=m.end()))  # type: ignore[misc]
        steps: tuple[tuple[re.Pattern[str], _Reader], ...] = (
            (patterns.often, self._often),
            (patterns.rate, self._rate),
            (patterns.every, self._every),
            (patterns.money, self._money),
            (patterns.article, self._article),
            (patterns.unit, self._unit),
            (patterns.as_much, self._as_much),
            (patterns.fraction, self._fraction),
            (patterns.free, self._free),
            (patterns.plural, self._plural),
            (patterns.adverb, lambda match: self._frequency(match, 1.0, ADVERBS[match["a"]])),
            (patterns.count, self._count),
        )
        for pattern, reader in steps:
            yield from self._take(pattern, reader)

    def _take(self, pattern: re.Pattern[str], reader: _Reader) -> Iterator[Amount]:
        place = 0
        while match := pattern.search(self.form, place):
            amount = reader(match)
            if amount is None:
                place = match.start() + 1
                continue
            self.form = f"{self.form[: amount.start]}{'_' * (amount.end - amount.start)}{self.form[amount.end :]}"
            place = amount.end
            yield amount

    def _span(self, match: re.Match[str], suffix: str = "") -> tuple[float, float, bool]:
        """Return the lowest and highest value of a number or a range of numbers, and whether it is vague."""
        first = self.written.number(match[f"n{suffix}"])
        last = self.written.number(match[f"m{suffix}"]) if match[f"m{suffix}"] else first
        more = _AND_MORE.get(match[f"more{suffix}"] or "", 0.0)
        high = math.inf if match[f"plus{suffix}"] else max(first.high, last.high)
        return first.low + more, high + more, first.vague

    def _often(self, match: re.Match[str]) -> Amount:
        period = ADVERBS[match["adverb"]] if match["adverb"] else self._period(match)
        return self._frequency(match, self._times(match["often"]), period)

    def _times(self, words: str) -> float:
        return TIMES.get(words) or self.written.number(words.split(maxsplit=1)[0]).low

    def _every(self, match: re.Match[str]) -> Amount | None:
        return None if self._follows_a_unit(match.start()) else self._frequency(match, 1.0, self._period(match))

    def _period(self, match: re.Match[str]) -> float:
        seconds, every = tables().units[match["u"]].factor if match["u"] else _DAY, match["every"]
        if not every:
            return seconds
        return seconds * (self.written.number(every).low if every.startswith("#") else EVERY.get(every, 3.0))

    def _frequency(self, match: re.Match[str], times: float, period: float) -> Amount:
        often = times * _DAY / period if period else 0.0
        return Amount(match.start(), match.end(), "frequency", often, often)

    def _rate(self, match: re.Match[str]) -> Amount | None:
        words, found = match["what"].split(), tables()
        measured = [word for word in words if word in found.units or word in found.money]
        if words[-1] in found.light or words[-1] in measured or any(word not in _OF_SHIFTS for word in measured):
            return None
        number = self.written.number(match["n"])
        return replace(self._frequency(match, number.low, self._period(match)), words=tuple(words))

    def _as_much(self, match: re.Match[str]) -> Amount:
        times = self._times(match["r"])
        words = (match["as"] or match["more"] or match["the"] or match["bare"]).split()
        return Amount(match.start(), match.end(), "ratio", times, times, words=tuple(words))

    def _money(self, match: re.Match[str]) -> Amount:
        name, suffix = (match["symbol"], "") if match["symbol"] else (match["name"], "2")
        unit = tables().money[name]
        low, high, vague = self._span(match, suffix)
        return self._per(
            Amount(match.start(), match.end(), unit.dimension, low * unit.factor, high * unit.factor, vague)
        )

    def _unit(self, match: re.Match[str]) -> Amount | None:
        unit = self._meant(match)
        low = high = self._part(match["part"]) if match["part"] else 0.0
        vague, start = False, match.start()
        if match["n"]:
            if match["u"] in tables().short and not self._touches(match):
                return None
            low, high, vague = self._span(match)
            # An article before digits is the article of what follows ("a 25 minute walk").
            start = match.start("n") if self.written.number(match["n"]).plain else start
        over = _AND_MORE.get(match["over"] or "", 0.0)
        high = (high + over) * unit.factor * (_WORKING_DAYS if match["working"] else 1.0)
        amount = Amount(start, match.end(), unit.dimension, (low + over) * unit.factor, high, vague, _kind(unit))
        return self._per(self._and_smaller(amount, unit))

    def _meant(self, match: re.Match[str]) -> Unit:
        """Return the unit that a word means; pounds are money where the words around speak of paying, not of weight."""
        found, surface = tables(), match["u"]
        unit = found.money.get(surface) or found.units[surface]
        if (unit.name, unit.dimension) != ("pound", "mass"):
            return unit
        around = self.written.form[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        paid = _PAYING.search(around) and not _WEIGHING.search(around)
        return replace(unit, dimension="pound", factor=1.0) if paid else unit

    def _part(self, part: str) -> float:
        if part.startswith(("three", "#")):
            return 0.25 * (self.written.number(part.split(maxsplit=1)[0]).low if part.startswith("#") else 3.0)
        return tables().fractions[part.rsplit(maxsplit=1)[-1]]

    def _touches(self, match: re.Match[str]) -> bool:
        """Whether a short unit follows its digits without a space."""
        at = self.written.piece_at(match.start("u"))
        return self.written.pieces[at - 1].end == self.written.pieces[at].start

    def _and_smaller(self, amount: Amount, unit: Unit) -> Amount:
        """Add what follows in a smaller unit: "1 hr 20 min"."""
        link = _LINK.match(self.form, amount.end)
        following = grammar().unit.match(self.form, link.end()) if link else None
        if not following or not following["n"]:
            return amount
        smaller = tables().units[following["u"]]
        if smaller.dimension != unit.dimension or smaller.factor >= unit.factor:
            return amount
        more = self._span(following)[0] * smaller.factor
        return replace(amount, end=following.end(), low=amount.low + more, high=amount.high + more)

    def _per(self, amount: Amount) -> Amount:
        """Make a rate of an amount that is one ("5 hours a week", "$10/mo")."""
        per = grammar().per.match(self.form, amount.end)
        if not per:
            return amount
        seconds = ADVERBS[per["adverb"]] if per["adverb"] else tables().units[per["u"]].factor
        scale = (1.0 if amount.dimension == "time" else _DAY) / seconds
        return replace(
            amount,
            end=per.end(),
            dimension=f"{amount.dimension}/time",
            low=amount.low * scale,
            high=amount.high * scale,
            kind="saving" if per[0].startswith(" back") else "",
        )

    def _follows_a_unit(self, start: int) -> bool:
        """Whether an amount stands right before, of which this is the "a week" that makes it a rate."""
        before = [word for word in self.form[:start].split()[-3:] if word != "back"][-2:]
        if not before:
            return False
        last, found = before[-1], tables()
        priced = last.startswith("#") and before[0] in found.money
        return priced or last in found.units or last in found.money or last in ("half", "quarter", "of", "/", "per")

    def _article(self, match: re.Match[str]) -> Amount | None:
        if self._follows_a_unit(match.start()):
            return None
        unit = self._meant(match)
        low = high = (1.0 + _AND_MORE.get(match["over"] or "", 0.0)) * unit.factor
        if match["alt"]:
            high = max(low, self.written.number(match["alt"]).high * unit.factor)
        amount = Amount(match.start(), match.end(), unit.dimension, low, high, kind=_kind(unit))
        return self._per(self._and_smaller(amount, unit))

    def _fraction(self, match: re.Match[str]) -> Amount:
        group = "part" if match["part"] else "by"
        words = match[group].split()
        times = {"two": 2.0, "three": 3.0}.get(words[0], 1.0)
        percent = 100 * times * tables().fractions[words[-1].removesuffix("s")]
        return Amount(match.start(group), match.end(group), "percent", percent, percent)

    def _free(self, match: re.Match[str]) -> Amount:
        return Amount(match.start(), match.end(), "free", 0.0, 0.0, words=tuple(match[0].split()))

    def _plural(self, match: re.Match[str]) -> Amount | None:
        found = tables()
        if found.plural_never.search(self.form[max(0, match.start() - 40) : match.start()]):
            return None
        name = match["u"].removesuffix("s")
        low, high = (value * found.units[name].factor for value in found.plural[name])
        return Amount(match.start("u"), match.end(), "time", low, high, vague=True)

    def _count(self, match: re.Match[str]) -> Amount | None:
        """Whatever number is left counts something, or stands alone."""
        words = counted(self.written, match)
        if words is None:
            return None
        low, high, vague = self._span(match)
        return Amount(match.start(), match.end(), "count", low, high, vague, words=words)


def _kind(unit: Unit) -> str:
    """Nights are stayed, whatever else they are."""
    return "-" if unit.name == "night" else ""
