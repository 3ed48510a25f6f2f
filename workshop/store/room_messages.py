"""What an event changes in the messages of a workshop: wordings, groups, the wall, guesses, dots and endings."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.room.records import Event, Kind, Moderation
from workshop.store.room_people import is_there, who
from workshop.store.room_rows import Change, Rows
from workshop.store.room_tables import guesses, message_versions, messages, participants, votes


def _is_there(rows: Rows, message: int) -> bool:
    """Whether a message is there: that it was handed in may have been undone."""
    return bool(rows.find(messages, id=message))


def _handed_in(rows: Rows, event: Event) -> None:
    if not is_there(rows, who(event)):
        return
    rows.add(messages, id=event.seq, author=who(event), group=event.seq, was_revealed=False, ending=None, owner="",
             note="")  # fmt: skip
    _add_wording(rows, event, event.seq, 1)


def _reworded(rows: Rows, event: Event) -> None:
    message = event.payload["message"]
    if not _is_there(rows, message):
        return
    n_earlier = sum(1 for given in rows.earlier(event, Kind.REWORDED) if given["message"] == message)
    _add_wording(rows, event, message, 2 + n_earlier)  # a wording that was undone keeps its number


def _add_wording(rows: Rows, event: Event, message: int, number: int) -> None:
    rows.add(message_versions, message=message, number=number, text=event.payload["text"], author=who(event),
             at=event.at, moderation=Moderation.WAITING.value, why="")  # fmt: skip


def _taken_back(rows: Rows, event: Event) -> None:
    message = event.payload["message"]
    for led in rows.find(messages, group=message):
        rows.change(messages, {"group": led["id"]}, id=led["id"])
    for table in (guesses, votes, message_versions):
        rows.remove(table, message=message)
    rows.remove(messages, id=message)
    if rows.room()["on_wall"] == message:
        rows.set_room(on_wall=None, claim=0, is_revealed=False)


def _moderated(rows: Rows, event: Event) -> None:
    """Let the wording through that was read, or send it back: the newest one, where the event names none."""
    message, read = event.payload["message"], event.payload.get("version")
    there = [version["number"] for version in rows.find(message_versions, message=message)]
    is_through = event.kind is Kind.LET_THROUGH
    values = {
        "moderation": (Moderation.THROUGH if is_through else Moderation.SENT_BACK).value,
        "why": "" if is_through else event.payload["why"],
    }
    if there:
        number = read or max(there)
        rows.change(message_versions, values, message=message, number=number)
        for wording in rows.find(message_versions, message=message, number=number):
            rows.change(participants, {"news": event.seq}, id=wording["author"])


def _grouped(rows: Rows, event: Event) -> None:
    message, into = event.payload["message"], event.payload["into"]
    lead = next((one["group"] for one in rows.find(messages, id=into)), None)
    to = message if message == into or lead is None else lead
    if message != into:
        rows.change(messages, {"group": to}, group=message)
    rows.change(messages, {"group": to}, id=message)


def _put_up(rows: Rows, event: Event) -> None:
    message = event.payload["message"]
    found = [] if message is None else rows.find(messages, id=message)
    rows.set_room(on_wall=message if found else None, claim=0, is_revealed=any(one["was_revealed"] for one in found))


def _claim(rows: Rows, event: Event) -> None:
    rows.set_room(claim=event.payload["claim"])


def _revealed(rows: Rows, event: Event) -> None:
    message = event.payload["message"]
    if not _is_there(rows, message):
        return
    rows.change(messages, {"was_revealed": True}, id=message)
    room = rows.room()
    rows.set_room(on_wall=message, is_revealed=True, claim=room["claim"] if room["on_wall"] == message else 0)


def _guessed(rows: Rows, event: Event) -> None:
    given = event.payload
    rows.remove(guesses, participant=who(event), message=given["message"])
    if is_there(rows, who(event)) and _is_there(rows, given["message"]):
        rows.add(guesses, participant=who(event), at=event.at, **given)


def _voted(rows: Rows, event: Event) -> None:
    rows.remove(votes, participant=who(event))
    if not is_there(rows, who(event)):
        return
    for message, dots in event.payload["dots"].items():
        if dots and _is_there(rows, int(message)):
            rows.add(votes, participant=who(event), message=int(message), dots=dots)


def _decided(rows: Rows, event: Event) -> None:
    given = dict(event.payload)
    message = given.pop("message")
    rows.change(messages, given, id=message)


CHANGES: Mapping[Kind, Change] = {
    Kind.HANDED_IN: _handed_in,
    Kind.REWORDED: _reworded,
    Kind.TAKEN_BACK: _taken_back,
    Kind.LET_THROUGH: _moderated,
    Kind.SENT_BACK: _moderated,
    Kind.GROUPED: _grouped,
    Kind.PUT_UP: _put_up,
    Kind.CLAIM_SHOWN: _claim,
    Kind.REVEALED: _revealed,
    Kind.GUESSED: _guessed,
    Kind.VOTED: _voted,
    Kind.DECIDED: _decided,
}
"""What each kind of event does here."""
