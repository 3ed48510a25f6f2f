"""The amounts in a text: numbers with their units, rates, prices and phrases, before anything is known of what they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from workshop.quantities.tables import Unit, tables
from workshop.quantities.written import Written

_AND_MORE = {"half": 0.5, "quarter": 0.25}
_ADVERBS = {
    "hourly": 3600.0, "daily": 86400.0, "nightly": 86400.0, "weekly": 604800.0, "fortnightly": 1209600.0,
    "monthly": 2592000.0, "quarterly": 7884000.0, "yearly": 31536000.0, "annually": 31536000.0, "annual": 31536000.0,
}  # fmt: skip
_ONCE = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0, "quadruple": 4.0, "half": 0.5}
_EVERY = {"other": 2.0, "second": 2.0, "~2nd": 2.0, "third": 3.0, "~3rd": 3.0, "fourth": 4.0, "~4th": 4.0, "half": 0.5}
_WORKING_DAYS = 1.4
"""Five working days are up to seven."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of what, and where: `start` and `end` are places in the written form.

    `words` are what a comparison is in, or what is counted.
    """

    start: int
    end: int
    dimension: str
    low: float
    high: float
    vague: bool = False
    kind: str = ""
    words: tuple[str, ...] = ()


class _Grammar(NamedTuple):
    """The patterns that are made from the units, tried in this order."""

    often: re.Pattern[str]
    every: re.Pattern[str]
    as_much: re.Pattern[str]
    money: re.Pattern[str]
    unit: re.Pattern[str]
    article: re.Pattern[str]
    per: re.Pattern[str]
    rate: re.Pattern[str]
    plural: re.Pattern[str]


_NUMBER = r"(?:an? |the )?(?P<n>#\d+)(?: (?:-|–|—|to|or) (?P<m>#\d+))?(?: and an? (?P<more>half|quarter))?"
_PART = r"(?P<part>half|(?:a |one )?quarter|three quarters|#\d+ quarters)(?: of)?(?: an?)?"
_BETWEEN = r"(?: -)?(?: (?P<working>working|business)| (?:more|long|full|whole|solid|straight|extra|further|good|short|mere|of|calendar))*"
_FREE = re.compile(
    r"(?<!\S)(?:(?:for free|free of charge|at no (?:extra |additional )?(?:cost|charge)"
    r"|(?:no|zero|without) (?:\w+ )?(?:fees?|charges?|surcharges?|costs?))(?!\S)"
    r"|(?<!feel )(?<!- )(?<!set )free(?! (?:up|time|to|of|from|trial|range|hand|spirit|will|fall|way|space|and easy)(?!\S))(?!\S))"
)
_FRACTION = re.compile(
    r"(?<!\S)(?:(?P<part>half|two thirds|three quarters|(?:a |one )?(?:third|quarter|fifth|tenth)) of(?= (?:the|my|our|all|your|them|it|us))"
    r"|(?:by|in|down|saved?|saves|cut) (?P<by>half|two thirds|(?:a |one )?(?:third|quarter|fifth|tenth))(?! (?:an?|hours?|days?|the)(?!\S)))(?!\S)"
)
_ADVERB = re.compile(rf"(?<!\S)(?P<a>{'|'.join(_ADVERBS)})(?!\S)")


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    found = tables()
    units = _any(found.units)
    times = _any(surface for surface, unit in found.units.items() if unit.dimension == "time")
    long_times = _any(s for s, unit in found.units.items() if unit.dimension == "time" and s not in found.short)
    singular = _any(("day", "night", "week", "fortnight", "month", "year", "hour", "minute", "weekend", "second"))
    symbols, names = _any(s for s in found.money if len(s) == 1), _any(found.money)
    plurals = _any(f"{name}s" for name in found.plural)
    return _Grammar(
        often=re.compile(
            rf"(?<!\S)(?P<often>once|twice|thrice|#\d+ (?:times?|x)) (?:(?:a|an|per|each|every|in|in an?|/|this|over) "
            rf"(?:(?P<every>#\d+|other|few) )?(?P<u>{long_times})|(?P<adverb>{'|'.join(_ADVERBS)}))(?!\S)"
        ),
        every=re.compile(rf"(?<!\S)every (?:single )?(?:(?P<every>#\d+|{_any(_EVERY)})(?: -)? )?(?:an )?(?P<u>{long_times})(?!\S)"),
        as_much=re.compile(
            r"(?<!\S)(?P<r>twice|thrice|half|double|triple|quadruple|#\d+ (?:times|x|-? ?fold))"
            r"(?: as (?P<as>\w+)(?: as)?| (?P<more>(?:more |less )\w+|\w+er)(?= than|$| [^\w#]| \w)"
            r"| (?:of )?(?:the|my|our|its|your|their) (?P<the>\w+(?: life| time)?)| (?P<bare>speed|price|size|cost|storage|capacity))(?!\S)"
        ),
        money=re.compile(
            rf"(?<!\S)(?:(?P<symbol>{symbols}|usd|eur|gbp) {_NUMBER}(?: {symbols})?(?: (?:usd|cad|aud|eur|gbp|dollars|euros))?"
            rf"|{_NUMBER.replace('<n>', '<n2>').replace('<m>', '<m2>').replace('<more>', '<more2>')}(?: -)? (?P<name>{names}))(?!\S)"
        ),
        unit=re.compile(rf"(?<!\S)(?:{_NUMBER}|{_PART}){_BETWEEN} (?P<u>{units})(?: and an? (?P<over>half|quarter))?(?!\S)"),
        article=re.compile(
            rf"(?<!\S)(?:an?|(?<=within )the|(?<=in under )the|(?<=inside )the)"
            rf"(?: (?:full|whole|entire|single|good|solid|mere|extra|measly))? (?P<u>{singular}|mile|kilo|litre|gallon)"
            r"(?: and an? (?P<over>half|quarter)| or (?P<alt>#\d+))?(?!\S)(?! (?:ago|later than))"
        ),
        per=re.compile(
            rf" (?:(?P<adverb>{'|'.join(_ADVERBS)})|(?:an?|per|each|every|/|p /|in an?) (?:single |calendar )?(?P<u>{times}))(?!\S)(?! ago)"
        ),
        rate=re.compile(
            rf"(?<!\S)(?P<n>#\d+)(?P<what>(?: (?!(?:an?|per|each|every|of|quarters)(?!\S))[a-z'-]+){{1,3}}) (?:an?|per|each|every|/) (?:(?P<every>#\d+|other|few) )?(?P<u>{long_times})(?!\S)(?! ago)"
        ),
        plural=re.compile(rf"(?<!\S){found.plural_before} (?P<u>{plurals})(?!\S)(?! ago)"),
    )


def _any(surfaces: object) -> str:
    return "|".join(sorted((re.escape(surface) for surface in surfaces), key=len, reverse=True))  # type: ignore[attr-defined]


def amounts(written: Written) -> list[Amount]:
    """Find the amounts in a text, in the order of their starts; none overlap."""
    return sorted(_Search(written).run(), key=lambda amount: amount.start)


class _Search:
    """One pass over a text; what a pattern has taken is blanked out for those after it."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.form = written.form

    def run(self) -> list[Amount]:
        grammar = _grammar()
        found = list(self._phrases())
        steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Amount | None]], ...] = (
            (grammar.often, self._often),
            (grammar.rate, self._rate),
            (grammar.every, self._every),
            (grammar.money, self._money),
            (grammar.article, self._article),
            (grammar.unit, self._unit),
            (grammar.as_much, self._as_much),
            (_FRACTION, self._fraction),
            (_FREE, lambda match: Amount(match.start(), match.end(), "free", 0.0, 0.0)),
            (grammar.plural, self._plural),
            (_ADVERB, lambda match: self._frequency(match, 1.0, _ADVERBS[match["a"]])),
        )
        for pattern, reader in steps:
            found += self._take(pattern, reader)
        return found + list(self._counts())

    def _take(self, pattern: re.Pattern[str], reader: Callable[[re.Match[str]], Amount | None]) -> Iterator[Amount]:
        place = 0
        while match := pattern.search(self.form, place):
            amount = reader(match)
            if amount is None:
                place = match.start() + 1
                continue
            self._blank(amount.start, amount.end)
            place = amount.end
            yield amount

    def _blank(self, start: int, end: int) -> None:
        self.form = f"{self.form[:start]}{'_' * (end - start)}{self.form[end:]}"

    def _phrases(self) -> Iterator[Amount]:
        for phrase in tables().phrases:
            yield from self._take(
                phrase.pattern,
                lambda m, phrase=phrase: Amount(m.start(), m.end(), phrase.dimension, phrase.low, phrase.high, kind=phrase.kind),  # type: ignore[misc]
            )

    def _span(self, match: re.Match[str], suffix: str = "") -> tuple[float, float, bool]:
        """Return the lowest and highest value of a number or a range of numbers, and whether it is vague."""
        first = self.written.number(match[f"n{suffix}"])
        last = self.written.number(match[f"m{suffix}"]) if match[f"m{suffix}"] else first
        more = _AND_MORE.get(match[f"more{suffix}"] or "", 0.0)
        high = max(first.high, last.high)
        return first.low + more, high + more, first.vague

    def _often(self, match: re.Match[str]) -> Amount | None:
        often = match["often"]
        times = _ONCE.get(often) or self.written.number(often.split()[0]).low
        period = _ADVERBS[match["adverb"]] if match["adverb"] else self._period(match["u"], match["every"])
        return self._frequency(match, times, period)

    def _every(self, match: re.Match[str]) -> Amount | None:
        if self._follows_a_unit(match.start()):
            return None
        return self._frequency(match, 1.0, self._period(match["u"], match["every"]))

    def _period(self, unit: str, every: str | None) -> float:
        seconds = tables().units[unit].factor
        if not every:
            return seconds
        return seconds * (self.written.number(every).low if every.startswith("#") else _EVERY.get(every, 3.0))

    def _frequency(self, match: re.Match[str], times: float, period: float) -> Amount:
        return Amount(match.start(), match.end(), "frequency", times * 86400 / period, times * 86400 / period)

    def _rate(self, match: re.Match[str]) -> Amount | None:
        words = match["what"].split()
        if any(word in tables().units or word in tables().money for word in words):
            return None
        number = self.written.number(match["n"])
        return replace(self._frequency(match, number.low, self._period(match["u"], match["every"])), words=tuple(words))

    def _as_much(self, match: re.Match[str]) -> Amount | None:
        written = match["r"]
        times = _ONCE.get(written) or self.written.number(written.split()[0]).low
        words = (match["as"] or match["more"] or match["the"] or match["bare"]).split()
        return Amount(match.start(), match.end(), "ratio", times, times, words=tuple(words))

    def _money(self, match: re.Match[str]) -> Amount:
        symbol, suffix = (match["symbol"], "") if match["symbol"] else (match["name"], "2")
        unit = tables().money[symbol]
        low, high, vague = self._span(match, suffix)
        return self._per(Amount(match.start(), match.end(), unit.dimension, low * unit.factor, high * unit.factor, vague))

    def _unit(self, match: re.Match[str]) -> Amount | None:
        unit = tables().units[match["u"]]
        if match["n"]:
            low, high, vague = self._span(match)
            if match["u"] in tables().short and not self._touches(match):
                return None
        else:
            low = high = self._part(match["part"])
            vague = False
        over = _AND_MORE.get(match["over"] or "", 0.0)
        low, high = (low + over) * unit.factor, (high + over) * unit.factor * (_WORKING_DAYS if match["working"] else 1.0)
        amount = Amount(match.start(), match.end(), unit.dimension, low, high, vague)
        return self._per(self._and_smaller(amount, unit))

    def _part(self, part: str) -> float:
        if part.startswith(("three", "#")):
            return 0.25 * (self.written.number(part.split()[0]).low if part.startswith("#") else 3)
        return tables().fractions[part.split()[-1]]

    def _touches(self, match: re.Match[str]) -> bool:
        """Whether a short unit follows its digits without a space."""
        at = self.written.piece_at(match.start("u"))
        return self.written.pieces[at - 1].end == self.written.pieces[at].start

    def _and_smaller(self, amount: Amount, unit: Unit) -> Amount:
        """Add what follows in a smaller unit: "1 hr 20 min"."""
        link = re.compile(r" (?:(?:and|&|,) )?(?=#)")
        after = link.match(self.form, amount.end)
        following = _grammar().unit.match(self.form, after.end()) if after else None
        if not following or not following["n"]:
            return amount
        smaller = tables().units[following["u"]]
        if smaller.dimension != unit.dimension or smaller.factor >= unit.factor or smaller.dimension == "percent":
            return amount
        more = self._span(following)[0] * smaller.factor
        return replace(amount, end=following.end(), low=amount.low + more, high=amount.high + more)

    def _per(self, amount: Amount) -> Amount:
        """Make a rate of an amount that is one ("5 hours a week", "$10/mo")."""
        per = _grammar().per.match(self.form, amount.end)
        if not per:
            return amount
        seconds = _ADVERBS[per["adverb"]] if per["adverb"] else tables().units[per["u"]].factor
        scale = 1.0 if amount.dimension == "time" else 86400.0
        return replace(
            amount,
            end=per.end(),
            dimension=f"{amount.dimension}/time",
            low=amount.low * scale / seconds,
            high=amount.high * scale / seconds,
        )

    def _follows_a_unit(self, start: int) -> bool:
        """Whether an amount stands right before, of which this is the "a week" that makes it a rate."""
        before = self.form[:start].split()[-2:]
        if not before:
            return False
        last, found = before[-1], tables()
        priced = last.startswith("#") and before[0] in found.money
        return priced or last in found.units or last in found.money or last in ("half", "quarter", "of", "/", "per")

    def _article(self, match: re.Match[str]) -> Amount | None:
        if self._follows_a_unit(match.start()):
            return None
        unit = tables().units[match["u"]]
        over = _AND_MORE.get(match["over"] or "", 0.0)
        low = high = (1.0 + over) * unit.factor
        if match["alt"]:
            high = max(low, self.written.number(match["alt"]).high * unit.factor)
        return self._per(self._and_smaller(Amount(match.start(), match.end(), unit.dimension, low, high), unit))

    def _fraction(self, match: re.Match[str]) -> Amount:
        words = (match["part"] or match["by"]).split()
        times = {"two": 2, "three": 3}.get(words[0], 1)
        share = 100 * times * tables().fractions[words[-1].removesuffix("s")]
        return Amount(match.start("part" if match["part"] else "by"), match.end("part" if match["part"] else "by"), "percent", share, share)

    def _plural(self, match: re.Match[str]) -> Amount | None:
        found = tables()
        if found.plural_never.search(self.form[max(0, match.start() - 40) : match.start()]):
            return None
        name = match["u"].removesuffix("s")
        low, high = found.plural[name]
        factor = found.units[name].factor
        return Amount(match.start("u"), match.end(), "time", low * factor, high * factor, vague=True)

    def _counts(self) -> Iterator[Amount]:
        """Whatever number is left counts something, or stands alone."""
        for match in re.finditer(r"(?<!\S)(?P<n>#\d+)(?: (?:-|–|to|or) (?P<m>#\d+))?(?P<more>)(?!\S)", self.form):
            counted = self._counted(match)
            if counted is not None:
                low, high, vague = self._span(match)
                yield Amount(match.start(), match.end(), "count", low, high, vague, words=counted)

    def _counted(self, match: re.Match[str]) -> tuple[str, ...] | None:
        """Return the words after a number that say what is counted; None where it is no count (stars, years, "9 out of 10")."""
        after, before = self.written.form[match.end() :], self.written.form[: match.start()]
        if re.match(r" (?:-)?(?: )?(?:out of|/|stars?|times?|x|%|:|°|degrees?|years?)(?!\S)", after) or before.endswith(("/ ", "out of ", "# ", "no . ", "number ", "version ")):
            return None
        number = self.written.number(match["n"])
        if number.plain and 1900 <= number.low <= 2099 and re.search(r"(?:^|\b(?:in|since|of|from|until) )$", before):
            return None
        words = []
        for word in after.split():
            if (word == "of" and words) or word in ("free", "easy", "simple", "different", "whole", "full"):
                continue
            if not word.isalpha() or (word in tables().light and word not in ("people", "customers")) or len(words) == 3:
                break
            words.append(word)
        return tuple(words)
