"""Coming in with a code, being known again, and acting for who has no phone."""

from datetime import timedelta

import pytest

from workshop.errors import WorkshopError
from workshop.room.agenda import Phase
from workshop.room.records import Kind
from workshop.sessions import joining


def join(room, code=None, name=None):
    return joining.join(room.bench, room.now.code if code is None else code, name, at=room.at)


def test_who_joins_gets_a_number_a_token_and_ten_comments(open_room):
    room = open_room(0)
    came = join(room, room.now.code.lower().replace(" ", ""), "  Ana\u202e ")
    assert (came.participant.id, came.participant.name, came.participant.label) == (1, "Ana", "Ana")
    assert len(set(came.participant.draw)) == 10
    assert came.participant.has_phone
    assert joining.recognise(room.bench, came.token, at=room.at) == came.participant
    assert len(came.token) >= 40


def test_without_a_name_nothing_is_kept_that_names_somebody(open_room):
    room = open_room(0)
    for name in (None, "", "  "):
        assert join(room, name=name).participant.name is None
    assert [event.payload for event in room.events if event.kind is Kind.JOINED] == [{"name": None}] * 3


def test_the_token_is_kept_nowhere_in_words(open_room):
    room = open_room(0)
    token = join(room).token
    room.bench.store.database.empty_log()
    for path in room.bench.settings.home.rglob("*"):
        assert not path.is_file() or token.encode() not in path.read_bytes()


@pytest.mark.parametrize("code", ["", "KITE", "NOPE 00", "x" * 100_000, "\ud800", "ＫＩＴＥ"])
def test_a_wrong_code_lets_nobody_in(room, code):
    before = len(room.events)
    with pytest.raises(WorkshopError, match="No workshop has this code"):
        join(room, code)
    assert len(room.events) == before


def test_a_locked_room_an_ended_one_and_a_full_one_let_nobody_in(room):
    room.does(None, Kind.LOCKED, on=True)
    with pytest.raises(WorkshopError, match="locked"):
        join(room)
    room.does(None, Kind.ADDED, name="Without a phone")
    room.does(None, Kind.LOCKED, on=False)
    room.join(65)
    with pytest.raises(WorkshopError, match="full"):
        join(room)
    with pytest.raises(WorkshopError, match="full"):
        room.does(None, Kind.ADDED, name="One more")
    room.does(None, Kind.REMOVED, participant=1)
    room.join()
    room.does(None, Kind.ENDED)
    with pytest.raises(WorkshopError, match="No workshop has this code"):
        join(room)


@pytest.mark.parametrize("name", ["x" * 41, "x" * 100_000])
def test_a_name_that_is_too_long_is_refused(room, name):
    with pytest.raises(WorkshopError, match="longer than 40"):
        join(room, name=name)


def test_a_phone_is_known_for_twelve_hours_and_not_after_removal(room):
    came = join(room)
    bench, at = room.bench, room.at
    assert joining.recognise(bench, came.token, at=at + timedelta(hours=11, minutes=59))
    assert joining.recognise(bench, came.token, at=at - timedelta(hours=3))
    assert joining.recognise(bench, came.token, at=at + timedelta(hours=12)) is None
    for wrong in (None, "", "x" * 43, "x" * 100_000, came.token[:-1]):
        assert joining.recognise(bench, wrong, at=at) is None
    room.does(None, Kind.REMOVED, participant=came.participant.id)
    assert joining.recognise(bench, came.token, at=at) is None


def test_a_phone_is_known_after_the_end_so_that_it_can_say_so(room):
    came = join(room)
    room.does(None, Kind.ENDED)
    assert joining.recognise(room.bench, came.token, at=room.at + timedelta(hours=1))


def test_somebody_without_a_phone_gets_comments_too_and_the_facilitator_acts_for_them(room):
    room.does(None, Kind.ADDED, name="Ana")
    ana = room.rooms.participants(room.id)[-1]
    assert (ana.has_phone, len(ana.draw)) == (False, 10)
    room.enter(Phase.LISTEN)
    room.does(None, Kind.PINNED, behalf=ana.id, comment=ana.draw[0])
    event = room.events[-1]
    assert (event.actor, event.on_behalf_of) == ("facilitator", ana.id)
    assert room.rooms.pins(room.id)[0].participant == ana.id
