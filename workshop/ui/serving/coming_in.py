"""Coming into a room from a phone, once: a form that is sent again leads to the same place in it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import UTC, datetime

from workshop.room import codes
from workshop.sessions import joining
from workshop.ui.bench import bench

_MOST_TICKETS = 1_000


class Door:
    """Lets people in, and remembers in memory which form let whom in; a restart forgets."""

    def __init__(self) -> None:
        """Nobody has come."""
        self._came: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def come_in(self, code: str, name: str | None, *, ticket: str, token: str | None) -> str:
        """Return the token of who comes in; who is in this room already stays who they are.

        Args:
            code: As typed.
            name: None for who wants none.
            ticket: What made this form different from all others.
            token: What the phone showed.

        Raises:
            Refused: no open workshop has this code, it is locked, or full.
            WorkshopError: the name is too long.
        """
        with self._lock:
            for earlier in (token, self._came.get(ticket) if ticket else None):
                if earlier and _is_in(earlier, code):
                    return earlier
            came = joining.join(bench(), code, name, at=datetime.now(UTC)).token
            if ticket:
                self._came[ticket] = came
            while len(self._came) > _MOST_TICKETS:
                self._came.popitem(last=False)
            return came


def _is_in(token: str, code: str) -> bool:
    known = joining.recognise(bench(), token)
    if known is None:
        return False
    workshop = bench().store.rooms.get(known.workshop)
    return workshop.ended_at is None and codes.same(workshop.code, code)
