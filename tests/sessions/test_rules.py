"""What can be done, how often and with which words: every refusal leaves nothing behind."""

from datetime import timedelta

import pytest

from workshop.errors import WorkshopError
from workshop.records import Comment
from workshop.room.agenda import Phase
from workshop.room.records import Ending, Kind, Moderation, Plan, Voting
from workshop.sessions import acting, outcome, rules, seeing
from workshop.sessions.pace import Pace
from workshop.store.batches import Batch
from workshop.store.jobs import JobState
from workshop.store.rooms import UnknownParticipant, UnknownWorkshop


def refused(room, match, who, kind, **given):
    before = len(room.events)
    with pytest.raises(WorkshopError, match=match) as found:
        room.does(who, kind, **given)
    assert len(room.events) == before
    for sentence in (found.value.happened, found.value.advice):
        assert sentence.endswith(".")
        assert sentence[0].isupper()


def test_opening_twice_with_one_key_is_one_workshop(cafe, room):
    plan = Plan("Coffee", "Three messages for spring.", "cafe", room.now.agenda)
    assert acting.open_workshop(cafe, plan, client_key="open Coffee", at=room.at).id == room.id
    assert acting.open_workshop(cafe, plan, client_key="another", at=room.at).id != room.id
    assert len({one.code for one in cafe.store.rooms.list()}) == 2


@pytest.mark.parametrize("wrong", [{"name": " "}, {"outcome": "\u200b"}, {"name": "x" * 999}, {"segment": "moon"}])
def test_a_plan_that_cannot_be_is_refused(cafe, open_room, wrong):
    plan = {"name": "A", "outcome": "B.", "corpus": "cafe", "agenda": open_room(0).now.agenda} | wrong
    with pytest.raises(WorkshopError):
        acting.open_workshop(cafe, Plan(**plan), client_key="k", at=open_room(0).at)
    assert len(cafe.store.rooms.list()) == 1


def test_the_same_key_is_one_act_however_often_it_comes(room):
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    first = room.does(1, Kind.HANDED_IN, key="k", text="The coffee is great.")
    assert room.does(1, Kind.HANDED_IN, key="k", text="The coffee is great.") == first
    assert room.does(1, Kind.HAND, key="k", on=True) == first
    assert room.does(2, Kind.HANDED_IN, key="k", text="The coffee is great.").seq != first.seq
    room.does(None, Kind.ENDED)
    assert room.does(1, Kind.HANDED_IN, key="k", text="The coffee is great.") == first
    assert len(room.rooms.messages(room.id)) == 2


@pytest.mark.parametrize("key", ["", "x" * 201, "a\ud800", "a\n"])
def test_a_key_that_cannot_be_kept_is_refused(room, key):
    from workshop.room.records import Act

    with pytest.raises(WorkshopError, match="understood"):
        acting.act(room.bench, room.id, "p1", Act(Kind.HAND, key, {"on": True}), at=room.at)


def test_who_or_what_is_not_there_is_one_sentence(room):
    with pytest.raises(UnknownParticipant):
        room.does(99, Kind.HAND, on=True)
    room.id = 99
    with pytest.raises(UnknownWorkshop):
        room.does(None, Kind.ENDED)


def test_a_participant_pins_three_of_their_own_comments(room):
    room.enter(Phase.LISTEN)
    first = room.person(1).draw[0]
    room.does(1, Kind.PINNED, comment=first)
    refused(room, "have pinned this", 1, Kind.PINNED, comment=first)
    refused(room, "not among", 1, Kind.PINNED, comment="nothing")
    refused(room, "not pinned", 2, Kind.UNPINNED, comment=first)
    for comment in room.person(1).draw[1:3]:
        room.does(1, Kind.PINNED, comment=comment)
    refused(room, "have pinned 3", 1, Kind.PINNED, comment=room.person(1).draw[3])
    room.does(1, Kind.UNPINNED, comment=first)
    room.does(1, Kind.PINNED, comment=room.person(1).draw[3])
    assert len(room.rooms.pins(room.id)) == 3


def test_reading_only_grows(room):
    room.enter(Phase.LISTEN)
    for n, kept in ((3, 3), (1, 3), (50, 10)):
        room.does(1, Kind.READ, n=n)
        assert room.person(1).n_read == kept


@pytest.mark.parametrize(("n_people", "needed"), [(1, 1), (4, 4), (5, 4), (6, 5), (10, 8)])
def test_writing_opens_when_four_of_five_have_pinned(open_room, n_people, needed):
    room = open_room(n_people)
    room.enter(Phase.LISTEN)
    for who in room.people[: needed - 1]:
        room.pin(who)
    room.pin(room.people[needed - 1], 2)
    assert room.now.gate is None
    room.does(room.people[needed - 1], Kind.PINNED, comment=room.person(room.people[needed - 1]).draw[2])
    gate = room.now.gate
    assert (gate.is_early, gate.n_pinned, gate.n_people) == (False, needed, n_people)
    assert room.events[-1].actor == "room"


def test_writing_opens_when_those_who_had_not_pinned_are_removed(room):
    room.enter(Phase.LISTEN)
    for who in (1, 2, 3):
        room.pin(who)
    assert room.now.gate is None
    room.does(None, Kind.REMOVED, participant=4)
    assert (room.now.gate.n_pinned, room.now.gate.n_people) == (3, 3)


def test_nobody_writes_before_the_gate_and_an_early_one_is_remembered(room):
    room.enter(Phase.WRITE)
    refused(room, "not open yet", 1, Kind.HANDED_IN, text="Coffee.")
    room.does(None, Kind.GATE_OPENED, is_early=False)
    assert room.now.gate.is_early
    refused(room, "open already", None, Kind.GATE_OPENED, is_early=True)


def test_a_message_waits_is_let_through_and_is_checked_at_once(room):
    number = room.write(1, "The coffee is great.", through=False)
    assert room.message(number).newest.moderation is Moderation.WAITING
    assert [job.payload["message"] for job in room.bench.store.jobs.list(JobState.WAITING)] == ["The coffee is great."]
    room.does(None, Kind.SENT_BACK, message=number, why="Say which coffee.")
    assert room.message(number).newest.why == "Say which coffee."
    refused(room, "does not wait", None, Kind.SENT_BACK, message=number, why="Again.")
    room.does(1, Kind.REWORDED, message=number, text="The espresso is great.")
    room.does(None, Kind.LET_THROUGH, message=number, version=2)
    refused(room, "has been let through", None, Kind.LET_THROUGH, message=number)
    refused(room, "has been let through", 1, Kind.REWORDED, message=number, text="More words.")
    refused(room, "has been let through", 1, Kind.TAKEN_BACK, message=number)
    assert room.message(number).shown.text == "The espresso is great."


def test_nobody_lets_through_words_that_they_have_not_read(room):
    number = room.write(1, "The coffee is great.", through=False)
    room.does(1, Kind.REWORDED, message=number, text="Something else entirely.")
    refused(room, "changed since", None, Kind.LET_THROUGH, message=number, version=1)
    refused(room, "changed since", None, Kind.SENT_BACK, message=number, version=1)


def test_nobody_sends_words_back_that_they_have_not_read(room):
    number = room.write(1, "The coffee is great.", through=False)
    room.does(1, Kind.REWORDED, message=number, text="The coffee is good.")
    refused(room, "have been changed since", None, Kind.SENT_BACK, message=number, version=1, why="Too long.")
    room.does(None, Kind.SENT_BACK, message=number, version=2, why="Too long.")


def test_messages_of_others_stay_theirs(room):
    number = room.write(1, "The coffee is great.", through=False)
    refused(room, "somebody else's", 2, Kind.REWORDED, message=number, text="Mine now.")
    refused(room, "somebody else's", 2, Kind.TAKEN_BACK, message=number)
    room.does(1, Kind.TAKEN_BACK, message=number)
    refused(room, "not there any more", None, Kind.LET_THROUGH, message=number)


def test_everybody_writes_three_and_none_twice(room):
    numbers = [room.write(1, text, through=False) for text in ("One.", "Two.", "Three.")]
    refused(room, "have handed in 3", 1, Kind.HANDED_IN, text="Four.")
    room.does(1, Kind.TAKEN_BACK, message=numbers[0])
    refused(room, "have handed this in", 1, Kind.HANDED_IN, text="  Two. ")
    refused(room, "Nothing was changed", 1, Kind.REWORDED, message=numbers[1], text="Two.")
    room.does(1, Kind.HANDED_IN, text="One.")


def test_no_more_than_forty_wait_for_the_facilitator(open_room):
    room = open_room(15)
    for who in room.people[:13]:
        for text in ("One.", "Two.", "Three."):
            room.write(who, text, through=False)
    last = room.write(14, "One.", through=False)
    refused(room, "many messages", 14, Kind.HANDED_IN, text="Two.")
    room.does(None, Kind.LET_THROUGH, message=last)
    room.does(14, Kind.HANDED_IN, text="Two.")


def test_anybody_rewords_what_is_on_the_wall_in_the_rework_phase(room):
    number, waiting = room.write(1, "The coffee is great."), room.write(2, "The queue is short.", through=False)
    room.enter(Phase.REWORK)
    room.does(3, Kind.REWORDED, message=number, text="The espresso is great.")
    refused(room, "not on the wall", 3, Kind.REWORDED, message=waiting, text="Other words.")
    found = room.message(number)
    assert (found.author, found.newest.author, found.shown.text) == (1, 3, "The coffee is great.")
    room.does(None, Kind.LET_THROUGH, message=number)
    assert room.message(number).shown.text == "The espresso is great."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Call me on +44 20 7946 0958, it is great.", "Call me on [phone], it is great."),
        ("Write to ann@example.com today.", "Write to [email] today."),
        ("safe \u202eevil\u202c \u200bwords", "safe evil words"),
        ("<script>alert('x')</script>", "<script>alert('x')</script>"),
        ("'; DROP TABLE messages; --", "'; DROP TABLE messages; --"),
        ("خدمة ممتازة 日本語", "خدمة ممتازة 日本語"),
    ],
)
def test_words_are_kept_harmless_and_masked(room, typed, kept):
    number = room.write(1, typed, through=False)
    room.does(1, Kind.PARKED, text=typed)
    assert room.message(number).newest.text == kept
    assert room.rooms.parked(room.id)[0].text == kept
    assert typed == kept or typed not in str([event.payload for event in room.events])


@pytest.mark.parametrize("text", ["x" * 401, "x" * 100_000, "\u0301" * 100_000])
def test_what_is_too_long_is_refused_in_its_own_words(room, text):
    room.write(1, "First.")
    refused(room, "longer than 400", 1, Kind.HANDED_IN, text=text)
    refused(room, "longer than 200", 1, Kind.PARKED, text=text)


@pytest.mark.parametrize("text", ["", "\u200b\u202e", "a\ud800b"])
def test_what_holds_no_words_is_refused(room, text):
    room.write(1, "First.")
    refused(room, "no words|understood", 1, Kind.HANDED_IN, text=text)


def test_notes_and_reasons_are_masked_and_owners_stay_as_typed(room):
    number = room.write(1, "The coffee is great.", through=False)
    sent = room.does(None, Kind.SENT_BACK, message=number, why="Names eve@example.com.")
    assert sent.payload["why"] == "Names [email]."
    room.does(None, Kind.LET_THROUGH, message=number)
    note, owner = "Ask eve@example.com or 0171 555 23 68.", "Ana, ana@example.com"
    decided = room.does(None, Kind.DECIDED, message=number, ending="rework", owner=owner, note=note).payload
    assert (decided["owner"], decided["note"]) == (owner, "Ask [email] or [phone].")
    emptied = room.does(None, Kind.DECIDED, message=number, ending="rework", owner=" ", note=" ").payload
    assert (emptied["owner"], emptied["note"]) == ("", "")


def test_a_guess_counts_until_the_reveal_the_last_one_only(room):
    number, other = room.write(1, "The coffee is great."), room.write(2, "The queue is short.")
    room.enter(Phase.GUESS)
    refused(room, "not on the wall", 1, Kind.GUESSED, message=number, verdict="thin")
    room.does(None, Kind.PUT_UP, message=number)
    room.does(1, Kind.GUESSED, message=number, verdict="thin")
    room.does(1, Kind.GUESSED, message=number, verdict="supported", agreement="most")
    refused(room, "not on the wall", 1, Kind.GUESSED, message=other, verdict="thin")
    room.does(None, Kind.REVEALED, message=number)
    refused(room, "has been revealed", 1, Kind.GUESSED, message=number, verdict="thin")
    (kept,) = room.rooms.guesses(room.id)
    assert (kept.verdict, kept.agreement) == ("supported", "most")
    room.does(None, Kind.PUT_UP, message=other)
    assert not room.now.is_revealed
    room.does(None, Kind.PUT_UP, message=number)
    assert room.now.is_revealed


def test_what_was_not_let_through_cannot_go_on_the_wall(room):
    number = room.write(1, "The coffee is great.", through=False)
    for kind, given in ((Kind.PUT_UP, {}), (Kind.REVEALED, {}), (Kind.DECIDED, {"ending": "rework"})):
        refused(room, "not been let through", None, kind, message=number, **given)


def test_a_vote_is_one_a_person_and_only_while_voting_is_open(room):
    one, two = room.write(1, "The coffee is great."), room.write(2, "The queue is short.")
    waiting = room.write(3, "Something else.", through=False)
    room.enter(Phase.DECIDE)
    refused(room, "closed", 1, Kind.VOTED, dots={one: 1})
    refused(room, "not open", None, Kind.VOTING, state="closed")
    room.does(None, Kind.VOTING, state="open")
    room.does(1, Kind.VOTED, dots={one: 5})
    room.does(1, Kind.VOTED, dots={one: 2, two: 3})
    refused(room, "have 5 dots", 1, Kind.VOTED, dots={one: 3, two: 3})
    refused(room, "not been let through", 1, Kind.VOTED, dots={waiting: 1})
    refused(room, "not there", 1, Kind.VOTED, dots={10**6: 1})
    assert room.rooms.votes(room.id) == {1: {one: 2, two: 3}}
    room.does(None, Kind.GROUPED, message=two, into=one)
    refused(room, "shown with another", 2, Kind.VOTED, dots={two: 1})
    room.does(None, Kind.VOTING, state="closed")
    refused(room, "closed", 1, Kind.VOTED, dots={one: 1})
    assert room.now.voting is Voting.CLOSED


def test_what_becomes_of_a_message_can_be_decided_and_left_open_again(room):
    number = room.write(1, "The coffee is great.")
    room.does(None, Kind.DECIDED, message=number, ending="hold_on", owner=" Ana ", note="Print it.")
    found = room.message(number)
    assert (found.ending, found.owner, found.note) == (Ending.HOLD_ON, "Ana", "Print it.")
    room.does(None, Kind.DECIDED, message=number, ending=None)
    assert room.message(number).ending is None
    refused(room, "longer than 60", None, Kind.DECIDED, message=number, ending="rework", owner="x" * 61)


def test_owner_note_and_ending_are_mended_after_the_end(room):
    number = room.write(1, "The coffee is great.")
    room.does(None, Kind.DECIDED, message=number, ending="hold_on", owner="Ana", note="By May.")
    room.does(None, Kind.ENDED)
    room.does(None, Kind.DECIDED, message=number, ending="rework", owner="Ben", note="By June.")
    (decision,) = outcome.record(room.bench, room.id).decisions
    assert (decision.ending, decision.owner, decision.note) == ("Rework it", "Ben", "By June.")
    room.undo()
    (decision,) = outcome.record(room.bench, room.id).decisions
    assert (decision.ending, decision.owner, decision.note) == ("Hold on to it", "Ana", "By May.")
    assert room.now.ended_at
    hidden = room.rooms.events(room.id)[-1].seq
    refused(room, "not there any more", None, Kind.DECIDED, message=hidden, ending="let_go")


def test_the_facilitator_pins_any_comment_that_answers_and_nobody_counts_it_as_a_person(room):
    refused(room, "not for the phase", None, Kind.PINNED, comment="1")
    room.enter(Phase.SAID)
    there = [one.id for one in room.bench.store.comments.browse("cafe", 1, limit=50).comments]
    room.does(None, Kind.PINNED, comment=there[0])
    refused(room, "have pinned this", None, Kind.PINNED, comment=there[0])
    refused(room, "not among those that answer", None, Kind.PINNED, comment="nothing")
    assert [(pin.participant, pin.comment_id) for pin in room.rooms.pins(room.id)] == [(0, there[0])]
    assert room.rooms.pinned_enough(room.id, 3) == (0, 4)
    assert [comment.id for _, comment in seeing.wall(room.bench, room.id).pins] == [there[0]]
    room.rooms.rebuild(room.id)
    assert len(room.rooms.pins(room.id)) == 1
    room.does(None, Kind.PIN_KEPT_OFF, participant=0, comment=there[0], on=True)
    assert not seeing.wall(room.bench, room.id).pins
    room.does(None, Kind.UNPINNED, comment=there[0])
    assert not room.rooms.pins(room.id)
    room.undo()
    assert len(room.rooms.pins(room.id)) == 1


def test_the_facilitator_pins_within_the_segment_that_answers(open_room):
    room = open_room(1, segment="city=York")
    room.enter(Phase.SAID)
    refused(room, "not among those that answer", None, Kind.PINNED, comment="p0")
    room.does(None, Kind.PINNED, comment="w0")


def test_the_facilitator_pins_no_comment_of_the_company_s_own_people(room):
    insider = Comment("x1", "I work here, and it is lovely.", "staff", insider=True)
    room.bench.store.comments.add("cafe", [insider], batch=Batch("hash", "staff.csv", room.at))
    room.enter(Phase.SAID)
    refused(room, "somebody of the company", None, Kind.PINNED, comment="x1")


def test_the_facilitator_pins_twenty_and_no_more(room, monkeypatch):
    monkeypatch.setattr(rules, "MOST_FOUND", 2)
    room.enter(Phase.LISTEN)
    one, two, three = [one.id for one in room.bench.store.comments.browse("cafe", 1, limit=3).comments]
    room.does(None, Kind.PINNED, comment=one)
    room.does(None, Kind.PINNED, comment=two)
    refused(room, "have pinned 2", None, Kind.PINNED, comment=three)


def test_a_paused_room_stands_still_and_goes_on_where_it_was(room):
    room.enter(Phase.LISTEN)
    room.at += timedelta(minutes=2)
    room.does(None, Kind.PAUSED, on=True)
    left = room.now.seconds_left
    assert left == 15 * 60 - 121
    refused(room, "is paused", 1, Kind.PINNED, comment=room.person(1).draw[0])
    refused(room, "is paused", None, Kind.CLOCK_CHANGED, running=True)
    room.does(1, Kind.HAND, on=True)
    room.at += timedelta(hours=1)
    room.does(None, Kind.PAUSED, on=False)
    assert (room.now.ends_at - room.at).total_seconds() == left
    room.does(None, Kind.CLOCK_CHANGED, minutes=1)
    assert (room.now.ends_at - room.at).total_seconds() == left + 59


def test_a_clock_that_goes_back_breaks_no_order(room):
    room.enter(Phase.LISTEN)
    room.pin(1, 1)
    room.at -= timedelta(hours=3)
    room.pin(2, 1)
    room.does(1, Kind.PARKED, text="First.")
    room.at -= timedelta(hours=3)
    room.does(2, Kind.PARKED, text="Second.")
    number = room.write(1, "The coffee is great.")
    assert [event.seq for event in room.events] == list(range(1, len(room.events) + 1))
    assert [pin.participant for pin in room.rooms.pins(room.id)] == [1, 2]
    assert [one.text for one in room.rooms.parked(room.id)] == ["First.", "Second."]
    assert room.message(number).shown is not None
    assert room.now.ends_at > room.now.entered_at


def test_the_agenda_keeps_the_phase_that_is_on(room):
    room.enter(Phase.WRITE)
    steps = [{"phase": step.phase.value, "minutes": 3} for step in room.now.agenda]
    refused(room, "keep the phase", None, Kind.AGENDA_CHANGED, agenda=steps[:2])
    room.does(None, Kind.AGENDA_CHANGED, agenda=steps[:4])
    refused(room, "no such phase", None, Kind.PHASE_ENTERED, step=4)
    room.does(1, Kind.READY, on=True)
    room.does(None, Kind.PHASE_ENTERED, step=3)
    assert not room.person(1).is_ready


def test_who_is_removed_can_do_nothing_more(room):
    room.does(1, Kind.HAND, on=True)
    room.does(None, Kind.REMOVED, participant=1)
    refused(room, "not in this room", 1, Kind.HAND, on=True)
    assert not room.person(1).hand_up
    refused(room, "Nobody of this number", None, Kind.REMOVED, participant=99)


def test_two_workshops_at_once_know_nothing_of_each_other(open_room):
    one, two = open_room(2, "One"), open_room(3, "Two")
    for room, text in ((one, "The coffee is great."), (two, "The queue is short.")):
        room.enter(Phase.LISTEN)
        room.pin(1, 2)
        room.write(1, text)
    one.does(None, Kind.ENDED)
    two.does(2, Kind.HAND, on=True)
    for room, text, n in ((one, "The coffee is great.", 2), (two, "The queue is short.", 3)):
        assert [message.newest.text for message in room.rooms.messages(room.id)] == [text]
        assert len(room.rooms.participants(room.id)) == n
        assert len(room.rooms.pins(room.id)) == 2
    assert not one.person(2).hand_up
    assert two.now.ended_at is None


def test_nobody_acts_faster_than_people_can(room):
    for _ in range(30):
        room.does(1, Kind.HAND, on=True)
    refused(room, "very fast", 1, Kind.HAND, on=False)
    room.does(2, Kind.HAND, on=True)


def test_pace_forgets_what_is_long_ago():
    now = 0.0
    pace = Pace(2, 10.0, lambda: now)
    pace.step("a")
    pace.step("a")
    with pytest.raises(WorkshopError):
        pace.step("a")
    now = 10.0
    pace.step("a")
