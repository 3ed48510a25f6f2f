"""The shelf of texts: naming the open one, its versions, opening another, a new one, deleting."""

from __future__ import annotations

import streamlit as st

from workshop.store.drafts import Draft
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.draft import state, texts
from workshop.ui.draft.texts import Text
from workshop.ui.labels import plain

N_LISTED = 30
N_RECENT = 4


def draw(text: Text) -> None:
    """Draw the menu of texts; its label names the open one."""
    others = [draft for draft in bench().store.drafts.list() if draft.id != text.id]
    if text.id is None and not others:
        return
    with st.popover(plain(texts.title_of(text.name, text.words)) if text.id else "Your texts", key="draft_shelf"):
        if text.id is not None:
            st.button("New text", key="draft_new", on_click=texts.open_text, args=(None,), width="stretch")
            _open_one(text, text.id)
        _list(others)


def offer_recent() -> None:
    """Offer the texts that were written before, on the empty page."""
    recent = bench().store.drafts.list()[:N_RECENT]
    if not recent:
        return
    page.piece('<h2 class="sub">Go on with</h2>')
    with st.container(horizontal=True, key="draft_recent"):
        for draft in recent:
            label = plain(texts.title_of(draft.name, draft.text))
            st.button(label, key=f"draft_recent_{draft.id}", on_click=texts.open_text, args=(draft.id,))


def _open_one(text: Text, draft_id: int) -> None:
    st.session_state[state.NAME] = text.name
    st.text_input(
        "Name",
        key=state.NAME,
        placeholder=texts.title_of("", text.words),
        on_change=texts.rename,
        args=(draft_id,),
        max_chars=80,
    )
    _versions(draft_id)
    _delete(draft_id)


def _versions(draft_id: int) -> None:
    versions = bench().store.drafts.versions(draft_id)
    if len(versions) < 2:
        return
    labels = {v.number: f"{v.at.astimezone():%d %b, %H:%M} · {len(v.text.split())} words" for v in versions}
    chosen = st.selectbox("Versions", list(labels), format_func=labels.__getitem__, key=state.VERSION)
    if chosen is not None:
        words = next(v.text for v in versions if v.number == chosen)
        st.text(words)
        st.button("Go back to this version", key="draft_restore", on_click=texts.restore, args=(draft_id, chosen))


def _delete(draft_id: int) -> None:
    if st.session_state.get(state.CONFIRM) != draft_id:
        st.button("Delete this text", key="draft_delete", on_click=_ask, args=(draft_id,), width="stretch")
        return
    st.text("The text and all its versions go for good.")
    with st.container(horizontal=True):
        st.button("Delete it", key="draft_delete_now", type="primary", on_click=texts.delete, args=(draft_id,))
        st.button("Keep it", key="draft_delete_not", on_click=_ask, args=(None,))


def _ask(draft_id: int | None) -> None:
    st.session_state[state.CONFIRM] = draft_id


def _list(others: list[Draft]) -> None:
    if not others:
        return
    page.piece('<p class="small"><b>Other texts</b></p>')
    for draft in others[:N_LISTED]:
        label = plain(texts.title_of(draft.name, draft.text))
        st.button(label, key=f"draft_text_{draft.id}", on_click=texts.open_text, args=(draft.id,), width="stretch")
