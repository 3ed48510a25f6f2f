"""A judge without training: topic from similarity and words, side from word lists and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from workshop.quantities import compare
from workshop.records import Judgement, Pair
from workshop.stance.asserted import Asserted, assertion
from workshop.stance.clauses import Clause
from workshop.stance.reading import Reading, read
from workshop.stance.rules import rules

_OPEN_SUBJECT = 0.6
"""The share of the subject that counts as named where the claim names none ("It is reliable")."""


class LexiconJudge:
    """Judges by sentiment words, opposites, negation, requests and similarity.

    It has a part in the joined judge, and is the baseline of it. It misses support that is put in
    other words, and it does not know which product a comment means (docs/verdicts.md).
    """

    name = "lexicon"

    @property
    def fingerprint(self) -> str:
        """A hash of the word lists, of VADER's lexicon and of the rules' version."""
        return f"{self.name}-{rules().fingerprint}-{_SHARPNESS}"

    def load(self) -> None:
        """Read the word lists; about 30 ms the first time."""
        rules()

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order. The four probabilities of each sum to 1."""
        return [_judge(pair) for pair in pairs]


_BY_NUMBER = 0.85
"""How strongly a number that agrees, or does not, speaks."""

_SHARPNESS = 2.5
"""Raises the raw figures to what they are worth on development products (docs/verdicts.md), so that the least
probabilities, which were chosen for the joined judge, ask about as much of this one."""


@dataclass(frozen=True, slots=True)
class _Match:
    """How a passage meets a claim: what is named where, and what speaks for and against."""

    named: float
    sided: bool
    stray: bool
    explained: bool
    supports: float
    contradicts: float
    asks: float


def _judge(pair: Pair) -> Judgement:
    match = _match(pair.proposition, pair.passage, pair.before, pair.similarity >= 0.55)
    similarity = max(pair.similarity, 0.35) if match.explained else pair.similarity
    score = 6.0 * (similarity - 0.42) + 3.2 * match.named - 1.5
    topic = _logistic(score + 1.2 * match.sided - 1.2 * match.stray)
    supports, contradicts, asks = (topic * side for side in (match.supports, match.contradicts, match.asks))
    scale = max(1.0, (supports + contradicts + asks) / 0.98)
    supports, contradicts, asks = supports / scale, contradicts / scale, asks / scale
    return _sharpened((supports, contradicts, asks, 1.0 - supports - contradicts - asks))


def _sharpened(raw: tuple[float, float, float, float]) -> Judgement:
    """Return the same order of stances, surer: what the raw figures call 0.65 is right in 85 of 100."""
    grown = [value**_SHARPNESS for value in raw]
    whole = sum(grown)
    return Judgement(*(value / whole for value in grown))


def _logistic(score: float) -> float:
    return 1.0 / (1.0 + exp(-score))


def _match(proposition: str, passage: str, before: str, near: bool) -> _Match:
    claim, reading = assertion(proposition), read(passage)
    background = read(before).concepts if before and reading.leans else frozenset()
    named = _named(claim, reading, background)
    supports, contradicts, sided = _sides(claim, reading, named, near)
    numbers = compare(proposition, passage) if named > 0 else None
    if numbers:
        supports, contradicts = (_BY_NUMBER, 0.0) if numbers.agrees else (0.0, _BY_NUMBER)
    stray = bool(claim.subject) and named == 0 and any(_own_subject(claim, clause) for clause in reading.clauses)
    explained = bool(background) and named > _share(claim, reading.concepts)
    asks = _asks(claim, reading, near)
    if asks:
        supports, contradicts = supports * 0.05, contradicts * 0.25
    return _Match(named, sided, stray, explained, supports, contradicts, asks)


def _own_subject(claim: Asserted, clause: Clause) -> bool:
    """Say whether a clause that takes the claim's side names something else that it says so of."""
    if not any(name in clause.sides for name in claim.sides):
        return False
    return bool(clause.concepts - {concept for concept, _ in clause.feelings} - rules().sides.keys())


def _share(claim: Asserted, concepts: frozenset[str]) -> float:
    if not claim.subject:
        return _OPEN_SUBJECT
    return len(claim.subject & concepts) / len(claim.subject)


def _named(claim: Asserted, reading: Reading, background: frozenset[str]) -> float:
    """Say how much of the claim's subject the passage names, 0 to 1; the sentence before counts for less."""
    here = _share(claim, reading.concepts)
    if here < 0.7 and background:
        here = max(here, 0.8 * _share(claim, reading.concepts | background))
    return here


def _sides(claim: Asserted, reading: Reading, named: float, near: bool) -> tuple[float, float, bool]:
    """Return how strongly the passage speaks for and against, and whether it names the claim's own dimension."""
    shares = [_share(claim, clause.concepts) for clause in reading.clauses]
    best = max(shares, default=0.0)
    found: list[tuple[float, int]] = []
    sided = False
    before = -1
    for clause, share in zip(reading.clauses, shares, strict=True):
        in_focus = share == best or (clause.leans and clause.group == before)
        before = clause.group if in_focus else -1
        strength, own = _side(claim, clause, named, near=near, in_focus=in_focus)
        strength *= 1.0 if in_focus else 0.7
        sided = sided or own
        found.append((_as_told(strength, clause), clause.group))
    supports = max([strength for strength, _ in found if strength > 0], default=0.0)
    contradicts = max([-strength for strength, _ in found if strength < 0], default=0.0)
    if supports and contradicts:
        supports, contradicts = _weigh(supports, contradicts, {group for strength, group in found if strength})
    return supports, contradicts, sided


def _weigh(supports: float, contradicts: float, groups: set[int]) -> tuple[float, float]:
    """Where one sentence says both, praise beside a complaint is not support unless a "but" parts them."""
    if len(groups) == 1 or contradicts >= supports:
        return supports * 0.3, contradicts
    return supports, contradicts * 0.4


def _side(claim: Asserted, clause: Clause, named: float, *, near: bool, in_focus: bool) -> tuple[float, bool]:
    common = sum(side * clause.sides.get(name, 0.0) for name, side in claim.sides.items())
    if common:
        return 0.95 * max(-1.0, min(1.0, common)), True
    if any(name in clause.sides for name in claim.sides) or not in_focus:
        return 0.0, False
    if claim.sides or claim.feeling:
        return _feeling(claim, clause) if named > 0 or near else 0.0, False
    return _fact(claim, clause, near), False


def _feeling(claim: Asserted, clause: Clause) -> float:
    """Weigh plain praise or blame: fully where the claim is praise, less where it claims something definite."""
    total = sum(value for concept, value in clause.feelings if concept not in claim.subject)
    if not total:
        return 0.0
    strength = (1.0 if total > 0 else -1.0) * (1.0 - exp(-abs(total) / 1.2)) * claim.favourable
    if claim.feeling:
        return 0.95 * strength
    if any(name in rules().broad for name in claim.sides):
        return 0.9 * strength
    return (0.45 if strength > 0 else 0.65) * strength


def _fact(claim: Asserted, clause: Clause, near: bool) -> float:
    shared = claim.subject & clause.concepts
    if not shared:
        return 0.0
    coverage = len(shared) / len(claim.subject)
    if bool(shared & clause.denied or clause.negated) != claim.denies:
        return -(0.5 + 0.4 * coverage)
    blame = _feeling(claim, clause)
    if blame < -0.3:
        return blame
    if coverage >= 0.6 and near:
        return 0.5 + 0.4 * coverage
    return 0.3 * coverage


def _as_told(strength: float, clause: Clause) -> float:
    """Weaken or turn a side that the clause merely asks, imagines, remembers or says of somebody else."""
    if "turned" in clause.told and strength > 0:
        return -0.8 * strength
    if "unreal" in clause.told:
        return strength * (0.12 if strength > 0 else 0.3)
    if "elsewhere" in clause.told:
        return strength * (0.12 if strength > 0 else 0.3)
    if "past" in clause.told:
        return -0.9 * strength if strength > 0 else -0.2 * strength
    if "question" in clause.told:
        return strength * (0.9 if "blaming" in clause.told and strength < 0 else 0.15)
    return strength


def _asks(claim: Asserted, reading: Reading, near: bool) -> float:
    wishes = [clause for clause in reading.clauses if "asks" in clause.told]
    if not wishes:
        return 0.0
    concepts = frozenset[str]().union(*(clause.concepts for clause in wishes))
    sided = any(name in clause.sides for clause in wishes for name in claim.sides)
    share = _share(claim, concepts) if claim.subject else 0.0
    if sided:
        return 0.92 if share or not claim.subject or near else 0.5
    if not share:
        return 0.4 if near else 0.0
    return 0.92 * min(1.0, 0.5 + share) if not claim.sides else 0.45
