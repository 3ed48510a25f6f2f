"""Checking a message: split it, take what was answered before, answer the rest, and keep every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop import answers, unread
from workshop.answering import CLAIMS_AT_ONCE, Heard, answer, answer_first
from workshop.deepening import deepen
from workshop.errors import CannotWrite, ModelUnavailable, StoreBusy
from workshop.evidence import Search
from workshop.honour import honour
from workshop.nearest import WANTED
from workshop.opening import Closed, Opened, Scope, open_scope
from workshop.reasons import explain
from workshop.records import Check, CheckedClaim, Claim, CorpusFacts, Counting, Counts, Verdict
from workshop.store.rows import chunks
from workshop.thresholds import THRESHOLDS
from workshop.wording import cannot_read

if TYPE_CHECKING:
    from workshop.workbench import Workbench

__all__ = ["Partial", "Progress", "Scope", "check_message", "load_models", "read"]

Progress = Callable[[int, int], None]
"""Called with passages judged and passages to judge at most, before each step; it may raise to stop."""

_SHOW_EVERY = 512
"""How many passages are judged between two answers that a waiting screen can show."""


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of a check by now.

    `pending` claims have no answer yet; `keys` name all its answers in the store, those to come among them.
    """

    check: Check
    pending: tuple[Claim, ...]
    keys: frozenset[str] = frozenset()

    @property
    def pairs(self) -> list[tuple[Claim, CheckedClaim | None]]:
        """Every claim in text order, with its answer where there is one already."""
        found: list[tuple[Claim, CheckedClaim | None]] = [(checked.claim, checked) for checked in self.check.claims]
        found += [(claim, None) for claim in self.pending]
        return sorted(found, key=lambda pair: pair[0].start)

    @property
    def is_unfinished(self) -> bool:
        """Whether answers are still to come, or still to be deepened."""
        return bool(self.pending) or self.check.is_first_answer


def check_message(
    bench: Workbench,
    message: str,
    scope: Scope,
    *,
    deep: bool = True,
    on_progress: Progress | None = None,
) -> Check:
    """Meet a message with what the corpus says, claim by claim.

    Every answer is kept as soon as it is there, so that `read` shows it at once.

    Args:
        bench: The open store and models.
        message: What somebody proposes to say.
        scope: Which comments answer, and how strictly.
        deep: Judge the passages on the topic until they are all judged or a sample tells the rest;
            otherwise the best ones only, and the counts say "at least" where there were more.
        on_progress: Called before each step; it may raise to stop.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment.
    """
    began = time.monotonic()
    try:
        load_models(bench)
    except ModelUnavailable as error:
        return _unchecked(bench, message, open_scope(bench, scope), f"{error.happened} {error.advice}")
    while True:
        opened = open_scope(bench, scope)
        if isinstance(opened, Closed):
            return _unchecked(bench, message, opened, opened.why)
        pieces = unread.split(message, opened.facts.company, opened.settings.languages)
        answered = _answered(opened, pieces, deep=deep, on_progress=on_progress)
        if opened.is_settled:
            return _made(opened, message, _in_order(opened, pieces, answered), began)


def load_models(bench: Workbench) -> None:
    """Load encoder and judge, so that what cannot be had is known before anything is asked of it.

    Raises:
        ModelUnavailable: one of them is missing, damaged or cannot be loaded.
    """
    _ = bench.encoder
    bench.judge.load()


def read(bench: Workbench, message: str, scope: Scope) -> Partial:
    """Return what has been answered so far; quick, and loads no model."""
    began = time.monotonic()
    opened = open_scope(bench, scope)
    if isinstance(opened, Closed):
        return Partial(_unchecked(bench, message, opened, opened.why), ())
    pieces = unread.split(message, opened.facts.company, opened.settings.languages)
    kept = _kept(opened, pieces)
    pending = tuple(claim for claim in pieces if claim.is_asked and claim not in kept)
    keys = frozenset(opened.key(claim) for claim in pieces if claim.is_asked)
    return Partial(_made(opened, message, _in_order(opened, pieces, kept), began), pending, keys)


def _made(opened: Opened, message: str, done: tuple[CheckedClaim, ...], began: float) -> Check:
    done = _leaving(opened.bench, opened, done, version=opened.snapshot.version)
    return Check(message, opened.facts, opened.settings, round(time.monotonic() - began, 3), done)


def _unchecked(bench: Workbench, message: str, scope: Opened | Closed, why: str) -> Check:
    facts = scope.facts
    pieces = unread.split(message, facts.company, scope.settings.languages)
    done = tuple(_not_checked(facts, claim, why) if claim.is_asked else _not_asked(scope, claim) for claim in pieces)
    done = _leaving(bench, scope, done, version=bench.store.corpora.get(facts.name).version)
    return Check(message, facts, scope.settings, 0.0, done)


def _leaving(
    bench: Workbench, scope: Opened | Closed, done: tuple[CheckedClaim, ...], *, version: int
) -> tuple[CheckedClaim, ...]:
    """Count what people decided, and show the way forward where it is needed then; kept is what the machine found."""
    thresholds = THRESHOLDS[scope.settings.strictness]
    done = honour(bench, done, scope.facts, version=version, thresholds=thresholds, year=datetime.now(UTC).year)
    return tuple(one if one.verdict in WANTED else replace(one, nearest=None, set_aside=None) for one in done)


def _not_asked(scope: Opened | Closed, claim: Claim) -> CheckedClaim:
    if claim.language:
        return _not_checked(scope.facts, claim, cannot_read(claim.language, scope.settings.languages))
    reason = explain(Verdict.NOT_CHECKABLE, Counts(), scope.facts, proof=claim.proof)
    return CheckedClaim(claim, Verdict.NOT_CHECKABLE, reason, Counts())


def _not_checked(facts: CorpusFacts, claim: Claim, why: str) -> CheckedClaim:
    return CheckedClaim(claim, Verdict.NOT_CHECKED, explain(Verdict.NOT_CHECKED, Counts(), facts, why=why), Counts())


def _in_order(opened: Opened, pieces: list[Claim], answered: Mapping[Claim, CheckedClaim]) -> tuple[CheckedClaim, ...]:
    return tuple(
        answered[claim] if claim.is_asked else _not_asked(opened, claim)
        for claim in pieces
        if claim in answered or not claim.is_asked
    )


def _kept(opened: Opened, pieces: list[Claim]) -> dict[Claim, CheckedClaim]:
    """Return the answers that are kept and still hold."""
    keys = {claim: opened.key(claim) for claim in pieces if claim.is_asked}
    packed = opened.bench.store.checks.get(list(keys.values()))
    read_in = opened.bench.store.comments.passages(answers.passages_of(packed.values()), opened.snapshot.version)
    passages = {passage.id: passage for passage, _ in read_in}
    found = {claim: answers.unpack(packed[key], claim, passages) for claim, key in keys.items() if key in packed}
    return {claim: kept for claim, kept in found.items() if kept is not None}


def _answered(
    opened: Opened, pieces: list[Claim], *, deep: bool, on_progress: Progress | None
) -> dict[Claim, CheckedClaim]:
    """Return an answer to every claim: those kept, unless they are lower bounds and we go deep, and new ones."""
    answered = {
        claim: kept
        for claim, kept in _kept(opened, pieces).items()
        if not (deep and kept.counts.counting is Counting.AT_LEAST)
    }
    missing = [claim for claim in dict.fromkeys(pieces) if claim.is_asked and claim not in answered]
    if missing:
        vectors = opened.bench.encoder.encode([claim.proposition for claim in missing])
        searches = [(claim, Search(claim.proposition, vector)) for claim, vector in zip(missing, vectors, strict=True)]
        new = _deep_answers if deep else _first_answers
        for claim, found in new(opened, searches, on_progress or _ignore):
            answered[claim] = found
            _keep(opened, claim, found)
    return answered


def _first_answers(
    opened: Opened, searches: Sequence[tuple[Claim, Search]], report: Progress
) -> Iterator[tuple[Claim, CheckedClaim]]:
    n = opened.thresholds.candidates
    for start, group in zip(range(0, len(searches), CLAIMS_AT_ONCE), chunks(searches, CLAIMS_AT_ONCE), strict=True):
        report(start * n, len(searches) * n)
        yield from answer_first(opened, group)


def _deep_answers(
    opened: Opened, searches: Sequence[tuple[Claim, Search]], report: Progress
) -> Iterator[tuple[Claim, CheckedClaim]]:
    for claim, search in searches:
        shown = 0

        def show(heard: Heard, at_most: int, claim: Claim = claim) -> None:
            nonlocal shown
            report(len(heard.judged), at_most)
            if len(heard.judged) - shown >= _SHOW_EVERY:
                shown = len(heard.judged)
                _keep(opened, claim, answer(opened, claim, heard))

        yield claim, answer(opened, claim, deepen(opened, search, show))


def _ignore(_done: int, _total: int) -> None:
    """Report to nobody."""


def _keep(opened: Opened, claim: Claim, found: CheckedClaim) -> None:
    """Keep an answer, unless it speaks of comments that were erased meanwhile, or a slower run ends with less.

    It is there all the same where nobody can write now, as while a large import does.
    """
    store = opened.bench.store
    with suppress(StoreBusy, CannotWrite), store.write():
        if opened.is_settled and not _is_less(found, _kept(opened, [claim]).get(claim)):
            store.checks.put(opened.snapshot.corpus, {opened.key(claim): answers.pack(found)})


def _is_less(found: CheckedClaim, kept: CheckedClaim | None) -> bool:
    """Whether a lower bound comes after an answer that is whole, or after a bound from more passages."""
    if kept is None or found.counts.counting is not Counting.AT_LEAST:
        return False
    return kept.counts.counting is not Counting.AT_LEAST or kept.counts.judged > found.counts.judged
