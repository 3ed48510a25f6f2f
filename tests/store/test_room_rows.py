"""The rows of a workshop are the same whether they are changed in the tables or held in memory."""

import random
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from workshop.room.agenda import ready_agenda
from workshop.room.payloads import checked
from workshop.room.records import FACILITATOR, ROOM, Act, Event, Kind
from workshop.store import room_course, room_messages, room_people
from workshop.store.room_rows import Held, Kept
from workshop.store.room_tables import STATE, guesses, messages, participants, pins, votes, workshops

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)
STEPS = [{"phase": step.phase.value, "minutes": step.minutes} for step in ready_agenda(60)]


@pytest.fixture
def number(store):
    payload = {"code": "KITE 47", "name": "Coffee", "outcome": "Three.", "corpus": "cafe", "agenda": STEPS}
    opened = Act(Kind.OPENED, "open", checked(Kind.OPENED, payload))
    return store.rooms.open(FACILITATOR, opened, at=AT).id


@pytest.fixture(params=["kept", "held"])
def rows(request, store, number):
    """Yield the rows of an empty workshop, in the tables or in memory."""
    with store.write() as connection:
        yield Kept(connection, number) if request.param == "kept" else Held(store.rooms.events(number))


def guess(participant, message, claim=0):
    return {"participant": participant, "message": message, "claim": claim, "verdict": "thin", "agreement": None,
            "at": AT}  # fmt: skip


def there(rows):
    return sorted((row["participant"], row["message"], row["claim"]) for row in rows.find(guesses))


def test_what_was_added_is_found_by_its_name_by_any_column_and_among_all(rows):
    for participant, message in ((1, 10), (1, 11), (2, 10)):
        rows.add(guesses, **guess(participant, message))
    assert [row["at"] for row in rows.find(guesses, participant=1, message=11)] == [AT]
    assert [row["participant"] for row in rows.find(guesses, message=10)] == [1, 2]
    assert rows.find(guesses, participant=3, message=10) == rows.find(guesses, verdict="supported") == []
    assert rows.find(guesses, participant=1, message=10, claim=5) == []
    assert len(rows.find(guesses)) == 3


def test_what_is_changed_or_removed_is_what_was_named_and_nothing_else(rows):
    for participant, message in ((1, 10), (1, 11), (2, 10)):
        rows.add(guesses, **guess(participant, message))
    rows.change(guesses, {"claim": 1}, participant=1, message=11)
    rows.change(guesses, {"claim": 2}, message=10)
    assert there(rows) == [(1, 10, 2), (1, 11, 1), (2, 10, 2)]
    rows.remove(guesses, participant=2, message=10)
    rows.remove(guesses, participant=2, message=10)
    assert there(rows) == [(1, 10, 2), (1, 11, 1)]
    rows.change(guesses, {"claim": 3})
    rows.remove(guesses, participant=1)
    assert there(rows) == []


def test_changing_nothing_of_the_room_changes_nothing(rows):
    rows.set_room(step=1, claim=4)
    rows.set_room()
    assert (rows.room()["step"], rows.room()["claim"]) == (1, 4)


def test_earlier_events_of_some_kinds_are_told_undone_or_not(store, number):
    for name in "AB":
        store.rooms.append(number, ROOM, Act(Kind.JOINED, name, {"name": name}), at=AT)
    happened = store.rooms.events(number)
    with store.read() as connection:
        for rows in (Kept(connection, number), Held(happened)):
            assert rows.earlier(happened[2], Kind.JOINED, Kind.ADDED) == [{"name": "A"}]
            assert rows.earlier(happened[1], Kind.JOINED) == rows.earlier(happened[2], Kind.REWORDED) == []


def test_every_kind_of_event_has_one_place_where_its_change_stands():
    parts = (room_course.CHANGES, room_people.CHANGES, room_messages.CHANGES)
    assert sorted(kind for part in parts for kind in part) == sorted(Kind)


def test_putting_held_rows_into_the_tables_leaves_what_changing_them_at_once_leaves(store, number):
    chance = random.Random(4)  # noqa: S311 - a walk, not a secret
    held = Held(store.rooms.events(number))
    other = store.rooms.open(FACILITATOR, Act(Kind.OPENED, "two", dict(store.rooms.events(number)[0].payload)), at=AT)
    opened = Event(number, 1, AT, FACILITATOR, None, Kind.OPENED, store.rooms.events(number)[0].payload, "open")
    with store.write() as connection:
        for rows in (held, Kept(connection, number), Kept(connection, other.id)):
            room_course.CHANGES[Kind.OPENED](rows, opened)
            for participant in (1, 2):
                rows.add(participants, id=participant, name=None, has_phone=True, joined_at=AT, is_ready=False,
                         hand_up=False, is_removed=False, n_read=0, draw=["a", "b"])  # fmt: skip
        for _ in range(60):
            name = {"participant": chance.choice((1, 2)), "comment_id": chance.choice("abcdef")}
            for rows in (held, Kept(connection, number)):
                if rows.find(pins, **name):
                    rows.remove(pins, **name)
                else:
                    rows.add(pins, **name, at=AT, is_kept_off=False)
        before, elsewhere = everything(connection, number), everything(connection, other.id)
        held.put(connection, number)
        assert everything(connection, number) == before
        assert everything(connection, other.id) == elsewhere
    assert len(before["pins"]) > 2


def everything(connection, number):
    found = {
        table.name: connection.execute(select(table).where(table.c.workshop_id == number)).all() for table in STATE
    }
    return found | {"workshops": connection.execute(select(workshops).where(workshops.c.id == number)).all()}


def test_a_message_that_is_taken_back_takes_along_what_hangs_on_it(rows):
    for kind, seq, payload in (
        (Kind.JOINED, 2, {"name": None}), (Kind.HANDED_IN, 3, {"text": "The coffee is great."}),
        (Kind.HANDED_IN, 4, {"text": "The tea is great."}), (Kind.GROUPED, 5, {"message": 4, "into": 3}),
        (Kind.PUT_UP, 6, {"message": 3}), (Kind.GUESSED, 7, {"message": 3, "claim": 0, "verdict": "thin",
                                                           "agreement": None}),
        (Kind.VOTED, 8, {"dots": {"3": 2}}), (Kind.TAKEN_BACK, 9, {"message": 3}),
    ):  # fmt: skip
        changes = room_course.CHANGES | room_people.CHANGES | room_messages.CHANGES
        changes[kind](rows, Event(1, seq, AT, "p1", None, kind, payload, str(seq)))
    assert [(row["id"], row["group"]) for row in rows.find(messages)] == [(4, 4)]
    assert [row["message"] for row in rows.find(room_messages.message_versions)] == [4]
    assert rows.find(guesses) == rows.find(votes) == []
    assert rows.room()["on_wall"] is None
