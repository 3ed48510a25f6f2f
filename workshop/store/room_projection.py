"""What follows from events: the tables of a workshop after one more, and after its whole list."""

from __future__ import annotations

from sqlalchemy import Connection

from workshop.room.agenda import Phase
from workshop.room.records import Event, Kind
from workshop.room.rights import phones_see
from workshop.store import room_course, room_messages, room_people
from workshop.store.room_rows import Held, Kept, Rows

_CHANGES = {**room_course.CHANGES, **room_people.CHANGES, **room_messages.CHANGES}


def apply(connection: Connection, event: Event) -> None:
    """Bring the tables from before an event to after it."""
    _happen(Kept(connection, event.workshop), event)


def replay(connection: Connection, happened: list[Event]) -> None:
    """Make the tables of one workshop anew from its events, without what was undone.

    What was done to something that is undone now changes nothing, too.
    """
    undone = {event.payload["seq"] for event in happened if event.kind is Kind.UNDONE}
    rows = Held(happened)
    for event in happened:
        if event.seq not in undone:
            _happen(rows, event)
    rows.put(connection, happened[0].workshop)


def _happen(rows: Rows, event: Event) -> None:
    _CHANGES[event.kind](rows, event)
    seen = {"phone_seq": event.seq} if phones_see(event, lambda: _phase(rows)) else {}
    rows.set_room(seq=event.seq, **seen)


def _phase(rows: Rows) -> Phase:
    room = rows.room()
    return Phase(room["agenda"][room["step"]]["phase"])
