"""The phone: what a participant sees and does in every phase, and what they never see."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from workshop import corpus
from workshop.jobs import Worker
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Kind, Plan
from workshop.sessions import acting, joining, rules, seeing
from workshop.ui import visitor
from workshop.ui.ballot import given_of
from workshop.ui.phone import boxes, screen

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

    def events(self, *kinds: Kind):
        return [one for one in self.bench.store.rooms.events(self.id) if one.kind in kinds]

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


def drawn(page, key):
    """Return the one button drawn now whose key is this, or begins with it and says what it was drawn for."""
    (found,) = [one for one in page.button if one.key == key or one.key.startswith(f"{key}_")]
    return found


def press(page, key):
    return drawn(page, key).click().run()


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


TWO = "Somebody answers the phone at once. We call you back."


def test_the_phone_says_which_of_several_claims_is_guessed_and_follows_the_facilitator(room, phone, shown):
    number = room.write(TWO)
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    page = phone()
    assert "<b>Claim 1 of 2</b> is underlined." in shown(page)
    assert "Somebody answers the phone at once</mark>" in shown(page)
    room.act(Kind.CLAIM_SHOWN, claim=1)
    page = page.run()
    assert "<b>Claim 2 of 2</b> is underlined." in shown(page)
    assert "We call you back</mark>" in shown(page)
    press(press(page, "phone_guess_wished_for"), "phone_agree_most")
    (guess,) = room.bench.store.rooms.guesses(room.id)
    assert guess.claim == 1


def test_a_message_of_one_claim_needs_no_number_and_one_without_any_is_not_marked(room, phone, shown):
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=room.write())
    room.enter(Phase.GUESS)
    said = shown(phone())
    assert "<mark" in said
    assert "Claim 1" not in said
    number = room.write("Hello", room.ana)
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    assert "What do they say?" in shown(phone())


def test_a_guess_on_one_claim_is_not_shown_as_a_guess_on_another(room, phone, shown):
    number = room.write(TWO)
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    page = press(press(phone(), "phone_guess_contradicted"), "phone_agree_few")
    assert "You guessed on claim 1 of 2" in shown(page)
    room.act(Kind.CLAIM_SHOWN, claim=1)
    said = shown(page.run())
    assert "You guessed" not in said
    assert "Your guess on claim 1 was: ✕ They say the opposite. A new one takes its place." in said
    page = press(page, "phone_guess_unsupported")
    assert "You guessed on claim 2 of 2" in shown(page)
    assert [one.claim for one in room.bench.store.rooms.guesses(room.id)] == [1]


def test_a_verdict_chosen_for_one_claim_is_not_kept_for_another(room, phone, shown):
    number = room.write(TWO)
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    page = press(phone(), "phone_guess_contradicted")
    few = drawn(page, "phone_agree_few")
    room.act(Kind.CLAIM_SHOWN, claim=1)
    assert "What do they say?" in shown(page.run())
    tap_late(page, few)
    (guess,) = room.bench.store.rooms.guesses(room.id)
    assert guess.claim == 0, "a tap is about what was drawn when it was tapped"


def test_the_reveal_shows_what_they_say_beside_the_guess(room, phone, shown):
    number = room.write()
    room.enter(Phase.REVEAL)
    room.act(Kind.PUT_UP, message=number)
    room.act(Kind.GUESSED, room.ana, message=number, verdict="supported", agreement="all")
    room.act(Kind.REVEALED, message=number)
    said = shown(phone())
    assert "You guessed: They say so." in said
    assert "answered at once" in said


def double_tap(page, key):
    """Tap the same drawing of a button twice, the second time before the browser has drawn it anew."""
    found = drawn(page, key)
    return tap_late(found.click().run(), found)


def tap_late(page, found):
    """Tap a button of an earlier drawing, as a browser does that has not drawn the new one: it sends that tap alone."""
    states = page._tree.get_widget_states()
    states.widgets.append(found.set_value(True)._widget_state)
    return page._run(states)


def test_a_double_tap_on_next_goes_one_comment_on(room, phone, shown):
    room.enter(Phase.LISTEN)
    page = double_tap(press(press(phone(), "phone_next"), "phone_next"), "phone_next")
    assert "4 of 5" in shown(page)
    assert [event.payload["n"] for event in room.events(Kind.READ)] == [1, 2, 3]
    assert "3 of 5" in shown(double_tap(page, "phone_back"))


def test_a_double_tap_pins_one_comment_and_unpins_one(room, phone):
    room.enter(Phase.LISTEN)
    page = double_tap(phone(), "phone_pin")
    assert len(room.bench.store.rooms.pins(room.id)) == 1
    double_tap(page, "phone_unpin")
    assert [event.kind for event in room.events(Kind.PINNED, Kind.UNPINNED)] == [Kind.PINNED, Kind.UNPINNED]


def test_a_double_tap_on_a_guess_is_one_guess(room, phone):
    number = room.write()
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=number)
    page = double_tap(phone(), "phone_guess_contradicted")
    double_tap(page, "phone_agree_few")
    assert len(room.events(Kind.GUESSED)) == 1


@pytest.fixture
def reveal(room):
    """Return a way to put a message up and to reveal it, with twelve more comments against it."""

    def revealed(text: str = "The crew is friendly.", phase: Phase = Phase.REVEAL) -> int:
        waits = [f'"The crew is not friendly, call {20 + n} of mine. A & B < C?",w{n},2015-03-01' for n in range(12)]
        rows = "\n".join(["text,author,date", *waits, '"The crew is friendly, thank you.",ned,2015-03-02']).encode()
        plan = corpus.Plan("ferries", "more.csv")
        corpus.take(room.bench, corpus.preview(room.bench, rows, plan), plan)
        number = room.write(text)
        room.enter(phase)
        room.act(Kind.PUT_UP, message=number)
        room.act(Kind.REVEALED, message=number)
        return number

    return revealed


def test_all_comments_are_paged_through_by_ten_the_opposite_first_and_there_is_a_way_back(phone, reveal, shown):
    number = reveal()
    page = phone()
    assert drawn(page, "phone_all").label == "All 13 comments"
    page = press(page, f"phone_all_{number}_0")
    first = shown(page)
    assert "Comments 1 to 10 of 13" in first
    assert first.count("The crew is not friendly, call") == 10
    assert "thank you" not in first
    assert "A &amp; B &lt; C?" in first, "the whole comment, verbatim and escaped"
    page = press(page, "phone_page_on")
    assert "Comments 11 to 13 of 13" in shown(page)
    assert "thank you" in shown(page)
    assert drawn(page, "phone_page_on").disabled
    page = press(press(page, "phone_page_back"), "phone_all_back")
    assert "Comments 1 to" not in shown(page)
    assert drawn(page, "phone_all").label == "All 13 comments"


def test_a_double_tap_on_the_next_ten_turns_one_page(phone, reveal, shown):
    number = reveal()
    page = double_tap(press(phone(), f"phone_all_{number}_0"), "phone_page_on")
    assert "Comments 11 to 13 of 13" in shown(page)


def test_comments_that_are_open_close_when_the_room_moves_on(room, phone, reveal, shown):
    number = reveal("The crew is friendly. We call you back.")
    page = press(phone(), f"phone_all_{number}_0")
    room.act(Kind.CLAIM_SHOWN, claim=1)
    assert "Comments 1 to" not in shown(page.run())
    room.act(Kind.CLAIM_SHOWN, claim=0)
    room.act(Kind.UNDONE, seq=room.events(Kind.REVEALED)[-1].seq)
    said = shown(page.run())
    assert "of mine" not in said, "what was revealed by mistake is hidden again"


def test_a_quote_that_is_kept_off_the_wall_is_not_on_a_phone_and_counts(room, phone, reveal, shown):
    number = reveal()
    seen = seeing.phone(room.bench, room.ana).on_wall
    gone = seen.partial.check.claims[0].evidence[0]
    room.bench.store.hidden.add("ferries", gone.passage_id, reason="Names somebody", at=datetime.now(UTC))
    page = phone()
    assert gone.quote not in shown(page)
    page = press(page, f"phone_all_{number}_0")
    assert gone.quote not in shown(page)
    assert "of 12. The facilitator keeps 1 off the wall, counted all the same." in shown(page)


def test_rewording_shows_what_it_said_what_they_say_to_it_and_the_pen_below(phone, reveal, shown):
    number = reveal(phase=Phase.REWORK)
    said = shown(phone())
    assert 'class="claim v-contradicted is-open">The crew is friendly</span>' in said
    assert "Travellers say the opposite" in said
    assert "12 the opposite" in said
    assert "of mine" in said
    assert "thank you" in said
    assert said.index("The crew is friendly") < said.index("of mine")
    page = press(phone(), f"phone_all_{number}_0")
    assert "Comments 1 to 10 of 13" in shown(page)


def test_a_new_wording_waits_and_is_then_held_against_the_one_before(room, phone, reveal, shown):
    number = reveal(phase=Phase.REWORK)
    room.act(Kind.REWORDED, room.ana, message=number, text="The crew is not friendly.")
    said = shown(phone())
    assert '<p class="msg">The crew is not friendly.</p><p class="s" role="status">Handed in. Nobody else sees' in said
    assert "<dt>Was</dt>" not in said
    room.act(Kind.LET_THROUGH, message=number)
    waiting = shown(phone())
    assert "Being read" in waiting
    assert "Their answer is still being read." in waiting
    Worker(room.bench).run_waiting()
    said = shown(phone())
    was, now = said.split("<dt>Was</dt>")[1].split("<dt>Now</dt>")
    assert "The crew is friendly." in was
    assert "Travellers say the opposite" in was
    assert "Travellers say so" in now


def test_one_of_several_claims_can_be_chosen_while_rewording(phone, reveal, shown):
    reveal("The crew is friendly. We call you back.", Phase.REWORK)
    page = phone()
    choice = page.segmented_control[0]
    assert choice.options == ["1 ✕ opposite", "2 ⊙ only 1"]
    assert "Travellers say the opposite" in shown(page)
    page = choice.select(1).run()
    assert "call us back" in shown(page)


def give(room, key: str, dots: dict[int, int]) -> AppTest:
    """Tell what Ana's ballot tells: how many dots messages are to have."""

    def script(number: int, who: int, key: str, dots: dict[str, int]) -> None:
        from workshop.ui.ballot import Given
        from workshop.ui.bench import bench
        from workshop.ui.phone import acts, vote

        vote.give(bench().store.rooms.participant(number, who), Given(dots, key))
        acts.say_refusal()

    given = {str(message): n for message, n in dots.items()}
    return AppTest.from_function(script, args=(room.id, room.ana.id, key, given)).run()


def ballot(page: AppTest) -> dict:
    """Return what the ballot on a phone was given to draw."""
    drawn = [one.proto for one in page.get("bidi_component") if one.proto.id.endswith("-phone_ballot")]
    return json.loads(drawn[0].json)


@pytest.fixture
def voting(room) -> tuple[int, int]:
    """Open voting on two messages, and return their numbers."""
    numbers = room.write(), room.write("The crew is <b>kind</b>.", room.ana)
    room.enter(Phase.DECIDE)
    room.act(Kind.VOTING, state="open")
    return numbers


def test_the_ballot_shows_each_message_with_ones_own_dots(room, phone, voting):
    first, second = voting
    room.act(Kind.VOTED, room.ana, dots={str(second): 2})
    room.act(Kind.VOTED, room.ben, dots={str(first): 5})
    drawn = ballot(phone())
    assert [(row["message"], row["text"], row["dots"]) for row in drawn["rows"]] == [
        (first, FIRST, 0),
        (second, "The crew is <b>kind</b>.", 2),
    ]
    assert (drawn["most"], {row["known"] for row in drawn["rows"]}) == (5, {"Not revealed yet."})


def test_what_the_ballot_tells_is_kept_once_and_named_as_heard(room, voting):
    first, _ = voting
    for _ in range(2):
        page = give(room, "one", {first: 1})
    assert len(room.events(Kind.VOTED)) == 1
    assert page.session_state["phone_ballot_heard"] == "one"


def test_a_ballot_leaves_the_dots_that_it_does_not_name(room, voting):
    first, second = voting
    give(room, "one", {first: 1})
    give(room, "two", {second: 3})
    give(room, "three", {second: 0})
    assert room.bench.store.rooms.votes(room.id) == {room.ana.id: {first: 1}}


@pytest.mark.parametrize(
    "dots", [{0: 6}, {0: -1}, {0: "many"}, {99: 1}], ids=["too many", "fewer than none", "no number", "no message"]
)
def test_a_ballot_that_cannot_be_is_refused_and_heard(room, voting, dots):
    first, _ = voting
    give(room, "one", {first: 2})
    page = give(room, "two", {message or first: n for message, n in dots.items()})
    assert "refused" in page.get("html")[0].proto.body
    assert page.session_state["phone_ballot_heard"] == "two"
    assert room.bench.store.rooms.votes(room.id) == {room.ana.id: {first: 2}}


@pytest.mark.parametrize("told", [None, 3, "x", {}, {"dots": 3, "key": "k"}, {"dots": {}, "key": 3}])
def test_what_no_ballot_tells_is_not_heard(told, monkeypatch):
    monkeypatch.setattr(st, "session_state", {"phone_ballot": {"given": told}})
    assert given_of("phone_ballot") is None


def test_a_phone_takes_a_turn_and_gives_it_back_and_the_wall_takes_none(room, phone, visit, shown, monkeypatch):
    turns: list[str] = []

    @contextmanager
    def turn():
        turns.append("taken")
        try:
            yield
        finally:
            turns.append("given back")

    monkeypatch.setattr(screen, "_turn", turn())
    assert "What &lt;b&gt;holds" in shown(visit("wall", workshop=str(room.id)))
    assert turns == []
    assert "You are in." in shown(phone())
    assert turns == ["taken", "given back"]


def test_a_paused_phone_says_so_and_keeps_what_was_written(room, phone, shown):
    room.write(who=room.ana)
    room.act(Kind.PAUSED, on=True)
    said = shown(phone())
    assert "The room is paused." in said
    assert FIRST in said


def test_a_hand_and_a_ready_mark(room, phone):
    press(press(phone(), "phone_ready_on"), "phone_hand_on")
    me = room.bench.store.rooms.participant(room.id, room.ana.id)
    assert me.is_ready
    assert me.hand_up


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


def send(room, name: str, kind: Kind, text: str) -> AppTest:
    """Send what a box of Ana's holds, as her browser does."""

    def script(number: int, who: int, name: str, kind: str, text: str) -> None:
        from workshop.room.records import Kind
        from workshop.ui.bench import bench
        from workshop.ui.phone import acts, boxes

        me = bench().store.rooms.participant(number, who)
        boxes.hand_in(me, name, Kind(kind), {"text": text}, "made in the browser")
        acts.say_refusal("")  # said at the head of the page: what no box has been refused
        acts.say_refusal(name)

    return AppTest.from_function(script, args=(room.id, room.ana.id, name, kind.value, text)).run()


def answer(page: AppTest, name: str):
    return page.session_state[boxes.ANSWERS][name]


def test_what_a_box_hands_in_is_kept_or_said_to_be_refused(room, bench):
    def hand_in(text: str) -> AppTest:
        return send(room, "new", Kind.HANDED_IN, text)

    room.enter(Phase.WRITE)
    early = hand_in(FIRST)
    assert answer(early, "new").n_refused == 1
    assert "Writing is not open yet." in early.get("html")[0].proto.body
    room.act(Kind.GATE_OPENED, is_early=True)
    assert answer(hand_in("x" * 401), "new").kept == ""
    for _ in range(2):
        assert answer(hand_in(FIRST), "new").kept == "made in the browser"
    assert [one.newest.text for one in bench.store.rooms.messages(room.id)] == [FIRST]


def test_what_is_parked_is_kept_once_and_what_is_refused_counts_against_its_own_box(room, bench, monkeypatch):
    assert "There are no words in this." in send(room, "park", Kind.PARKED, "  ").get("html")[0].proto.body
    with monkeypatch.context() as full:
        full.setattr(rules, "MOST_PARKED", 0)
        refused = send(room, "park", Kind.PARKED, "Who owns <the> line?")
    assert "The parking lot is full." in refused.get("html")[0].proto.body
    assert (answer(refused, "park").kept, answer(refused, "park").n_refused) == ("", 1)
    assert refused.session_state[boxes.ANSWERS].keys() == {"park"}
    for _ in range(2):
        assert answer(send(room, "park", Kind.PARKED, "Who owns the line?"), "park").kept == "made in the browser"
    assert [one.text for one in bench.store.rooms.parked(room.id)] == ["Who owns the line?"]


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
