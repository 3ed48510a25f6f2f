"""A phone in a real browser, held by hands that tap twice, stop in the middle of a word and page through a list."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.room_pages import PHONE, SECONDS, holds, join, press, see
from workshop.room.agenda import Phase
from workshop.room.records import Kind

pytestmark = pytest.mark.browser

PARK = "What shall the room come back to?"
TWICE = """(element, spot) => { for (let n = 0; n < 2; n++) element.dispatchEvent(
  new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, detail: 1, clientX: spot })) }"""


@pytest.fixture
def phone(room, server, browser):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    join(page, server.address, room.code, "Ana")
    see(page, "You are in.")
    yield page
    context.close()


def tap_twice(page, key: str, at: int) -> None:
    """Tap twice at one spot; the browser tells a double tap from two taps at different spots."""
    page.locator(f".st-key-{key} button").evaluate(TWICE, 50 * at)


def test_a_double_tap_is_one_step(room, phone):
    room.enter(Phase.LISTEN)
    for at in (1, 2):
        see(phone, f"{at} of 10")
        tap_twice(phone, f"phone_next_{at - 1}", at)
    see(phone, "3 of 10")
    tap_twice(phone, "phone_pin_2", 3)
    see(phone, "Take the pin off")
    assert room.person(1).n_read == 2
    assert len(room.rooms.pins(room.id)) == 1


def test_who_presses_keys_stays_on_the_control_that_was_pressed(room, phone):
    room.enter(Phase.LISTEN)
    see(phone, "1 of 10")
    phone.locator(".st-key-phone_next_0 button").focus()
    for at in (1, 2):
        phone.keyboard.press("Enter")
        phone.locator(f".st-key-phone_next_{at} button:focus").wait_for(timeout=SECONDS)
    see(phone, "3 of 10")


@pytest.fixture
def voting(room, phone):
    """Open voting on two messages, and return their numbers."""
    room.open_writing()
    numbers = room.write(1, "We call back."), room.write(1, "The crew is kind.")
    room.enter(Phase.DECIDE)
    room.does(None, Kind.VOTING, state="open")
    see(phone, "0 of 5")
    return numbers


def stepper(phone, label: str):
    """Return a button of the ballot by what it says to who listens."""
    return phone.get_by_role("button", name=label)


def kept(room, dots) -> None:
    """Wait until the store has these dots of the first person."""
    latest = time.monotonic() + SECONDS / 1000
    while room.rooms.votes(room.id).get(1, {}) != dots and time.monotonic() < latest:
        time.sleep(0.05)
    assert room.rooms.votes(room.id).get(1, {}) == dots


def test_dots_are_placed_by_keys_and_the_last_one_closes_every_stepper(room, phone, voting):
    first, second = voting
    more = [stepper(phone, f"Give a dot to: {text}") for text in ("We call back.", "The crew is kind.")]
    n_placed = 0
    for one, n_dots in zip(more, (3, 2), strict=True):
        one.focus()
        for _ in range(n_dots):
            phone.keyboard.press("Enter")
            n_placed += 1
            see(phone, f"{n_placed} of 5")
            expect(one).to_be_focused()
    for one in more:
        expect(one).to_be_disabled()
    phone.keyboard.press("Enter")
    kept(room, {first: 3, second: 2})
    see(phone, "5 of 5")
    room.does(None, Kind.VOTING, state="closed")
    see(phone, "Voting has closed.")


def test_dots_that_were_tapped_faster_than_the_server_hears_are_all_kept(room, phone, voting):
    first, second = voting
    for label in ("+ Give a dot to: We call back.", "+ Give a dot to: The crew is kind."):
        stepper(phone, label).evaluate(TWICE, 50)
    stepper(phone, "− Take a dot from: The crew is kind.").click()
    see(phone, "3 of 5")
    kept(room, {first: 2, second: 1})


def test_dots_placed_while_the_server_is_away_are_sent_when_it_is_back(room, server, phone, voting):
    first, _ = voting
    server.stop()
    stepper(phone, "Give a dot to: We call back.").click()
    see(phone, "1 of 5")
    see(phone, "Sending them")
    server.start()
    kept(room, {first: 1})
    phone.get_by_text("Sending them").wait_for(state="hidden", timeout=SECONDS)
    assert len([one for one in room.rooms.events(room.id) if one.kind is Kind.VOTED]) == 1


def test_words_to_be_parked_outlive_a_new_phase_a_reload_and_a_killed_server(room, server, phone):
    phone.get_by_text("Park something for later").click()
    phone.get_by_label(PARK).fill("Half a thought")
    room.enter(Phase.WRITE)
    see(phone, "Writing is not open yet.")
    assert phone.get_by_label(PARK).input_value() == "Half a thought"
    phone.reload()
    see(phone, PARK)
    assert phone.get_by_label(PARK).input_value() == "Half a thought"
    phone.get_by_label(PARK).press("End")
    server.stop()
    see(phone, "The laptop does not answer. Your words are kept.")
    phone.locator("[data-testid=stDialog]").wait_for(state="attached", timeout=SECONDS)
    phone.get_by_label(PARK).and_(phone.locator(":focus")).wait_for(timeout=SECONDS)
    phone.keyboard.type(", and its end")
    server.start()
    phone.locator("[data-testid=stDialog]").wait_for(state="detached", timeout=SECONDS)
    press(phone, "Park it")
    see(phone, "Parked. The room comes back to it.")
    assert [one.text for one in room.rooms.parked(room.id)] == ["Half a thought, and its end"]
    assert phone.get_by_label(PARK).input_value() == ""


def test_who_has_begun_to_reword_a_message_keeps_it_whatever_goes_on_the_wall(room, phone):
    one, two = (room.write(1, words) for words in ("Somebody answers the phone.", "The crew is kind."))
    for number in (one, two):
        room.enter(Phase.REVEAL)
        room.does(None, Kind.REVEALED, message=number)
    room.enter(Phase.REWORK)
    chosen = phone.get_by_role("combobox", name="Message")
    holds(phone, "New wording", "The crew is kind.")
    room.does(None, Kind.PUT_UP, message=one)
    holds(phone, "New wording", "Somebody answers the phone.")
    phone.get_by_label("New wording").fill("Somebody will answer")
    expect(chosen).to_have_value("On the wall: Somebody answers the phone.", timeout=SECONDS)
    room.does(None, Kind.PUT_UP, message=two)
    expect(chosen).to_have_value("Somebody answers the phone.", timeout=SECONDS)
    holds(phone, "New wording", "Somebody will answer")
    press(phone, "Hand the wording in")
    see(phone, "Handed in. Nobody else sees it yet.")
    assert room.message(one).newest.text == "Somebody will answer"
