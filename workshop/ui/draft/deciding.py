"""What a person decides on an open claim: each press is kept once, and what is refused is said beside its control."""

from __future__ import annotations

import secrets
from html import escape

import streamlit as st

from workshop import deciding
from workshop.deciding import Match, Place
from workshop.decisions import Choice, hash_words
from workshop.errors import WorkshopError
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.draft import state
from workshop.ui.guard import guarded


def press(*what: object) -> str:
    """Return what names one press of a control drawn now: the same however often it is sent, another after each act.

    Callbacks carry the name that their control was drawn with, so a double click or a second sending changes nothing.
    """
    name = st.session_state.setdefault(state.PRESSES, (secrets.token_hex(8), 0))
    return hash_words("\0".join(map(str, (*name, *what))))


@guarded
def decide(match: Match, choice: Choice, place: str, key: str, field: str | None = None) -> None:
    """Keep what was pressed on a match; `field` names the widget that holds the reason."""
    reason = str(st.session_state.get(field, "")) if field else ""
    try:
        deciding.decide_match(bench(), match, choice, by=_by(), reason=reason, client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        _next()


@guarded
def undo(match: Match, place: str, key: str) -> None:
    """Let the machine's stance of a match count again."""
    try:
        deciding.undo_match(bench(), match, by=_by(), client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        _next()


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
        _next()


@guarded
def withdraw(on: Place, place: str, key: str) -> None:
    """Take a person's verdict back."""
    try:
        deciding.withdraw(bench(), on, by=_by(), client_key=key)
    except WorkshopError as error:
        _refuse(place, error)
    else:
        _next()


def say_refusal(place: str) -> None:
    """Say beside a control, once, why its last press was refused."""
    refused: tuple[str, WorkshopError] | None = st.session_state.get(state.REFUSED)
    if refused and refused[0] == place:
        del st.session_state[state.REFUSED]
        error = refused[1]
        page.piece(f'<p class="refused" role="alert"><b>{escape(error.happened)}</b> {escape(error.advice)}</p>')


def _by() -> str:
    return str(st.session_state.get(state.BY) or "")


def _next() -> None:
    """Give every control drawn from now on a new name."""
    token, n = st.session_state[state.PRESSES]
    st.session_state[state.PRESSES] = (token, n + 1)


def _refuse(place: str, error: WorkshopError) -> None:
    st.session_state[state.REFUSED] = (place, error)
