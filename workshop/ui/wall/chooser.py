"""Before the wall: which draft goes on it, and which keys lead through it."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.ui import address, page
from workshop.ui.bench import bench
from workshop.ui.labels import plain, short
from workshop.ui.wall.screen import Show

N_LISTED = 30
_KEYS = (
    ("Right, Page Down", "the next claim, then the next message"),
    ("Left, Page Up", "back"),
    ("Down, Up", "the next message, the one before"),
    ("D", "dark or light; light is better in a lit room"),
    ("K", "keep a quote off the wall"),
    ("F", "the whole screen"),
    ("Esc", "leave the wall"),
)


def in_address() -> Show | None:
    """Return what the address wants on the wall; None where a choice is still to be made."""
    wanted = address.draft()
    if wanted is None:
        return None
    draft = bench().store.drafts.get(wanted)
    scope = address.scope(draft)
    return Show(wanted, draft.text, scope) if scope else None


def draw() -> None:
    """Let a draft be chosen; lead on where there is none."""
    page.piece(
        "<h1>Which text goes on the wall?</h1><p>One message at a time, large enough to be read from the back.</p>"
    )
    drafts = [draft for draft in bench().store.drafts.list() if draft.text.strip()]
    if not bench().store.corpora.list():
        page.piece("<p>Nobody can answer yet. Bring in what customers wrote first.</p>")
        _lead("Bring in comments", "views/comments.py", "wall_to_comments")
    elif not drafts:
        page.piece("<p>There is no text yet. Write one, and it appears here.</p>")
        _lead("Write a text", "views/draft.py", "wall_to_draft")
    with st.container(key="wall_drafts"):
        for draft in drafts[:N_LISTED]:
            label = plain(short(draft.name if draft.name.strip() else draft.text))
            st.button(label, key=f"wall_draft_{draft.id}", on_click=_put_up, args=(draft.id,), width="stretch")
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(does)}</dd>" for key, does in _KEYS)
    page.piece(f'<h2>Keys on the wall</h2><dl class="keys">{rows}</dl>')


def _put_up(draft_id: int) -> None:
    st.query_params[address.DRAFT] = str(draft_id)


def _lead(label: str, view: str, key: str) -> None:
    if st.button(label, type="primary", key=key):
        st.switch_page(view)
