"""What an event changes in the workshop itself: its agenda and phase, its clock, what is open, what its wall shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from workshop.room.agenda import Phase
from workshop.room.records import N_PINS, Event, Kind, Voting
from workshop.store.room_people import pinned_enough
from workshop.store.room_rows import Change, Rows
from workshop.store.room_tables import participants


def fresh(event: Event) -> dict[str, Any]:
    """Return the row of a workshop right after it was opened."""
    given = event.payload
    return {
        **{name: given[name] for name in ("code", "name", "outcome", "corpus", "segment", "strictness", "agenda")},
        "n_dots": given["n_dots"],
        "n_messages": given["n_messages"],
        "opened_at": event.at,
        "step": 0,
        "entered_at": event.at,
        "ends_at": None,
        "seconds_left": given["agenda"][0]["minutes"] * 60.0,
        "is_paused": False,
        "is_locked": False,
        **dict.fromkeys(("gate_at", "gate_early", "gate_pinned", "gate_people", "on_wall", "ended_at")),
        "claim": 0,
        "is_revealed": False,
        "voting": Voting.NOT_YET.value,
        "shows_authors": False,
        "shows_code": True,
        "ground": "light",
        "seq": event.seq,
        "phone_seq": event.seq,
    }


def _opened(rows: Rows, event: Event) -> None:
    rows.set_room(**fresh(event))


def _agenda(rows: Rows, event: Event) -> None:
    agenda = event.payload["agenda"]
    step = min(rows.room()["step"], len(agenda) - 1)  # what led to an earlier step may have been undone
    rows.set_room(agenda=agenda, step=step)


def _entered(rows: Rows, event: Event) -> None:
    room, step = rows.room(), event.payload["step"]
    if step >= len(room["agenda"]):  # the agenda that had this step may have been undone
        return
    phase, minutes = room["agenda"][step]["phase"], room["agenda"][step]["minutes"]
    clock: dict[str, Any] = {"ends_at": event.at + timedelta(minutes=minutes), "seconds_left": None}
    if room["is_paused"]:
        clock = {"ends_at": None, "seconds_left": minutes * 60.0}
    keeps = phase in (Phase.GUESS, Phase.REVEAL, Phase.REWORK)
    wall = {} if keeps else {"on_wall": None, "claim": 0, "is_revealed": False}
    rows.set_room(step=step, entered_at=event.at, **clock, **wall)
    rows.change(participants, {"is_ready": False})


def _clock(rows: Rows, event: Event) -> None:
    room = rows.room()
    minutes, running = event.payload["minutes"], event.payload["running"]
    ends_at, left = room["ends_at"], room["seconds_left"]
    if minutes:
        ends_at = ends_at and max(ends_at, event.at) + timedelta(minutes=minutes)
        left = None if left is None else max(0.0, left + 60.0 * minutes)
    if running is not None:
        ends_at, left = _run(running, ends_at, left, event.at)
    rows.set_room(ends_at=ends_at, seconds_left=left)


def _paused(rows: Rows, event: Event) -> None:
    room = rows.room()
    ends_at, left = _run(not event.payload["on"], room["ends_at"], room["seconds_left"], event.at)
    rows.set_room(is_paused=event.payload["on"], ends_at=ends_at, seconds_left=left)


def _run(
    running: bool, ends_at: datetime | None, left: float | None, at: datetime
) -> tuple[datetime | None, float | None]:
    """Return when the clock ends, or what stands on it."""
    if running:
        return (ends_at, None) if left is None else (at + timedelta(seconds=left), None)
    return (None, left) if ends_at is None else (None, max(0.0, (ends_at - at).total_seconds()))


def _locked(rows: Rows, event: Event) -> None:
    rows.set_room(is_locked=event.payload["on"])


def _gate(rows: Rows, event: Event) -> None:
    if rows.room()["gate_at"] is not None:
        return
    n_pinned, n_people = pinned_enough(rows, N_PINS)
    values = {"gate_at": event.at, "gate_early": event.payload["is_early"]}
    rows.set_room(**values, gate_pinned=n_pinned, gate_people=n_people)


def _voting(rows: Rows, event: Event) -> None:
    rows.set_room(voting=event.payload["state"])


def _shown(rows: Rows, event: Event) -> None:
    names = {"authors": "shows_authors", "code": "shows_code", "ground": "ground"}
    rows.set_room(**{names[name]: value for name, value in event.payload.items() if value is not None})


def _ended(rows: Rows, event: Event) -> None:
    rows.set_room(ended_at=event.at, ends_at=None)


def _undone(_rows: Rows, _event: Event) -> None:
    """Change nothing by itself: what it names is left out when the whole list happens anew."""


CHANGES: Mapping[Kind, Change] = {
    Kind.OPENED: _opened,
    Kind.AGENDA_CHANGED: _agenda,
    Kind.PHASE_ENTERED: _entered,
    Kind.CLOCK_CHANGED: _clock,
    Kind.PAUSED: _paused,
    Kind.LOCKED: _locked,
    Kind.GATE_OPENED: _gate,
    Kind.VOTING: _voting,
    Kind.SHOWN: _shown,
    Kind.ENDED: _ended,
    Kind.UNDONE: _undone,
}
"""What each kind of event does here."""
