"""What a press on a phone does: one act, once, and what is refused said in its place."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

import streamlit as st

from workshop.decisions import hash_words
from workshop.errors import WorkshopError
from workshop.room.records import Act, Kind, Participant
from workshop.sessions import acting
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded

_PRESSES, _REFUSED = "phone_presses", "phone_refused"


def press(*what: object) -> str:
    """Return what names one press of a control drawn now: the same however often it is sent, another after each act."""
    token, n = st.session_state.setdefault(_PRESSES, (secrets.token_hex(8), 0))
    return hash_words("\0".join(map(str, (token, n, *what))))


@guarded
def do(me: Participant, kind: Kind, payload: Mapping[str, Any], key: str) -> None:
    """Do one thing, as a callback; what is refused is kept until it is drawn."""
    perform(me, kind, payload, key)


def perform(me: Participant, kind: Kind, payload: Mapping[str, Any], key: str) -> bool:
    """Do one thing, and say whether it was done."""
    try:
        acting.act(bench(), me.workshop, me.actor, Act(kind, key, payload), at=datetime.now(UTC))
    except WorkshopError as error:
        st.session_state[_REFUSED] = error
        return False
    token, n = st.session_state.setdefault(_PRESSES, (secrets.token_hex(8), 0))
    st.session_state[_PRESSES] = (token, n + 1)
    st.session_state.pop(_REFUSED, None)
    return True


def say_refusal() -> None:
    """Say once what was refused, and what to do."""
    error: WorkshopError | None = st.session_state.pop(_REFUSED, None)
    if error:
        page.piece(f'<p class="refused" role="alert"><b>{escape(error.happened)}</b> {escape(error.advice)}</p>')


def button(
    label: str, me: Participant, kind: Kind, payload: Mapping[str, Any], *, key: str, main: bool = False
) -> None:
    """Draw a button across the phone that does one thing."""
    st.button(
        label,
        key=key,
        type="primary" if main else "secondary",
        width="stretch",
        on_click=do,
        args=(me, kind, payload, press(kind, *payload.items())),
    )
