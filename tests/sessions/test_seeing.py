"""What each face sees: what is hidden from it is not there at all."""

import dataclasses
import json

import pytest

from workshop.records import Verdict
from workshop.room.agenda import Phase
from workshop.room.records import Ending, Kind
from workshop.sessions import seeing

HIDDEN = "The quiche is hidden."
LATER = "The espresso is hidden, too."


def all_of(value: object) -> str:
    """Return everything that a face is given, as text."""
    return json.dumps(dataclasses.asdict(value), default=str, ensure_ascii=False)


@pytest.fixture
def faces(room):
    def seen(who: int = 2):
        return seeing.phone(room.bench, room.person(who)), seeing.wall(room.bench, room.id)

    return seen


@pytest.mark.parametrize("phase", list(Phase), ids=str)
def test_what_waits_or_was_sent_back_is_on_nobody_elses_phone_and_not_on_the_wall(room, faces, phase):
    room.write(1, HIDDEN, through=False)
    back = room.write(1, LATER, through=False)
    room.does(None, Kind.SENT_BACK, message=back, why="A private reason.")
    room.enter(phase)
    for face in faces():
        for words in (HIDDEN, LATER, "A private reason."):
            assert words not in all_of(face)
    mine = seeing.phone(room.bench, room.person(1)).mine
    assert [one.newest.text for one in mine] == [HIDDEN, LATER]
    assert mine[1].newest.why == "A private reason."
    assert faces()[1].n_waiting_hidden == 1
    assert [one.newest.text for one in seeing.control(room.bench, room.id).waiting] == [HIDDEN]


def test_a_new_wording_that_waits_is_seen_by_who_wrote_it_and_the_facilitator_only(room, faces):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.REWORK)
    room.does(None, Kind.REVEALED, message=number)
    room.does(3, Kind.REWORDED, message=number, text=LATER)
    for who in (1, 2):
        for face in faces(who):
            assert LATER not in all_of(face)
    assert seeing.control(room.bench, room.id).waiting[0].newest.text == LATER
    room.does(None, Kind.LET_THROUGH, message=number)
    phone, wall = faces()
    assert wall.on_wall.text == phone.reworkable[0].text == LATER
    assert wall.on_wall.before == "The coffee is great."
    assert wall.on_wall.previous is not None


def test_what_customers_say_and_what_was_guessed_are_hidden_until_revealed(room, faces):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=number)
    room.work()
    room.does(1, Kind.GUESSED, message=number, verdict="contested", agreement="few")
    phone, wall = faces()
    assert (phone.my_guess, phone.on_wall.partial, wall.on_wall.partial, wall.guesses) == (None,) * 4
    assert "contested" not in all_of(phone) + all_of(wall)
    assert (wall.n_guessed, wall.place) == (1, (1, 1))
    assert seeing.phone(room.bench, room.person(1)).my_guess.verdict == "contested"
    control = seeing.control(room.bench, room.id)
    assert [person.has_guessed for person in control.people] == [True, False, False, False]
    assert control.on_wall.partial is not None
    assert control.calibration.n == 0
    room.does(None, Kind.REVEALED, message=number)
    phone, wall = faces()
    assert phone.on_wall.partial.check.claims == wall.on_wall.partial.check.claims != ()
    assert (wall.guesses.n, wall.guesses.right) == (1, 0)
    assert seeing.control(room.bench, room.id).calibration.n == 1


def test_where_claims_stand_is_known_before_the_reveal_and_nothing_that_is_said_to_them(room, faces):
    text = "The coffee is great. The queue is short. Welcome"
    number = room.write(1, text)
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=number)
    room.work()
    there = seeing.control(room.bench, room.id).on_wall
    said = {item.quote for one in there.partial.check.claims for item in one.evidence}
    said |= {one.reason for one in there.partial.check.claims}
    assert said
    for face in faces():
        assert [text[start:end] for start, end in face.on_wall.spans][:2] == [
            "The coffee is great",
            "The queue is short",
        ]
        assert face.on_wall.spans == there.spans
        for words in (*said, *(verdict.value for verdict in Verdict), "proof", "proposition"):
            assert f'"{words}' not in all_of(face.on_wall)
        assert not any(words in all_of(face) for words in said)
    assert (there.place(1), there.place(9)) == (1, len(there.spans) - 1)


def test_spans_are_there_while_nothing_has_been_answered_and_for_a_message_without_a_claim(room, faces):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=number)
    assert faces()[0].on_wall.spans == ((0, 19),)
    empty = room.write(1, "…")
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=empty)
    assert faces()[0].on_wall.spans == ()
    assert faces()[0].on_wall.place(2) == 0


def test_ones_own_new_wording_that_waits_or_was_sent_back_is_on_ones_own_phone(room):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.REWORK)
    room.does(None, Kind.REVEALED, message=number)
    room.does(3, Kind.REWORDED, message=number, text=LATER)
    assert seeing.phone(room.bench, room.person(1)).my_wordings == {}
    assert seeing.phone(room.bench, room.person(3)).my_wordings[number].text == LATER
    room.does(None, Kind.SENT_BACK, message=number, why="Shorter.")
    assert seeing.phone(room.bench, room.person(3)).my_wordings[number].why == "Shorter."
    room.does(3, Kind.REWORDED, message=number, text="The coffee is hot.")
    room.does(None, Kind.LET_THROUGH, message=number)
    assert seeing.phone(room.bench, room.person(3)).my_wordings == {}


def test_ones_own_dots_follow_a_message_that_is_joined_with_another(room):
    one, two = room.write(1, "The coffee is great."), room.write(2, "Great coffee, always.")
    room.enter(Phase.DECIDE)
    room.does(None, Kind.VOTING, state="open")
    room.does(3, Kind.VOTED, dots={one: 1, two: 2})
    room.does(None, Kind.GROUPED, message=two, into=one)
    assert seeing.phone(room.bench, room.person(3)).my_dots == {one: 3}


def test_showing_authors_reveals_names_and_nothing_else(room, faces):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.DECIDE)
    phone, wall = faces()
    assert phone.votable[0].author is wall.votes[0].author is None
    assert {phone.votable[0].message.author, wall.votes[0].message.versions[0].author} == {0}
    room.does(None, Kind.SHOWN, authors=True)
    phone, wall = faces()
    assert phone.votable[0].author == wall.votes[0].author == "Guest 1"
    assert phone.votable[0].partial is wall.votes[0].partial is None
    room.enter(Phase.REVEAL)
    room.does(None, Kind.REVEALED, message=number)
    room.enter(Phase.DECIDE)
    assert faces()[1].votes[0].partial is not None


def test_votes_are_hidden_from_everybody_until_voting_has_closed(room, faces):
    one, two = room.write(1, "The coffee is great."), room.write(2, "The queue is short.")
    room.enter(Phase.DECIDE)
    room.does(None, Kind.VOTING, state="open")
    room.does(1, Kind.VOTED, dots={one: 4, two: 1})
    phone, wall = faces()
    control = seeing.control(room.bench, room.id)
    assert {seen.dots for seen in (*phone.votable, *wall.votes, *control.seen)} == {None}
    assert (phone.my_dots, wall.n_voted, control.n_voted) == ({}, 1, 1)
    assert seeing.phone(room.bench, room.person(1)).my_dots == {one: 4, two: 1}
    room.does(None, Kind.VOTING, state="closed")
    assert [seen.dots for seen in faces()[1].votes] == [4, 1]
    room.does(None, Kind.VOTING, state="open")
    assert [seen.dots for seen in faces()[1].votes] == [None, None]


def test_the_vote_of_who_was_removed_does_not_count(room, faces):
    number = room.write(1, "The coffee is great.")
    room.enter(Phase.DECIDE)
    room.does(None, Kind.VOTING, state="open")
    room.does(1, Kind.VOTED, dots={number: 4})
    room.does(2, Kind.VOTED, dots={number: 1})
    room.does(None, Kind.REMOVED, participant=1)
    room.does(None, Kind.VOTING, state="closed")
    assert (faces(3)[1].votes[0].dots, faces(3)[1].n_voted, faces(3)[1].n_people) == (1, 1, 3)


def test_dots_of_messages_that_are_joined_later_are_added(room, faces):
    one, two = room.write(1, "The coffee is great."), room.write(2, "Great coffee, always.")
    room.enter(Phase.DECIDE)
    room.does(None, Kind.VOTING, state="open")
    room.does(1, Kind.VOTED, dots={one: 2})
    room.does(2, Kind.VOTED, dots={two: 3})
    room.does(None, Kind.GROUPED, message=two, into=one)
    room.does(None, Kind.VOTING, state="closed")
    (seen,) = faces()[1].votes
    assert (seen.dots, seen.n_written) == (5, 2)


def test_comments_to_read_are_there_while_people_listen(room, faces):
    assert faces()[0].reading == ()
    room.enter(Phase.LISTEN)
    phone = faces()[0]
    assert tuple(one.id for one in phone.reading) == phone.me.draw
    room.pin(1)
    assert faces()[0].pins == ()
    assert len(seeing.phone(room.bench, room.person(1)).pins) == 3
    kept_off = room.person(1).draw[0]
    room.does(None, Kind.PIN_KEPT_OFF, participant=1, comment=kept_off, on=True)
    assert [comment.id for _, comment in faces()[1].pins] == [room.person(1).draw[2], room.person(1).draw[1]]


def test_an_erased_comment_is_on_no_face_any_more(room, faces):
    room.enter(Phase.LISTEN)
    room.pin(1)
    gone = room.person(1).draw[0]
    words = room.bench.store.comments.comment("cafe", gone).text
    room.bench.store.comments.erase("cafe", comment_id=gone, at=room.at)
    for face in faces(1):
        assert words not in all_of(face)
    assert len(faces(1)[1].pins) == 2


def test_what_was_decided_is_on_the_wall_and_notes_stay_off_phones_of_authors(room, faces):
    number = room.write(1, "The coffee is great.")
    room.does(None, Kind.DECIDED, message=number, ending="hold_on", owner="Ana", note="A note.")
    room.enter(Phase.DECIDE)
    assert faces()[1].votes[0].message.ending is Ending.HOLD_ON
    assert seeing.phone(room.bench, room.person(1)).mine[0].note == ""


def test_phones_are_told_of_what_concerns_them_only(room):
    number = room.write(1, "The coffee is great.")
    before = room.rooms.pulse(room.id)
    room.does(1, Kind.HAND, on=True)
    room.does(2, Kind.PARKED, text="Later.")
    assert room.rooms.pulse(room.id) == (before[0] + 2, before[1])
    room.does(None, Kind.PUT_UP, message=number)
    assert room.rooms.pulse(room.id) == (before[0] + 3, before[0] + 3)


def test_while_all_write_only_the_author_hears_what_became_of_a_message(room):
    ana, ben = room.join(2)
    room.open_writing()
    number = room.write(ana, "We call back.", through=False)
    before = room.now.phone_seq
    let = room.does(None, Kind.LET_THROUGH, message=number)
    assert room.now.phone_seq == before
    assert seeing.phone(room.bench, room.person(ana)).seq == let.seq
    assert seeing.phone(room.bench, room.person(ben)).seq == before
    room.enter(Phase.REWORK)
    reworded = room.does(ben, Kind.REWORDED, message=number, text="We call back within the hour.")
    again = room.does(None, Kind.LET_THROUGH, message=number)
    assert reworded.seq < again.seq == room.now.phone_seq, "now it is everybody's message"


def test_comments_that_are_drawn_for_somebody_are_news_to_them_alone(room):
    ana = room.come("Ana")
    before = room.now.phone_seq
    ben = room.come("Ben")
    assert room.now.phone_seq == before
    assert room.person(ben).news == room.now.seq > room.person(ana).news
