"""Which comments answer, and how strictly: the choosers at the head of a page."""

from __future__ import annotations

import streamlit as st

from workshop import corpus
from workshop.check import Scope
from workshop.records import Strictness
from workshop.ui.bench import bench
from workshop.ui.draft import state

_STRICTNESS_HELP = "Strict asks for more people and surer matches. It never hides a quote."
_ALL = ""


def preset(scope: Scope) -> None:
    """Choose a scope, before the choosers are drawn."""
    st.session_state[state.CORPUS] = scope.corpus
    st.session_state[state.SEGMENT] = scope.segment or _ALL
    st.session_state[state.STRICTNESS] = scope.strictness


def choose() -> Scope:
    """Draw the choosers and return what is chosen, for this visit; a chooser with one choice is left out."""
    names = {item.name: item.title for item in bench().store.corpora.list()}
    _forget_unless_in(state.CORPUS, names)
    if len(names) > 1:
        st.selectbox(
            "Comments",
            list(names),
            format_func=lambda name: names.get(name or "", ""),
            key=state.CORPUS,
            persist_state="session",
            width=220,
        )
    chosen = st.session_state.get(state.CORPUS) or next(iter(names))
    return Scope(chosen, _segment(chosen), _strictness())


def _segment(name: str) -> str | None:
    """Let a segment be chosen, as "dimension=value"; None stands for every comment."""
    counts = corpus.segments(bench(), name)
    dimensions = {item.dimension for item in counts}
    labels = {_ALL: f"Any {next(iter(dimensions))}" if len(dimensions) == 1 else "All of them"}
    for item in counts:
        labels[item.name] = item.value if len(dimensions) == 1 else f"{item.dimension}: {item.value}"
    _forget_unless_in(state.SEGMENT, labels)
    if len(labels) == 1:
        return None
    chosen = st.selectbox(
        "Customers of",
        list(labels),
        format_func=lambda value: labels.get(value or _ALL, ""),
        key=state.SEGMENT,
        persist_state="session",
        width=200,
    )
    return chosen or None


def _strictness() -> Strictness:
    if state.STRICTNESS not in st.session_state:
        st.session_state[state.STRICTNESS] = bench().settings.strictness
    chosen = st.segmented_control(
        "How strict",
        list(Strictness),
        format_func=lambda value: str(value).capitalize(),
        required=True,
        key=state.STRICTNESS,
        help=_STRICTNESS_HELP,
        persist_state="session",
    )
    return Strictness(chosen or bench().settings.strictness)


def _forget_unless_in(key: str, options: dict[str, str]) -> None:
    """Drop a choice that is not there any more, or the widget would refuse it."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
