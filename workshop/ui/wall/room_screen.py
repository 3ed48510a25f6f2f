"""The wall of a workshop on a projector: it is drawn again when the room moves on, and never judges."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from uuid import uuid4

import streamlit as st

from workshop import jobs
from workshop.drawing.room_wall import room_stylesheet
from workshop.drawing.wall import wall_stylesheet
from workshop.room.agenda import Phase
from workshop.room.records import FACILITATOR, Act, Kind
from workshop.sessions import acting
from workshop.ui import asking, clock, pulse
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.wall import panel, room_scene, room_seen
from workshop.ui.wall.room_entry import Entry
from workshop.ui.wall.room_seen import Room

_ANSWERS_SECONDS, _LOBBY_SECONDS = 1.0, 10.0
_PANEL = "room_wall_panel"


def dress() -> None:
    """Put the rules of a workshop's wall on the page; what is wrong with an address is then read from the back, too."""
    here = files(__package__)
    rules = here.joinpath("wall_page.css").read_text("utf-8") + here.joinpath("room_page.css").read_text("utf-8")
    st.html(f"<style>{wall_stylesheet()}{room_stylesheet()}{rules}</style>")


def show(entry: Entry) -> None:
    """Cover the page with the workshop's wall.

    The pulse draws it again when something has happened in the room. Only what happens without the room is looked for:
    answers that are still being read, and a lobby into which nobody comes.
    """
    with_panel = bool(st.session_state.get(_PANEL)) and entry.code is None
    every = pulse.RARELY if with_panel else _every(room_seen.read(entry.workshop, datetime.now(UTC)))

    @st.fragment(run_every=every)
    @guarded
    def refresh() -> None:
        room = room_seen.read(entry.workshop, datetime.now(UTC))
        if not with_panel and _every(room) != every:
            st.rerun(scope="app")
        _refresh(entry, room, with_panel=with_panel)

    refresh()


def _refresh(entry: Entry, room: Room, *, with_panel: bool) -> None:
    workshop = room.workshop
    for partial in room_seen.unread(room):
        asking.see_to_it(partial, room.scope, jobs.WALL)
    st.html(room_scene.draw(room))
    left = room_seen.seconds_left(workshop, room.now)
    if left is not None:
        with st.container(key=f"room_wall_clock_{room.ground}"):
            is_running = workshop.ends_at is not None and not workshop.is_paused
            clock.tick(left, is_running=is_running, key="room_wall_face")
    if entry.code is None:
        _controls(room)
    if with_panel and room.shown_slide:
        panel.draw(room.shown_slide, workshop.corpus)
    else:
        with st.container(key="room_wall_pulse"):
            pulse.listen(workshop.id, "wall", workshop.seq, code=entry.code, key="room_wall_listens")


def _every(room: Room) -> float:
    """Return after how many seconds to look again by ourselves; rarely where the pulse says it all."""
    if room_seen.unread(room):
        return _ANSWERS_SECONDS
    workshop = room.workshop
    is_lobby = workshop.phase is Phase.LOBBY and workshop.ended_at is None
    return _LOBBY_SECONDS if is_lobby and not room.wall.n_people and not room.is_silent else pulse.RARELY


def _controls(room: Room) -> None:
    """Draw what the owner can do here, seen only while the mouse or the focus is there."""
    other = "light" if room.ground == "dark" else "dark"
    with st.container(horizontal=True, key="wall_controls"):
        st.button(other.capitalize(), key="room_wall_ground", on_click=guarded(_show), args=(room.workshop.id, other))
        if room.shown_slide:
            st.button("Keep a quote off", key="room_wall_open_panel", on_click=_turn_panel)


def _show(workshop_id: int, ground: str) -> None:
    act = Act(Kind.SHOWN, uuid4().hex, {"ground": ground})
    acting.act(bench(), workshop_id, FACILITATOR, act, at=datetime.now(UTC))


def _turn_panel() -> None:
    st.session_state[_PANEL] = not st.session_state.get(_PANEL)
