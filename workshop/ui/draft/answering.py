"""Asking for a check, and drawing the page again with each answer that comes."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import check, corpus, jobs
from workshop.check import Partial, Scope
from workshop.errors import WorkshopError
from workshop.records import Check, CheckSettings
from workshop.ui import asking, page
from workshop.ui.bench import bench, models_notice
from workshop.ui.draft import state, watch
from workshop.ui.guard import show

Sign = tuple[object, ...]
"""What is known of each claim so far, as far as it matters to whether the page must be drawn again."""


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
        else:
            seen = _sign(partial, at_work=True)
            watch.until_changed(seen, lambda: _look(words, scope), lambda: _say_how_far(words, scope))


def _say_how_far(words: str, scope: Scope) -> None:
    """Say that judging goes on behind counts that say "at least", and how far it is."""
    working = next((job for job in jobs.checks_at_work(bench(), words, scope) if job.kind == jobs.DEEPEN), None)
    if working is None:
        return
    far = f" {working.done:,} of at most {working.total:,} passages of a claim are read." if working.total else ""
    page.piece(
        f'<p class="waiting num" role="status">Judging goes on; until it is done, counts say “at least”.{far}</p>'
    )


def _look(words: str, scope: Scope) -> Sign:
    asking.wait(words, scope)
    partial = read(words, scope)
    return _sign(partial, at_work=asking.is_at_work(partial, scope))


def _sign(partial: Partial, *, at_work: bool) -> Sign:
    """Return what changes when an answer comes or grows, or when nobody works on those that are missing."""
    return (at_work, *((item.claim.text, item.counts.counting, item.counts.judged) for item in partial.check.claims))


def _see_to_it(words: str, scope: Scope, partial: Partial) -> WorkshopError | None:
    """Ask the worker unless it is at it already, and call off what was asked about words that were changed since."""
    asked: tuple[str, Scope] | None = st.session_state.get(state.ASKED)
    if asked and asked != (words, scope):
        asking.call_off(*asked)
    st.session_state[state.ASKED] = (words, scope)
    return asking.see_to_it(partial, scope, jobs.DRAFT)
