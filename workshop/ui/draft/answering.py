"""Asking for a check, and telling whether there is news of it."""

from __future__ import annotations

import hashlib

import streamlit as st

from workshop import check, jobs
from workshop.check import Partial, Scope
from workshop.records import Counting
from workshop.ui import page
from workshop.ui.bench import bench, models_notice
from workshop.ui.draft import state

Sign = tuple[tuple[str, str, int], ...]
"""What is known of each claim so far, as far as it matters to whether the page must be drawn again."""


def read(words: str, scope: Scope) -> Partial:
    """Return what is known of a text by now; judges nothing."""
    return check.read(bench(), words, scope)


def ask(words: str, scope: Scope, partial: Partial) -> None:
    """Hand a text with unanswered claims to the worker, once for each text and scope."""
    if not partial.pending:
        return
    asked = hashlib.sha256(repr((words, scope)).encode()).hexdigest()
    if st.session_state.get(state.ASKED) != asked:
        jobs.submit_check(bench(), words, scope, jobs.DRAFT)
        st.session_state[state.ASKED] = asked


def say_if_loading() -> bool:
    """Say while the models are loading that no answer can come yet; return whether that is so."""
    notice = models_notice(bench())
    if notice:
        page.piece(f'<p class="waiting" role="status">{notice}</p>')
    return notice is not None


def is_unfinished(partial: Partial) -> bool:
    """Say whether answers are still to come, or still to be deepened."""
    return bool(partial.pending) or any(item.counts.counting is Counting.AT_LEAST for item in partial.check.claims)


def sign(partial: Partial) -> Sign:
    """Return what would change if an answer came or grew."""
    return tuple((item.claim.text, item.counts.counting, item.counts.judged) for item in partial.check.claims)


def look(words: str, scope: Scope) -> Sign:
    """Read what is known now, as a sign."""
    return sign(read(words, scope))
