"""Which column of a file is what: as recognised, or as chosen by hand."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from workshop.intake import Columns, Table, recognise
from workshop.ui import page
from workshop.ui.labels import plain

_SEVERAL = {"text": "Comment", "segments": "Segment"}
_ONE = {
    "date": "Date",
    "rating": "Rating",
    "author": "Author",
    "id": "Id",
    "source": "Source",
    "url": "Link",
    "language": "Language",
}


def say(columns: Columns, not_kept: tuple[str, ...]) -> None:
    """Say in one line which column was read as what, and which ones are not kept because they name people."""
    parts = [f"<b>{words}</b> {_named(getattr(columns, role))}" for role, words in (_SEVERAL | _ONE).items()]
    page.piece(f'<p class="num">{" · ".join(parts)}</p>')
    others = tuple(name for name in not_kept if name != columns.author)
    notes = ["Authors are kept as keys that tell people apart, never as names."] if columns.author else []
    notes += [f"Not kept, because of personal data: {_named(others)}."] if others else []
    if notes:
        page.piece(f'<p class="small">{" ".join(notes)}</p>')


def ask(table: Table, file: str) -> dict[str, Any] | None:
    """Let the columns be chosen by hand; None leaves them as recognised.

    `file` makes the widgets' keys, so that another file starts anew. The chooser is open from
    the start where no column of comments was recognised.
    """
    recognised = recognise(table)
    if not st.toggle("Choose the columns by hand", value=not recognised.text, key=f"comments_by_hand_{file}"):
        return None
    given: dict[str, Any] = {}
    with st.container(horizontal=True, key="comments_columns"):
        for role, words in _SEVERAL.items():
            known = list(getattr(recognised, role))
            key = f"comments_column_{role}_{file}"
            given[role] = st.multiselect(words, table.header, known, key=key, format_func=plain, width=260)
        for role, words in _ONE.items():
            given[role] = _ask_one(table, role, words, getattr(recognised, role), file) or ""
    return given


def _ask_one(table: Table, role: str, words: str, known: str | None, file: str) -> str | None:
    return st.selectbox(
        words,
        ["", *table.header],
        index=table.header.index(known) + 1 if known else 0,
        key=f"comments_column_{role}_{file}",
        format_func=lambda name: name or "none",
        width=180,
    )


def _named(column: str | tuple[str, ...] | None) -> str:
    names = (column,) if isinstance(column, str) else column or ()
    return ", ".join(escape(name) for name in names) if names else "none"
