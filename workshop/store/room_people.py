"""What an event changes for the people of a workshop: who is there, what they read, pinned and parked, hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from workshop.room.records import Event, Kind
from workshop.store.room_rows import Change, Row, Rows
from workshop.store.room_tables import parked, participants, pins


def who(event: Event) -> int:
    """Return the participant whose act it is: who acted, or for whom the facilitator did; 0 for the facilitator."""
    if event.on_behalf_of is not None:
        return event.on_behalf_of
    return int(event.actor[1:]) if event.actor[1:].isdecimal() else 0


def is_there(rows: Rows, person: int) -> bool:
    """Whether somebody is there: that they came may have been undone."""
    return bool(rows.find(participants, id=person))


def pinned_enough(rows: Rows, n_pins: int) -> tuple[int, int]:
    """Return how many who are in the room have pinned so many comments, and how many are in the room."""
    people = [person["id"] for person in rows.find(participants, is_removed=False)]
    n_by = Counter(pin["participant"] for pin in rows.find(pins))
    return sum(1 for person in people if n_by[person] >= n_pins), len(people)


def _joined(rows: Rows, event: Event) -> None:
    number = 1 + len(rows.earlier(event, Kind.JOINED, Kind.ADDED))  # who was added and undone keeps their number
    rows.add(
        participants,
        id=number,
        name=event.payload["name"],
        has_phone=event.kind is Kind.JOINED,
        joined_at=event.at,
        is_ready=False,
        hand_up=False,
        is_removed=False,
        n_read=0,
        draw=[],
        news=0,
    )


def _drawn(rows: Rows, event: Event) -> None:
    drawn = {"draw": event.payload["comments"], "news": event.seq}
    rows.change(participants, drawn, id=event.payload["participant"])


def _removed(rows: Rows, event: Event) -> None:
    gone = {"is_removed": True, "hand_up": False, "is_ready": False}
    rows.change(participants, gone, id=event.payload["participant"])


def _read(rows: Rows, event: Event) -> None:
    rows.change(participants, {"n_read": event.payload["n"]}, id=who(event))


def _ready(rows: Rows, event: Event) -> None:
    rows.change(participants, {"is_ready": event.payload["on"]}, id=who(event))


def _hand(rows: Rows, event: Event) -> None:
    rows.change(participants, {"hand_up": event.payload["on"]}, id=who(event))


def _pinned(rows: Rows, event: Event) -> None:
    by = who(event)
    if rows.find(pins, **_this_pin(event)) or (by and not is_there(rows, by)):  # unpinning it may be undone
        return
    rows.add(pins, **_this_pin(event), at=event.at, is_kept_off=False)


def _unpinned(rows: Rows, event: Event) -> None:
    rows.remove(pins, **_this_pin(event))


def _this_pin(event: Event) -> Row:
    return {"participant": who(event), "comment_id": event.payload["comment"]}


def _kept_off(rows: Rows, event: Event) -> None:
    given = event.payload
    one = {"participant": given["participant"], "comment_id": given["comment"]}
    rows.change(pins, {"is_kept_off": given["on"]}, **one)


def _parked(rows: Rows, event: Event) -> None:
    by = event.actor if event.on_behalf_of is None else f"p{event.on_behalf_of}"
    rows.add(parked, seq=event.seq, by=by, text=event.payload["text"], at=event.at)


CHANGES: Mapping[Kind, Change] = {
    Kind.JOINED: _joined,
    Kind.ADDED: _joined,
    Kind.DRAWN: _drawn,
    Kind.REMOVED: _removed,
    Kind.READ: _read,
    Kind.READY: _ready,
    Kind.HAND: _hand,
    Kind.PINNED: _pinned,
    Kind.UNPINNED: _unpinned,
    Kind.PIN_KEPT_OFF: _kept_off,
    Kind.PARKED: _parked,
}
"""What each kind of event does here."""
