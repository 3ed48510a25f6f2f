"""The wall of a workshop: every phase, empty and full, and who may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from workshop.jobs import Worker
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Kind, Participant, Plan, Workshop
from workshop.sessions import acting, joining

AGENDA = ready_agenda(120)
OUTCOME = "What do we say <about> the phone?"
MESSAGE = "Somebody answers the phone at once. We call you back."


class Room:
    """A workshop that a test moves through its phases."""

    def __init__(self, bench) -> None:
        self.bench = bench
        self.n = 0
        plan = Plan("Phones", OUTCOME, "ferries", AGENDA)
        self.opened = acting.open_workshop(bench, plan, client_key="open", at=datetime.now(UTC))

    @property
    def now(self) -> Workshop:
        return self.bench.store.rooms.get(self.opened.id)

    @property
    def id(self) -> str:
        return str(self.opened.id)

    def do(self, kind: Kind, actor: str = FACILITATOR, **payload: object):
        self.n += 1
        act = Act(kind, f"key{self.n}", payload)
        return acting.act(self.bench, self.opened.id, actor, act, at=datetime.now(UTC))

    def enter(self, phase: Phase) -> None:
        self.do(Kind.PHASE_ENTERED, step=[one.phase for one in AGENDA].index(phase))

    def join(self, name: str | None = None) -> Participant:
        return joining.join(self.bench, self.opened.code, name, at=datetime.now(UTC)).participant

    def write(self, *texts: str) -> list[int]:
        """Let somebody hand texts in, and the facilitator let them through."""
        writer = self.join("Ann").actor
        self.enter(Phase.WRITE)
        self.do(Kind.GATE_OPENED, is_early=True)
        numbers = [self.do(Kind.HANDED_IN, writer, text=text).seq for text in texts]
        for number in numbers:
            self.do(Kind.LET_THROUGH, message=number)
        Worker(self.bench).run_waiting()
        return numbers


@pytest.fixture
def room(full) -> Room:
    return Room(full)


@pytest.fixture
def wall(visit, shown, room) -> Callable[[], str]:
    """Return a way to read what the wall of the workshop says now."""
    return lambda: shown(visit("wall", workshop=room.id))


def test_the_lobby_shows_code_outcome_and_who_is_waiting(room, wall):
    drawn = wall()
    assert room.opened.code in drawn
    assert "What do we say &lt;about&gt; the phone?" in drawn
    assert "travellers are waiting" in drawn
    assert "<b>0</b> phones" in drawn
    room.join()
    assert "<b>1</b> phone<" in wall()


def test_a_lobby_that_stays_empty_names_the_likely_cause_after_a_minute(room, monkeypatch):
    from workshop.ui import qr
    from workshop.ui.wall import room_scene, room_seen

    monkeypatch.setattr(qr, "chosen", lambda: "http://192.168.1.5:8501")
    at = datetime.now(UTC)
    assert "guest Wi-Fi" not in room_scene.draw(room_seen.read(room.opened.id, at + timedelta(seconds=50)))
    later = room_seen.read(room.opened.id, at + timedelta(seconds=70))
    assert "guest Wi-Fi" in room_scene.draw(later)
    assert "data:image/png;base64," in room_scene.draw(later)
    room.join()
    assert "guest Wi-Fi" not in room_scene.draw(room_seen.read(room.opened.id, at + timedelta(seconds=70)))


def test_pins_arrive_as_quotes_and_those_kept_off_leave(room, wall):
    reader = room.join()
    room.enter(Phase.LISTEN)
    assert "0 of 1 have pinned three" in wall()
    assert "Pin what the room should hear." in wall()
    for comment in reader.draw[:3]:
        room.do(Kind.PINNED, reader.actor, comment=comment)
    drawn = wall()
    assert "1 of 1 have pinned three" in drawn
    assert drawn.count("<blockquote>") == 3
    assert "For &lt;tests&gt; only." in drawn
    room.do(Kind.PIN_KEPT_OFF, participant=reader.id, comment=reader.draw[0], on=True)
    assert wall().count("<blockquote>") == 2
    room.enter(Phase.SAID)
    assert "2 pins on 2 comments" in wall()


def test_writing_shows_numbers_and_no_word(room, wall):
    writer = room.join().actor
    room.enter(Phase.WRITE)
    assert "Writing is not open yet" in wall()
    room.do(Kind.GATE_OPENED, is_early=True)
    assert "0 of 1 have handed in" in wall()
    room.do(Kind.HANDED_IN, writer, text="Xylophone service")
    drawn = wall()
    assert "1 of 1 have handed in" in drawn
    assert "Xylophone" not in drawn


def test_guessing_shows_the_message_without_what_customers_say(room, wall):
    (number,) = room.write(MESSAGE)
    room.enter(Phase.GUESS)
    assert "comes up soon" in wall()
    room.do(Kind.PUT_UP, message=number)
    drawn = wall()
    assert "Somebody answers the phone at once" in drawn
    assert "Claim 1 of 2: what do" in drawn
    assert "0 of 1" in drawn
    assert 'class="mark"' not in drawn
    assert "<blockquote>" not in drawn


def test_revealing_shows_both_sides_and_how_the_room_did(room, wall):
    (number,) = room.write(MESSAGE)
    room.enter(Phase.GUESS)
    room.do(Kind.PUT_UP, message=number)
    room.do(Kind.GUESSED, "p1", message=number, claim=0, verdict="supported", agreement="most")
    assert "1 of 1" in wall()
    room.enter(Phase.REVEAL)
    room.do(Kind.REVEALED, message=number)
    drawn = wall()
    assert "They say so" in drawn
    assert "<blockquote>" in drawn
    assert "0 of 1 guessed this; more said “say so” (1)." in drawn
    assert "Message 1 of 1, room guessed say so" in drawn
    assert room.opened.code in drawn
    room.do(Kind.CLAIM_SHOWN, claim=1)
    assert "We call you back</span>" in wall()


def test_a_quote_kept_off_the_wall_stays_off_the_rooms_wall(room, wall, full):
    (number,) = room.write(MESSAGE)
    room.enter(Phase.REVEAL)
    room.do(Kind.PUT_UP, message=number)
    room.do(Kind.REVEALED, message=number)
    assert "<blockquote>" in wall()
    from workshop import check
    from workshop.ui.wall.room_seen import scope_of

    checked = check.read(full, MESSAGE, scope_of(room.now)).check.claims[0]
    for item in checked.evidence:
        full.store.hidden.add("ferries", item.passage_id, reason="Too rude", at=datetime.now(UTC))
    assert "<blockquote>" not in wall()


def test_reworking_shows_before_and_now(room, wall):
    (number,) = room.write(MESSAGE)
    room.enter(Phase.REVEAL)
    room.do(Kind.PUT_UP, message=number)
    room.do(Kind.REVEALED, message=number)
    room.enter(Phase.REWORK)
    room.do(Kind.PUT_UP, message=number)
    room.do(Kind.REVEALED, message=number)
    room.do(Kind.REWORDED, "p1", message=number, text="You wait on hold for an hour.")
    room.do(Kind.LET_THROUGH, message=number)
    Worker(room.bench).run_waiting()
    drawn = wall()
    assert "<h2>Before</h2>" in drawn
    assert drawn.index("Somebody answers the phone") < drawn.index("You wait on hold")


def test_deciding_shows_messages_beside_evidence_and_hides_dots_until_voting_closes(room, wall):
    room.enter(Phase.DECIDE)
    assert "No message can be voted on yet." in wall()
    first, second = room.write(MESSAGE, "On hold for an hour and nobody answers.")
    room.enter(Phase.REVEAL)
    for number in (first, second):
        room.do(Kind.PUT_UP, message=number)
        room.do(Kind.REVEALED, message=number)
    room.enter(Phase.DECIDE)
    room.do(Kind.VOTING, state="open")
    room.do(Kind.VOTED, "p1", dots={first: 4, second: 1})
    drawn = wall()
    assert "1 of 1 have placed their dots" in drawn
    assert "<b>4</b> dots" not in drawn
    assert "not revealed yet" not in drawn
    room.do(Kind.VOTING, state="closed")
    assert "<b>4</b> dots" in wall()
    assert "Ordered by what customers say, then by dots." in wall()


def test_the_end_shows_what_was_decided(room, wall):
    (number,) = room.write(MESSAGE)
    room.enter(Phase.DECIDE)
    room.do(Kind.DECIDED, message=number, ending="hold_on", owner="Ann <b>")
    room.enter(Phase.BRIEF)
    drawn = wall()
    assert "We hold on to 1 of 1 message" in drawn
    assert "Ann &lt;b&gt;" in drawn
    room.do(Kind.ENDED)
    assert "The workshop has ended." in wall()


def test_a_paused_room_says_so_and_the_clock_stands(room, wall):
    room.enter(Phase.LISTEN)
    room.do(Kind.PAUSED, on=True)
    assert "Paused" in wall()


def test_light_and_dark_follow_the_workshop_and_its_owner_can_turn_them(room, visit, shown):
    page = visit("wall", workshop=room.id)
    assert "wall-frame bt light" in shown(page)
    page.button(key="room_wall_ground").click().run()
    assert "wall-frame bt dark" in shown(page)
    assert room.now.ground == "dark"


def test_a_workshop_that_is_not_there_is_said_to_be_gone(full, visit, shown):
    assert 'role="alert"' in shown(visit("wall", workshop="4711"))


def test_a_code_opens_the_wall_and_a_wrong_one_says_so(room, visit, shown):
    page = visit("wall", code=room.opened.code)
    assert "What do we say &lt;about&gt; the phone?" in shown(page)
    assert 'role="alert"' in shown(visit("wall", code="NOPE 00"))


def test_a_guest_has_no_control_and_no_drafts(room, visit, shown, monkeypatch):
    from workshop.ui import visitor

    monkeypatch.setattr(visitor, "role", lambda: "guest")
    page = visit("wall", code=room.opened.code)
    assert 'class="wall-frame' in shown(page)
    assert not page.button
    for other in ({}, {"draft": "1"}, {"workshop": room.id}):
        drawn = shown(visit("wall", **other))
        assert 'role="alert"' in drawn
        assert 'class="wall-frame' not in drawn
