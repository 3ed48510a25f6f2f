"""The head of the control screen: the workshop's name, and what acts on the whole room."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from workshop.room.records import Kind
from workshop.ui import page
from workshop.ui.facilitate import acts, state
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk


def draw(desk: Desk) -> None:
    """Draw the head, and what was refused just now."""
    workshop = desk.workshop
    with st.container(horizontal=True, vertical_alignment="center", key="room_top"):
        page.piece(f'<h1>{escape(workshop.name)}</h1><p class="small">{escape(workshop.outcome)}</p>')
        st.button(
            "Undo `Z`",
            key="room_undo",
            on_click=acts.undo,
            args=(workshop.id, acts.press(workshop.id, "undo")),
            help="Undo what you did last",
        )
        if workshop.ended_at is None:
            lock = "Let people in" if workshop.is_locked else "Lock the room"
            _switch(desk, lock, Kind.LOCKED, is_on=workshop.is_locked)
            pause = "Let phones go on" if workshop.is_paused else "Pause all phones"
            _switch(desk, f"{pause} `P`", Kind.PAUSED, is_on=workshop.is_paused)
        st.link_button("Open the wall", f"/wall?{urlencode({state.WORKSHOP: workshop.id})}", key="room_to_wall")
        st.button("More…", key="room_more", on_click=acts.open_panel, args=("more",))
    if workshop.is_paused:
        page.piece('<p class="told" role="status">Phones are paused: only hands can be raised.</p>')
    acts.say_refusal()


def draw_more(desk: Desk) -> None:
    """Draw what is wanted now and then: the wall's looks, the brief, the trail, the end."""
    workshop = desk.workshop
    authors = "Hide who wrote what" if workshop.shows_authors else "Show who wrote what"
    ground = "light" if workshop.ground == "dark" else "dark"
    if workshop.ended_at is None:
        _shown(desk, f"{authors} on the wall", "authors", not workshop.shows_authors)
        _shown(desk, f"Make the wall {ground}", "ground", ground)
    for label, name in (("Make the brief", "brief"), ("What happened, and its export", "history"), ("Keys", "keys")):
        st.button(label, key=f"room_open_{name}", on_click=acts.open_panel, args=(name,), width="stretch")
    if workshop.ended_at is None:
        st.button("End the workshop", key="room_open_end", on_click=acts.open_panel, args=("end",), width="stretch")
    st.button("All workshops", key="room_leave", on_click=leave, width="stretch")


def leave() -> None:
    """Go back to the list of workshops, as a callback."""
    acts.close_panel()
    st.query_params.clear()


def _switch(desk: Desk, label: str, kind: Kind, *, is_on: bool) -> None:
    deed, key = Deed(kind, {"on": not is_on}), acts.press(desk.workshop.id, kind, not is_on)
    st.button(label, key=f"room_{kind.value}", on_click=acts.do, args=(desk.workshop.id, deed), kwargs={"key": key})


def _shown(desk: Desk, label: str, what: str, to: object) -> None:
    deed, key = Deed(Kind.SHOWN, {what: to}), acts.press(desk.workshop.id, what, to)
    if st.button(
        label,
        key=f"room_shown_{what}",
        on_click=acts.do,
        args=(desk.workshop.id, deed),
        kwargs={"key": key},
        width="stretch",
    ):
        acts.close_panel()
        st.rerun()
