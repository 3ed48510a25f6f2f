"""One sentence taken apart: clauses with what they name, which side they take, and what they merely wish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from workshop.stance.quantities import Quantity, quantities
from workshop.stance.rules import Rules, rules, stem

_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?]+|$)|[^.;!?\n]+")
_CLAUSE = re.compile(
    r",(?!\d)|:| [-–—]+ |…|\.\.+|\band (?=(?:the|a|an|it|they|we|i|my|our|your|there|this|that|he|she|his|her)\b)"
)
_ANAPHORA = re.compile(r"^(?:\w+ )?(?:it|they|this|that|these|those|took|he|she)\b")
_NEGATION_STRENGTH = 0.8


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause says.

    `concepts` are the things it names, `denied` those within reach of a negator. `sides`
    maps a dimension to -1…1. `feelings` are (concept, valence) of every word that praises or
    blames. Clauses of one `group` are not set against each other by a "but".
    """

    group: int
    concepts: frozenset[str]
    denied: frozenset[str]
    sides: Mapping[str, float]
    feelings: tuple[tuple[str, float], ...]
    quantities: tuple[Quantity, ...]
    negated: bool
    asks: bool
    question: bool
    blaming: bool
    unreal: bool
    past: bool
    elsewhere: bool
    turned: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as its clauses; `leans` says that it needs the sentence before to be understood."""

    clauses: tuple[Clause, ...]
    concepts: frozenset[str]
    leans: bool


@lru_cache(maxsize=100_000)
def read(text: str) -> Reading:
    """Take a sentence apart; cached, because one passage meets many claims."""
    low = text.lower().replace("’", "'").replace("‘", "'")
    found = rules()
    clauses = tuple(_clauses(low, found))
    if found.patterns["sarcasm"].search(low):
        clauses = tuple(_without_praise(clauses))
    concepts = frozenset().union(*(clause.concepts for clause in clauses))
    return Reading(clauses, concepts, bool(_ANAPHORA.search(low)) or len(concepts) <= 2)


def _clauses(low: str, found: Rules) -> Iterator[Clause]:
    group = 0
    for sentence in _SENTENCE.findall(low):
        for part, concessive in _parts(sentence, found):
            group += 1
            flags = {name: bool(found.patterns[name].search(part)) for name in _FLAGS}
            question = sentence.rstrip().endswith("?") or bool(found.patterns["question"].search(sentence))
            blaming = bool(found.patterns["blaming_question"].search(sentence.strip()))
            asking = found.patterns["requests"].search(part)
            start = 0
            for piece in _CLAUSE.split(part):
                end = part.find(piece, start) + len(piece) if piece else start
                if piece.strip():
                    clause = _clause(piece, group, found)
                    yield replace(
                        clause, asks=asking is not None and asking.start() < end, question=question, blaming=blaming, **flags
                    )
                start = end
                group += concessive


_FLAGS = ("unreal", "past", "elsewhere", "turned")


def _parts(sentence: str, found: Rules) -> Iterator[tuple[str, bool]]:
    """Cut at words of contrast; a part that begins with one ("although …, …") is set against itself."""
    words = sentence.split(" ")
    part: list[str] = []
    concessive = False
    for word in words:
        if word.strip(",") in found.contrast:
            if any(w.strip() for w in part):
                yield " ".join(part), concessive
                part, concessive = [], False
            else:
                concessive = True
        else:
            part.append(word)
    if any(w.strip() for w in part):
        yield " ".join(part), concessive


def _clause(piece: str, group: int, found: Rules) -> Clause:
    measured = quantities(piece)
    for pattern, word in found.phrases:
        if pattern.search(piece):
            piece = pattern.sub(word, piece)
    concepts, denied = set(), set()
    sides: dict[str, float] = {}
    feelings = []
    sign, negated = 1.0, False
    words = _WORD.findall(piece)
    for place, word in enumerate(words):
        if _negates(word, words[place + 1 : place + 2], found):
            sign, negated = (-_NEGATION_STRENGTH if sign > 0 else 1.0), True
            continue
        word = word.removesuffix("'s")
        root = stem(word)
        taken = found.sides.get(word) or found.sides.get(root, ())
        for name, side in taken:
            sides[name] = max(-1.0, min(1.0, sides.get(name, 0.0) + side * sign))
        concept = found.concepts.get(root, root)
        value = found.valence.get(word)
        if value is None and taken:
            value = 1.8 * taken[0][1]
        if value:
            feelings.append((concept, value * sign))
        if word not in found.light and not word.isdigit():
            concepts.add(concept)
            if sign < 0:
                denied.add(concept)
    pace = sum(quantity.pace for quantity in measured)
    if pace:
        sides["time"] = max(-1.0, min(1.0, pace))
    return Clause(
        group, frozenset(concepts), frozenset(denied), sides, tuple(feelings), measured, negated,
        asks=False, question=False, blaming=False, unreal=False, past=False, elsewhere=False, turned=False,
    )  # fmt: skip


def _negates(word: str, following: list[str], found: Rules) -> bool:
    if word.endswith("n't") or word in found.negators:
        return not (following and following[0] in found.idle)
    return False


def _without_praise(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """Drop praise that stands beside a complaint in one breath ("Thanks for losing my bag, great job")."""
    for clause in clauses:
        near = [other for other in clauses if other.group == clause.group]
        complains = any(value <= -1 for other in near for _, value in other.feelings)
        complains = complains or any(value < 0 for other in near for value in other.sides.values())
        if not complains:
            yield clause
            continue
        feelings = tuple(feeling for feeling in clause.feelings if feeling[1] < 0)
        lost = {name for other in near for name, value in other.sides.items() if value < 0}
        sides = {name: (-0.9 if name in lost else value) for name, value in clause.sides.items()}
        yield replace(clause, feelings=feelings, sides={n: v for n, v in sides.items() if v < 0})
