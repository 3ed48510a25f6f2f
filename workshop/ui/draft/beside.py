"""Their words beside the text: the nearest thing they do say, put there by a click and never into the text."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from workshop import drawing, nearest
from workshop.records import CheckedClaim, CorpusFacts
from workshop.store.beside import QuoteBeside
from workshop.ui import address, page
from workshop.ui.bench import bench
from workshop.ui.draft import matches
from workshop.ui.draft.texts import Text
from workshop.ui.guard import guarded


def draw(text: Text) -> None:
    """Draw what lies beside a text; nothing where nothing does."""
    kept = bench().store.beside.of(text.id) if text.id is not None else []
    if text.id is None or not kept:
        return
    with st.container(key="draft_beside"):
        page.piece('<h2 class="bar">Their words</h2>')
        for item in kept:
            _lying(text.id, item)


def offer(checked: CheckedClaim, facts: CorpusFacts) -> None:
    """Draw the nearest thing they do say, what a person can make of it, and the click that puts it beside the text."""
    drawn, draft_id = drawing.way_forward(checked, facts), address.draft()
    if drawn:
        page.piece(drawn)
    _decide(checked, facts)
    if checked.nearest is None or draft_id is None:
        return
    said = checked.nearest.said
    places = {(item.corpus, item.comment.id, item.start, item.end) for item in bench().store.beside.of(draft_id)}
    if (facts.name, said.comment_id, said.start, said.end) in places:
        page.piece('<p class="small">It lies beside your text.</p>')
        return
    put = partial(_put, draft_id, facts.name, said.passage_id, nearest.introduction(checked.nearest, facts))
    st.button("Put it beside your text", key="draft_put_beside", on_click=guarded(put))


def _decide(checked: CheckedClaim, facts: CorpusFacts) -> None:
    """Let a person say what the nearest thing means, or undo that; what is evidence has its controls on its side."""
    found = checked.nearest or checked.set_aside
    if found is None or any(item.passage_id == found.said.passage_id for item in checked.evidence):
        return
    with st.container(gap="xsmall", key="draft_nearest"):
        if found is checked.set_aside:
            page.piece(f'<div class="side">{drawing.quote(found.said, facts)}</div>')
        matches.draw(checked, found.said, facts.name)


def _lying(draft_id: int, item: QuoteBeside) -> None:
    company = bench().store.corpora.get(item.corpus).company
    with st.container(gap="xsmall", key=f"draft_beside_{item.id}"):
        page.piece(drawing.quote_beside(item.quote, item.comment, company, item.says))
        take_away = partial(bench().store.beside.take_away, draft_id, item.id)
        st.button("Take it away", key=f"draft_take_away_{item.id}", on_click=guarded(take_away))


def _put(draft_id: int, corpus: str, passage_id: int, says: str) -> None:
    bench().store.beside.put(draft_id, corpus, passage_id, says=says, at=datetime.now(UTC))
