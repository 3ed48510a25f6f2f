"""Simulated people: what they want to do with what their phone shows, when, and a whole workshop of theirs."""

from collections import Counter
from datetime import timedelta

import pytest

from workshop.room.agenda import Phase
from workshop.room.records import Kind
from workshop.sessions import seeing
from workshop.sessions.rehearsing import TEXTS, Person, Rehearsal


class Rehearsed:
    """A room with simulated people, and a clock that goes on by a second at a time."""

    def __init__(self, room, n, seed=1):
        self.room, self.now = room, 0.0
        self.play = Rehearsal(room.bench, room.id, [Person(number + 1, seed) for number in range(n)], now=0.0)

    def run(self, seconds):
        said = []
        for _ in range(seconds):
            self.now += 1.0
            self.room.at += timedelta(seconds=1)
            said += self.play.step(self.now, at=self.room.at)
        return said


@pytest.fixture
def rehearsed(open_room):
    return Rehearsed(open_room(0), 4)


def phone_of(room, number=1):
    return seeing.phone(room.bench, room.person(number))


def test_people_are_named_so_that_nobody_takes_them_for_people(rehearsed):
    rehearsed.run(25)
    names = [one.name for one in rehearsed.room.rooms.participants(rehearsed.room.id)]
    assert sorted(names) == [f"Practice {n} (simulated)" for n in range(1, 5)]


def test_somebody_thinks_before_acting_and_for_as_long_as_the_same_seed_says(room):
    room.enter(Phase.LISTEN)
    phone = phone_of(room)
    person = Person(1, seed=7)
    wish = person.wish(phone)
    assert wish is not None
    pause = Person(1, seed=7).pause(wish.kind, *wish.payload.items())
    assert 4 <= pause <= 14
    assert person.next(phone, 100.0) is None
    assert person.next(phone, 100.0 + pause - 0.01) is None
    assert person.next(phone, 100.0 + pause) == wish
    assert Person(1, seed=7, pace=2).pause(wish.kind, *wish.payload.items()) == pytest.approx(pause / 2)


def test_the_same_seed_makes_the_same_choices_and_another_seed_others(room):
    room.write(1, "The coffee is great.")
    message = room.write(2, "You never wait.")
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=message)
    phone = phone_of(room)
    assert Person(1, 3).wish(phone) == Person(1, 3).wish(phone)
    assert len({str(Person(1, seed).wish(phone)) for seed in range(20)}) > 3


def test_nobody_does_anything_while_the_room_is_paused_or_after_its_end(room):
    room.enter(Phase.LISTEN)
    room.does(None, Kind.PAUSED, on=True)
    assert Person(1).wish(phone_of(room)) is None
    room.does(None, Kind.PAUSED, on=False)
    assert Person(1).wish(phone_of(room)) is not None
    room.does(None, Kind.ENDED)
    assert Person(1).wish(phone_of(room)) is None


def test_nobody_writes_before_the_gate_is_open(room):
    room.enter(Phase.WRITE)
    assert Person(1).wish(phone_of(room)) is None
    room.does(None, Kind.GATE_OPENED, is_early=True)
    wish = Person(1).wish(phone_of(room))
    assert wish.kind is Kind.HANDED_IN
    assert wish.payload["text"] in TEXTS


def test_what_was_sent_back_is_worded_anew_once(room):
    person = Person(1)
    message = room.write(1, person.texts(3)[0], through=False)
    room.does(None, Kind.SENT_BACK, message=message, why="Shorter.")
    wish = person.wish(phone_of(room))
    assert wish.kind is Kind.REWORDED
    room.does(1, Kind.REWORDED, **wish.payload)
    room.does(None, Kind.SENT_BACK, message=message, why="Still.")
    assert (after := person.wish(phone_of(room))) is None or after.kind is not Kind.REWORDED


def test_they_follow_the_facilitator_through_every_phase(rehearsed):
    room = rehearsed.room
    said = rehearsed.run(25)
    room.enter(Phase.LISTEN)
    said += rehearsed.run(240)
    assert room.now.gate is not None
    assert not room.now.gate.is_early
    assert all(one.n_read == len(one.draw) for one in room.rooms.participants(room.id))
    room.enter(Phase.WRITE)
    said += rehearsed.run(200)
    messages = room.rooms.messages(room.id)
    assert {one.author for one in messages} == {1, 2, 3, 4}
    for message in messages:
        room.does(None, Kind.LET_THROUGH, message=message.id)
    room.work()
    room.enter(Phase.GUESS)
    lead = next(one for one in room.rooms.messages(room.id) if one.group == one.id).id
    room.does(None, Kind.PUT_UP, message=lead)
    said += rehearsed.run(20)
    assert len(room.rooms.guesses(room.id, lead)) == 4
    room.does(None, Kind.REVEALED, message=lead)
    room.enter(Phase.REWORK)
    said += rehearsed.run(100)
    room.enter(Phase.DECIDE)
    room.does(None, Kind.VOTING, state="open")
    said += rehearsed.run(40)
    assert [sum(dots.values()) for dots in room.rooms.votes(room.id).values()] == [room.now.n_dots] * 4
    assert not [line for line in said if "refused" in line]
    keys = Counter((one.actor, one.client_key) for one in room.events)
    assert max(keys.values()) == 1


def test_a_rehearsal_that_is_started_again_goes_on_with_the_same_people(rehearsed):
    rehearsed.run(25)
    again = Rehearsed(rehearsed.room, 4)
    again.now = rehearsed.now
    again.run(30)
    assert len(rehearsed.room.rooms.participants(rehearsed.room.id)) == 4
