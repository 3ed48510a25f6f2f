"""The control screen of a workshop in every phase: what it says, and that each button does its act."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workshop.jobs import Worker
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Ending, Kind, Moderation, Plan, Voting
from workshop.sessions import acting, joining, outcome, unheard

FIRST, SECOND = "Somebody answers the phone at once.", "We always call you back."
STEPS = {step.phase: at for at, step in enumerate(ready_agenda(60))}


class Room:
    """A workshop with two people without phones, whom the facilitator acts for."""

    def __init__(self, bench) -> None:
        self.bench, self.n = bench, 0
        plan = Plan("Phones & <more>", "Three messages", "ferries", ready_agenda(60))
        self.id = acting.open_workshop(bench, plan, client_key="open", at=datetime.now(UTC)).id
        self.people = [self.add("Ana"), self.add("Ben")]

    def add(self, name: str) -> int:
        self.act(Kind.ADDED, name=name)
        return self.rooms.participants(self.id)[-1].id

    def act(self, kind: Kind, for_: int | None = None, **payload: object):
        self.n += 1
        act = Act(kind, f"test {self.n}", payload, for_)
        return acting.act(self.bench, self.id, FACILITATOR, act, at=datetime.now(UTC))

    def enter(self, phase: Phase) -> None:
        self.act(Kind.PHASE_ENTERED, step=STEPS[phase])

    def write(self, *texts: str, through: bool = True) -> list[int]:
        self.enter(Phase.WRITE)
        if self.now.gate is None:
            self.act(Kind.GATE_OPENED, is_early=True)
        found = [self.act(Kind.HANDED_IN, self.people[at % 2], text=text).seq for at, text in enumerate(texts)]
        for number in found if through else ():
            self.act(Kind.LET_THROUGH, message=number)
        Worker(self.bench).run_waiting()
        return found

    def come(self, name: str) -> int:
        """Let somebody come in by phone."""
        return joining.join(self.bench, self.now.code, name, at=datetime.now(UTC)).participant.id

    def by_phone(self, who: int, kind: Kind, **payload: object):
        self.n += 1
        act = Act(kind, f"phone {self.n}", payload)
        return acting.act(self.bench, self.id, f"p{who}", act, at=datetime.now(UTC))

    @property
    def rooms(self):
        return self.bench.store.rooms

    @property
    def now(self):
        return self.rooms.get(self.id)

    @property
    def kinds(self) -> list[Kind]:
        return [event.kind for event in self.rooms.events(self.id)]

    @property
    def last(self):
        return [event for event in self.rooms.events(self.id) if event.actor == FACILITATOR][-1]

    def message(self, number: int):
        return next(one for one in self.rooms.messages(self.id) if one.id == number)


@pytest.fixture
def room(full) -> Room:
    return Room(full)


@pytest.fixture
def open_room(room, visit):
    return lambda: visit("workshops", workshop=str(room.id))


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_its_screen_and_one_big_next_act(room, open_room, shown, phase):
    room.write(FIRST, SECOND)
    room.enter(phase)
    page = open_room()
    said = shown(page)
    assert "On the wall now" in said
    assert "Phones &amp; &lt;more&gt;" in said
    assert len([one for one in page.button if one.key.startswith("room_go_main_")]) == 1


def test_the_big_button_walks_through_the_agenda(room, open_room):
    page = open_room()
    page.button(key="room_go_main_enter_1").click().run()
    assert room.now.phase is Phase.LISTEN


def test_writing_is_opened_early_with_how_many_have_pinned(room, open_room):
    room.enter(Phase.WRITE)
    page = open_room()
    button = page.button(key="room_go_main_gate")
    assert "Open writing now\\: 0 of 2 have pinned three" in button.label
    button.click().run()
    assert room.now.gate
    assert room.now.gate.is_early


def test_a_message_is_guessed_revealed_claim_by_claim_and_followed_by_the_next(room, open_room, shown):
    one, two = room.write(f"{FIRST} {SECOND}", SECOND)
    room.enter(Phase.GUESS)
    page = open_room()
    page.button(key=f"room_go_main_put_up_{one}").click().run()
    assert room.now.on_wall == one
    assert "Only you see the marks until you reveal." in shown(page)
    page.button(key=f"room_go_main_reveal_{one}").click().run()
    assert room.now.phase is Phase.REVEAL
    assert room.now.is_revealed
    page.button(key=f"room_go_main_claim_{one}_1").click().run()
    assert room.now.claim == 1
    page.button(key=f"room_go_claim_{one}_0").click().run()
    assert room.now.claim == 0
    page.button(key=f"room_go_put_up_{two}").click().run()
    assert room.now.on_wall == two


def test_guesses_are_counted_for_the_facilitator_alone(room, open_room, shown):
    one = room.write(FIRST)[0]
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=one)
    room.act(Kind.GUESSED, room.people[0], message=one, claim=0, verdict="supported", agreement="most")
    said = shown(open_room())
    assert "1 of 2 guessed. The wall shows the question, not the guesses." in said
    assert 'class="guesses"' in said


def test_messages_are_let_through_joined_and_sent_back_with_a_reason(room, open_room, shown):
    one, two, three = room.write(FIRST, SECOND, "Write to me at eve@example.com, we never fail.", through=False)
    page = open_room()
    said = shown(page)
    assert "“always” needs its own proof." in said
    assert "was masked." in said
    page.button(key=f"room_let_through_{one}").click().run()
    assert room.message(one).newest.moderation is Moderation.THROUGH
    page.button(key=f"room_join_{two}").click().run()
    page.button(key="room_join").click().run()
    assert room.message(two).group == one
    page.button(key=f"room_back_{three}").click().run()
    page.button(key="room_send_back").click().run()
    assert room.message(three).newest.moderation is Moderation.WAITING, "no reason, no sending back"
    page.text_input(key="room_why").set_value("Names somebody").run()
    page.button(key="room_send_back").click().run()
    assert room.message(three).newest.why == "Names somebody"
    page.button(key=f"room_part_{two}").click().run()
    assert room.message(two).group == two


@pytest.mark.parametrize("press", ["let_through", "send_back", "join"])
def test_words_that_changed_after_they_were_read_are_refused(room, open_room, shown, press):
    lead = room.write(SECOND)[0]
    one = room.write(FIRST, through=False)[0]
    page = open_room()
    if press == "send_back":
        page.button(key=f"room_back_{one}").click().run()
        page.text_input(key="room_why").set_value("Too long").run()
    if press == "join":
        page.button(key=f"room_join_{one}").click().run()
    room.act(Kind.REWORDED, room.people[0], message=one, text=f"{FIRST} Always.")
    page.button(key=f"room_let_through_{one}" if press == "let_through" else f"room_{press}").click().run()
    assert "Its words have been changed since." in shown(page)
    assert room.message(one).newest.moderation is Moderation.WAITING
    assert room.message(one).group != lead


def test_a_question_shows_the_words_that_were_read(room, open_room, shown):
    room.write(SECOND)
    one = room.write(FIRST, through=False)[0]
    page = open_room()
    page.button(key=f"room_back_{one}").click().run()
    room.act(Kind.REWORDED, room.people[0], message=one, text="Other <words>.")
    page.run()
    assert f"<p><b>{FIRST}</b></p>" in shown(page)


def test_words_that_nobody_uses_are_named_beside_what_waits(room, open_room, shown, monkeypatch):
    monkeypatch.setattr(unheard, "FEWEST", 5)
    room.write("We answer the phone <b>seamlessly</b>, two hours, holistically. Harbour Ferries", through=False)
    assert "Two words nobody here uses: seamlessly, holistically." in shown(open_room())


def test_a_message_in_the_words_of_customers_has_no_word_to_point_out(room, open_room, shown, monkeypatch):
    monkeypatch.setattr(unheard, "FEWEST", 5)
    room.write("Nobody waits an hour on hold.", through=False)
    assert "nobody here uses" not in shown(open_room())


def test_all_that_wait_are_shown_on_demand(room, open_room):
    room.add("Cy")
    wrote = room.write(*(f"We answer within {n} minutes." for n in range(3, 9)), through=False)
    for name in ("Cy", "Dee", "Eve"):
        who = room.come(name)
        wrote += [room.by_phone(who, Kind.HANDED_IN, text=f"{name} says {n} hours.").seq for n in range(3)]
    page = open_room()

    def rows() -> int:
        return len([one for one in page.button if one.key.startswith("room_let_through_")])

    assert (len(wrote), rows()) == (15, 12)
    assert page.button(key="room_all_waiting").label == "Show all 15"
    page.button(key="room_all_waiting").click().run()
    assert rows() == 15
    page.button(key="room_all_waiting").click().run()
    assert rows() == 12


def test_any_hand_is_lowered_by_one_press_beside_its_name_and_raised_by_undo(room, open_room, shown):
    gus = room.come("Gus & <co>")
    room.by_phone(gus, Kind.HAND, on=True)
    page = open_room()
    assert "Gus &amp; &lt;co&gt;" in shown(page)
    page.button(key=f"room_lower_{gus}").click().run()
    assert not room.rooms.participant(room.id, gus).hand_up
    assert (room.last.kind, room.last.on_behalf_of) == (Kind.HAND, gus)
    assert f"room_lower_{gus}" not in [one.key for one in page.button]
    page.button(key="room_undo").click().run()
    assert room.rooms.participant(room.id, gus).hand_up


def test_a_message_near_another_is_offered_to_be_joined_with_it(room, open_room, shown):
    one = room.write(FIRST)[0]
    two = room.write("Somebody answers every phone at once", through=False)[0]
    page = open_room()
    assert "Close to message 1." in shown(page)
    assert page.button(key=f"room_join_{two}").label == "Join with 1…"
    assert one != two


@pytest.mark.parametrize(
    ("key", "kind", "payload"),
    [
        ("room_clock_more", Kind.CLOCK_CHANGED, {"minutes": 1}),
        ("room_clock_less", Kind.CLOCK_CHANGED, {"minutes": -1}),
        ("room_clock_stop", Kind.CLOCK_CHANGED, {"running": False}),
        ("room_paused", Kind.PAUSED, {"on": True}),
        ("room_locked", Kind.LOCKED, {"on": True}),
        ("room_shown_authors", Kind.SHOWN, {"authors": True}),
        ("room_shown_ground", Kind.SHOWN, {"ground": "dark"}),
        ("room_show_code", Kind.SHOWN, {"code": False}),
    ],
)
def test_each_switch_does_its_act(room, open_room, key, kind, payload):
    room.enter(Phase.LISTEN)
    page = open_room()
    if "shown" in key:
        page.button(key="room_more").click().run()
    page.button(key=key).click().run()
    assert room.last.kind is kind
    assert {name: value for name, value in room.last.payload.items() if value is not None} == payload


def test_a_stopped_clock_goes_on(room, open_room):
    room.enter(Phase.LISTEN)
    page = open_room()
    page.button(key="room_clock_stop").click().run()
    assert room.now.seconds_left
    page.button(key="room_clock_run").click().run()
    assert room.now.ends_at


def test_undo_takes_back_the_last_act_and_says_so_where_there_is_none(room, open_room, shown):
    room.enter(Phase.LISTEN)
    page = open_room()
    page.button(key="room_undo").click().run()
    assert room.now.phase is Phase.LOBBY
    for _ in range(9):
        page.button(key="room_undo").click().run()
    assert "There is nothing to undo." in shown(page)


def test_a_phase_is_re_timed_skipped_taken_up_again_and_repeated(room, open_room):
    page = open_room()
    page.button(key="room_step_4").click().run()
    page.number_input(key="room_step_minutes_4").set_value(12).run()
    page.button(key="room_step_retime").click().run()
    assert room.now.agenda[4].minutes == 12
    page.button(key="room_step_4").click().run()
    page.button(key="room_step_skip").click().run()
    assert room.now.agenda[4].is_skipped
    page.button(key="room_step_4").click().run()
    page.button(key="room_step_skip").click().run()
    assert not room.now.agenda[4].is_skipped
    page.button(key="room_step_4").click().run()
    page.button(key="room_step_enter").click().run()
    assert room.now.step == 4
    page.button(key="room_step_4").click().run()
    page.button(key="room_step_enter").click().run()
    assert room.kinds.count(Kind.PHASE_ENTERED) == 2


def test_the_plan_says_when_it_ends(room, open_room, shown):
    assert "Started now, you end at" in shown(open_room())
    room.enter(Phase.LISTEN)
    assert "On this plan you end at" in shown(open_room())


def test_people_are_added_and_removed(room, open_room, shown):
    page = open_room()
    page.button(key="room_open_add").click().run()
    page.button(key="room_add").click().run()
    assert len(room.rooms.participants(room.id)) == 2, "no name, no person"
    page.text_input(key="room_added_name").set_value("Cy <b>").run()
    page.button(key="room_add").click().run()
    assert "Cy &lt;b&gt;" in shown(page)
    page.button(key="room_open_people").click().run()
    page.selectbox(key="room_who").set_value(room.people[0]).run()
    page.button(key="room_remove").click().run()
    assert [one.is_removed for one in room.rooms.participants(room.id)] == [True, False, False]


def test_the_facilitator_pins_writes_guesses_and_votes_for_somebody_without_a_phone(room, open_room):
    ana = room.people[0]
    room.enter(Phase.LISTEN)
    drawn = room.rooms.participant(room.id, ana).draw
    page = open_room()
    page.button(key=f"room_for_{ana}").click().run()
    page.button(key=f"room_for_pin_{drawn[0]}").click().run()
    assert [pin.comment_id for pin in room.rooms.pins(room.id)] == [drawn[0]]
    page.button(key="room_for_ready").click().run()
    assert room.rooms.participant(room.id, ana).is_ready
    one = room.write(SECOND)[0]
    page = open_room()
    page.button(key=f"room_for_{ana}").click().run()
    page.text_area(key="room_for_text").set_value(FIRST).run()
    page.button(key="room_for_hand_in").click().run()
    assert room.rooms.messages(room.id)[-1].newest.text == FIRST
    room.enter(Phase.GUESS)
    room.act(Kind.PUT_UP, message=one)
    page = open_room()
    page.button(key=f"room_for_{ana}").click().run()
    page.button(key="room_for_guess").click().run()
    assert [guess.participant for guess in room.rooms.guesses(room.id)] == [ana]
    room.act(Kind.REVEALED, message=one)
    room.enter(Phase.DECIDE)
    room.act(Kind.VOTING, state="open")
    page = open_room()
    page.button(key=f"room_for_{ana}").click().run()
    page.number_input(key=f"room_for_dots_{ana}_{one}").set_value(3).run()
    page.button(key="room_for_vote").click().run()
    assert room.rooms.votes(room.id) == {ana: {one: 3}}


def test_a_pin_is_kept_off_the_wall_and_shown_again(room, open_room):
    room.enter(Phase.LISTEN)
    ana = room.people[0]
    comment = room.rooms.participant(room.id, ana).draw[0]
    room.act(Kind.PINNED, ana, comment=comment)
    page = open_room()
    for is_off in (True, False):
        page.button(key=f"room_keep_off_{ana}_{comment}").click().run()
        assert room.rooms.pins(room.id)[0].is_kept_off is is_off


def test_pins_are_paged_by_twenty(room, open_room, shown):
    room.enter(Phase.LISTEN)
    people = [room.come(f"P{n}") for n in range(7)]
    for who in people:
        for comment in room.rooms.participant(room.id, who).draw[:3]:
            room.by_phone(who, Kind.PINNED, comment=comment)
    page = open_room()

    def rows() -> int:
        return len([one for one in page.button if one.key.startswith("room_keep_off_")])

    assert rows() == 20
    assert "1 to 20 of 21" in shown(page)
    page.button(key="room_pins_older").click().run()
    assert rows() == 1
    page.button(key="room_pins_newer").click().run()
    assert rows() == 20


def test_comments_are_searched_and_put_on_the_wall_for_nobody_in_the_room(room, open_room, shown):
    room.enter(Phase.SAID)
    page = open_room()
    page.button(key="room_open_search").click().run()
    page.text_input(key="room_search_words").set_value("callback").run()
    assert "a callback would be great" in shown(page)
    (found,) = [one.key for one in page.button if one.key.startswith("room_pinned_")]
    page.button(key=found).click().run()
    (pin,) = room.rooms.pins(room.id)
    assert pin.participant == 0
    assert "Pinned by you." in shown(page)
    page.segmented_control(key="room_search_scope").set_value("In what is pinned").run()
    page.button(key=found.replace("pinned", "unpinned")).click().run()
    assert not room.rooms.pins(room.id)


def test_searching_the_pins_finds_those_of_everybody(room, open_room, shown):
    room.enter(Phase.LISTEN)
    ana = room.people[0]
    drawn = room.rooms.participant(room.id, ana).draw[0]
    room.act(Kind.PINNED, ana, comment=drawn)
    page = open_room()
    page.button(key="room_open_search").click().run()
    page.segmented_control(key="room_search_scope").set_value("In what is pinned").run()
    assert "Pinned by Ana." in shown(page)
    page.text_input(key="room_search_words").set_value("<seamless>").run()
    assert "No comment holds all of this." in shown(page)


def test_a_search_without_words_shows_nothing(room, open_room, shown):
    room.enter(Phase.SAID)
    page = open_room()
    page.button(key="room_open_search").click().run()
    assert "Write a word that somebody remembers." in shown(page)
    assert not [one for one in page.button if one.key.startswith("room_pinned_")]


def test_voting_opens_and_closes_and_a_message_ends_with_owner_and_note(room, open_room, shown):
    one = room.write(FIRST)[0]
    room.act(Kind.PUT_UP, message=one)
    room.enter(Phase.DECIDE)
    page = open_room()
    page.button(key="room_go_main_voting_open").click().run()
    assert room.now.voting is Voting.OPEN
    page.button(key="room_go_main_voting_closed").click().run()
    assert room.now.voting is Voting.CLOSED
    page.button(key=f"room_decide_{one}").click().run()
    page.segmented_control(key=f"room_ending_{one}").set_value(Ending.HOLD_ON).run()
    page.text_input(key=f"room_owner_{one}").set_value("Ana <Ops>").run()
    page.text_input(key=f"room_note_{one}").set_value("By May").run()
    page.button(key="room_decide").click().run()
    kept = room.message(one)
    assert (kept.ending, kept.owner, kept.note) == (Ending.HOLD_ON, "Ana <Ops>", "By May")
    assert "Ana &lt;Ops&gt;" in shown(page)


def test_something_is_parked(room, open_room, shown):
    page = open_room()
    page.button(key="room_open_park").click().run()
    page.text_input(key="room_parked_words").set_value("Who owns <the line>?").run()
    page.button(key="room_park").click().run()
    assert "Who owns &lt;the line&gt;?" in shown(page)


def test_the_workshop_ends_and_leads_to_its_brief(room, open_room, shown):
    one = room.write(FIRST)[0]
    room.enter(Phase.DECIDE)
    room.act(Kind.DECIDED, message=one, ending="hold_on", owner="Ana", note="By May")
    room.enter(Phase.BRIEF)
    page = open_room()
    page.button(key="room_more").click().run()
    page.button(key="room_open_end").click().run()
    page.button(key="room_end_now").click().run()
    assert room.now.ended_at
    page.button(key="room_go_brief").click().run()
    assert "Writing was opened early by the facilitator" in shown(page)
    page.button(key="room_make_brief").click().run()
    said = shown(page)
    assert "How the room decided" in said
    assert "By May" in said
    assert [draft.text for draft in room.bench.store.drafts.list()] == [FIRST]


def test_owner_note_and_ending_are_changed_after_the_end_and_the_brief_says_the_newest(room, open_room, shown):
    one = room.write(FIRST)[0]
    room.act(Kind.DECIDED, message=one, ending="hold_on", owner="Ana", note="By May")
    room.act(Kind.ENDED)
    page = open_room()
    assert "Waiting to go on the wall" not in shown(page)
    page.button(key=f"room_decide_{one}").click().run()
    page.text_input(key=f"room_owner_{one}").set_value("Ben").run()
    page.text_input(key=f"room_note_{one}").set_value("By June, eve@example.com").run()
    page.button(key="room_decide").click().run()
    (decision,) = outcome.record(room.bench, room.id).decisions
    assert (decision.owner, decision.note) == ("Ben", "By June, [email]")
    page.button(key="room_go_brief").click().run()
    page.button(key="room_make_brief").click().run()
    assert "By June, [email]" in shown(page)
    assert "By May" not in shown(page)


def test_what_happened_is_told_in_words_and_offered_whole(room, open_room, shown):
    import json

    from workshop.ui.facilitate.history import as_lines

    room.write(FIRST)
    page = open_room()
    page.button(key="room_more").click().run()
    page.button(key="room_open_history").click().run()
    assert "The facilitator opened writing early." in shown(page)
    assert page.download_button(key="room_export")
    events = room.rooms.events(room.id)
    lines = [json.loads(line) for line in as_lines(events).splitlines()]
    assert [line["seq"] for line in lines] == [event.seq for event in events]
    assert room.rooms.get(room.id).code not in as_lines(events)


def test_two_facilitators_see_the_same_workshop(room, open_room, shown):
    one, other = open_room(), open_room()
    one.button(key="room_paused").click().run()
    assert "Phones are paused" in shown(other.run())
