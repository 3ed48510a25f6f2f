"""What an event changes in the tables of current state: one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from workshop.room.agenda import Phase
from workshop.room.records import N_PINS, Event, Kind, Moderation, Voting
from workshop.room.rights import PHONES_SEE
from workshop.store.room_tables import (
    STATE,
    events,
    guesses,
    message_versions,
    messages,
    parked,
    participants,
    pins,
    votes,
    workshops,
)


def apply(connection: Connection, event: Event) -> None:
    """Bring the tables from before an event to after it."""
    _STEPS[event.kind](connection, event)
    seen = {"phone_seq": event.seq} if event.kind in PHONES_SEE else {}
    _set(connection, event, seq=event.seq, **seen)


def replay(connection: Connection, happened: list[Event]) -> None:
    """Make the tables of one workshop anew from its events, without what was undone.

    What was done to something that is undone now changes nothing, too.
    """
    undone = {event.payload["seq"] for event in happened if event.kind is Kind.UNDONE}
    workshop = happened[0].workshop
    for table in STATE:
        connection.execute(delete(table).where(table.c.workshop_id == workshop))
    for event in happened:
        if event.seq not in undone:
            apply(connection, event)


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


def _opened(connection: Connection, event: Event) -> None:
    _set(connection, event, **fresh(event))


def _joined(connection: Connection, event: Event) -> None:
    came = _of(events, event) & (events.c.seq <= event.seq) & events.c.kind.in_((Kind.JOINED, Kind.ADDED))
    number = connection.scalar(select(func.count()).where(came))  # who was added and undone keeps their number
    _insert(
        connection,
        participants,
        event,
        id=number,
        name=event.payload["name"],
        has_phone=event.kind is Kind.JOINED,
        joined_at=event.at,
        is_ready=False,
        hand_up=False,
        is_removed=False,
        n_read=0,
        draw=[],
    )


def _drawn(connection: Connection, event: Event) -> None:
    _person(connection, event, event.payload["participant"], draw=event.payload["comments"])


def _removed(connection: Connection, event: Event) -> None:
    _person(connection, event, event.payload["participant"], is_removed=True, hand_up=False, is_ready=False)


def _agenda(connection: Connection, event: Event) -> None:
    agenda = event.payload["agenda"]
    step = min(_row(connection, event).step, len(agenda) - 1)  # what led to an earlier step may have been undone
    _set(connection, event, agenda=agenda, step=step)


def _entered(connection: Connection, event: Event) -> None:
    row = _row(connection, event)
    step = event.payload["step"]
    if step >= len(row.agenda):  # the agenda that had this step may have been undone
        return
    phase, minutes = row.agenda[step]["phase"], row.agenda[step]["minutes"]
    clock: dict[str, Any] = {"ends_at": event.at + timedelta(minutes=minutes), "seconds_left": None}
    if row.is_paused:
        clock = {"ends_at": None, "seconds_left": minutes * 60.0}
    keeps = phase in (Phase.GUESS, Phase.REVEAL, Phase.REWORK)
    wall = {} if keeps else {"on_wall": None, "claim": 0, "is_revealed": False}
    _set(connection, event, step=step, entered_at=event.at, **clock, **wall)
    everybody = participants.c.workshop_id == event.workshop
    connection.execute(update(participants).where(everybody).values(is_ready=False))


def _clock(connection: Connection, event: Event) -> None:
    row = _row(connection, event)
    minutes, running = event.payload["minutes"], event.payload["running"]
    ends_at, left = row.ends_at, row.seconds_left
    if minutes:
        ends_at = ends_at and max(ends_at, event.at) + timedelta(minutes=minutes)
        left = None if left is None else max(0.0, left + 60.0 * minutes)
    if running is not None:
        ends_at, left = _run(running, ends_at, left, event.at)
    _set(connection, event, ends_at=ends_at, seconds_left=left)


def _paused(connection: Connection, event: Event) -> None:
    row = _row(connection, event)
    ends_at, left = _run(not event.payload["on"], row.ends_at, row.seconds_left, event.at)
    _set(connection, event, is_paused=event.payload["on"], ends_at=ends_at, seconds_left=left)


def _run(
    running: bool, ends_at: datetime | None, left: float | None, at: datetime
) -> tuple[datetime | None, float | None]:
    """Return when the clock ends, or what stands on it."""
    if running:
        return (ends_at, None) if left is None else (at + timedelta(seconds=left), None)
    return (None, left) if ends_at is None else (None, max(0.0, (ends_at - at).total_seconds()))


def _locked(connection: Connection, event: Event) -> None:
    _set(connection, event, is_locked=event.payload["on"])


def _gate(connection: Connection, event: Event) -> None:
    row = _row(connection, event)
    if row.gate_at is not None:
        return
    n_pinned, n_people = pinned_enough(connection, event.workshop, N_PINS)
    values = {"gate_at": event.at, "gate_early": event.payload["is_early"]}
    _set(connection, event, **values, gate_pinned=n_pinned, gate_people=n_people)


def pinned_enough(connection: Connection, workshop: int, n_pins: int) -> tuple[int, int]:
    """Return how many who are in the room have pinned so many comments, and how many are in the room."""
    there = (participants.c.workshop_id == workshop) & participants.c.is_removed.is_(False)
    people = list(connection.scalars(select(participants.c.id).where(there)))
    counted = select(pins.c.participant).where(pins.c.workshop_id == workshop, pins.c.participant.in_(people))
    enough = counted.group_by(pins.c.participant).having(func.count() >= n_pins)
    return len(connection.execute(enough).all()), len(people)


def _read(connection: Connection, event: Event) -> None:
    _person(connection, event, who(event), n_read=event.payload["n"])


def _pinned(connection: Connection, event: Event) -> None:
    is_pinned = connection.scalar(select(pins.c.at).where(_this_pin(event))) is not None  # unpinning it may be undone
    if is_pinned or not _is_there(connection, participants, event, who(event)):
        return
    _insert(connection, pins, event, participant=who(event), comment_id=event.payload["comment"], at=event.at,
            is_kept_off=False)  # fmt: skip


def _unpinned(connection: Connection, event: Event) -> None:
    connection.execute(delete(pins).where(_this_pin(event)))


def _this_pin(event: Event) -> Any:  # noqa: ANN401 - SQLAlchemy's condition
    return _of(pins, event) & (pins.c.participant == who(event)) & (pins.c.comment_id == event.payload["comment"])


def _kept_off(connection: Connection, event: Event) -> None:
    given = event.payload
    one = (pins.c.participant == given["participant"]) & (pins.c.comment_id == given["comment"])
    connection.execute(update(pins).where(_of(pins, event) & one).values(is_kept_off=given["on"]))


def _handed_in(connection: Connection, event: Event) -> None:
    if not _is_there(connection, participants, event, who(event)):
        return
    _insert(connection, messages, event, id=event.seq, author=who(event), group=event.seq, was_revealed=False,
            ending=None, owner="", note="")  # fmt: skip
    _version(connection, event, event.seq, 1)


def _reworded(connection: Connection, event: Event) -> None:
    message = event.payload["message"]
    if not _is_there(connection, messages, event, message):
        return
    of_it = (events.c.kind == Kind.REWORDED) & (events.c.payload["message"].as_integer() == message)
    earlier = connection.scalar(select(func.count()).where(_of(events, event) & of_it & (events.c.seq < event.seq)))
    _version(connection, event, message, 2 + (earlier or 0))  # a wording that was undone keeps its number


def _version(connection: Connection, event: Event, message: int, number: int) -> None:
    _insert(connection, message_versions, event, message=message, number=number, text=event.payload["text"],
            author=who(event), at=event.at, moderation=Moderation.WAITING.value, why="")  # fmt: skip


def _taken_back(connection: Connection, event: Event) -> None:
    message = event.payload["message"]
    led = _of(messages, event) & (messages.c.group == message)
    connection.execute(update(messages).where(led).values(group=messages.c.id))
    for table, column in ((messages, messages.c.id), (guesses, guesses.c.message), (votes, votes.c.message)):
        connection.execute(delete(table).where(_of(table, event) & (column == message)))
    if _row(connection, event).on_wall == message:
        _set(connection, event, on_wall=None, claim=0, is_revealed=False)


def _moderated(connection: Connection, event: Event) -> None:
    """Let the wording through that was read, or send it back: the newest one, where the event names none."""
    through = event.kind is Kind.LET_THROUGH
    of_it = _of(message_versions, event) & (message_versions.c.message == event.payload["message"])
    read = event.payload.get("version") or connection.scalar(select(func.max(message_versions.c.number)).where(of_it))
    values = {
        "moderation": (Moderation.THROUGH if through else Moderation.SENT_BACK).value,
        "why": "" if through else event.payload["why"],
    }
    connection.execute(update(message_versions).where(of_it & (message_versions.c.number == read)).values(values))


def _grouped(connection: Connection, event: Event) -> None:
    message, into = event.payload["message"], event.payload["into"]
    lead = connection.scalar(select(messages.c.group).where(_of(messages, event) & (messages.c.id == into)))
    to = message if message == into or lead is None else lead
    led = messages.c.group == message if message != into else messages.c.id == message
    mine = _of(messages, event) & (led | (messages.c.id == message))
    connection.execute(update(messages).where(mine).values(group=to))


def _put_up(connection: Connection, event: Event) -> None:
    message = event.payload["message"]
    was = connection.scalar(select(messages.c.was_revealed).where(_of(messages, event) & (messages.c.id == message)))
    _set(connection, event, on_wall=None if was is None else message, claim=0, is_revealed=bool(was))


def _claim(connection: Connection, event: Event) -> None:
    _set(connection, event, claim=event.payload["claim"])


def _revealed(connection: Connection, event: Event) -> None:
    message = event.payload["message"]
    if not _is_there(connection, messages, event, message):
        return
    one = _of(messages, event) & (messages.c.id == message)
    connection.execute(update(messages).where(one).values(was_revealed=True))
    row = _row(connection, event)
    _set(connection, event, on_wall=message, is_revealed=True, claim=row.claim if row.on_wall == message else 0)


def _guessed(connection: Connection, event: Event) -> None:
    given = event.payload
    mine = (guesses.c.participant == who(event)) & (guesses.c.message == given["message"])
    connection.execute(delete(guesses).where(_of(guesses, event) & mine))
    if not (_is_there(connection, participants, event, who(event))
            and _is_there(connection, messages, event, given["message"])):  # fmt: skip
        return
    _insert(connection, guesses, event, participant=who(event), at=event.at, **given)


def _voting(connection: Connection, event: Event) -> None:
    _set(connection, event, voting=event.payload["state"])


def _voted(connection: Connection, event: Event) -> None:
    connection.execute(delete(votes).where(_of(votes, event) & (votes.c.participant == who(event))))
    is_there = _is_there(connection, participants, event, who(event))
    for message, dots in event.payload["dots"].items():
        if dots and is_there and _is_there(connection, messages, event, int(message)):
            _insert(connection, votes, event, participant=who(event), message=int(message), dots=dots)


def _decided(connection: Connection, event: Event) -> None:
    given = dict(event.payload)
    one = _of(messages, event) & (messages.c.id == given.pop("message"))
    connection.execute(update(messages).where(one).values(given))


def _ready(connection: Connection, event: Event) -> None:
    _person(connection, event, who(event), is_ready=event.payload["on"])


def _hand(connection: Connection, event: Event) -> None:
    _person(connection, event, who(event), hand_up=event.payload["on"])


def _parked(connection: Connection, event: Event) -> None:
    by = event.actor if event.on_behalf_of is None else f"p{event.on_behalf_of}"
    _insert(connection, parked, event, seq=event.seq, by=by, text=event.payload["text"], at=event.at)


def _shown(connection: Connection, event: Event) -> None:
    names = {"authors": "shows_authors", "code": "shows_code", "ground": "ground"}
    _set(connection, event, **{names[name]: value for name, value in event.payload.items() if value is not None})


def _ended(connection: Connection, event: Event) -> None:
    _set(connection, event, ended_at=event.at, ends_at=None)


def _undone(_connection: Connection, _event: Event) -> None:
    """Change nothing by itself: `replay` leaves out what it names."""


def who(event: Event) -> int:
    """Return the participant whose act it is: who acted, or for whom the facilitator did; 0 for the facilitator."""
    if event.on_behalf_of is not None:
        return event.on_behalf_of
    return int(event.actor[1:]) if event.actor[1:].isdecimal() else 0


def _row(connection: Connection, event: Event) -> Row[Any]:
    return connection.execute(select(workshops).where(workshops.c.id == event.workshop)).one()


def _set(connection: Connection, event: Event, **values: Any) -> None:  # noqa: ANN401 - columns of many types
    if values:
        connection.execute(update(workshops).where(workshops.c.id == event.workshop).values(values))


def _insert(connection: Connection, table: Table, event: Event, **values: Any) -> None:  # noqa: ANN401 - the same
    connection.execute(insert(table).values(workshop_id=event.workshop, **values))


def _person(connection: Connection, event: Event, number: int, **values: Any) -> None:  # noqa: ANN401 - the same
    one = _of(participants, event) & (participants.c.id == number)
    connection.execute(update(participants).where(one).values(values))


def _is_there(connection: Connection, table: Table, event: Event, number: int) -> bool:
    """Whether a person or a message is there: what they came by may have been undone."""
    return connection.scalar(select(table.c.id).where(_of(table, event) & (table.c.id == number))) is not None


def _of(table: Table, event: Event) -> Any:  # noqa: ANN401 - SQLAlchemy's condition
    return table.c.workshop_id == event.workshop


_STEPS: dict[Kind, Callable[[Connection, Event], None]] = {
    Kind.OPENED: _opened,
    Kind.JOINED: _joined,
    Kind.ADDED: _joined,
    Kind.DRAWN: _drawn,
    Kind.REMOVED: _removed,
    Kind.AGENDA_CHANGED: _agenda,
    Kind.PHASE_ENTERED: _entered,
    Kind.CLOCK_CHANGED: _clock,
    Kind.PAUSED: _paused,
    Kind.LOCKED: _locked,
    Kind.GATE_OPENED: _gate,
    Kind.READ: _read,
    Kind.PINNED: _pinned,
    Kind.UNPINNED: _unpinned,
    Kind.PIN_KEPT_OFF: _kept_off,
    Kind.HANDED_IN: _handed_in,
    Kind.REWORDED: _reworded,
    Kind.TAKEN_BACK: _taken_back,
    Kind.LET_THROUGH: _moderated,
    Kind.SENT_BACK: _moderated,
    Kind.GROUPED: _grouped,
    Kind.PUT_UP: _put_up,
    Kind.CLAIM_SHOWN: _claim,
    Kind.GUESSED: _guessed,
    Kind.REVEALED: _revealed,
    Kind.VOTING: _voting,
    Kind.VOTED: _voted,
    Kind.DECIDED: _decided,
    Kind.READY: _ready,
    Kind.HAND: _hand,
    Kind.PARKED: _parked,
    Kind.SHOWN: _shown,
    Kind.ENDED: _ended,
    Kind.UNDONE: _undone,
}
