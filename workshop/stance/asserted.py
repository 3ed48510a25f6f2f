"""A claim taken apart: what it is about, and which side it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workshop.stance.clauses import Clause
from workshop.stance.reading import read
from workshop.stance.rules import rules

_PLAIN_PRAISE = 0.9


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a claim asserts.

    `subject` are the concepts it is about. `sides` are the dimensions it takes a side on;
    where there are none, `feeling` (-1, 0 or 1) says whether it praises or blames at all. A
    claim with neither is a plain fact, and `denies` says whether it is put in the negative.
    """

    subject: frozenset[str]
    sides: Mapping[str, float]
    feeling: int
    denies: bool

    @property
    def favourable(self) -> int:
        """Whether the claim is good news about its subject (1) or bad news (-1)."""
        total = sum(self.sides.values()) + self.feeling
        if total:
            return 1 if total > 0 else -1
        return -1 if self.denies else 1


@lru_cache(maxsize=5_000)
def assertion(proposition: str) -> Asserted:
    """Take a claim apart; cached, because one claim meets many passages."""
    clauses = read(proposition).clauses
    concepts = frozenset[str]().union(*(clause.concepts for clause in clauses))
    sides: dict[str, float] = {}
    for clause in clauses:
        for name, value in clause.sides.items():
            sides[name] = max(-1.0, min(1.0, sides.get(name, 0.0) + value))
    sides = {name: 1.0 if value > 0 else -1.0 for name, value in sides.items() if value}
    total = sum(value for clause in clauses for _, value in clause.feelings)
    feeling = 0 if sides or abs(total) < _PLAIN_PRAISE else (1 if total > 0 else -1)
    evaluating = _evaluating(clauses) if sides or feeling else frozenset()
    return Asserted(
        subject=concepts - evaluating or (frozenset() if sides or feeling else concepts),
        sides=sides,
        feeling=feeling,
        denies=any(clause.negated for clause in clauses),
    )


def _evaluating(clauses: tuple[Clause, ...]) -> frozenset[str]:
    sides = rules().sides
    feelings = [feeling for clause in clauses for feeling in clause.feelings]
    return frozenset(concept for concept, value in feelings if abs(value) >= _PLAIN_PRAISE or concept in sides)
