"""One clause taken apart: what it names, what it denies, and which sides it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workshop.stance.pace import pace
from workshop.stance.rules import Rules
from workshop.stems import stem

_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_PRONOUN = re.compile(r"\b(?:it|they|them|this|that)\b")
_NEGATION_STRENGTH = 0.8
_EASE_OF_PACE = 0.7
"""How much a duration says about ease: what took three hours was hardly easy."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause says.

    `concepts` are the things it names, `denied` those within reach of a negator. `sides`
    maps a dimension to -1…1. `feelings` are (concept, valence) of every word that praises or
    blames. A clause that `leans` speaks of "it" or "them", named before.

    Clauses of one `group` are not set against each other by a "but". `told` says how the
    clause is meant where it does not simply assert: "asks", "question", "blaming" (a question
    that complains), "unreal" (hearsay, conditions), "past", "elsewhere" (of somebody else's
    product) and "turned" (the words mean their opposite).
    """

    concepts: frozenset[str]
    denied: frozenset[str]
    sides: Mapping[str, float]
    feelings: tuple[tuple[str, float], ...]
    negated: bool
    leans: bool
    group: int = 0
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is no negator, with what the lists say about it; `sign` is below 0 where it is negated."""

    concept: str
    sides: tuple[tuple[str, int], ...]
    valence: float
    sign: float
    light: bool


def take_apart(piece: str, found: Rules) -> Clause:
    """Read one clause of lower-case text in which phrases have been made one word."""
    words, negated = _words(_WORD.findall(piece), found)
    sides: dict[str, float] = {}
    for word in words:
        for name, side in word.sides:
            sides[name] = _bounded(sides.get(name, 0.0) + side * word.sign)
    speed = pace(piece)
    if speed:
        sides["time"] = _bounded(speed)
        sides.setdefault("ease", _EASE_OF_PACE * sides["time"])
    return Clause(
        concepts=frozenset(word.concept for word in words if not word.light),
        denied=frozenset(word.concept for word in words if not word.light and word.sign < 0),
        sides=sides,
        feelings=tuple((word.concept, word.valence * word.sign) for word in words if word.valence),
        negated=negated,
        leans=bool(_PRONOUN.search(piece)),
    )


def without_praise(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """Drop praise that stands beside a complaint in one breath ("Thanks for losing my bag, great job")."""
    for clause in clauses:
        near = [other for other in clauses if other.group == clause.group]
        lost = {name for other in near for name, value in other.sides.items() if value < 0}
        if not lost and not any(value <= -1 for other in near for _, value in other.feelings):
            yield clause
            continue
        sides = {name: -0.9 for name, value in clause.sides.items() if value < 0 or name in lost}
        yield replace(clause, feelings=tuple(feeling for feeling in clause.feelings if feeling[1] < 0), sides=sides)


def _words(written: list[str], found: Rules) -> tuple[list[_Word], bool]:
    """Look every word up; a negator turns all that follows, a second one turns it back."""
    words: list[_Word] = []
    sign, negated = 1.0, False
    for place, full in enumerate(written):
        if _negates(written, place, found):
            sign, negated = (-_NEGATION_STRENGTH if sign > 0 else 1.0), True
            continue
        word = full.removesuffix("'s")
        root = stem(word)
        sides = found.sides.get(word) or found.sides.get(root, ())
        valence = found.valence.get(word, 1.8 * sides[0][1] if sides else 0.0)
        light = word in found.light or word.isdigit()
        words.append(_Word(found.concepts.get(root, root), sides, valence, sign, light))
    return words, negated


def _negates(words: list[str], place: int, found: Rules) -> bool:
    word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
    if not (word.endswith("n't") or word in found.negators) or following in found.idle:
        return False
    answers = place == 0 and following  # "Nothing, staff are lovely" answers a question and denies nothing
    if answers and word in ("nothing", "none"):
        return following in found.light or following in found.valence
    return not (answers and word == "no" and following in found.light)


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, value))
