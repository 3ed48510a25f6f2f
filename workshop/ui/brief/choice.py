"""Which messages go into a brief, what it is called and who makes it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from workshop.ui import address, page
from workshop.ui.bench import bench
from workshop.ui.labels import plain, short

TEXTS, TITLE, MADE_BY = "brief_texts", "brief_title", "brief_made_by"
N_LISTED = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose; `messages` in the order in which they shall stand."""

    title: str
    made_by: str | None
    messages: tuple[str, ...]


def draw() -> Choice:
    """Draw the choosers and return what they hold."""
    drafts = {draft.id: draft for draft in bench().store.drafts.list()[:N_LISTED] if draft.text.strip()}
    names = {number: draft.name.strip() or short(draft.text, 60) for number, draft in drafts.items()}
    wanted = address.draft()
    chosen = st.multiselect(
        "Texts",
        list(drafts),
        default=[wanted] if wanted in drafts else [],
        format_func=lambda one: names.get(one, ""),
        key=TEXTS,
        placeholder="Choose what you have written",
    )
    messages = _messages([drafts[number].text for number in chosen])
    with st.container(horizontal=True, key="brief_head_fields"):
        title = st.text_input("Title", key=TITLE, placeholder=names.get(chosen[0], "") if chosen else "", max_chars=120)
        made_by = st.text_input("Made by", key=MADE_BY, max_chars=80)
    return Choice(title.strip() or (names[chosen[0]] if chosen else ""), made_by.strip() or None, messages)


def lead_on() -> None:
    """Lead to the Draft page where nothing has been written."""
    page.piece(
        "<p>There is no text yet. Write one, and take it away from here with everything that was said about it.</p>"
    )
    if st.button("Write a text", type="primary", key="brief_to_draft"):
        st.switch_page("views/draft.py")


def _messages(texts: list[str]) -> tuple[str, ...]:
    """Let single messages be left out, a line each; all of them stay in where nobody objects."""
    lines = list(dict.fromkeys(line.strip() for text in texts for line in text.splitlines() if line.strip()))
    if len(lines) < 2:
        return tuple(lines)
    with st.expander(f"Leave messages out: {len(lines)} are chosen", key="brief_messages"):
        return tuple(
            line for at, line in enumerate(lines) if st.checkbox(plain(line), value=True, key=f"brief_line_{at}")
        )
