"""Asking for a check, and telling whether there is news of it."""

from __future__ import annotations

import hashlib
from html import escape

import streamlit as st

from workshop import check, corpus, jobs
from workshop.check import Partial, Scope
from workshop.records import Check, CheckSettings, Counting
from workshop.ui import page
from workshop.ui.bench import bench, models_notice
from workshop.ui.draft import state, watch

Sign = tuple[tuple[str, str, int], ...]
"""What is known of each claim so far, as far as it matters to whether the page must be drawn again."""


def read(words: str, scope: Scope) -> Partial:
    """Return what is known of a text by now; no claims at all while the models are loading."""
    if models_notice(bench()):
        settings = CheckSettings(scope.strictness, thresholds="", encoder="", judge="")
        return Partial(Check(words, corpus.facts(bench(), scope.corpus, scope.segment), settings, 0.0, ()), ())
    return check.read(bench(), words, scope)


def follow(words: str, scope: Scope, partial: Partial) -> None:
    """Hand a text with open answers to the worker, and draw the page again with each answer that comes."""
    loading = models_notice(bench())
    if loading:
        page.piece(f'<p class="waiting" role="status">{escape(loading)}</p>')
        watch.until_changed(loading, lambda: models_notice(bench()))
    elif is_unfinished(partial):
        _ask(words, scope)
        watch.until_changed(sign(partial), lambda: sign(read(words, scope)))


def is_unfinished(partial: Partial) -> bool:
    """Say whether answers are still to come, or still to be deepened."""
    return bool(partial.pending) or any(item.counts.counting is Counting.AT_LEAST for item in partial.check.claims)


def sign(partial: Partial) -> Sign:
    """Return what would change if an answer came or grew."""
    return tuple((item.claim.text, item.counts.counting, item.counts.judged) for item in partial.check.claims)


def _ask(words: str, scope: Scope) -> None:
    asked = hashlib.sha256(repr((words, scope)).encode()).hexdigest()
    if st.session_state.get(state.ASKED) != asked:
        jobs.submit_check(bench(), words, scope, jobs.DRAFT)
        st.session_state[state.ASKED] = asked
