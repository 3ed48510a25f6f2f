"""The keys of the control screen: each does what its button does, and the big one only what was read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.rooms import Room
from workshop.errors import WorkshopError
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import Kind, Plan
from workshop.sessions import acting
from workshop.ui.facilitate import keys
from workshop.ui.facilitate.keys import Read


@pytest.fixture
def workshop(full):
    plan = Plan("Phones", "Three messages", "ferries", ready_agenda(60))
    return acting.open_workshop(full, plan, client_key="open", at=datetime.now(UTC)).id


def test_space_does_what_the_big_button_said(full, workshop):
    keys.act(workshop, "space", Read("enter_1"), "k1")
    assert full.store.rooms.get(workshop).phase is Phase.LISTEN


def test_space_does_nothing_where_the_button_says_another_thing_by_now(full, workshop):
    keys.act(workshop, "space", Read("enter_1"), "k1")
    keys.act(workshop, "space", Read("enter_1"), "k2")
    assert full.store.rooms.get(workshop).phase is Phase.LISTEN


@pytest.mark.parametrize(("key", "field"), [("d", "ground"), ("j", "shows_code"), ("p", "is_paused")])
def test_a_switch_goes_over_and_back(full, workshop, key, field):
    before = getattr(full.store.rooms.get(workshop), field)
    keys.act(workshop, key, Read(), "k1")
    assert getattr(full.store.rooms.get(workshop), field) != before
    keys.act(workshop, key, Read(), "k2")
    assert getattr(full.store.rooms.get(workshop), field) == before


def test_the_same_press_twice_is_one_act(full, workshop):
    keys.act(workshop, "p", Read(), "k1")
    n = len(full.store.rooms.events(workshop))
    keys.act(workshop, "z", Read(), "k2")
    keys.act(workshop, "z", Read(), "k2")
    assert len(full.store.rooms.events(workshop)) == n + 1


def test_a_workshop_that_is_gone_is_said_to_be(full):
    with pytest.raises(WorkshopError):
        keys.act(4711, "p", Read(), "k1")


@pytest.fixture
def waiting(full):
    """Open a workshop in which two messages wait; the first one was reworded since it was read."""
    room = Room(full, Plan("Phones", "Three messages", "ferries", ready_agenda(60)))
    ana = room.come("Ana")
    first = room.write(ana, "We answer at once.", through=False)
    second = room.write(ana, "We call you back.", through=False)
    room.does(ana, Kind.REWORDED, message=first, text="We answer at once, always.")
    return room, first, second


def test_a_lets_through_the_wording_that_was_read_and_no_newer_one(waiting):
    room, first, _ = waiting
    with pytest.raises(WorkshopError, match="have been changed since"):
        keys.act(room.id, "a", Read(first=(first, 1)), "k1")
    assert room.message(first).shown is None
    keys.act(room.id, "a", Read(first=(first, 2)), "k2")
    assert room.message(first).shown.text == "We answer at once, always."


def test_a_pressed_twice_lets_no_message_through_that_nobody_read(waiting):
    room, first, second = waiting
    keys.act(room.id, "a", Read(first=(first, 2)), "k1")
    keys.act(room.id, "a", Read(first=(first, 2)), "k2")
    assert room.message(second).shown is None


def test_a_does_nothing_where_nothing_waited(waiting):
    room, first, _ = waiting
    keys.act(room.id, "a", Read(), "k1")
    assert room.message(first).shown is None
