"""The phone: what a participant sees and does in every phase, and what they never see."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from workshop.errors import WorkshopError
from workshop.jobs import Worker
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Kind, Plan
from workshop.sessions import acting, joining, rules
from workshop.ui import visitor
from workshop.ui.phone import write

STEPS = {step.phase: at for at, step in enumerate(ready_agenda(60))}
FIRST = "Somebody answers the phone at once."


class Room:
    """A workshop with two people who joined by phone."""

    def __init__(self, bench) -> None:
        self.bench, self.n = bench, 0
        plan = Plan("Phones", "What <b>holds</b>?", "ferries", ready_agenda(60))
        self.workshop = acting.open_workshop(bench, plan, client_key="open", at=datetime.now(UTC))
        self.id = self.workshop.id
        self.ana, self.ben = self.join("Ana"), self.join(None)

    def join(self, name):
        return joining.join(self.bench, self.workshop.code.lower(), name, at=datetime.now(UTC)).participant

    def act(self, kind: Kind, who=None, **payload: object):
        self.n += 1
        actor = who.actor if who else FACILITATOR
        return acting.act(self.bench, self.id, actor, Act(kind, f"test {self.n}", payload), at=datetime.now(UTC))

    def enter(self, phase: Phase) -> None:
        self.act(Kind.PHASE_ENTERED, step=STEPS[phase])

    def write(self, text: str = FIRST, who=None) -> int:
        self.enter(Phase.WRITE)
        if self.bench.store.rooms.get(self.id).gate is None:
            self.act(Kind.GATE_OPENED, is_early=True)
        number = self.act(Kind.HANDED_IN, who or self.ben, text=text).seq
        self.act(Kind.LET_THROUGH, message=number)
        Worker(self.bench).run_waiting()
        return number


@pytest.fixture
def room(full) -> Room:
    return Room(full)


@pytest.fixture
def phone(room, visit, monkeypatch):
    """Return a way to open Ana's phone; AppTest has no cookies."""
    monkeypatch.setattr(visitor, "me", lambda: room.bench.store.rooms.participant(room.id, room.ana.id))
    return lambda: visit("phone")


def press(page, key):
    return page.button(key=key).click().run()


def test_who_has_not_joined_is_led_to_the_code(full, visit, shown):
    page = visit("phone")
    assert "You are not in a workshop" in shown(page)
    assert 'href="/join"' in shown(page)


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_its_screen_without_any_message(room, phone, shown, phase):
    room.enter(phase)
    assert "What &lt;b&gt;" in shown(phone()) or phase is not Phase.LOBBY
    assert "<b>holds</b>" not in shown(phone())


def test_ten_are_read_one_by_one_and_three_are_pinned(room, phone, shown):
    room.enter(Phase.LISTEN)
    page = phone()
    for n in range(3):
        page = press(page, "phone_pin")
        page = press(page, "phone_next")
        assert len(room.bench.store.rooms.pins(room.id)) == n + 1
    page = press(press(page, "phone_next"), "phone_next")
    assert "You read 5 and pinned 3." in shown(page)
    assert room.bench.store.rooms.participant(room.id, room.ana.id).n_read == 5


def test_a_pin_can_be_taken_off(room, phone):
    room.enter(Phase.LISTEN)
    page = press(press(phone(), "phone_pin"), "phone_unpin")
    assert not page.exception
    assert room.bench.store.rooms.pins(room.id) == []


def test_nobody_writes_before_the_gate_opens(room, phone, shown):
    room.enter(Phase.WRITE)
    assert "Writing is not open yet." in shown(phone())


def test_what_the_pad_sent_is_kept_once_however_often_it_is_sent(room, full):
    room.enter(Phase.WRITE)
    room.act(Kind.GATE_OPENED, is_early=True)
    for _ in range(2):
        acting.act(full, room.id, room.ana.actor, Act(Kind.HANDED_IN, "made in the browser", {"text": FIRST}),
                   at=datetime.now(UTC))  # fmt: skip
    assert len(full.store.rooms.messages(room.id)) == 1
    assert write.PAD


def test_another_persons_message_is_not_on_my_phone_before_it_is_put_up(room, phone, shown):
    room.write("A secret of Ben's.", room.ben)
    assert "secret" not in shown(phone())


def test_a_guess_is_a_verdict_and_how_many_agree(room, phone, shown):
    number = room.write()
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    page = phone()
    assert 'class="mark"' not in shown(page), "no colour and no mark before the reveal"
    page = press(press(page, "phone_guess_contradicted"), "phone_agree_few")
    assert "You guessed" in shown(page)
    (guess,) = room.bench.store.rooms.guesses(room.id)
    assert (guess.verdict.value, guess.agreement.value) == ("contradicted", "few")


def test_the_reveal_shows_what_they_say_beside_the_guess(room, phone, shown):
    number = room.write()
    room.enter(Phase.REVEAL)
    room.act(Kind.PUT_UP, message=number)
    room.act(Kind.GUESSED, room.ana, message=number, verdict="supported", agreement="all")
    room.act(Kind.REVEALED, message=number)
    said = shown(phone())
    assert "You guessed: They say so." in said
    assert "answered at once" in said


def test_dots_are_placed_one_by_one_and_never_too_many(room, phone, shown):
    number = room.write()
    room.enter(Phase.DECIDE)
    room.act(Kind.VOTING, state="open")
    page = phone()
    for _ in range(5):
        page = press(page, f"phone_dot_{number}_more")
    assert room.bench.store.rooms.votes(room.id) == {room.ana.id: {number: 5}}
    assert "5 of 5" in shown(page)
    with pytest.raises(WorkshopError, match="dots"):
        room.act(Kind.VOTED, room.ana, dots={str(number): 6})


def test_a_paused_phone_says_so_and_keeps_what_was_written(room, phone, shown):
    room.write(who=room.ana)
    room.act(Kind.PAUSED, on=True)
    said = shown(phone())
    assert "The room is paused." in said
    assert FIRST in said


def test_a_hand_a_ready_mark_and_something_for_later(room, phone):
    page = press(press(phone(), "phone_ready_on"), "phone_hand_on")
    page.text_input(key="phone_parking").set_value("Who owns the line?")
    page.button(key="phone_park_it").click().run()
    me = room.bench.store.rooms.participant(room.id, room.ana.id)
    assert me.is_ready
    assert me.hand_up
    assert [one.text for one in room.bench.store.rooms.parked(room.id)] == ["Who owns the line?"]
    assert page.text_input(key="phone_parking").value == ""


def test_what_is_refused_is_said_and_nothing_is_lost(room, phone, shown, monkeypatch):
    page = phone()
    page.text_input(key="phone_parking").set_value("   ")
    page = page.button(key="phone_park_it").click().run()
    assert "There are no words in this." in shown(page)
    page.text_input(key="phone_parking").set_value("Who owns <the> line?")
    monkeypatch.setattr(rules, "MOST_PARKED", 0)
    page = page.button(key="phone_park_it").click().run()
    assert "The parking lot is full." in shown(page)
    assert page.text_input(key="phone_parking").value == "Who owns <the> line?"


def test_another_claim_in_focus_is_not_held_against_the_guess(room, phone, shown):
    number = room.write("Somebody answers the phone at once. We call you back.")
    room.enter(Phase.REVEAL)
    room.act(Kind.PUT_UP, message=number)
    room.act(Kind.GUESSED, room.ana, message=number, claim=0, verdict="supported", agreement="all")
    room.act(Kind.REVEALED, message=number)
    assert "You guessed" in shown(phone())
    room.act(Kind.CLAIM_SHOWN, claim=1)
    assert "You guessed" not in shown(phone())


def test_a_hostile_name_and_message_stay_text(room, full, visit, shown, monkeypatch):
    evil = room.join('<img src=x onerror="alert(1)">')
    monkeypatch.setattr(visitor, "me", lambda: full.store.rooms.participant(room.id, evil.id))
    number = room.write("<script>alert(1)</script> We always answer.", evil)
    room.enter(Phase.REVEAL)
    room.act(Kind.PUT_UP, message=number)
    said = shown(visit("phone"))
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_an_ended_workshop_thanks(room, phone, shown):
    room.act(Kind.ENDED)
    assert "The workshop has ended." in shown(phone())


def test_a_doubled_press_on_the_hand_leaves_it_up(room, phone):
    page = phone()
    hand = page.button(key="phone_hand_on")
    hand.click().run()
    hand.click().run()
    assert room.bench.store.rooms.participant(room.id, room.ana.id).hand_up


def test_guessing_again_starts_with_the_verdicts_and_the_last_guess_counts(room, phone, shown):
    number = room.write()
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    page = press(phone(), "phone_guess_not_checkable")
    assert "Not for them to say." in shown(page)
    page = press(press(page, "phone_guess_again"), "phone_guess_wished_for")
    page = press(press(page, "phone_guess_back"), "phone_guess_unsupported")
    assert "Nobody says so." in shown(page)
    (guess,) = room.bench.store.rooms.guesses(room.id)
    assert (guess.verdict.value, guess.agreement) == ("unsupported", None)


def test_what_the_pad_hands_in_is_kept_or_said_to_be_refused(room, bench):
    def script(number: int, who: int, text: str) -> None:
        from workshop.room.records import Kind
        from workshop.ui.bench import bench
        from workshop.ui.phone import acts, write

        write.hand_in(bench().store.rooms.participant(number, who), Kind.HANDED_IN, None, text, "made in the browser")
        acts.say_refusal()

    def hand_in(text: str) -> AppTest:
        return AppTest.from_function(script, args=(room.id, room.ana.id, text)).run()

    room.enter(Phase.WRITE)
    early = hand_in(FIRST)
    assert early.session_state[write.ANSWER].n_refused == 1
    assert "Writing is not open yet." in early.get("html")[0].proto.body
    room.act(Kind.GATE_OPENED, is_early=True)
    assert hand_in("x" * 401).session_state[write.ANSWER].kept == ""
    for _ in range(2):
        assert hand_in(FIRST).session_state[write.ANSWER].kept == "made in the browser"
    assert [one.newest.text for one in bench.store.rooms.messages(room.id)] == [FIRST]


def test_a_message_that_was_sent_back_says_why_and_can_be_taken_back(room, phone, shown):
    room.enter(Phase.WRITE)
    room.act(Kind.GATE_OPENED, is_early=True)
    number = room.act(Kind.HANDED_IN, room.ana, text=FIRST).seq
    room.act(Kind.SENT_BACK, message=number, why="Shorter, <please>.")
    page = phone()
    assert "Sent back to you. Shorter, &lt;please&gt;." in shown(page)
    press(page, f"phone_take_{number}")
    assert room.bench.store.rooms.messages(room.id) == []


def test_who_was_removed_is_told_and_led_to_the_code(room, phone, shown, monkeypatch):
    page = phone()
    monkeypatch.setattr(visitor, "me", lambda: None)
    said = shown(page.run())
    assert "You are not in this room any more." in said
    assert 'href="/join"' in said


def test_every_stepper_names_its_message(room, phone):
    number = room.write()
    room.enter(Phase.DECIDE)
    room.act(Kind.VOTING, state="open")
    assert "Somebody answers the phone at once" in phone().button(key=f"phone_dot_{number}_more").label
