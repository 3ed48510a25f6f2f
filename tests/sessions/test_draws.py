"""Ten comments for each person: another ten for everybody, spread over what the corpus has."""

from datetime import UTC, datetime

from workshop.records import Comment
from workshop.room.records import Kind
from workshop.sessions.draws import N_COMMENTS
from workshop.stance.tone import tone
from workshop.store.batches import Batch

AT = datetime(2024, 3, 1, tzinfo=UTC)
HEADER = "id,author,city,date,comment"
CITIES = ("Leeds", "York", "Hull", "Bath")


def many(bring_in, n=120):
    """Bring in comments of four cities and three years, half of them praise."""
    rows = []
    for place in range(n):
        words = ("The coffee is great and I love it", "The coffee is awful and I hate it")[place // 4 % 2]
        rows.append(f'm{place},bob{place},{CITIES[place % 4]},{2020 + place % 3}-05-01,"{words}, visit {place}."')
    bring_in(*rows, header=HEADER)


def comments(room, ids):
    return [room.bench.store.comments.comment("cafe", one) for one in ids]


def test_everybody_reads_ten_of_the_corpus_and_none_twice(bring_in, open_room):
    many(bring_in)
    room = open_room(6)
    for who in room.people:
        found = room.person(who).draw
        assert len(found) == len(set(found)) == N_COMMENTS
        assert all(comment is not None for comment in comments(room, found))


def test_no_two_people_read_the_same_ten(bring_in, open_room):
    many(bring_in)
    room = open_room(12)
    drawn = [frozenset(room.person(who).draw) for who in room.people]
    assert len(set(drawn)) == 12
    assert len(frozenset().union(*drawn)) > 40


def test_a_draw_is_spread_over_segments_years_and_tones(bring_in, open_room):
    many(bring_in)
    room = open_room(5)
    for who in room.people:
        found = comments(room, room.person(who).draw)
        cities = {value for one in found for _, value in one.segments}
        assert cities == set(CITIES)
    everybody = [one for who in room.people for one in comments(room, room.person(who).draw)]
    assert {tone(one.text) > 0 for one in everybody} == {True, False}
    assert {one.date[:4] for one in everybody if one.date} == {"2020", "2021", "2022"}


def test_a_small_segment_is_heard_beside_a_large_one(bring_in, open_room):
    rows = [f'l{n},ann{n},Leeds,2024-05-01,"The coffee is great, number {n}."' for n in range(200)]
    rows += [f'y{n},bob{n},York,2024-05-01,"The coffee is great, here too {n}."' for n in range(3)]
    bring_in(*rows, header=HEADER)
    room = open_room(4)
    for who in room.people:
        assert [one for one in room.person(who).draw if one[0] in "yw"]


def test_a_workshop_about_a_segment_reads_that_segment_only(open_room):
    room = open_room(3, segment="York")
    for who in room.people:
        found = comments(room, room.person(who).draw)
        assert len(found) == 6
        assert {value for one in found for _, value in one.segments} == {"York"}


def test_a_small_corpus_gives_what_it_has(open_room, bring_in):
    room = open_room(1)
    assert len(room.person(1).draw) == N_COMMENTS
    bring_in("x1,ann,Bath,The tea is fine and it is hot.")
    small = open_room(1, "Bath", segment="Bath")
    assert small.person(1).draw == ("x1",)


def test_an_insiders_comments_are_never_read(cafe, open_room):
    told = [
        Comment(f"i{n}", f"As the manager I say that our coffee is great, {n}.", "staff", insider=n < 9)
        for n in range(18)
    ]
    cafe.store.comments.add("cafe", told, batch=Batch("hash", "staff.csv", AT))
    room = open_room(12)
    drawn = {one for who in room.people for one in room.person(who).draw}
    assert drawn & {f"i{n}" for n in range(9, 18)}
    assert not drawn & {f"i{n}" for n in range(9)}


def test_a_language_that_is_not_read_is_not_drawn(bring_in, open_room):
    bring_in(
        *[f'd{n},ann{n},Hull,"Der Kaffee schmeckt hier wirklich sehr gut und ist heiß, Tag {n}."' for n in range(9)]
    )
    room = open_room(6)
    drawn = [one for who in room.people for one in room.person(who).draw]
    assert drawn
    assert not [one for one in drawn if one.startswith("d")]


def test_short_words_and_walls_of_text_come_last(bring_in, open_room):
    long = "The coffee is great and the queue is not. " * 20
    bring_in(*[f'l{n},ann{n},Bath,"{long}{n}"' for n in range(20)], *[f"s{n},bob{n},Bath,Nice {n}." for n in range(20)],
             *[f'f{n},cat{n},Bath,"The coffee is great, number {n}."' for n in range(10)])  # fmt: skip
    room = open_room(3, segment="Bath")
    for who in room.people:
        assert {one[0] for one in room.person(who).draw} == {"f"}


def test_what_was_drawn_is_an_event_and_stays_when_the_corpus_changes(open_room, bring_in):
    room = open_room(2)
    before = [room.person(who).draw for who in room.people]
    bring_in(*[f'n{n},eve{n},York,"The tea is great, number {n}."' for n in range(30)])
    room.rooms.rebuild(room.id)
    assert [room.person(who).draw for who in room.people] == before
    told = [event.payload for event in room.events if event.kind is Kind.DRAWN]
    assert [tuple(one["comments"]) for one in told] == before


def test_who_comes_later_draws_from_the_corpus_as_it_is_by_then(open_room, bring_in):
    room = open_room(2)
    for gone in ("p0", "w0"):
        room.bench.store.comments.erase("cafe", comment_id=gone, at=AT)
    bring_in(*[f'n{n},eve{n},Hull,"The tea is great, number {n}."' for n in range(30)])
    late = [one for who in room.join(6) for one in room.person(who).draw]
    assert [one for one in late if one.startswith("n")]
    assert not {"p0", "w0"} & set(late)


def test_each_workshop_draws_from_its_own_segment_even_side_by_side(open_room):
    rooms = {segment: open_room(1, f"Room {segment}", segment=segment) for segment in ("York", "Leeds", None)}
    for segment, room in rooms.items():
        (late,) = room.join()
        found = {value for one in comments(room, room.person(late).draw) for _, value in one.segments}
        assert found == ({segment} if segment else {"York", "Leeds"})


def test_a_room_of_seventy_reads_hundreds_of_a_large_corpus(bring_in, open_room):
    many(bring_in, 2_200)
    room = open_room(70)
    drawn = [one for who in room.people for one in room.person(who).draw]
    assert len(drawn) == 70 * N_COMMENTS
    assert len(set(drawn)) > 400
