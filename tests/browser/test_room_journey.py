"""A workshop from lobby to brief in real browsers: a facilitator, a wall and two phones, each a person of its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError

from workshop import corpus
from workshop.records import Company
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Kind, Plan
from workshop.sessions import acting
from workshop.settings import Settings
from workshop.workbench import Workbench

pytestmark = pytest.mark.browser

STEPS = {step.phase: at for at, step in enumerate(ready_agenda(120))}
SECONDS = 20_000
PHONE, WALL, DESK = {"width": 390, "height": 844}, {"width": 1920, "height": 1080}, {"width": 1280, "height": 720}
MESSAGE = "Somebody answers the phone at once."
SAID = (
    "Waited two hours on hold, nobody answers the phone.",
    "On hold for an hour and nobody answers. The phone line is useless.",
    "Nobody answers the phone, third call today.",
    "The phone was answered at once. Thank you.",
    "Please call us back, a callback would be great.",
    "Nobody answers the phone at the harbour either.",
    "The ferry was on time and the crew was kind.",
    "The crew was kind, and the coffee was good.",
    "My bag was lost, and nobody answers the phone about it.",
    "I love the new ferry.",
    "The ferry left an hour late, again.",
    "The new app shows where the ferry is.",
)


class Room:
    """One workshop in a home, opened beside the server as a second process would."""

    def __init__(self, home: Path) -> None:
        self.bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
        rows = "\n".join(
            f'"{text}",p{n},2015-02-{10 + n},{"North" if n % 2 else "South"}' for n, text in enumerate(SAID)
        )
        company = Company(names=("Harbour Ferries",), person="traveller", people="travellers")
        plan = corpus.Plan(
            "ferries", "posts.csv", columns={"segments": ("line",)}, company=company, title="Ferry posts"
        )
        data = f"text,author,date,line\n{rows}\n".encode()
        corpus.take(self.bench, corpus.preview(self.bench, data, plan), plan)
        opened = Plan("Phones", "What do we say when nobody answers?", "ferries", ready_agenda(120))
        self.workshop = acting.open_workshop(self.bench, opened, client_key="open", at=datetime.now(UTC))
        self.n = 0

    def act(self, kind: Kind, **payload: object) -> int:
        self.n += 1
        act = Act(kind, f"journey {self.n}", payload)
        return acting.act(self.bench, self.workshop.id, FACILITATOR, act, at=datetime.now(UTC)).seq

    def enter(self, phase: Phase) -> None:
        self.act(Kind.PHASE_ENTERED, step=STEPS[phase])

    @property
    def rooms(self):
        return self.bench.store.rooms


@pytest.fixture
def room(tmp_path):
    opened = Room(tmp_path)
    yield opened
    opened.bench.close()


@pytest.fixture
def server(room, tmp_path, serve):
    """Serve the home of the room."""
    assert room.workshop
    return serve(tmp_path)


@pytest.fixture
def faces(room, server, browser):
    """Open a facilitator, a wall and two phones, each in a context of its own."""
    number, code = room.workshop.id, room.workshop.code
    contexts = [browser.new_context(viewport=size) for size in (DESK, WALL, PHONE, PHONE)]
    desk, wall, ana, ben = (context.new_page() for context in contexts)
    desk.goto(f"{server.address}/workshops?workshop={number}")
    wall.goto(f"{server.address}/wall?workshop={number}")
    for phone, name in ((ana, "Ana"), (ben, "")):
        phone.goto(f"{server.address}/join?code={code.replace(' ', '+')}")
        phone.get_by_label("Your name").fill(name)
        phone.get_by_role("button", name="Join" if name else "Join without a name", exact=True).click()
        phone.get_by_text("You are in.").wait_for(timeout=SECONDS)
    yield desk, wall, ana, ben
    for context in contexts:
        context.close()


def see(page, words: str, within: float = SECONDS) -> None:
    page.get_by_text(words).locator("visible=true").first.wait_for(timeout=within)


def press(page, label: str) -> None:
    """Press a button once the page stands still: a press while it is drawn may meet a button that makes way."""
    page.locator("[data-test-script-state=running]").wait_for(state="detached", timeout=SECONDS)
    page.get_by_role("button", name=label).first.click(timeout=SECONDS)


def press_for(page, label: str, words: str) -> None:
    """Press a button for what it brings; once more where the page moved away under the press, as a person would."""
    press(page, label)
    try:
        page.get_by_text(words).locator("visible=true").first.wait_for(timeout=SECONDS / 2)
    except TimeoutError:
        if page.get_by_role("button", name=label).count():
            press(page, label)
        see(page, words)


def narrow(page) -> None:
    """Nothing lies beyond the width of the phone."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


def test_a_workshop_from_the_lobby_to_what_was_decided(room, faces, picture):  # noqa: PLR0915 - one walk
    desk, wall, ana, ben = faces
    rooms, number = room.rooms, room.workshop.id
    see(wall, room.workshop.code)
    see(desk, "Ana")
    for page, name in ((desk, "desk"), (wall, "wall"), (ana, "phone")):
        picture(page, f"room-1-lobby-{name}")

    room.enter(Phase.LISTEN)
    for phone in (ana, ben):
        for n in range(1, 4):
            press_for(phone, f"Pin this one ({n} of 3)", "Take the pin off")
            press_for(phone, "Next", f"{n + 1} of 10")
    see(wall, "pinned")
    for page, name in ((wall, "wall"), (ana, "phone")):
        picture(page, f"room-2-listen-{name}")
    assert rooms.get(number).gate is not None
    assert not rooms.get(number).gate.is_early

    room.enter(Phase.WRITE)
    for phone in (ana, ben):
        phone.get_by_label("Your message").fill(MESSAGE)
        press_for(phone, "Hand it in", "1 handed in")
    narrow(ana)
    picture(ana, "room-3-write-phone")
    see(desk, MESSAGE)
    picture(desk, "room-3-write-desk")
    assert MESSAGE not in wall.content()
    for message in rooms.messages(number):
        room.act(Kind.LET_THROUGH, message=message.id)

    room.enter(Phase.GUESS)
    first, second = rooms.messages(number)
    assert second.group == first.id, "written twice, independently"
    room.act(Kind.PUT_UP, message=first.id)
    see(wall, MESSAGE)
    see(ana, "What do they say?")
    picture(ana, "room-4-guess-phone")
    press_for(ana, "They say the opposite", "how many agree")
    press_for(ana, "Few", "You guessed")
    picture(wall, "room-4-guess-wall")

    room.enter(Phase.REVEAL)
    room.act(Kind.REVEALED, message=first.id)
    see(ana, "You guessed: They say the opposite")
    see(wall, "the opposite")
    for page, name in ((desk, "desk"), (wall, "wall"), (ana, "phone")):
        picture(page, f"room-5-reveal-{name}")
    narrow(ana)

    room.enter(Phase.DECIDE)
    room.act(Kind.VOTING, state="open")
    see(ben, "Place your 5 dots.")
    press_for(ben, "+", "1 of 5")
    picture(ben, "room-6-vote-phone")
    assert rooms.votes(number)
    room.act(Kind.VOTING, state="closed")
    room.act(Kind.DECIDED, message=first.id, ending="rework", owner="Ana", note="Say when")
    see(ben, "Voting has closed.")
    see(wall, "have voted")
    picture(wall, "room-6-decide-wall")
    picture(desk, "room-6-decide-desk")
    room.enter(Phase.BRIEF)
    see(wall, "Rework it")
    picture(wall, "room-7-brief-wall")

    room.act(Kind.ENDED)
    see(ana, "The workshop has ended.")


def test_a_phone_that_is_loaded_anew_is_the_same_person_and_keeps_its_words(room, faces):
    _, _, ana, ben = faces
    room.enter(Phase.WRITE)
    room.act(Kind.GATE_OPENED, is_early=True)
    ana.get_by_label("Your message").fill("Half a thought")
    ana.reload()
    ana.get_by_label("Your message").wait_for(timeout=SECONDS)
    assert ana.get_by_label("Your message").input_value() == "Half a thought"
    assert len(room.rooms.participants(room.workshop.id)) == 2
    room.act(Kind.PAUSED, on=True)
    see(ben, "The room is paused.")
    room.act(Kind.PAUSED, on=False)
    see(ben, "What do we say to them?")


def test_a_second_tab_is_the_same_person(room, server, faces):
    _, _, ana, _ = faces
    tab = ana.context.new_page()
    tab.goto(f"{server.address}/phone")
    see(tab, "You are in.")
    press_for(tab, "Raise a hand", "Take my hand down")
    people = room.rooms.participants(room.workshop.id)
    assert [one.hand_up for one in people] == [True, False]


def test_a_laptop_that_slept_and_a_server_that_was_killed_bring_everybody_back(room, server, faces):
    _, wall, ana, ben = faces
    room.enter(Phase.WRITE)
    room.act(Kind.GATE_OPENED, is_early=True)
    ana.get_by_label("Your message").fill("Half a thought")
    server.sleep()
    see(ana, "The laptop does not answer. Your words are kept.")
    room.act(Kind.PAUSED, on=True)
    server.wake()
    see(ana, "The room is paused.")
    room.act(Kind.PAUSED, on=False)
    see(ana, "What do we say to them?")
    see(ben, "What do we say to them?")
    server.stop()
    see(ben, "The laptop does not answer. Your words are kept.")
    server.start()
    see(ben, "What do we say to them?", 3 * SECONDS)
    see(wall, "have handed in")
    assert ana.get_by_label("Your message").input_value() == "Half a thought"
    press_for(ana, "Hand it in", "1 handed in")
    assert [one.newest.text for one in room.rooms.messages(room.workshop.id)] == ["Half a thought"]


def test_a_wrong_code_is_said_in_one_sentence(server, browser):
    page = browser.new_page(viewport={"width": 320, "height": 680})
    page.goto(f"{server.address}/join")
    page.get_by_label("Code on the wall").fill("NOPE 99")
    press(page, "Join without a name")
    see(page, "No workshop has this code.")
    narrow(page)
    assert re.search(r"/join$", page.url)
    page.close()
