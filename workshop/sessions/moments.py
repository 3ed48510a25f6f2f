"""What the tables have of a workshop between two events: read once, for all the screens that look at it meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from workshop.room.records import Guess, Message, Participant, Pin, Workshop
from workshop.store import Store

if TYPE_CHECKING:
    from workshop.store.rooms import Rooms
    from workshop.workbench import Workbench

_R = TypeVar("_R")


class Moment:
    """A workshop after one event. Look at it within the transaction in which it was asked for."""

    def __init__(self, rooms: Rooms, workshop: Workshop) -> None:
        """Take the tables, and the workshop as they have it."""
        self.workshop = workshop
        self._rooms = rooms
        self._read: dict[str, Any] = {}
        self._lock = threading.RLock()

    @property
    def people(self) -> Sequence[Participant]:
        """Everybody who came."""
        return self._once("people", self._rooms.participants)

    @property
    def messages(self) -> Sequence[Message]:
        """The messages in the order in which they were handed in."""
        return self._once("messages", self._rooms.messages)

    @property
    def guesses(self) -> Sequence[Guess]:
        """What was guessed of all messages."""
        return self._once("guesses", self._rooms.guesses)

    @property
    def votes(self) -> Mapping[int, Mapping[int, int]]:
        """The dots that each participant gave each message."""
        return self._once("votes", self._rooms.votes)

    @property
    def pins(self) -> Sequence[Pin]:
        """What was pinned, in order."""
        return self._once("pins", self._rooms.pins)

    @property
    def pinned_enough(self) -> tuple[int, int]:
        """How many in the room have pinned enough, and how many are in the room."""
        n_pins = self.workshop.n_pins
        return self._once("pinned enough", lambda workshop: self._rooms.pinned_enough(workshop, n_pins))

    def dots_of(self, participant: int) -> dict[int, int]:
        """Return somebody's dots by the message that each is shown with, where two were joined meanwhile."""
        shown_with = {one.id: one.group for one in self.messages}
        dots: dict[int, int] = {}
        for message, n in self.votes.get(participant, {}).items():
            lead = shown_with.get(message, message)
            dots[lead] = dots.get(lead, 0) + n
        return dots

    def _once(self, name: str, read: Callable[[int], _R]) -> _R:
        with self._lock:
            if name not in self._read:
                self._read[name] = read(self.workshop.id)
            found: _R = self._read[name]
            return found


_moments: WeakKeyDictionary[Store, dict[int, Moment]] = WeakKeyDictionary()
_lock = threading.Lock()


def now(bench: Workbench, workshop: int) -> Moment:
    """Return a workshop after its last event; ask within a transaction. What is still being written is not remembered.

    Raises:
        UnknownWorkshop: there is none of this number.
    """
    found = bench.store.rooms.get(workshop)
    if bench.store.database.is_writing:
        return Moment(bench.store.rooms, found)
    with _lock:
        known = _moments.setdefault(bench.store, {})
        if workshop not in known or known[workshop].workshop != found:
            known[workshop] = Moment(bench.store.rooms, found)
        return known[workshop]
