"""What a press does: one act of the facilitator, kept once, and what is refused said in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from workshop.decisions import hash_words
from workshop.errors import WorkshopError
from workshop.room.records import FACILITATOR, Act, Kind
from workshop.sessions import acting
from workshop.ui import presses
from workshop.ui.bench import bench
from workshop.ui.facilitate import state
from workshop.ui.guard import guarded


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: what happens, with its details, and for whom where they have no phone."""

    kind: Kind
    payload: Mapping[str, Any] = field(default_factory=dict)
    on_behalf_of: int | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A question over the control screen: which one, about what, and which wording of it was read."""

    name: str
    about: int | None = None
    version: int | None = None


press = partial(presses.press, state.PRESSES)
"""Name one press of a control on this page."""


@guarded
def do(workshop: int, *deeds: Deed, key: str) -> None:
    """Do one thing after the other, as a callback; the first that is refused ends it, and is said."""
    try:
        perform(workshop, *deeds, key=key)
    except WorkshopError as error:
        refuse(error)


def perform(workshop: int, *deeds: Deed, key: str) -> None:
    """Do one thing after the other.

    Raises:
        WorkshopError: one of them may not be done now; those before it are done.
    """
    for number, deed in enumerate(deeds):
        act = Act(deed.kind, hash_words(f"{key}\0{number}"), deed.payload, deed.on_behalf_of)
        acting.act(bench(), workshop, FACILITATOR, act, at=datetime.now(UTC))
    moved_on()


@guarded
def undo(workshop: int, key: str) -> None:
    """Undo what the facilitator did last."""
    try:
        if acting.undo(bench(), workshop, client_key=key, at=datetime.now(UTC)) is None:
            raise WorkshopError("There is nothing to undo.", "Only your own acts can be undone, the last one first.")
    except WorkshopError as error:
        refuse(error)
    else:
        moved_on()


def moved_on() -> None:
    """Give every control drawn from now on a new name, and forget what was refused before."""
    presses.moved_on(state.PRESSES)
    st.session_state.pop(state.REFUSED, None)


def refuse(error: WorkshopError) -> None:
    """Keep what was refused until it is drawn."""
    st.session_state[state.REFUSED] = error


def say_refusal() -> None:
    """Say once what was refused, and what to do."""
    error: WorkshopError | None = st.session_state.pop(state.REFUSED, None)
    if error:
        presses.say(error)


def open_panel(name: str, about: int | None = None, version: int | None = None) -> None:
    """Open a question over the screen, as a callback."""
    st.session_state[state.OPENED] = Panel(name, about, version)
    st.session_state.pop(state.REFUSED, None)


def close_panel() -> None:
    """Close the question over the screen."""
    st.session_state.pop(state.OPENED, None)


def opened() -> Panel | None:
    """Return the question that is open over the screen."""
    found: Panel | None = st.session_state.get(state.OPENED)
    return found
