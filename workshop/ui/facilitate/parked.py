"""What was put aside to be talked about later."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.records import Kind
from workshop.ui import page
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk

WORDS = "room_parked_words"


def draw(desk: Desk) -> None:
    """Draw what is parked, the newest last, and the way to park more."""
    with st.container(key="room_parked"):
        items = "".join(
            f'<p>{escape(one.text)} <span class="small">{escape(_by(desk, one.by))}</span></p>'
            for one in desk.control.parked
        )
        page.piece(f"<h2>Parked for later</h2>{items or '<p class=small>Nothing yet.</p>'}")
        if desk.workshop.ended_at is None:
            st.button("Park something…", key="room_open_park", on_click=acts.open_panel, args=("park",))


def draw_parking(desk: Desk) -> None:
    """Ask what to park."""
    words = st.text_input("What to come back to", key=WORDS, max_chars=200)
    if st.button("Park it", key="room_park", type="primary"):
        acts.perform(desk.workshop.id, Deed(Kind.PARKED, {"text": words}), key=acts.press("parked", words))
        acts.close_panel()
        st.rerun()


def _by(desk: Desk, by: str) -> str:
    """Name who parked it; events name people "p" and a number."""
    return desk.name_of(int(by[1:])) if by[:1] == "p" and by[1:].isdecimal() else "You"
