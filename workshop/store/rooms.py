"""Live workshops as they are kept: the list of events, and the tables of current state in the same transaction."""

from __future__ import annotations

import builtins
from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, literal_column, select, update

from workshop.errors import WorkshopError
from workshop.records import Strictness, Verdict
from workshop.room import codes
from workshop.room.agenda import Phase, Step
from workshop.room.records import (
    Act,
    Agreement,
    Ending,
    Event,
    Gate,
    Guess,
    Kind,
    Message,
    Moderation,
    Parked,
    Participant,
    Pin,
    Version,
    Voting,
    Workshop,
)
from workshop.store import room_course, room_people, room_projection
from workshop.store.database import Database
from workshop.store.room_rows import Kept
from workshop.store.room_tables import (
    events,
    guesses,
    message_versions,
    messages,
    parked,
    participants,
    phone_tokens,
    pins,
    votes,
    workshops,
)


class UnknownWorkshop(WorkshopError):
    """No workshop has this number or code."""


class UnknownParticipant(WorkshopError):
    """Nobody of this number is in the workshop."""


class Rooms:
    """The live workshops of one store. What is read within `database.write()` is what the next event is applied to."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def open(self, actor: str, act: Act, *, at: datetime) -> Workshop:
        """Make a workshop by its first event."""
        with self._database.write() as connection:
            blank = Event(0, 1, at, actor, None, act.kind, act.payload, act.client_key)
            row = room_course.fresh(blank)
            number = connection.scalars(insert(workshops).values(row).returning(workshops.c.id)).one()
            self.append(number, actor, act, at=at)
            return self.get(number)

    def append(self, workshop: int, actor: str, act: Act, *, at: datetime) -> Event:
        """Write an event and what follows from it; the number of an event is the order in which things happened."""
        with self._database.write() as connection:
            mine = events.c.workshop_id == workshop
            seq = (connection.scalar(select(func.max(events.c.seq)).where(mine)) or 0) + 1
            event = Event(workshop, seq, at, actor, act.on_behalf_of, act.kind, act.payload, act.client_key)
            connection.execute(insert(events).values(_row_of(event)))
            room_projection.apply(connection, event)
            if event.kind is Kind.UNDONE:
                room_projection.replay(connection, _events(connection, workshop))
            return event

    def done_before(self, workshop: int, actor: str, client_key: str) -> Event | None:
        """Return the event that this actor's key made, if it did."""
        with self._database.read() as connection:
            same = (events.c.workshop_id == workshop) & (events.c.actor == actor) & (events.c.client_key == client_key)
            row = connection.execute(select(events).where(same)).mappings().one_or_none()
            return None if row is None else _event(row)

    def list(self) -> list[Workshop]:
        """Return all workshops, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(workshops).order_by(workshops.c.id.desc())).mappings()
            return [_workshop(row) for row in rows]

    def get(self, workshop: int) -> Workshop:
        """Return one workshop.

        Raises:
            UnknownWorkshop: there is none of this number.
        """
        with self._database.read() as connection:
            row = connection.execute(select(workshops).where(workshops.c.id == workshop)).mappings().one_or_none()
        if row is None:
            raise UnknownWorkshop("There is no such workshop.", "Choose one from the list of workshops.")
        return _workshop(row)

    def by_code(self, code: str) -> Workshop | None:
        """Return the open workshop with a code as somebody typed it; every open one is compared, in constant time."""
        found = None
        for workshop in self.list():
            if codes.same(workshop.code, code) and workshop.ended_at is None:
                found = workshop
        return found

    def pulse(self, workshop: int) -> tuple[int, int]:
        """Return the number of the last event, and of the last one that phones have to draw.

        Raises:
            UnknownWorkshop: there is none of this number.
        """
        with self._database.read() as connection:
            chosen = select(workshops.c.seq, workshops.c.phone_seq).where(workshops.c.id == workshop)
            row = connection.execute(chosen).one_or_none()
        if row is None:
            raise UnknownWorkshop("There is no such workshop.", "Choose one from the list of workshops.")
        return row.seq, row.phone_seq

    def last_act(self) -> datetime | None:
        """Return when something last happened in any workshop; None where nothing ever did."""
        last = (events.c.workshop_id == workshops.c.id) & (events.c.seq == workshops.c.seq)
        with self._database.read() as connection:
            return connection.scalar(select(events.c.at).join(workshops, last).order_by(events.c.at.desc()).limit(1))

    def events(self, workshop: int, after: int = 0) -> builtins.list[Event]:
        """Return what happened, in order, from after an event's number."""
        with self._database.read() as connection:
            return _events(connection, workshop, after)

    def participants(self, workshop: int) -> builtins.list[Participant]:
        """Return everybody who came, in the order in which they did; who was removed is still among them."""
        with self._database.read() as connection:
            mine = select(participants).where(participants.c.workshop_id == workshop).order_by(participants.c.id)
            return [_participant(row) for row in connection.execute(mine).mappings()]

    def participant(self, workshop: int, number: int) -> Participant:
        """Return one participant.

        Raises:
            UnknownParticipant: nobody has this number.
        """
        with self._database.read() as connection:
            one = (participants.c.workshop_id == workshop) & (participants.c.id == number)
            row = connection.execute(select(participants).where(one)).mappings().one_or_none()
        if row is None:
            raise UnknownParticipant("Nobody of this number is in the room.", "Choose somebody from the list.")
        return _participant(row)

    def newest(self, workshop: int) -> Participant:
        """Return who came last."""
        with self._database.read() as connection:
            mine = select(participants).where(participants.c.workshop_id == workshop)
            last = connection.execute(mine.order_by(participants.c.id.desc()).limit(1)).mappings().one()
        return _participant(last)

    def keep_token(self, participant: Participant, token_hash: str, *, at: datetime) -> None:
        """Keep the hash of what a participant's phone shows to be known again."""
        with self._database.write() as connection:
            row = {"token_hash": token_hash, "workshop_id": participant.workshop, "participant": participant.id}
            connection.execute(insert(phone_tokens).values(row | {"made_at": at}))

    def recognise(self, token_hash: str) -> tuple[Participant, datetime] | None:
        """Return whose token has this hash, and since when; None where nobody's has."""
        with self._database.read() as connection:
            row = connection.execute(select(phone_tokens).where(phone_tokens.c.token_hash == token_hash)).one_or_none()
            return None if row is None else (self.participant(row.workshop_id, row.participant), row.made_at)

    def pins(self, workshop: int) -> builtins.list[Pin]:
        """Return what was pinned, in order."""
        with self._database.read() as connection:
            mine = select(pins).where(pins.c.workshop_id == workshop)
            rows = connection.execute(mine.order_by(literal_column("pins.rowid"))).mappings()  # a clock can go back
            return [Pin(row["participant"], row["comment_id"], row["at"], row["is_kept_off"]) for row in rows]

    def pinned_enough(self, workshop: int, n_pins: int) -> tuple[int, int]:
        """Return how many who are in the room have pinned so many comments, and how many are in the room."""
        with self._database.read() as connection:
            return room_people.pinned_enough(Kept(connection, workshop), n_pins)

    def messages(self, workshop: int) -> builtins.list[Message]:
        """Return the messages in the order in which they were handed in, each with its wordings."""
        with self._database.read() as connection:
            versions: dict[int, list[Version]] = defaultdict(list)
            of_it = select(message_versions).where(message_versions.c.workshop_id == workshop)
            ordered = of_it.order_by(message_versions.c.message, message_versions.c.number)
            for row in connection.execute(ordered).mappings():
                versions[row["message"]].append(_version(row))
            mine = select(messages).where(messages.c.workshop_id == workshop).order_by(messages.c.id)
            rows = connection.execute(mine).mappings().all()
        return [_message(row, tuple(versions[row["id"]])) for row in rows]

    def guesses(self, workshop: int, message: int | None = None) -> builtins.list[Guess]:
        """Return what was guessed, of one message or of all."""
        with self._database.read() as connection:
            mine = select(guesses).where(guesses.c.workshop_id == workshop)
            if message is not None:
                mine = mine.where(guesses.c.message == message)
            rows = connection.execute(mine.order_by(guesses.c.message, guesses.c.participant)).mappings()
            return [_guess(row) for row in rows]

    def votes(self, workshop: int) -> dict[int, dict[int, int]]:
        """Return the dots that each participant gave each message."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        with self._database.read() as connection:
            for row in connection.execute(select(votes).where(votes.c.workshop_id == workshop)):
                found[row.participant][row.message] = row.dots
        return dict(found)

    def parked(self, workshop: int) -> builtins.list[Parked]:
        """Return what was parked for later, in order."""
        with self._database.read() as connection:
            mine = select(parked).where(parked.c.workshop_id == workshop).order_by(parked.c.seq)
            return [Parked(row.seq, row.by, row.text, row.at) for row in connection.execute(mine)]

    def rebuild(self, workshop: int) -> None:
        """Make the tables of one workshop anew from its events."""
        with self._database.write() as connection:
            there = _events(connection, workshop)
            if there:
                connection.execute(update(workshops).where(workshops.c.id == workshop).values(seq=0, phone_seq=0))
                room_projection.replay(connection, there)


def _row_of(event: Event) -> dict[str, Any]:
    return {
        "workshop_id": event.workshop,
        "seq": event.seq,
        "at": event.at,
        "actor": event.actor,
        "on_behalf_of": event.on_behalf_of,
        "kind": event.kind.value,
        "version": event.version,
        "payload": dict(event.payload),
        "client_key": event.client_key,
    }


def _events(connection: Connection, workshop: int, after: int = 0) -> list[Event]:
    mine = select(events).where(events.c.workshop_id == workshop, events.c.seq > after).order_by(events.c.seq)
    return [_event(row) for row in connection.execute(mine).mappings()]


def _event(row: RowMapping) -> Event:
    return Event(
        row["workshop_id"],
        row["seq"],
        row["at"],
        row["actor"],
        row["on_behalf_of"],
        Kind(row["kind"]),
        row["payload"],
        row["client_key"],
        row["version"],
    )


def _workshop(row: RowMapping) -> Workshop:
    same = {name: row[name] for name in _SAME}
    gate = None if row["gate_at"] is None else Gate(row["gate_at"], *(row[name] for name in _GATE))
    agenda = tuple(Step(Phase(one["phase"]), one["minutes"], one["is_skipped"]) for one in row["agenda"])
    return Workshop(
        **same, strictness=Strictness(row["strictness"]), agenda=agenda, gate=gate, voting=Voting(row["voting"])
    )


_GATE = ("gate_early", "gate_pinned", "gate_people")
_SAME = tuple(
    column.name
    for column in workshops.columns
    if column.name not in {"strictness", "agenda", "voting", "gate_at", *_GATE}
)


def _participant(row: RowMapping) -> Participant:
    values: dict[str, Any] = dict(row)
    return Participant(workshop=values.pop("workshop_id"), draw=tuple(values.pop("draw")), **values)


def _version(row: RowMapping) -> Version:
    return Version(row["number"], row["text"], row["author"], row["at"], Moderation(row["moderation"]), row["why"])


def _message(row: RowMapping, versions: tuple[Version, ...]) -> Message:
    ending = row["ending"] and Ending(row["ending"])
    return Message(
        row["id"], row["author"], row["group"], versions, row["was_revealed"], ending, row["owner"], row["note"]
    )


def _guess(row: RowMapping) -> Guess:
    agreement = row["agreement"] and Agreement(row["agreement"])
    return Guess(row["participant"], row["message"], row["claim"], Verdict(row["verdict"]), agreement, row["at"])
