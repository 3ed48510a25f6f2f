"""The control screen itself: it looks for news all the time, and draws everything from the store."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import streamlit as st

from workshop import jobs
from workshop.room.agenda import Phase
from workshop.sessions import reading
from workshop.ui import asking, pulse
from workshop.ui.bench import bench
from workshop.ui.draft import watch
from workshop.ui.facilitate import (
    acts,
    agenda,
    desk,
    joining,
    keys,
    messages,
    moderation,
    panels,
    parked,
    people,
    pins,
    running,
    stage,
    top,
)
from workshop.ui.facilitate.desk import Desk
from workshop.ui.guard import guarded


def draw(workshop_id: int) -> None:
    """Draw the control screen of one workshop.

    Raises:
        WorkshopError: there is no such workshop.
    """
    dress()
    drawn_with = acts.opened()
    shown = desk.load(workshop_id, datetime.now(UTC))
    panels.draw(shown)

    @st.fragment(run_every=pulse.RARELY)
    @guarded
    def refresh() -> None:
        if acts.opened() != drawn_with or st.query_params.get("workshop") != str(workshop_id):
            st.rerun(scope="app")
        _live(desk.load(workshop_id, datetime.now(UTC)))

    refresh()


def dress() -> None:
    """Put the page's own styles in place."""
    st.html(f"<style>{_styles()}</style>")


def _live(shown: Desk) -> None:
    pulse.listen(shown.workshop.id, "desk", shown.workshop.seq, key="room_pulse")
    keys.listen(shown)
    top.draw(shown)
    with st.container(key="room_grid"):
        with st.container(key="room_left"):
            agenda.draw(shown)
            keys.draw()
        with st.container(key="room_middle"):
            running.draw(shown)
            stage.draw(shown)
            pins.draw(shown)
            parts = [moderation.draw, messages.draw]
            for part in reversed(parts) if shown.workshop.phase in (Phase.DECIDE, Phase.BRIEF) else parts:
                part(shown)
        with st.container(key="room_right"):
            joining.draw(shown)
            people.draw(shown)
            parked.draw(shown)
    _see_to_answers(shown)


def _see_to_answers(shown: Desk) -> None:
    """Ask for what messages lack where nobody is at it, and draw the screen again as answers come."""
    texts = tuple(seen.text for seen in shown.leads if seen.partial and seen.partial.pending)
    for seen in shown.leads:
        if seen.partial and seen.partial.pending:
            asking.see_to_it(seen.partial, shown.scope, jobs.WALL)
    if texts:
        watch.until_changed(texts, lambda: _unread(shown, texts))


def _unread(shown: Desk, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of these texts still lack an answer; nothing is news while a question is open over the screen."""
    if acts.opened() is not None:
        return texts
    return tuple(text for text in texts if reading.read(bench(), text, shown.scope).pending)


@cache
def _styles() -> str:
    return files(__package__).joinpath("facilitate.css").read_text("utf-8")
