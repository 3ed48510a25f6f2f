"""Which column of a file is what: as recognised, or as chosen by hand."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from workshop.intake import Columns, Table
from workshop.ui import page
from workshop.ui.labels import plain

BY_HAND = "comments_by_hand"
_SEVERAL = {"text": "Comment", "segments": "Segment"}
_ONE = {"date": "Date", "rating": "Rating", "author": "Author", "id": "Id", "source": "Source", "url": "Link"}


def say(columns: Columns) -> None:
    """Say in one line which column was read as what."""
    parts = [f"<b>{words}</b> {_named(getattr(columns, role))}" for role, words in (_SEVERAL | _ONE).items()]
    page.piece(f'<p class="num">{" · ".join(parts)}</p>')


def ask(table: Table, recognised: Columns) -> dict[str, Any] | None:
    """Let the columns be chosen by hand; None leaves them as recognised."""
    if not st.toggle("Choose the columns by hand", key=BY_HAND):
        return None
    names = list(table.header)
    given: dict[str, Any] = {}
    with st.container(horizontal=True, key="comments_columns"):
        for role, words in _SEVERAL.items():
            known = [name for name in getattr(recognised, role) if name in names]
            given[role] = st.multiselect(
                words, names, known, key=f"comments_column_{role}", format_func=plain, width=260
            )
        for role, words in _ONE.items():
            known_one = getattr(recognised, role)
            at = names.index(known_one) + 1 if known_one in names else 0
            given[role] = st.selectbox(
                words,
                [None, *names],
                index=at,
                key=f"comments_column_{role}",
                format_func=lambda name: plain(name) if name else "none",
                width=180,
            )
    return given


def _named(column: str | tuple[str, ...] | None) -> str:
    names = (column,) if isinstance(column, str) else column or ()
    return ", ".join(escape(name) for name in names) if names else "none"
