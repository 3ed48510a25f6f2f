"""The agenda: where the room is, when the plan ends, and every phase to be entered, repeated, skipped or re-timed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from workshop.room.agenda import MOST_MINUTES, TITLES, Step
from workshop.room.records import Kind
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts, state, timing
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk

MINUTES = "room_step_minutes"


def draw(desk: Desk) -> None:
    """Draw the phases as rows that open, and when the plan ends."""
    workshop = desk.workshop
    with st.container(key="room_agenda", gap=None):
        page.piece("<h2>Agenda</h2>")
        for at, step in enumerate(workshop.agenda):
            with st.container(key=f"room_row_{_standing(desk, at, step)}_{at}"):
                st.button(
                    f"{TITLES[step.phase]} *{'skipped' if step.is_skipped else f'{step.minutes} min'}*",
                    key=f"room_step_{at}",
                    on_click=acts.open_panel,
                    args=("step", at),
                    width="stretch",
                    disabled=workshop.ended_at is not None,
                )
        if workshop.ended_at is None:
            words = timing.in_words(workshop, _began(desk), desk.now, zone())
            page.piece(f'<p class="small num room-foot">{words}</p>')


def zone() -> tzinfo | None:
    """Return the time zone of this visitor's browser; None for that of this machine."""
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def draw_step(desk: Desk, at: int) -> None:
    """Ask what shall happen to one phase: enter it, repeat it, skip it, give it other minutes."""
    workshop, step = desk.workshop, desk.workshop.agenda[at]
    is_now = at == workshop.step
    page.piece(f"<p>{_about(desk, at, step)}</p>")
    _act(desk, "Start it again" if is_now else "Go there now", "enter", Deed(Kind.PHASE_ENTERED, {"step": at}))
    minutes = st.number_input("Minutes", 1, MOST_MINUTES, value=step.minutes, key=f"{MINUTES}_{at}")
    retimed = replace(step, minutes=int(minutes))
    _act(desk, "Keep these minutes", "retime", _changed(desk, at, retimed))
    if not is_now:
        label = "Take it up again" if step.is_skipped else "Skip it"
        _act(desk, label, "skip", _changed(desk, at, replace(step, is_skipped=not step.is_skipped)))


def _about(desk: Desk, at: int, step: Step) -> str:
    if at == desk.workshop.step:
        return "The room is here now. Other minutes hold for the plan; the clock beside the phase changes what runs."
    return "This phase is skipped." if step.is_skipped else f"Planned for {step.minutes} minutes."


def _act(desk: Desk, label: str, name: str, deed: Deed) -> None:
    key = acts.press(desk.workshop.id, name, deed.payload)
    if st.button(
        label,
        key=f"room_step_{name}",
        on_click=acts.do,
        args=(desk.workshop.id, deed),
        kwargs={"key": key},
        type="primary" if name == "enter" else "secondary",
        width="stretch",
    ):
        acts.close_panel()
        st.rerun()


def _changed(desk: Desk, at: int, to: Step) -> Deed:
    agenda = [*desk.workshop.agenda]
    agenda[at] = to
    rows = [{"phase": step.phase.value, "minutes": step.minutes, "is_skipped": step.is_skipped} for step in agenda]
    return Deed(Kind.AGENDA_CHANGED, {"agenda": rows})


def _standing(desk: Desk, at: int, step: Step) -> str:
    if at == desk.workshop.step and desk.workshop.ended_at is None:
        return "now"
    if step.is_skipped:
        return "skipped"
    return "done" if at < desk.workshop.step + (desk.workshop.ended_at is not None) else "later"


def _began(desk: Desk) -> tuple[datetime, int] | None:
    """Return when the room left the lobby; the events are read once for each phase, not every second."""
    workshop = desk.workshop
    wanted = (workshop.id, workshop.step, workshop.entered_at)
    known = st.session_state.get(state.STARTED)
    if known is None or known[0] != wanted:
        known = wanted, timing.began(bench().store.rooms.events(workshop.id))
        st.session_state[state.STARTED] = known
    began: tuple[datetime, int] | None = known[1]
    return began
