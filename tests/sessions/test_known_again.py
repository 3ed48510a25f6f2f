"""What a phone is known by: a token that is good for one person, in one workshop, and is kept as a hash only."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from workshop.errors import WorkshopError
from workshop.room.records import ROOM, Kind
from workshop.sessions import joining
from workshop.store.room_tables import STATE, events, phone_tokens, workshops


def come(room, name=None):
    return joining.join(room.bench, room.now.code, name, at=room.at)


def test_a_token_opens_its_own_workshop_only(open_room):
    one, two = open_room(2, "One"), open_room(3, "Two")
    found = joining.recognise(one.bench, come(two).token, at=two.at)
    assert (found.workshop, found.id) == (two.id, 4)


def test_two_people_of_one_name_are_two_people(room):
    one, other = come(room, "Ana"), come(room, "Ana")
    assert one.participant.id != other.participant.id
    assert joining.recognise(room.bench, one.token, at=room.at) == one.participant
    assert joining.recognise(room.bench, other.token, at=room.at).id == other.participant.id


def test_knowing_the_hash_is_not_knowing_the_token(room):
    token = come(room).token
    for wrong in (hashlib.sha256(token.encode()).hexdigest(), token + "=", token.swapcase(), token + "\x00"):
        assert joining.recognise(room.bench, wrong, at=room.at) is None


def test_a_phone_is_forgotten_twelve_hours_after_the_end_too(room):
    token = come(room).token
    room.does(None, Kind.ENDED)
    assert joining.recognise(room.bench, token, at=room.at + timedelta(hours=11)) is not None
    assert joining.recognise(room.bench, token, at=room.at + timedelta(hours=13)) is None


def test_who_is_removed_is_nobody_until_that_is_undone(room):
    joined = come(room, "Ana")
    room.does(None, Kind.REMOVED, participant=joined.participant.id)
    assert joining.recognise(room.bench, joined.token, at=room.at) is None
    room.undo()
    assert joining.recognise(room.bench, joined.token, at=room.at).name == "Ana"


def test_no_event_and_no_table_of_state_tells_of_a_token(room):
    token = come(room, "Ana").token
    with room.bench.store.read() as connection:
        kept = [row.token_hash for row in connection.execute(select(phone_tokens))]
        told = [str(connection.execute(select(table)).all()) for table in (*STATE, events, workshops)]
    assert joining.hash_token(token) in kept
    assert len(set(kept)) == len(kept) == 5
    assert not [text for text in told if any(one in text for one in (token, *kept))]


def test_a_phone_is_known_when_the_tables_were_made_anew(room):
    joined = come(room, "Ana")
    room.rooms.rebuild(room.id)
    assert joining.recognise(room.bench, joined.token, at=room.at) == joined.participant


def test_the_room_itself_lets_people_in_and_gives_them_comments(room):
    assert {(event.actor, event.kind) for event in room.events[1:]} == {(ROOM, Kind.JOINED), (ROOM, Kind.DRAWN)}


def test_who_was_in_a_room_before_it_was_locked_stays(room):
    token = come(room).token
    room.does(None, Kind.LOCKED, on=True)
    found = joining.recognise(room.bench, token, at=room.at)
    room.does(found.id, Kind.HAND, on=True)
    assert room.person(found.id).hand_up


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "\u200b"])
def test_nobody_is_added_without_a_name_that_can_be_read(room, name):
    with pytest.raises(WorkshopError):
        room.does(None, Kind.ADDED, name=name)
    assert len(room.rooms.participants(room.id)) == 4


def test_who_came_in_is_told_without_their_token(room):
    came = come(room, "Ana")
    assert "Ana" in repr(came)
    assert came.token not in repr(came)
