"""Keeping a quote off the wall, with a reason; it is counted all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from workshop.drawing.wall_plan import Slide, plan
from workshop.records import Evidence
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.labels import plain, short

CHOICE, REASON = "wall_panel_quote", "wall_panel_reason"


def kept_off(slide: Slide, corpus: str) -> frozenset[int]:
    """Return the passages that a person keeps off the wall."""
    return frozenset(bench().store.hidden.passages(corpus))


def draw(slide: Slide, corpus: str) -> None:
    """Draw the panel: the quotes that are shown now, and those that are kept off."""
    with st.container(key="wall_panel"):
        page.piece(
            '<h2>Keep a quote off the wall</h2><p class="small">Only you decide this, and the reason is kept. '
            "The quote still counts and stays in the draft. A brief counts it, too, and does not print it.</p>"
        )
        shown = plan(slide).quotes
        if shown:
            _form(shown, corpus)
        else:
            page.piece("<p>No quote is shown for this claim.</p>")
        _list_kept_off(slide, corpus)
        page.piece('<p class="small">Close with K or Esc.</p>')


def _form(shown: Sequence[Evidence], corpus: str) -> None:
    words = {quote.passage_id: quote.quote for quote in shown}
    with st.form("wall_panel_form", border=False):
        st.radio("Quote", list(words), key=CHOICE, format_func=lambda one: plain(short(words[one], 120)))
        st.text_input("Why", key=REASON, placeholder="Names a member of staff", max_chars=200)
        st.form_submit_button(
            "Keep it off the wall", key="wall_panel_submit", on_click=guarded(_keep_off), args=(corpus,)
        )


def _keep_off(corpus: str) -> None:
    reason = st.session_state[REASON].strip()
    if not reason:
        st.session_state["wall_panel_missing"] = True
        return
    bench().store.hidden.add(corpus, st.session_state[CHOICE], reason=reason, at=datetime.now(UTC))


def _list_kept_off(slide: Slide, corpus: str) -> None:
    if st.session_state.pop("wall_panel_missing", False):
        page.piece('<p role="alert"><b>Say why</b> before the quote is kept off.</p>')
    checked = slide.checked
    near = (checked.nearest.said,) if checked and checked.nearest else ()
    for item in (*checked.evidence, *near) if checked else ():
        if item.passage_id in slide.kept_off:
            page.piece(f'<p class="their-words">{escape(item.quote)}</p>')
            st.button(
                "Show it again",
                key=f"wall_show_{item.passage_id}",
                on_click=guarded(_show),
                args=(corpus, item.passage_id),
            )


def _show(corpus: str, passage_id: int) -> None:
    bench().store.hidden.remove(corpus, passage_id)
