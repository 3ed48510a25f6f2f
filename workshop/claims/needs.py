"""Finds the words of a message that need proof beside customers' words, and says which proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from workshop.claims import lexicon
from workshop.claims.tokens import Token
from workshop.records import Company, Need, NeedKind

_HEADING: Final = re.compile(r"\[(not )?(\w+)\] ?(.*)")
_SPACE: Final = re.compile(r" (?![?*+])")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One section of the data file; `proof` is None where it lists what only looks like the kind."""

    kind: NeedKind
    proof: str | None
    expression: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    """Return the sections of the data file, with its named parts put in."""
    parts: dict[str, str] = {}
    found: list[tuple[NeedKind, str | None, list[str]]] = []
    for line in lexicon.lines("needs.txt"):
        heading = _HEADING.fullmatch(line)
        name, equals, value = line.partition(" = ")
        if heading:
            found.append((NeedKind(heading[2]), None if heading[1] else heading[3], []))
        elif equals and name.isalpha():
            parts[name] = lexicon.filled(value, parts)
        else:
            found[-1][2].append(lexicon.filled(line, parts))
    return tuple(_Rule(kind, proof, _compiled(lines)) for kind, proof, lines in found)


def _compiled(lines: Iterable[str]) -> re.Pattern[str]:
    spaced = (_SPACE.sub(r"\\s+", line) for line in lines)
    return re.compile("|".join(f"(?:{line})" for line in spaced), re.IGNORECASE)


def find(message: str, text: str, start: int, end: int, company: Company) -> list[Need]:
    """Return what a sentence needs proof for, ordered by start; of one kind no two overlap.

    Names of the company, its products and its competitors are names, whatever words they are made of.

    Args:
        message: The message; a need's words are exactly `message[need.start:need.end]`.
        text: The message without markup and with plain quotes, each character in its place.
        start: Where the sentence starts.
        end: Where it ends, excluded.
        company: Whose message it is.
    """
    names = list(_places(_names(company), text, start, end))
    found: list[Need] = []
    for kind in NeedKind:
        rules = [rule for rule in _rules() if rule.kind is kind]
        apparent = [place for rule in rules if not rule.proof for place in _places(rule.expression, text, start, end)]
        needs = [
            Need(kind, first, last, message[first:last], rule.proof)
            for rule in rules
            if rule.proof
            for first, last in _places(rule.expression, text, start, end)
            if not any(first < to and since < last for since, to in (*apparent, *names))
        ]
        found += _joined(message, _apart(needs))
    return sorted(found, key=lambda need: (need.start, need.end))


def of_words(found: Sequence[Need], own: Sequence[Token], borrowed: Sequence[Token]) -> tuple[Need, ...]:
    """Return the needs of one claim: those in its own words, and those whose words it borrows from its neighbours."""
    first, last = own[0].start, own[-1].end
    lent = [token for token in borrowed if token.start >= 0]
    return tuple(
        need
        for need in found
        if (first <= need.start and need.end <= last)
        or (
            any(token.start <= need.start < token.end for token in lent)
            and any(token.start < need.end <= token.end for token in lent)
        )
    )


def _places(expression: re.Pattern[str] | None, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in expression.finditer(text, start, end) if expression else ():
        if match.end() > match.start():
            yield match.span()


def _names(company: Company) -> re.Pattern[str] | None:
    names = sorted({name for name in (*company.names, *company.products, *company.competitors) if name.strip()})
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in reversed(names))) if names else None


def _joined(message: str, needs: Iterable[Need]) -> list[Need]:
    """Make one of neighbours that ask for the same proof ("cheapest", "fares")."""
    joined: list[Need] = []
    for need in sorted(needs, key=lambda one: one.start):
        last = joined[-1] if joined else None
        if last and last.proof == need.proof and message[last.end : need.start].isspace():
            joined[-1] = replace(last, end=need.end, words=message[last.start : need.end])
        else:
            joined.append(need)
    return joined


def _apart(needs: Iterable[Need]) -> list[Need]:
    """Keep of overlapping needs the longest."""
    kept: list[Need] = []
    for need in sorted(needs, key=lambda one: (one.start - one.end, one.start)):
        if all(need.end <= other.start or other.end <= need.start for other in kept):
            kept.append(need)
    return kept
