"""The clock of a phase: what is left, a minute more or less, stop and go on."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.agenda import TITLES, Phase
from workshop.room.records import Kind
from workshop.ui import clock, page
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk


def draw(desk: Desk) -> None:
    """Draw the phase, its clock and what changes the clock."""
    workshop = desk.workshop
    with st.container(horizontal=True, vertical_alignment="center", key="room_clock"):
        if workshop.ended_at is not None:
            page.piece('<p class="ph">The workshop has ended</p>')
            return
        is_running = workshop.ends_at is not None
        left = workshop.left_at(desk.now)
        if left is not None:
            clock.tick(left, is_running=is_running, key="room_clock_face")
        page.piece(f'<p class="ph">{TITLES[workshop.phase]}</p><p class="small num">{escape(_about(desk))}</p>')
        if left is not None:
            _change(desk, "− 1 min", "less", {"minutes": -1})
            _change(desk, "\\+ 1 min", "more", {"minutes": 1})
            stop = "Stop" if is_running else "Go on"
            _change(desk, stop, "stop" if is_running else "run", {"running": not is_running})


def _about(desk: Desk) -> str:
    workshop, place = desk.workshop, desk.place
    if workshop.phase in (Phase.GUESS, Phase.REVEAL) and place is not None:
        each = max(1, round(workshop.agenda[workshop.step].minutes / max(1, len(desk.leads))))
        return f"Message {place + 1} of {len(desk.leads)}. About {each} minute{'' if each == 1 else 's'} each."
    return f"Step {workshop.step + 1} of {len(workshop.agenda)}."


def _change(desk: Desk, label: str, name: str, payload: dict[str, object]) -> None:
    st.button(
        label,
        key=f"room_clock_{name}",
        on_click=acts.do,
        args=(desk.workshop.id, Deed(Kind.CLOCK_CHANGED, payload)),
        kwargs={"key": acts.press(desk.workshop.id, name)},
    )
