"""The public forms of what the command line prints as JSON and CSV; docs/schemas holds their schemas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from workshop.counting import Counts, Estimate, Range
from workshop.intake import Intake
from workshop.records import (
    Check,
    CheckedClaim,
    CheckSettings,
    CorpusFacts,
    Decision,
    Evidence,
    Segments,
    SegmentVerdict,
    Stance,
)
from workshop.spreadsheets import as_csv
from workshop.wording import decided

COUNTED_COLUMNS = ("message", "claim", "id", "quote", "stance", "confidence", "date", "link", "decision")


def check_as_json(check: Check, *, n_evidence: int) -> dict[str, Any]:
    """Return one check as the contract's object.

    Args:
        check: What was checked.
        n_evidence: How many matches to give per stance; 0 for all that were counted.
    """
    facts = check.corpus
    return {
        "format": "check/1",
        "message": check.message,
        "corpus": {
            "name": facts.name,
            "segment": facts.segment,
            "n_comments": facts.n_comments,
            "n_people": facts.n_people,
            "share_with_author": round(facts.share_with_author, 4),
            "n_not_judged": facts.n_not_judged,
            "not_judged": not_judged_as_json(facts),
            "fingerprint": facts.fingerprint,
        },
        "settings": settings_as_json(check.settings),
        "seconds": check.seconds,
        "claims": [_claim(claim, n_evidence) for claim in check.claims],
    }


def claim_as_json(checked: CheckedClaim) -> dict[str, Any]:
    """Return a claim with its verdict and counts, as checks and briefs print it; evidence is the caller's."""
    counts, overruled = checked.counts, checked.overruled
    return {
        "text": checked.claim.text,
        "proposition": checked.claim.proposition,
        "start": checked.claim.start,
        "end": checked.claim.end,
        "verdict": checked.verdict,
        "machine_verdict": checked.machine or checked.verdict,
        "overruled": overruled
        and {"verdict": overruled.verdict, "by": overruled.by, "at": overruled.at, "reason": overruled.reason},
        "reason": checked.reason,
        "proof": checked.claim.proof,
        "language": checked.claim.language,
        "needs": [asdict(need) for need in checked.claim.needs],
        "n_supports": counts.supports,
        "n_contradicts": counts.contradicts,
        "n_asks": counts.asks,
        "n_mixed": counts.mixed,
        "n_on_topic": counts.on_topic,
        "n_judged": counts.judged,
        "counts": counts.counting,
        "estimate": counts.estimate and _estimate(counts, counts.estimate),
        "by_segment": [_segment(item) for item in checked.by_segment],
    }


def _estimate(counts: Counts, estimate: Estimate) -> dict[str, Any]:
    """Return how many there probably are in all, those counted among them."""

    def in_all(n: int, more: Range) -> dict[str, int]:
        return {"n": n + more.n, "low": n + more.low, "high": n + more.high}

    return {
        "n_supports": in_all(counts.supports, estimate.supports),
        "n_contradicts": in_all(counts.contradicts, estimate.contradicts),
        "n_mixed": in_all(counts.mixed, estimate.mixed),
        "n_asks": in_all(counts.asks, estimate.asks),
        "n_left": estimate.n_left,
        "n_sampled": estimate.n_sampled,
    }


def _segment(item: SegmentVerdict) -> dict[str, Any]:
    counts = item.counts
    return {
        "segment": item.segment,
        "verdict": item.verdict,
        "differs": item.differs,
        "n_supports": counts.supports,
        "n_contradicts": counts.contradicts,
        "n_asks": counts.asks,
        "n_mixed": counts.mixed,
    }


def _claim(checked: CheckedClaim, n_evidence: int) -> dict[str, Any]:
    evidence = [_evidence(item) for item in _first_of_each_stance(checked, n_evidence)]
    rejected = [_evidence(item) for item in checked.rejected]
    nearest = checked.nearest and _evidence(checked.nearest.said) | {"n_people": checked.nearest.n_people}
    return claim_as_json(checked) | {"evidence": evidence, "rejected": rejected, "nearest": nearest}


def _first_of_each_stance(checked: CheckedClaim, n_evidence: int) -> Iterator[Evidence]:
    left = dict.fromkeys(Stance, n_evidence or len(checked.evidence))
    for item in checked.evidence:
        if item.counted and left[item.stance] > 0:
            left[item.stance] -= 1
            yield item


def _evidence(item: Evidence) -> dict[str, Any]:
    rating = item.rating
    return {
        "comment_id": item.comment_id,
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "stance": item.stance,
        "confidence": round(item.confidence, 4),
        "similarity": round(item.similarity, 4),
        "author_key": item.author_key,
        "source": item.source,
        "date": item.date,
        "rating": rating and {"value": rating.value, "min": rating.min, "max": rating.max},
        "segment": segment_text(item.segments),
        "number": item.number,
        "decision": item.decision and decision_as_json(item.decision),
    }


def decision_as_json(decision: Decision) -> dict[str, Any]:
    """Return what a person decided on a match, and what the machine had made of it."""
    confidence = decision.confidence
    return {
        "stance": decision.stance,
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
        "machine_stance": decision.machine,
        "machine_confidence": None if confidence is None else round(confidence, 4),
    }


def settings_as_json(settings: CheckSettings) -> dict[str, Any]:
    """Return what a check was made with."""
    return {
        "strictness": settings.strictness,
        "thresholds": settings.thresholds,
        "encoder": settings.encoder,
        "judge": settings.judge,
        "languages": list(settings.languages),
    }


def not_judged_as_json(facts: CorpusFacts) -> list[dict[str, Any]]:
    """Return the languages that the models do not read with their comments, the commonest first."""
    return [{"language": language, "n_comments": n} for language, n in facts.not_judged]


def segment_text(segments: Segments) -> str | None:
    """Return "dimension=value", several joined with a semicolon, or None."""
    return "; ".join(f"{dimension}={value}" for dimension, value in segments) or None


def counted_as_csv(checks: Iterable[Check]) -> str:
    """Return every counted match as CSV, one a line, so that anyone can recount."""
    rows = [
        (
            check.message,
            checked.claim.text,
            e.comment_id,
            e.quote,
            e.stance,
            f"{e.confidence:.4f}",
            e.date,
            e.url,
            e.decision and decided(e.decision, e.decision.at[:10]),
        )
        for check in checks
        for checked in check.claims
        for e in checked.evidence
        if e.counted
    ]
    return as_csv(COUNTED_COLUMNS, rows)


def import_as_json(
    file: str, corpus: str, taken: Intake, counts: Mapping[str, int] | None, facts: CorpusFacts | None
) -> dict[str, Any]:
    """Return what an import did, or (without counts and the facts of the corpus afterwards) what it would do."""
    masked: Counter[str] = Counter()
    for comment in taken.comments:
        masked.update(dict(comment.masks))
    unknown = dict.fromkeys(("n_new", "n_revised", "n_same", "version"))
    return {
        "format": "import/1",
        "file": file,
        "corpus": corpus,
        "dry_run": counts is None,
        "columns": asdict(taken.columns),
        "dropped_columns": list(taken.dropped_columns),
        "n_rows": taken.n_rows,
        "n_comments": len(taken.comments),
        "n_duplicates": taken.n_duplicates,
        "n_left_out": len(taken.dropped),
        "left_out": [{"row": item.row, "reason": item.reason} for item in taken.dropped],
        "n_masked": dict(masked),
        "questions": list(taken.questions),
        **(counts or unknown),
        "n_not_judged": facts and facts.n_not_judged,
        "not_judged": facts and not_judged_as_json(facts),
    }


def corpus_as_json(facts: CorpusFacts, segments: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """Return what there is to say of a corpus; segments are "dimension=value" with their comments."""
    return {
        "format": "corpora/1",
        "name": facts.name,
        "title": facts.title,
        "n_comments": facts.n_comments,
        "n_people": facts.n_people,
        "share_with_author": round(facts.share_with_author, 4),
        "n_not_judged": facts.n_not_judged,
        "not_judged": not_judged_as_json(facts),
        "fingerprint": facts.fingerprint,
        "segments": [{"segment": name, "n_comments": n} for name, n in segments],
        "notice": facts.notice,
    }
