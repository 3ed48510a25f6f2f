"""Checking a message: split it, find what bears on each claim, judge, count, decide, explain."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop import answers, claims, corpus
from workshop.errors import CannotWrite, ModelUnavailable, StoreBusy
from workshop.evidence import Candidate, find
from workshop.honour import honour
from workshop.reasons import dates_of, describe_age, explain
from workshop.records import (
    Check,
    CheckedClaim,
    CheckSettings,
    Claim,
    CorpusFacts,
    Counting,
    Counts,
    Evidence,
    Judgement,
    Stance,
    Strictness,
    Verdict,
)
from workshop.thresholds import THRESHOLDS, THRESHOLDS_VERSION, Thresholds
from workshop.verdicts import Voice, counted_stance, decide, tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workshop.workbench import Snapshot, Workbench


@dataclass(frozen=True, slots=True)
class Scope:
    """Which comments answer, and how strictly. `segment` is a value or "dimension=value"."""

    corpus: str
    segment: str | None = None
    strictness: Strictness = Strictness.NORMAL


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of a check by now; `pending` claims have no answer yet."""

    check: Check
    pending: tuple[Claim, ...]

    @property
    def is_unfinished(self) -> bool:
        """Whether answers are still to come, or still to be deepened."""
        return bool(self.pending) or self.check.is_first_answer


@dataclass(frozen=True, slots=True)
class _Context:
    """One scope, opened: the same snapshot and settings for every claim of a message."""

    bench: Workbench
    snapshot: Snapshot | None
    facts: CorpusFacts
    settings: CheckSettings
    year: int

    @property
    def thresholds(self) -> Thresholds:
        return THRESHOLDS[self.settings.strictness]

    def key(self, claim: Claim) -> str:
        assert self.snapshot is not None  # noqa: S101 - callers ask only for claims that can be checked
        return answers.key(claim, self.snapshot.corpus_id, self.facts, self.settings, self.year)


def check_message(
    bench: Workbench,
    message: str,
    scope: Scope,
    *,
    deep: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
) -> Check:
    """Meet a message with what the corpus says, claim by claim.

    Every answer is kept as soon as it is there, so that `read` shows it at once.

    Args:
        bench: The open store and models.
        message: What somebody proposes to say.
        scope: Which comments answer, and how strictly.
        deep: Judge every passage on the topic; otherwise the best ones only, and the counts
            say "at least" where there were more.
        on_progress: Called with claims done and claims in all; it may raise to stop.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment.
    """
    began = time.monotonic()
    try:
        _ = bench.encoder
    except ModelUnavailable as error:
        return _unchecked(bench, message, scope, f"{error.happened} {error.advice}")
    while True:
        context = _open(bench, scope)
        if context.snapshot is None or not context.facts.n_comments:
            return _unchecked(bench, message, scope, _why_nothing_answers(context.facts))
        pieces = claims.split(message, context.facts.company)
        answered = _answered(context, context.snapshot, pieces, deep=deep, on_progress=on_progress)
        if _is_settled(context, context.snapshot):
            done = _leaving(context, _in_order(context, pieces, answered))
            return Check(message, context.facts, context.settings, round(time.monotonic() - began, 3), done)


def read(bench: Workbench, message: str, scope: Scope) -> Partial:
    """Return what has been answered so far; quick, and loads no model."""
    began = time.monotonic()
    context = _open(bench, scope)
    if context.snapshot is None or not context.facts.n_comments:
        return Partial(_unchecked(bench, message, scope, _why_nothing_answers(context.facts)), ())
    pieces = claims.split(message, context.facts.company)
    kept = _kept(context, context.snapshot, pieces)
    seconds = round(time.monotonic() - began, 3)
    done = _leaving(context, _in_order(context, pieces, kept))
    pending = tuple(claim for claim in pieces if not claim.proof and claim not in kept)
    return Partial(Check(message, context.facts, context.settings, seconds, done), pending)


def _open(bench: Workbench, scope: Scope) -> _Context:
    snapshot = bench.snapshot(scope.corpus)
    facts = corpus.facts(bench, scope.corpus, scope.segment, snapshot=snapshot)
    settings = CheckSettings(
        strictness=scope.strictness,
        thresholds=THRESHOLDS_VERSION,
        encoder=snapshot.encoder if snapshot else bench.settings.encoder,
        judge=bench.judge.fingerprint,
    )
    return _Context(bench, snapshot, facts, settings, datetime.now(UTC).year)


def _why_nothing_answers(facts: CorpusFacts) -> str:
    if not facts.n_comments:
        return f"{facts.title} has no comments yet; import some"
    return "the comments are still being read in; the answer comes when that is done"


def _unchecked(bench: Workbench, message: str, scope: Scope, why: str) -> Check:
    context = _open(bench, scope)
    done = tuple(
        _not_checkable(context.facts, claim)
        if claim.proof
        else CheckedClaim(
            claim, Verdict.NOT_CHECKED, explain(Verdict.NOT_CHECKED, Counts(), context.facts, why=why), Counts()
        )
        for claim in claims.split(message, context.facts.company)
    )
    return Check(message, context.facts, context.settings, 0.0, _leaving(context, done))


def _leaving(context: _Context, done: tuple[CheckedClaim, ...]) -> tuple[CheckedClaim, ...]:
    """Count what people decided; what is kept is always what the machine found."""
    bench, facts, snapshot = context.bench, context.facts, context.snapshot
    version = snapshot.version if snapshot else bench.store.corpora.get(facts.name).version
    return honour(bench, done, facts, version=version, thresholds=context.thresholds, year=context.year)


def _not_checkable(facts: CorpusFacts, claim: Claim) -> CheckedClaim:
    reason = explain(Verdict.NOT_CHECKABLE, Counts(), facts, proof=claim.proof)
    return CheckedClaim(claim, Verdict.NOT_CHECKABLE, reason, Counts())


def _in_order(
    context: _Context, pieces: list[Claim], answered: Mapping[Claim, CheckedClaim]
) -> tuple[CheckedClaim, ...]:
    return tuple(
        _not_checkable(context.facts, claim) if claim.proof else answered[claim]
        for claim in pieces
        if claim.proof or claim in answered
    )


def _is_settled(context: _Context, snapshot: Snapshot) -> bool:
    """Whether the comments are still those that were opened: none was erased since, nor the corpus made again."""
    facts, store = context.facts, context.bench.store
    if store.corpora.get(facts.name).id != snapshot.corpus_id:
        return False
    return store.comments.facts(facts.name, snapshot.version, facts.segment) == facts


def _kept(context: _Context, snapshot: Snapshot, pieces: list[Claim]) -> dict[Claim, CheckedClaim]:
    """Return the answers that are kept and still hold."""
    keys = {claim: context.key(claim) for claim in pieces if not claim.proof}
    packed = context.bench.store.checks.get(list(keys.values()))
    read_in = context.bench.store.comments.passages(answers.passages_of(packed.values()), snapshot.version)
    passages = {passage.id: passage for passage, _ in read_in}
    found = {claim: answers.unpack(packed[key], claim, passages) for claim, key in keys.items() if key in packed}
    return {claim: answer for claim, answer in found.items() if answer is not None}


def _answered(
    context: _Context,
    snapshot: Snapshot,
    pieces: list[Claim],
    *,
    deep: bool,
    on_progress: Callable[[int, int], None] | None,
) -> dict[Claim, CheckedClaim]:
    """Return an answer to every claim: those kept, unless they are lower bounds and we go deep, and new ones."""
    answered = {
        claim: answer
        for claim, answer in _kept(context, snapshot, pieces).items()
        if not (deep and answer.counts.counting is Counting.AT_LEAST)
    }
    missing = [claim for claim in dict.fromkeys(pieces) if not claim.proof and claim not in answered]
    if not missing:
        return answered
    vectors = context.bench.encoder.encode([claim.proposition for claim in missing])
    for n, (claim, vector) in enumerate(zip(missing, vectors, strict=True)):
        if on_progress:
            on_progress(n, len(missing))
        answered[claim] = _check_claim(context, snapshot, claim, vector, deep=deep)
        _keep(context, snapshot, claim, answered[claim])
    return answered


def _keep(context: _Context, snapshot: Snapshot, claim: Claim, answer: CheckedClaim) -> None:
    """Keep an answer, unless it speaks of comments that were erased meanwhile.

    It is there all the same where nobody can write now, as while a large import does.
    """
    with suppress(StoreBusy, CannotWrite), context.bench.store.write():
        if _is_settled(context, snapshot):
            context.bench.store.checks.put(snapshot.corpus, {context.key(claim): answers.pack(answer)})


def _check_claim(
    context: _Context, snapshot: Snapshot, claim: Claim, vector: NDArray[np.float32], *, deep: bool
) -> CheckedClaim:
    thresholds = context.thresholds
    found = find(
        context.bench,
        snapshot,
        claim.proposition,
        vector,
        segment=context.facts.segment,
        thresholds=thresholds,
        deep=deep,
    )
    judged = _judge(context, snapshot, claim.proposition, found.candidates)
    counts = tally(
        (
            Voice(_person(candidate), judgement, candidate.similarity >= thresholds.topic_similarity)
            for candidate, judgement in judged
        ),
        thresholds,
        read=_people(context.facts),
        counting=Counting.EXACT if found.complete else Counting.AT_LEAST,
    )
    evidence = _evidence(judged, thresholds)
    verdict = decide(counts, thresholds)
    reason = explain(verdict, counts, context.facts, age=describe_age(dates_of(evidence), context.year))
    return CheckedClaim(claim, verdict, reason, counts, evidence)


def _judge(
    context: _Context, snapshot: Snapshot, proposition: str, candidates: tuple[Candidate, ...]
) -> list[tuple[Candidate, Judgement]]:
    """Judge each candidate, taking what was judged before from the store."""
    pairs = [candidate.pair(proposition) for candidate in candidates]
    judge, store = context.bench.judge, context.bench.store
    known = store.judgements.get(pairs, judge.fingerprint)
    missing = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    if missing:
        new = dict(zip(missing, judge.judge(missing), strict=True))
        with suppress(StoreBusy, CannotWrite), store.write():
            if _is_settled(context, snapshot):
                store.judgements.put(new, judge.fingerprint)
        known = known | new
    return [(candidate, known[pair]) for candidate, pair in zip(candidates, pairs, strict=True)]


def _person(candidate: Candidate) -> str:
    comment = candidate.passage.comment
    return comment.author_key or comment.id


def _people(facts: CorpusFacts) -> int:
    return (facts.n_people or 0) + round(facts.n_comments * (1 - facts.share_with_author))


def _evidence(judged: list[tuple[Candidate, Judgement]], thresholds: Thresholds) -> tuple[Evidence, ...]:
    """Return what takes a side, counted or too unsure to count, in the contract's order."""
    loose = THRESHOLDS[Strictness.LOOSE]
    rows = [
        answers.evidence(
            candidate.passage,
            stance,
            judgement.of(stance),
            candidate.similarity,
            counted=counted_stance(judgement, thresholds) is stance,
        )
        for candidate, judgement in judged
        if (stance := counted_stance(judgement, loose)) is not Stance.UNRELATED
    ]
    return answers.in_order(rows)
