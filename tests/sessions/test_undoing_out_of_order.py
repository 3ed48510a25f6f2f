"""Undoing what lies further back: whatever was done since either stands or changes nothing, and no page breaks."""

import pytest

from workshop.room.agenda import Phase
from workshop.room.records import Kind, Moderation
from workshop.sessions import seeing


@pytest.fixture
def ana(room):
    """Add somebody without a phone, for whom the facilitator acts."""
    room.does(None, Kind.ADDED, name="Ana")
    return room.rooms.participants(room.id)[-1].id


def holds(room):
    """Every face can be drawn, and the tables are what the events make of them."""
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
