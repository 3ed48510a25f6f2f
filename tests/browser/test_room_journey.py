"""What may befall a workshop in real browsers: a reload, a second tab, a closed lid, a killed server, a wrong code."""

from __future__ import annotations

import re

import pytest

from tests.browser.room_pages import DESK, PHONE, SECONDS, WALL, fits, join, press, press_for, see, stand_still
from workshop.room.agenda import Phase
from workshop.room.records import Kind

pytestmark = pytest.mark.browser


@pytest.fixture
def faces(room, server, browser):
    """Open a facilitator, a wall and two phones, each in a context of its own."""
    number, code = room.id, room.code
    contexts = [browser.new_context(viewport=size) for size in (DESK, WALL, PHONE, PHONE)]
    desk, wall, ana, ben = (context.new_page() for context in contexts)
    desk.goto(f"{server.address}/workshops?workshop={number}")
    wall.goto(f"{server.address}/wall?workshop={number}")
    for phone, name in ((ana, "Ana"), (ben, "")):
        join(phone, server.address, code, name)
        phone.get_by_text("You are in.").wait_for(timeout=SECONDS)
    yield desk, wall, ana, ben
    for context in contexts:
        context.close()


def test_a_phone_that_is_loaded_anew_is_the_same_person_and_keeps_its_words(room, faces):
    _, _, ana, ben = faces
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    ana.get_by_label("Your message").fill("Half a thought")
    ana.reload()
    ana.get_by_label("Your message").wait_for(timeout=SECONDS)
    assert ana.get_by_label("Your message").input_value() == "Half a thought"
    assert len(room.rooms.participants(room.id)) == 2
    room.does(None, Kind.PAUSED, on=True)
    see(ben, "The room is paused.")
    room.does(None, Kind.PAUSED, on=False)
    see(ben, "What do we say to them?")


def test_a_second_tab_is_the_same_person(room, server, faces):
    _, _, ana, _ = faces
    tab = ana.context.new_page()
    tab.goto(f"{server.address}/phone")
    see(tab, "You are in.")
    press_for(tab, "Raise a hand", "Take my hand down")
    people = room.rooms.participants(room.id)
    assert [one.hand_up for one in people] == [True, False]


def test_a_laptop_that_slept_and_a_server_that_was_killed_bring_everybody_back(room, server, faces):
    _, wall, ana, ben = faces
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    ana.get_by_label("Your message").fill("Half a thought")
    server.sleep()
    see(ana, "The laptop does not answer. Your words are kept.")
    room.does(None, Kind.PAUSED, on=True)
    server.wake()
    see(ana, "The room is paused.")
    room.does(None, Kind.PAUSED, on=False)
    see(ana, "What do we say to them?")
    see(ben, "What do we say to them?")
    server.stop()
    see(ben, "The laptop does not answer. Your words are kept.")
    server.start()
    see(ben, "What do we say to them?", 3 * SECONDS)
    see(wall, "have handed in")
    assert ana.get_by_label("Your message").input_value() == "Half a thought"
    press_for(ana, "Hand it in", "1 handed in")
    assert [one.newest.text for one in room.rooms.messages(room.id)] == ["Half a thought"]


def test_pages_that_were_loaded_just_before_the_server_was_killed_show_what_happened_meanwhile(room, server, faces):
    desk, wall, ana, ben = faces
    for page in faces:
        page.reload()
        stand_still(page)
    see(desk, "In the room")
    see(ana, "You are in.")
    server.stop()
    room.enter(Phase.WRITE)
    server.start()
    see(desk, "The task to write, still closed.")
    see(wall, "Writing is not open yet")
    for phone in (ana, ben):
        see(phone, "Writing is not open yet.")


def test_a_wrong_code_is_said_in_one_sentence(server, browser):
    page = browser.new_page(viewport={"width": 320, "height": 680})
    page.goto(f"{server.address}/join")
    page.get_by_label("Code on the wall").fill("NOPE 99")
    press(page, "Join without a name")
    see(page, "No workshop has this code.")
    fits(page)
    assert re.search(r"/join$", page.url)
    page.close()
