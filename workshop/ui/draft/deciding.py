"""What a person decides on an open claim: each press is kept once, and what is refused is said beside its control."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workshop import deciding
from workshop.deciding import Match, Place
from workshop.decisions import Choice
from workshop.errors import WorkshopError
from workshop.ui import presses
from workshop.ui.bench import bench
from workshop.ui.draft import state
from workshop.ui.guard import guarded

press = partial(presses.press, state.PRESSES)
"""Name one press of a control on this page."""


@guarded
def decide(match: Match, choice: Choice, place: str, key: str, field: str | None = None) -> None:
    """Keep what was pressed on a match; `field` names the widget that holds the reason."""
    reason = str(st.session_state.get(field, "")) if field else ""
    try:
        deciding.decide_match(bench(), match, choice, by=_by(), reason=reason, client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        presses.moved_on(state.PRESSES)


@guarded
def undo(match: Match, place: str, key: str) -> None:
    """Let the machine's stance of a match count again."""
    try:
        deciding.undo_match(bench(), match, by=_by(), client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        presses.moved_on(state.PRESSES)


@guarded
def overrule(on: Place, place: str, key: str) -> None:
    """Put the verdict that was chosen, with the reason that was written, beside the machine's."""
    chosen, reason = st.session_state.get(state.VERDICT), str(st.session_state.get(state.WHY_VERDICT, ""))
    try:
        if chosen is None:
            raise WorkshopError("No verdict was chosen.", "Choose what holds instead.")
        deciding.overrule(bench(), on, chosen, by=_by(), reason=reason, client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        for field in (state.VERDICT, state.WHY_VERDICT):
            st.session_state.pop(field, None)
        presses.moved_on(state.PRESSES)


@guarded
def withdraw(on: Place, place: str, key: str) -> None:
    """Take a person's verdict back."""
    try:
        deciding.withdraw(bench(), on, by=_by(), client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        presses.moved_on(state.PRESSES)


def say_refusal(place: str) -> None:
    """Say beside a control, once, why its last press was refused."""
    refused: tuple[str, WorkshopError] | None = st.session_state.get(state.REFUSED)
    if refused and refused[0] == place:
        del st.session_state[state.REFUSED]
        presses.say(refused[1])


def _by() -> str:
    return str(st.session_state.get(state.BY) or "")


def _refuse(place: str, error: WorkshopError) -> None:
    st.session_state[state.REFUSED] = (place, error)
