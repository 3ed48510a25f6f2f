"""Keeping checked claims, so that only what changed is checked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from workshop import rivals
from workshop.counting import Counting, Counts, Estimate, Range
from workshop.quantities import compare
from workshop.records import (
    CheckedClaim,
    CheckSettings,
    Claim,
    CorpusFacts,
    Evidence,
    Nearest,
    Passage,
    SegmentVerdict,
    Stance,
    Verdict,
)

ANSWERS_VERSION = "1"
"""Raised by hand whenever code changes what is answered to the same claim from the same judgements: which passages are
found and in what order, what is sampled, counted and decided, and the sentences and the nearest thing that are kept."""

_STANCE_ORDER = (Stance.CONTRADICTS, Stance.ASKS, Stance.SUPPORTS)


def key(claim: Claim, corpus_id: int, facts: CorpusFacts, settings: CheckSettings, year: int) -> str:
    """Return the name under which the answer to a claim is kept.

    It holds everything that can change the answer: the version of the code, the proposition, the corpus and its
    members, those not judged, the segment, the strictness with its thresholds, encoder and judge
    with their languages, the word for the people, the names of competitors, and the year from which evidence is called
    old.
    """
    parts = (
        ANSWERS_VERSION,
        claim.proposition,
        corpus_id,
        facts.fingerprint,
        facts.segment,
        facts.company.person,
        facts.company.people,
        settings.strictness,
        settings.thresholds,
        settings.encoder,
        settings.judge,
        settings.languages,
        facts.not_judged,
        facts.n_voices,
        rivals.named(facts.company),
        year,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def pack(checked: CheckedClaim) -> str:
    """Return the answer as JSON; quotes stay in the store and only their passages are named."""
    rows = [_row(item) for item in checked.evidence]
    kept = {
        "verdict": checked.verdict,
        "reason": checked.reason,
        "counts": asdict(checked.counts),
        "evidence": rows,
        "by_segment": [asdict(segment) for segment in checked.by_segment],
        "nearest": checked.nearest and (*_row(checked.nearest.said), checked.nearest.n_people),
    }
    return json.dumps(kept, separators=(",", ":"))


def passages_of(packed: Iterable[str]) -> list[int]:
    """Return the ids of all passages that the packed answers name."""
    return sorted({row[0] for answer in packed for row in _rows(json.loads(answer))})


def unpack(packed: str, claim: Claim, passages: dict[int, Passage]) -> CheckedClaim | None:
    """Return the answer for a claim; None where a passage that it counts was erased since."""
    data: dict[str, Any] = json.loads(packed)
    if any(row[0] not in passages for row in _rows(data)):
        return None
    nearest = data["nearest"]
    return CheckedClaim(
        claim=claim,
        verdict=Verdict(data["verdict"]),
        reason=data["reason"],
        counts=_counts(data["counts"]),
        evidence=tuple(_evidence(passages[row[0]], claim, row) for row in data["evidence"]),
        by_segment=tuple(_segment(kept) for kept in data["by_segment"]),
        nearest=nearest and Nearest(_evidence(passages[nearest[0]], claim, nearest[:-1]), nearest[-1]),
    )


def _rows(data: dict[str, Any]) -> list[Any]:
    """Return everything that names a passage, by its id first."""
    return [*data["evidence"], *([data["nearest"]] if data["nearest"] else [])]


def _row(e: Evidence) -> tuple[int, str, float, float, bool]:
    return e.passage_id, e.stance, e.confidence, e.similarity, e.counted


def _segment(kept: dict[str, Any]) -> SegmentVerdict:
    return SegmentVerdict(kept["segment"], Verdict(kept["verdict"]), _counts(kept["counts"]), kept["differs"])


def _counts(kept: dict[str, Any]) -> Counts:
    estimate: dict[str, Any] | None = kept["estimate"]
    if estimate is not None:
        estimate = {name: Range(**value) if isinstance(value, dict) else value for name, value in estimate.items()}
    read = {"counting": Counting(kept["counting"]), "estimate": estimate and Estimate(**estimate)}
    return Counts(**kept | read)


def in_order(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the published order: by stance, then confidence falling, then comment and place."""
    return tuple(sorted(rows, key=lambda e: (_STANCE_ORDER.index(e.stance), -e.confidence, e.comment_id, e.start)))


def _evidence(passage: Passage, claim: Claim, row: tuple[int, str, float, float, bool]) -> Evidence:
    _, stance, confidence, similarity, counted = row
    return evidence(passage, Stance(stance), confidence, similarity, proposition=claim.proposition, counted=counted)


def evidence(
    passage: Passage, stance: Stance, confidence: float, similarity: float, *, proposition: str, counted: bool
) -> Evidence:
    """Put a passage's stance, to six decimals, beside its exact words, their origin, and a number that disagrees."""
    comment = passage.comment
    return Evidence(
        passage_id=passage.id,
        comment_id=comment.id,
        quote=passage.quote,
        start=passage.start,
        end=passage.end,
        stance=stance,
        confidence=round(confidence, 6),
        similarity=round(similarity, 6),
        author_key=comment.author_key,
        source=comment.source,
        date=comment.date,
        rating=comment.rating,
        segments=comment.segments,
        url=comment.url,
        counted=counted,
        number=number(proposition, passage.quote, stance),
    )


def number(proposition: str, quote: str, stance: Stance) -> str | None:
    """Return both numbers where they disagree and the passage is shown as saying the opposite."""
    found = compare(proposition, quote) if stance is Stance.CONTRADICTS else None
    return str(found) if found and not found.agrees else None
