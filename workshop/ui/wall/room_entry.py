"""Which workshop a wall belongs to: by its number for the owner, by its code for everybody else."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from workshop.errors import WorkshopError
from workshop.ui import visitor
from workshop.ui.bench import bench
from workshop.ui.serving.attempts import Attempts

WORKSHOP, CODE = "workshop", "code"
"""What names a workshop in the address."""

_KNOWN = "room_wall_known"
_ATTEMPTS = Attempts()
"""How often codes may be tried from one address, so that none is found by trying."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A workshop whose wall may be seen here; `code` is None for the owner."""

    workshop: int
    code: str | None = None


def is_asked_for() -> bool:
    """Return whether the address asks for a workshop's wall; guests can ask for no other."""
    return any(name in st.query_params for name in (WORKSHOP, CODE)) or visitor.role() == "guest"


def in_address() -> Entry | None:
    """Return the workshop in the address; None where the owner asks for no workshop at all.

    Raises:
        WorkshopError: there is no such workshop, no open one with this code, or the address lacks the code.
    """
    wanted, code = st.query_params.get(WORKSHOP, ""), st.query_params.get(CODE, "")
    if wanted and visitor.role() == "owner":
        if not wanted.isdecimal():
            raise WorkshopError("This address names no workshop.", "Open the wall from the workshop's control screen.")
        return Entry(bench().store.rooms.get(int(wanted)).id)
    if code:
        return _by_code(code)
    if visitor.role() == "owner":
        return None
    raise WorkshopError(
        "This wall needs the code of its workshop.", "Add it to the address: /wall?code= and the code on the wall."
    )


def _by_code(code: str) -> Entry:
    """Return the open workshop with this code; a wall that was let in stays until it is closed."""
    known: dict[str, int] = st.session_state.setdefault(_KNOWN, {})
    if code not in known:
        asks = st.context.ip_address or ""
        _ATTEMPTS.refuse_too_many(asks)
        found = bench().store.rooms.by_code(code)
        if found is None:
            _ATTEMPTS.was_wrong(asks)
            raise WorkshopError(
                "No open workshop has this code.", "Look at the code on the wall, and type it once more."
            )
        known[code] = found.id
    return Entry(known[code], code)
