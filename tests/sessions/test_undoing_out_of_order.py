"""Undoing what lies further back: whatever was done since either stands or changes nothing, and no page breaks."""

import random

import pytest

from workshop.errors import WorkshopError
from workshop.room.agenda import Phase
from workshop.room.records import Kind, Moderation
from workshop.sessions import rules, seeing


@pytest.fixture
def ana(room):
    """Add somebody without a phone, for whom the facilitator acts."""
    room.does(None, Kind.ADDED, name="Ana")
    return room.rooms.participants(room.id)[-1].id


def holds(room):
    """Draw every face."""
    seeing.wall(room.bench, room.id)
    seeing.control(room.bench, room.id)
    seeing.phone(room.bench, room.person(1))


def agenda(room, n):
    phases = [step.phase.value for step in room.now.agenda]
    return [{"phase": phases[place % len(phases)], "minutes": 4} for place in range(n)]


def test_a_phase_that_the_agenda_has_no_more_is_not_entered(room):
    longer = room.does(None, Kind.AGENDA_CHANGED, agenda=agenda(room, 12))
    room.does(None, Kind.PHASE_ENTERED, step=3)
    room.does(None, Kind.PHASE_ENTERED, step=11)
    room.does(None, Kind.UNDONE, seq=longer.seq)
    assert (room.now.step, len(room.now.agenda)) == (3, 9)
    holds(room)


def test_an_agenda_that_was_cut_while_it_could_be_keeps_a_phase_that_is_on(room):
    room.does(None, Kind.PHASE_ENTERED, step=8)
    back = room.does(None, Kind.PHASE_ENTERED, step=1)
    room.does(None, Kind.AGENDA_CHANGED, agenda=agenda(room, 3))
    room.does(None, Kind.UNDONE, seq=back.seq)
    assert room.now.phase is room.now.agenda[2].phase
    holds(room)


def test_what_was_unpinned_and_pinned_again_is_pinned_once(room, ana):
    room.enter(Phase.LISTEN)
    comment = room.person(ana).draw[0]
    room.does(None, Kind.PINNED, behalf=ana, comment=comment)
    unpinned = room.does(None, Kind.UNPINNED, behalf=ana, comment=comment)
    room.does(None, Kind.PINNED, behalf=ana, comment=comment)
    room.does(None, Kind.UNDONE, seq=unpinned.seq)
    assert [pin.comment_id for pin in room.rooms.pins(room.id)] == [comment]
    holds(room)


def test_letting_words_through_never_lets_through_others(room, ana):
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    number = room.does(None, Kind.HANDED_IN, behalf=ana, text="Nobody has read this.").seq
    reworded = room.does(None, Kind.REWORDED, behalf=ana, message=number, text="The coffee is great.")
    room.does(None, Kind.LET_THROUGH, message=number)
    room.does(None, Kind.UNDONE, seq=reworded.seq)
    assert [one.moderation for one in room.message(number).versions] == [Moderation.WAITING]
    assert room.message(number).shown is None


def test_a_wording_keeps_its_number_when_an_earlier_one_is_undone(room, ana):
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    number = room.does(None, Kind.HANDED_IN, behalf=ana, text="First.").seq
    second = room.does(None, Kind.REWORDED, behalf=ana, message=number, text="Second.")
    room.does(None, Kind.SENT_BACK, message=number, why="No.")
    room.does(None, Kind.REWORDED, behalf=ana, message=number, text="Third.")
    room.does(None, Kind.LET_THROUGH, message=number, version=3)
    room.does(None, Kind.UNDONE, seq=second.seq)
    assert [(one.number, one.text, one.moderation) for one in room.message(number).versions] == [
        (1, "First.", Moderation.WAITING),
        (3, "Third.", Moderation.THROUGH),
    ]
    room.enter(Phase.REWORK)
    room.does(1, Kind.REWORDED, message=number, text="Fourth.")
    assert room.message(number).newest.number == 4
    holds(room)


def test_showing_nothing_new_changes_nothing(room):
    before = room.now
    for given in ({}, {"authors": None, "code": None, "ground": None}):
        room.does(None, Kind.SHOWN, **given)
    assert (room.now.shows_authors, room.now.shows_code, room.now.ground) == (
        before.shows_authors, before.shows_code, before.ground)  # fmt: skip


def test_a_rewording_that_was_sent_back_leaves_the_message_handed_in(room):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.REWORK)
    room.does(2, Kind.REWORDED, message=number, text="Other words.")
    assert seeing.wall(room.bench, room.id).n_handed_in == 1
    room.does(None, Kind.SENT_BACK, message=number)
    assert seeing.wall(room.bench, room.id).n_handed_in == 1


def anything(room, chance, ana):
    """Return an act that the facilitator does for Ana, or of their own, drawn at random."""
    messages = [one.id for one in room.rooms.messages(room.id)]
    message, comment = chance.choice([*messages, 999]), chance.choice(room.person(ana).draw[:4])
    words = chance.choice(("The coffee is great.", "It is cheap.", "Staff smile."))
    keeps = (Kind.ADDED, Kind.GATE_OPENED)
    back = [0, *(event.seq for event in rules.undoable(room.events) if event.kind not in keeps)]
    for_ana = (
        (Kind.PINNED, {"comment": comment}), (Kind.UNPINNED, {"comment": comment}), (Kind.HANDED_IN, {"text": words}),
        (Kind.REWORDED, {"message": message, "text": words}), (Kind.TAKEN_BACK, {"message": message}),
        (Kind.GUESSED, {"message": message, "verdict": "thin"}), (Kind.VOTED, {"dots": {message: 2}}),
    )  # fmt: skip
    own = (
        (Kind.AGENDA_CHANGED, {"agenda": agenda(room, chance.randint(2, 14))}), (Kind.VOTING, {"state": "open"}),
        *[(Kind.PHASE_ENTERED, {"step": chance.choice((1, 3, 3, 6, 6, 7, 11))})] * 4,
        (Kind.PUT_UP, {"message": message}), (Kind.LET_THROUGH, {"message": message}),
        (Kind.SENT_BACK, {"message": message}),
        (Kind.GROUPED, {"message": message, "into": chance.choice([*messages, 999])}),
        (Kind.REVEALED, {"message": message}), *[(Kind.UNDONE, {"seq": chance.choice(back)})] * 2,
    )  # fmt: skip
    if chance.random() < 0.5:
        kind, given = chance.choice(for_ana)
        return kind, given | {"behalf": ana}
    return chance.choice(own)


def state(room):
    rooms, number = room.rooms, room.id
    return room.now, rooms.participants(number), *(read(number) for read in (
        rooms.messages, rooms.pins, rooms.guesses, rooms.votes, rooms.parked))  # fmt: skip


@pytest.mark.parametrize("seed", [0, 2])
def test_undoing_anything_at_any_time_breaks_nothing(room, ana, seed):
    chance, read = random.Random(seed), set()  # noqa: S311 - a walk, not a secret
    room.enter(Phase.WRITE)
    room.does(None, Kind.GATE_OPENED, is_early=True)
    for n in range(250):
        kind, given = anything(room, chance, ana)
        try:
            done = room.does(None, kind, **given)
        except WorkshopError:
            continue
        if kind is Kind.LET_THROUGH:
            read.add((given["message"], done.payload["version"]))
        there = room.rooms.messages(room.id)
        wordings = [(one.id, version) for one in there for version in one.versions]
        assert {(message, one.number) for message, one in wordings if one.moderation is Moderation.THROUGH} <= read
        assert {one.group for one in there} <= {one.id for one in there}
        if n % 10 == 0:
            holds(room)
    holds(room)
    before = state(room)
    room.rooms.rebuild(room.id)
    assert state(room) == before
    assert {Kind.UNDONE, Kind.HANDED_IN, Kind.AGENDA_CHANGED} <= {event.kind for event in room.events}
