"""What is remembered of a workshop between two events is what the tables have, and is read once."""

import random
import threading

import pytest

from tests.sessions.test_walk import step
from workshop.errors import WorkshopError
from workshop.room.agenda import Phase
from workshop.room.records import Kind
from workshop.sessions import moments
from workshop.store.rooms import UnknownWorkshop

PARTS = ("people", "messages", "guesses", "votes", "pins", "pinned_enough")


def now(room) -> moments.Moment:
    with room.bench.store.read():
        return moments.now(room.bench, room.id)


def remembered(room) -> dict[str, object]:
    """Return what a look at the workshop is given, remembered or not."""
    with room.bench.store.read():
        return {part: getattr(moments.now(room.bench, room.id), part) for part in PARTS}


def kept(room) -> dict[str, object]:
    """Return what the tables have."""
    rooms, number = room.rooms, room.id
    parts = (rooms.participants(number), rooms.messages(number), rooms.guesses(number), rooms.votes(number))
    enough = rooms.pinned_enough(number, room.now.n_pins)
    return dict(zip(PARTS, (*parts, rooms.pins(number), enough), strict=True))


@pytest.mark.parametrize("phase", [Phase.LISTEN, Phase.WRITE, Phase.GUESS, Phase.REWORK, Phase.DECIDE], ids=str)
def test_after_every_act_and_every_undoing_it_is_what_the_tables_have(open_room, phase):
    room, chance, done = open_room(6), random.Random(7), 0  # noqa: S311 - a walk, not a secret
    room.write(1, "The coffee is great.")
    room.enter(phase)
    for n in range(60):
        try:
            room.undo() if n % 9 == 8 else step(room, chance)
            done += 1
        except WorkshopError:
            continue
        assert remembered(room) == kept(room)
    assert done > 15


def test_nothing_is_read_twice_between_two_events(room, monkeypatch):
    asked = []
    read = room.rooms.messages
    monkeypatch.setattr(room.rooms, "messages", lambda number: asked.append(number) or read(number))
    for _ in range(3):
        remembered(room)
    assert asked == [room.id]
    room.does(1, Kind.HAND, on=True)
    remembered(room)
    assert asked == [room.id, room.id]


def test_screens_that_look_in_the_same_moment_read_once(room, monkeypatch):
    begun, goes_on, asked = threading.Event(), threading.Event(), []
    read = room.rooms.votes

    def slowly(number: int) -> object:
        asked.append(number)
        begun.set()
        goes_on.wait(10)
        return read(number)

    monkeypatch.setattr(room.rooms, "votes", slowly)
    moment, found = now(room), []
    looks = [threading.Thread(target=lambda: found.append(moment.votes)) for _ in range(4)]
    for look in looks:
        look.start()
    assert begun.wait(10)
    goes_on.set()
    for look in looks:
        look.join(10)
    assert (found, asked) == ([{}] * 4, [room.id])


def test_workshops_are_not_taken_for_each_other(open_room):
    one, other = open_room(2), open_room(3, "Other")
    for room, n in ((one, 2), (other, 3), (one, 2)):
        assert len(remembered(room)["people"]) == n
    with pytest.raises(UnknownWorkshop), one.bench.store.read():
        moments.now(one.bench, 99)


def test_what_was_written_and_undone_is_not_remembered(room):
    with pytest.raises(ZeroDivisionError), room.bench.store.write():
        room.does(1, Kind.HAND, on=True)
        assert moments.now(room.bench, room.id).people[0].hand_up
        raise ZeroDivisionError
    room.does(2, Kind.HAND, on=True)
    assert [one.hand_up for one in remembered(room)["people"]] == [False, True, False, False]
