"""Asking for a check, and drawing the page again with each answer that comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

import streamlit as st

from workshop import check, corpus, jobs
from workshop.check import Partial, Scope
from workshop.errors import WorkshopError
from workshop.records import Check, CheckSettings, CorpusFacts
from workshop.store.jobs import JobState, UnknownJob
from workshop.ui import page
from workshop.ui.bench import bench, models_notice
from workshop.ui.draft import state, watch
from workshop.ui.guard import show

Sign = tuple[object, ...]
"""What is known of each claim so far, as far as it matters to whether the page must be drawn again."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What this visitor last asked the worker, and the job that it became."""

    words: str
    scope: Scope
    facts: CorpusFacts
    job: int


def read(words: str, scope: Scope) -> Partial:
    """Return what is known of a text by now; no claims at all while the models are loading."""
    if models_notice(bench()):
        settings = CheckSettings(scope.strictness, thresholds="", encoder="", judge="")
        return Partial(Check(words, corpus.facts(bench(), scope.corpus, scope.segment), settings, 0.0, ()), ())
    return check.read(bench(), words, scope)


def follow(words: str, scope: Scope, partial: Partial) -> None:
    """Hand a text with open answers to the worker, and look for news until they are there."""
    loading = models_notice(bench())
    if loading:
        page.piece(f'<p class="waiting" role="status">{escape(loading)}</p>')
        watch.until_changed(loading, lambda: models_notice(bench()))
    elif partial.is_unfinished:
        failed = _see_to_it(words, scope, partial)
        if failed:
            show(failed)
        elif partial.pending or jobs.checks_at_work(bench(), words, scope):
            watch.until_changed(sign(partial), lambda: sign(read(words, scope)), lambda: _say_how_far(words, scope))


def _say_how_far(words: str, scope: Scope) -> None:
    """Say that judging goes on behind counts that say "at least", and how far it is."""
    working = next((job for job in jobs.checks_at_work(bench(), words, scope) if job.kind == jobs.DEEPEN), None)
    if working is None:
        return
    far = f" {working.done:,} of at most {working.total:,} passages of a claim are read." if working.total else ""
    page.piece(
        f'<p class="waiting num" role="status">Judging goes on; until it is done, counts say “at least”.{far}</p>'
    )


def sign(partial: Partial) -> Sign:
    """Return what changes when an answer comes or grows, or when the job behind it ends in failure."""
    asked: _Asked | None = st.session_state.get(state.ASKED)
    failed = asked is not None and _state_of(asked) is JobState.FAILED
    return (failed, *((item.claim.text, item.counts.counting, item.counts.judged) for item in partial.check.claims))


def _see_to_it(words: str, scope: Scope, partial: Partial) -> WorkshopError | None:
    """Ask the worker unless it is at it already; return why it failed, where it did."""
    asked: _Asked | None = st.session_state.get(state.ASKED)
    facts = partial.check.corpus
    if asked and (asked.words, asked.scope, asked.facts) == (words, scope, facts):
        job_state = _state_of(asked)
        if job_state is JobState.FAILED:
            job = bench().store.jobs.get(asked.job)
            return WorkshopError(job.happened or "The check broke off.", job.advice or "Change the text to try again.")
        if job_state is not JobState.CANCELLED:
            return None
    elif asked:
        _call_off(asked)
    job = jobs.submit_check(bench(), words, scope, jobs.DRAFT)
    st.session_state[state.ASKED] = _Asked(words, scope, facts, job.id)
    return None


def _state_of(asked: _Asked) -> JobState | None:
    try:
        return bench().store.jobs.get(asked.job).state
    except UnknownJob:
        return None


def _call_off(asked: _Asked) -> None:
    """Cancel what was asked about words that were changed since; a wall's work goes on."""
    for job in jobs.checks_at_work(bench(), asked.words, asked.scope):
        if job.priority != jobs.WALL:
            bench().store.jobs.cancel(job.id, at=datetime.now(UTC))
