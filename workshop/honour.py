"""Counting what people decided in every answer that leaves, whether it is new or was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workshop import decisions
from workshop.decisions import DecidedMatch, hash_words
from workshop.records import CheckedClaim, CorpusFacts, Decision, Overruling, Passage
from workshop.store.decisions import standing, standing_verdicts

if TYPE_CHECKING:
    from workshop.store.decision_rows import Act, MatchDecision, VerdictDecision
    from workshop.thresholds import Thresholds
    from workshop.workbench import Workbench


def honour(
    bench: Workbench,
    claims: Sequence[CheckedClaim],
    facts: CorpusFacts,
    *,
    version: int,
    thresholds: Thresholds,
    year: int,
) -> tuple[CheckedClaim, ...]:
    """Return the claims with people's decisions counted; quick, and judges nothing again.

    Args:
        bench: The open store.
        claims: What the machine found, as it is kept.
        facts: The corpus or segment that was read.
        version: The version of the corpus that was read.
        thresholds: Those of the strictness in force.
        year: From which evidence is called old.
    """
    kept, propositions = bench.store.decisions, [item.claim.proposition for item in claims]
    decided = standing(kept.matches(facts.name, propositions))
    overruled = standing_verdicts(kept.verdicts(facts.name, propositions), facts.segment)
    if not decided and not overruled:
        return tuple(claims)
    done = []
    for checked in claims:
        matches = [_match(row) for row in decided.get(checked.claim.proposition, ())]
        matches = _located(bench, checked, matches, corpus=facts.name, version=version)
        person = _overruling(overruled.get(checked.claim.proposition))
        done.append(decisions.apply(checked, matches, person, thresholds=thresholds, facts=facts, year=year))
    return tuple(done)


def _located(
    bench: Workbench, checked: CheckedClaim, matches: list[DecidedMatch], *, corpus: str, version: int
) -> list[DecidedMatch]:
    """Say where the words stand that the machine did not find, and only those."""
    lost = decisions.missing(checked, matches)
    if not lost:
        return matches
    places: dict[tuple[str, str], list[Passage]] = {item.key: [] for item in lost}
    ids = sorted({item.comment_id for item in lost})
    for passage, _ in bench.store.comments.passages_of(corpus, ids, version):
        places.get((passage.comment.id, hash_words(passage.quote)), []).append(passage)
    return [replace(item, passages=tuple(places.get(item.key, ()))) for item in matches]


def _match(row: MatchDecision) -> DecidedMatch:
    at, by, reason = _written(row.act)
    _, comment_id, words = row.place
    judged = row.judged
    assert row.stance is not None  # noqa: S101 - what stands has one
    return DecidedMatch(
        comment_id,
        words,
        Decision(row.stance, by, at, reason),
        judged.judgement if judged else None,
        judged.similarity if judged else None,
    )


def _overruling(row: VerdictDecision | None) -> Overruling | None:
    if row is None:
        return None
    assert row.verdict is not None  # noqa: S101 - what stands has one
    at, by, reason = _written(row.act)
    return Overruling(row.verdict, by, at, reason)


def _written(act: Act) -> tuple[str, str, str]:
    return act.at.isoformat(timespec="seconds"), act.by, act.reason
