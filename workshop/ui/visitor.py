"""Who looks at a page: the owner of this machine, or a guest in the room; the server says so, never the browser."""

from __future__ import annotations

import streamlit as st

from workshop.errors import WorkshopError
from workshop.room.records import Participant
from workshop.sessions import joining
from workshop.ui.bench import bench
from workshop.ui.serving import roles
from workshop.ui.serving.roles import PHONE_COOKIE, ROLE_HEADER, Role

__all__ = ["Role", "me", "require", "require_owner", "role"]


def role() -> Role:
    """Return whose page this is: the server's own word, put in front of the page by `serving.roles`.

    Where it says nothing, the browser has just gone, and the run ends: nothing is drawn for nobody. Where no server
    stands in front at all, as in a test of a page alone, there are no other machines.
    """
    said = st.context.headers.get(ROLE_HEADER)
    if said is None and roles.in_front.is_set():
        st.stop()
    return "owner" if said in ("owner", None) else "guest"


def me() -> Participant | None:
    """Return who holds this phone; None where they have not joined, were removed, or joined too long ago."""
    token = st.context.cookies.get(PHONE_COOKIE)
    return joining.recognise(bench(), token) if isinstance(token, str) else None


def require(participant: Participant) -> None:
    """Refuse an act of somebody who does not hold this phone any more, though the page was drawn for them.

    Raises:
        WorkshopError: they were removed, joined too long ago, or this phone is somebody else's by now.
    """
    if not roles.in_front.is_set():
        return
    found = me()
    if found is None or (found.workshop, found.id) != (participant.workshop, participant.id):
        raise WorkshopError("You are not in this room any more.", "Ask the facilitator, then join once more.")


def require_owner() -> None:
    """Refuse a page to guests.

    Raises:
        WorkshopError: a guest asks.
    """
    if role() != "owner":
        raise WorkshopError(
            "This page is for the facilitator.", "Open it on the facilitator's laptop, or give the key."
        )
