"""Which comments answer, and how strictly: the choosers at the head of the page."""

from __future__ import annotations

import streamlit as st

from workshop import corpus
from workshop.check import Scope
from workshop.records import Strictness
from workshop.ui.bench import bench
from workshop.ui.draft import state

_STRICTNESS_HELP = "Strict asks for more people and surer matches. It never hides a quote."


def choose() -> Scope:
    """Draw the choosers and return what is chosen; all of it stays in the page's address."""
    names = {item.name: item.title for item in bench().store.corpora.list()}
    if len(names) > 1:
        st.selectbox(
            "Comments", list(names), format_func=names.__getitem__, key=state.CORPUS, bind="query-params", width=220
        )
    chosen = st.session_state.get(state.CORPUS) or next(iter(names))
    return Scope(chosen, _segment(chosen), _strictness())


def _segment(name: str) -> str | None:
    """Let a segment be chosen, as "dimension=value"; None stands for every comment."""
    counts = corpus.segments(bench(), name)
    if not counts:
        return None
    dimensions = {item.dimension for item in counts}
    labels = {"": f"Any {next(iter(dimensions))}" if len(dimensions) == 1 else "All of them"}
    for item in counts:
        words = item.value if len(dimensions) == 1 else f"{item.dimension}: {item.value}"
        labels[item.name] = words
    chosen = st.selectbox(
        "Customers of",
        list(labels),
        format_func=lambda value: labels.get(value, value),
        key=state.SEGMENT,
        bind="query-params",
        width=200,
    )
    return chosen or None


def _strictness() -> Strictness:
    default = bench().settings.strictness
    chosen = st.segmented_control(
        "How strict",
        list(Strictness),
        format_func=lambda value: str(value).capitalize(),
        default=default,
        required=True,
        key=state.STRICTNESS,
        bind="query-params",
        help=_STRICTNESS_HELP,
    )
    return Strictness(chosen or default)
