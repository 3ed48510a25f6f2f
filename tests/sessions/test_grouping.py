"""Messages that say the same are shown together when the room begins to guess."""

from workshop import check
from workshop.room.agenda import Phase
from workshop.room.records import Kind
from workshop.sessions import seeing


def groups(room):
    return {one.id: one.group for one in room.rooms.messages(room.id)}


def test_equal_words_are_joined_whatever_their_case_and_marks(room):
    one, two = room.write(1, "The coffee is great."), room.write(2, "the coffee is GREAT!")
    other, waiting = room.write(3, "The queue is short."), room.write(4, "The coffee is great", through=False)
    room.enter(Phase.GUESS)
    assert groups(room) == {one: one, two: one, other: other, waiting: waiting}
    assert room.events[-1].actor == "room"
    assert [seen.n_written for seen in seeing.control(room.bench, room.id).seen] == [2, 2, 1]
    room.enter(Phase.REVEAL)
    assert sum(event.kind is Kind.GROUPED for event in room.events) == 1


def test_what_was_parted_by_hand_is_not_joined_again(room):
    one, two = room.write(1, "The coffee is great."), room.write(2, "the coffee is GREAT!")
    room.enter(Phase.GUESS)
    room.does(None, Kind.GROUPED, message=two, into=two)
    room.enter(Phase.GUESS)
    assert groups(room) == {one: one, two: two}


def test_with_loaded_models_nearly_equal_words_are_joined(room):
    one = room.write(1, "The coffee at Bean Street is really great.")
    two = room.write(2, "The coffee at Bean Street is really really great.")
    other = room.write(3, "Nobody ever waits for a table.")
    room.enter(Phase.GUESS)
    assert groups(room) == {one: one, two: two, other: other}
    check.load_models(room.bench)
    room.enter(Phase.REVEAL)
    assert groups(room) == {one: one, two: one, other: other}


def test_a_message_that_others_stand_with_leaves_them_when_it_is_taken_back(room):
    one, two = room.write(1, "The coffee is great.", through=False), room.write(2, "The queue is short.")
    room.does(None, Kind.GROUPED, message=two, into=one)
    assert groups(room)[two] == one
    room.does(1, Kind.TAKEN_BACK, message=one)
    assert groups(room) == {two: two}


def test_groups_are_joined_as_a_whole_and_parted_one_by_one(room):
    numbers = [
        room.write(who, text) for who, text in zip(room.people, ("One.", "Two.", "Three.", "Four."), strict=True)
    ]
    one, two, three, four = numbers
    room.does(None, Kind.GROUPED, message=two, into=one)
    room.does(None, Kind.GROUPED, message=four, into=three)
    room.does(None, Kind.GROUPED, message=three, into=two)
    assert set(groups(room).values()) == {one}
    room.does(None, Kind.GROUPED, message=four, into=four)
    assert groups(room) == {one: one, two: one, three: one, four: four}
    room.does(None, Kind.GROUPED, message=one, into=three)
    assert groups(room)[one] == one
