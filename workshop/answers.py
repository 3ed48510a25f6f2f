"""Keeping checked claims, so that only what changed is checked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from workshop.records import (
    CheckedClaim,
    CheckSettings,
    Claim,
    CorpusFacts,
    Counting,
    Counts,
    Evidence,
    Passage,
    Stance,
    Verdict,
)

_STANCE_ORDER = (Stance.CONTRADICTS, Stance.ASKS, Stance.SUPPORTS)


def key(claim: Claim, corpus_id: int, facts: CorpusFacts, settings: CheckSettings, year: int) -> str:
    """Return the name under which the answer to a claim is kept.

    It holds everything that can change the answer: the proposition, the corpus and its
    members, the segment, the strictness with its thresholds, encoder and judge, the word for
    the people, and the year from which evidence is called old.
    """
    parts = (
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
        year,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def pack(checked: CheckedClaim) -> str:
    """Return the answer as JSON; quotes stay in the store and only their passages are named."""
    rows = [(e.passage_id, e.stance, e.confidence, e.similarity, e.counted) for e in checked.evidence]
    return json.dumps(
        {"verdict": checked.verdict, "reason": checked.reason, "counts": asdict(checked.counts), "evidence": rows},
        separators=(",", ":"),
    )


def passages_of(packed: Iterable[str]) -> list[int]:
    """Return the ids of all passages that the packed answers name."""
    return sorted({row[0] for answer in packed for row in json.loads(answer)["evidence"]})


def unpack(packed: str, claim: Claim, passages: dict[int, Passage]) -> CheckedClaim | None:
    """Return the answer for a claim; None where a passage that it counts was erased since."""
    data: dict[str, Any] = json.loads(packed)
    if any(row[0] not in passages for row in data["evidence"]):
        return None
    data["counts"]["counting"] = Counting(data["counts"]["counting"])
    return CheckedClaim(
        claim=claim,
        verdict=Verdict(data["verdict"]),
        reason=data["reason"],
        counts=Counts(**data["counts"]),
        evidence=tuple(_evidence(passages[row[0]], row) for row in data["evidence"]),
    )


def in_order(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the published order: by stance, then confidence falling, then comment and place."""
    return tuple(sorted(rows, key=lambda e: (_STANCE_ORDER.index(e.stance), -e.confidence, e.comment_id, e.start)))


def _evidence(passage: Passage, row: tuple[int, str, float, float, bool]) -> Evidence:
    _, stance, confidence, similarity, counted = row
    return evidence(passage, Stance(stance), confidence, similarity, counted=counted)


def evidence(passage: Passage, stance: Stance, confidence: float, similarity: float, *, counted: bool) -> Evidence:
    """Put a passage's stance, to six decimals, beside its exact words and their origin."""
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
    )
