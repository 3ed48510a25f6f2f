"""The wall's keys: a component without a picture that tells where the presenter has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib.resources import files

import streamlit as st

from workshop.drawing.style import Ground
from workshop.ui.guard import guarded

_PLACES, _MOVES = "wall_places", "wall_moves"
_mount = st.components.v2.component("backtalk_wall_keys", js=files(__package__).joinpath("keys.js").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the wall stands: its step (one claim of one message), light or dark, the side panel open or not."""

    step: int = 0
    ground: Ground = "light"
    panel: bool = False


def place(key: str, start: Place) -> Place:
    """Return where keys and buttons have led; `start` until one was pressed."""
    known: dict[str, Place] = st.session_state.setdefault(_PLACES, {})
    return known.get(key, start)


def move(key: str, to: Place) -> None:
    """Go to a place from a button, as in a callback."""
    st.session_state.setdefault(_PLACES, {})[key] = to
    st.session_state[_MOVES] = st.session_state.get(_MOVES, 0) + 1


def listen(key: str, at: Place, messages: Sequence[int]) -> bool:
    """Listen for keys, and return whether the wall was just left.

    `messages` gives the number of the message of each step. The browser keeps its own place,
    so that quick presses are not lost, until a button or another number of steps moves it.
    """
    epoch = f"{key} {len(messages)} {st.session_state.get(_MOVES, 0)}"
    result = _mount(
        key=key,
        data={"epoch": epoch, "messages": list(messages), **asdict(at)},
        on_place_change=guarded(partial(_hear, key)),
        on_left_change=_note,
    )
    return bool(result.left)


def _hear(key: str) -> None:
    sent = st.session_state[key]["place"]
    ground: Ground = "dark" if sent["ground"] == "dark" else "light"
    st.session_state.setdefault(_PLACES, {})[key] = Place(int(sent["step"]), ground, bool(sent["panel"]))


def _note() -> None:
    """Let the trigger through: the run that follows reads it."""
