"""What a press on a phone does: one act, once, and what is refused said in its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from workshop.errors import WorkshopError
from workshop.room.records import Act, Kind, Participant
from workshop.sessions import acting
from workshop.ui import presses, visitor
from workshop.ui.bench import bench
from workshop.ui.guard import guarded

_PRESSES, _REFUSED = "phone_presses", "phone_refused"


press = partial(presses.press, _PRESSES)
"""Name one press of a control on this page."""


@guarded
def do(me: Participant, kind: Kind, payload: Mapping[str, Any], key: str) -> None:
    """Do one thing, as a callback; what is refused is kept until it is drawn."""
    perform(me, kind, payload, key)


def perform(me: Participant, kind: Kind, payload: Mapping[str, Any], key: str, *, where: str = "") -> bool:
    """Do one thing for who still holds this phone, and return whether it was done.

    `where` names the box beside which a refusal is said.
    """
    try:
        visitor.require(me)
        acting.act(bench(), me.workshop, me.actor, Act(kind, key, payload), at=datetime.now(UTC))
    except WorkshopError as error:
        st.session_state[_REFUSED] = (where, error)
        return False
    presses.moved_on(_PRESSES)
    st.session_state.pop(_REFUSED, None)
    return True


def n_done() -> int:
    """Return how many acts this page has done."""
    return presses.n_moved(_PRESSES)


def say_refusal(where: str | None = None) -> None:
    """Say once what was refused, and what to do; None says what no box has said."""
    place, error = st.session_state.get(_REFUSED, ("", None))
    if error is not None and where in (None, place):
        del st.session_state[_REFUSED]
        presses.say(error)


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
