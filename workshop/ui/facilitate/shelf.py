"""The workshops that were opened: which are running, which have ended."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.agenda import TITLES
from workshop.room.records import Workshop
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import state
from workshop.ui.facilitate.agenda import zone


def draw() -> None:
    """Draw every workshop as a row, those that run first."""
    there = bench().store.rooms.list()
    running = [one for one in there if one.ended_at is None]
    ended = [one for one in there if one.ended_at is not None]
    for heading, some in (("Running", running), ("Ended", ended)):
        if some:
            page.piece(f"<h2>{heading}</h2>")
        for one in some:
            _row(one)
    if not there:
        page.piece("<p>No workshop yet. Open one below: it takes a name, a sentence and a corpus.</p>")


def open_one(workshop: int) -> None:
    """Go to a workshop's control screen, as a callback."""
    st.query_params.clear()
    st.query_params[state.WORKSHOP] = str(workshop)


def _row(workshop: Workshop) -> None:
    people = [one for one in bench().store.rooms.participants(workshop.id) if not one.is_removed]
    n = "1 person" if len(people) == 1 else f"{len(people)} people"
    day = workshop.opened_at.astimezone(zone()).strftime("%-d %B %Y, %H:%M")
    now = "Ended" if workshop.ended_at else TITLES[workshop.phase]
    with (
        st.container(border=True, key=f"card_workshop_{workshop.id}"),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        page.piece(
            f'<p><b>{escape(workshop.name)}</b></p><p class="small num">{escape(workshop.outcome)}</p>'
            f'<p class="small num">{now} · {n} · <span class="digits">{escape(workshop.code)}</span> · {day}</p>'
        )
        st.button(
            "Look at it" if workshop.ended_at else "Go in",
            key=f"workshops_open_{workshop.id}",
            on_click=open_one,
            args=(workshop.id,),
            type="secondary" if workshop.ended_at else "primary",
        )
