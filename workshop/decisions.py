"""A person's last word: what was decided about matches and verdicts, laid over what the machine found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workshop import answers, segments
from workshop.reasons import dates_of, describe_age, explain
from workshop.records import (
    CheckedClaim,
    CorpusFacts,
    Counts,
    Decision,
    Evidence,
    Judgement,
    Overruling,
    Passage,
    Stance,
    Verdict,
)
from workshop.thresholds import Thresholds
from workshop.verdicts import decide
from workshop.wording import by_hand

_SILENT = (Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED)


class Choice(StrEnum):
    """What a person does with a match: let it stand, take it out, or say what it is."""

    CONFIRM = "confirm"
    REJECT = "reject"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class DecidedMatch:
    """One decision as it stands: on these words of this comment, whichever passage holds them now.

    `words` is what `hash_words` gives. `judgement` and `similarity` are the machine's at that
    time, None where it never judged the passage. `passages` are where the words stand now; they
    need to be given only where the evidence lacks the match.
    """

    comment_id: str
    words: str
    decision: Decision
    judgement: Judgement | None = None
    similarity: float | None = None
    passages: tuple[Passage, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """The comment and the words."""
        return self.comment_id, self.words


def hash_words(words: str) -> str:
    """Return what names a passage's words in a decision: the sha256 as 64 hexadecimal characters."""
    return hashlib.sha256(words.encode()).hexdigest()


def missing(checked: CheckedClaim, decided: Iterable[DecidedMatch]) -> list[DecidedMatch]:
    """Return the decisions that count but whose match the machine did not find (or no longer finds)."""
    if checked.verdict in _SILENT:
        return []
    found = {(item.comment_id, hash_words(item.quote)) for item in checked.evidence}
    return [item for item in decided if item.key not in found and not item.decision.is_rejection]


def apply(
    checked: CheckedClaim,
    decided: Sequence[DecidedMatch],
    overruled: Overruling | None,
    *,
    thresholds: Thresholds,
    facts: CorpusFacts,
    year: int,
) -> CheckedClaim:
    """Return the claim with what people decided counted, and the machine's verdict kept beside it.

    A confirmed match counts however unsure it is, a rejected one for nothing, another for the side
    that the person named. People are counted anew, then the verdict is decided anew. The nearest thing is set aside
    where it was rejected or supports the claim.

    Args:
        checked: What the machine found.
        decided: What was decided on this claim's matches, at most once for each comment and words.
        overruled: A person's verdict, or None.
        thresholds: Those of the strictness in force.
        facts: The corpus or segment that was read.
        year: From which evidence is called old.
    """
    checked = replace(checked, overruled=overruled)
    if checked.verdict in _SILENT:
        return checked
    checked = _leading(checked, decided)
    evidence = answers.in_order([*_found(checked, decided), *_added(checked, decided, facts.segment)])
    n_decided = sum(item.decision is not None for item in evidence)
    if not n_decided:
        return checked
    counts = _counted_anew(checked, evidence)
    verdict = decide(counts, thresholds)
    machine = None if verdict is checked.verdict else checked.verdict
    notes = (describe_age(dates_of(evidence), year), by_hand(n_decided, machine))
    reason = explain(verdict, counts, facts, age=", ".join(filter(None, notes)))
    by_segment = () if facts.segment else segments.by_segment(evidence, verdict, thresholds, counting=counts.counting)
    return replace(
        checked,
        verdict=verdict,
        reason=reason,
        counts=counts,
        evidence=evidence,
        machine=machine,
        by_segment=by_segment,
    )


def _leading(checked: CheckedClaim, decided: Iterable[DecidedMatch]) -> CheckedClaim:
    """Put what was decided on the nearest thing beside it, or set it aside where it leads nowhere else any more."""
    found = checked.nearest
    key = (found.said.comment_id, hash_words(found.said.quote)) if found else None
    match = next((item for item in decided if item.key == key), None)
    if found is None or match is None:
        return checked
    nearest = replace(found, said=_turned(found.said, match))
    if match.decision.stance in (Stance.UNRELATED, Stance.SUPPORTS):
        return replace(checked, nearest=None, set_aside=nearest)
    return replace(checked, nearest=nearest)


def _found(checked: CheckedClaim, decided: Iterable[DecidedMatch]) -> Iterator[Evidence]:
    by_key = {item.key: item for item in decided}
    for item in checked.evidence:
        match = by_key.get((item.comment_id, hash_words(item.quote))) if by_key else None
        if match is None:
            yield item
            continue
        turned = _turned(item, match)
        yield replace(turned, number=answers.number(checked.claim.proposition, turned.quote, turned.stance))


def _turned(item: Evidence, match: DecidedMatch) -> Evidence:
    decision = replace(match.decision, machine=item.stance, confidence=item.confidence)
    if decision.is_rejection:
        return replace(item, counted=False, decision=decision)
    if decision.stance is item.stance:
        return replace(item, counted=True, decision=decision)
    # An older judge may have said otherwise; no two stances of one passage are likelier than certain.
    confidence = min(_probability(match), round(1 - item.confidence, 6))
    return replace(item, stance=decision.stance, confidence=confidence, counted=True, decision=decision, number=None)


def _added(checked: CheckedClaim, decided: Iterable[DecidedMatch], segment: str | None) -> Iterator[Evidence]:
    """Yield the matches that only a person found, as far as they lie in the segment."""
    for match in missing(checked, decided):
        decision = match.decision
        if match.judgement:
            machine = match.judgement.stance
            decision = replace(decision, machine=machine, confidence=match.judgement.of(machine))
        for passage in match.passages:
            if segment is None or segment in {f"{name}={value}" for name, value in passage.comment.segments}:
                row = answers.evidence(
                    passage,
                    decision.stance,
                    _probability(match),
                    match.similarity or 0.0,
                    proposition=checked.claim.proposition,
                    counted=True,
                )
                yield replace(row, decision=decision)


def _probability(match: DecidedMatch) -> float:
    """Return how probable the judge found the person's stance; 0 where it never judged the passage."""
    return round(match.judgement.of(match.decision.stance), 6) if match.judgement else 0.0


@dataclass(frozen=True, slots=True)
class _People:
    """Who takes which side in the rows that count."""

    supports: frozenset[str]
    contradicts: frozenset[str]
    asks: frozenset[str]

    @classmethod
    def of(cls, evidence: Iterable[Evidence]) -> _People:
        people: dict[Stance, set[str]] = {stance: set() for stance in Stance}
        for item in evidence:
            if item.counted:
                people[item.stance].add(item.author_key or item.comment_id)
        names = (people[stance] for stance in (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS))
        return cls(*map(frozenset, names))

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        both = self.supports & self.contradicts
        return len(self.supports - both), len(self.contradicts - both), len(both), len(self.asks)


def _counted_anew(checked: CheckedClaim, evidence: Iterable[Evidence]) -> Counts:
    """Move the counts by the people whom the decisions moved.

    Where the counts are those of the evidence this is the same as counting it; an estimate speaks of more people than
    the evidence shows, and keeps them.
    """
    counts = checked.counts
    before, after = _People.of(checked.evidence), _People.of(evidence)
    machine = (counts.supports, counts.contradicts, counts.mixed, counts.asks)
    moved = zip(machine, before.numbers, after.numbers, strict=True)
    supports, contradicts, mixed, asks = (max(0, n + now - then) for n, then, now in moved)
    n_seen = len(after.supports | after.contradicts | after.asks)
    on_topic = max(counts.on_topic, supports + contradicts + mixed, asks, n_seen)
    return replace(counts, supports=supports, contradicts=contradicts, mixed=mixed, asks=asks, on_topic=on_topic)
