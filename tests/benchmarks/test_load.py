"""How presses are held against what became of them, and what a page without a browser has drawn."""

from datetime import UTC, datetime

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.drawn import Drawn
from benchmarks.load import tables
from benchmarks.load.acts import first_of_each
from benchmarks.load.times import NEVER, Part, Taken, first, pairs, spread
from benchmarks.load.writing import messages_of
from workshop.room.records import Event, Kind


def event(seq, seconds, actor="p1"):
    return Event(1, seq, datetime.fromtimestamp(seconds, UTC), actor, None, Kind.READY, {"on": True}, f"key {seq}")


def element(place, *, fragment="", html="", key="", disabled=False):
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, place])
    message.delta.fragment_id = fragment
    if html:
        message.delta.new_element.html.body = html
    else:
        button = message.delta.new_element.button
        button.id, button.label, button.disabled = f"$$ID-abc-{key}", key.title(), disabled
    return message


def test_each_press_is_paired_with_the_event_that_came_before_the_next_press():
    found = list(pairs([1.0, 2.0, 3.0], iter([event(7, 1.5), event(9, 3.2)]), 0.0))
    assert [(start, one and one.seq) for start, one in found] == [(1.0, 7), (2.0, None), (3.0, 9)]


def test_what_is_shown_counts_from_the_first_state_that_holds_the_act():
    drawn = [(1.0, 4), (2.0, 6), (3.0, 9)]
    assert first(drawn, 5) == 2.0
    assert first(drawn, 10) == NEVER


def test_what_was_never_shown_leaves_no_percentile_to_be_proud_of():
    assert spread([0.1, NEVER]) == {"n": 2, "p50": None, "p95": None, "longest": None}
    assert spread([0.1, 0.2, 0.3])["p50"] == 200


def test_a_count_of_people_grows_with_the_first_act_of_each():
    acts = [event(3, 1.0), event(4, 1.1, "p2"), event(5, 1.2), event(8, 1.3, "p3")]
    assert first_of_each(acts) == {3: 1, 4: 2, 8: 3}


def test_the_same_part_of_two_messages_is_one_part():
    one = Part(Taken(10, 1, 5), {"press to let in": [0.1]}, {"n_acts": 2})
    both = Part() + one + Part(Taken(10, 1, 3), {"press to let in": [0.3]}, {"n_acts": 1})
    figures = both.figures()
    assert figures["milliseconds"] == {"press to let in": {"n": 2, "p50": 300, "p95": 300, "longest": 300}}
    assert (figures["server_cores_busy"], figures["load_cores_busy"], figures["n_acts"]) == (0.4, 0.1, 3)


def test_no_two_messages_of_a_room_are_alike():
    for n_phones in (2, 16, 60, 70):
        each = messages_of(n_phones)
        assert len(each) == n_phones
        assert len({text for mine in each for text in mine}) == sum(map(len, each))


def test_a_page_shows_what_its_last_whole_run_drew():
    page = Drawn()
    page.begin([])
    page.note(element(0, html="<style>p { 3 messages are in. }</style><p><b>2 of 16</b> have guessed</p>"))
    page.note(element(1, key="phone_next_0"))
    page.note(element(2, key="phone_back_0", disabled=True))
    assert page.words == ""
    page.end()
    assert page.words == "2 of 16 have guessed"
    assert list(page.buttons) == ["phone_next_0"]


def test_a_run_of_a_fragment_leaves_the_rest_of_the_page_and_takes_away_what_it_no_longer_draws():
    page = Drawn()
    page.begin([])
    page.note(element(0, key="beside"))
    page.note(element(1, fragment="f", key="before"))
    page.note(element(2, fragment="f", key="gone"))
    page.end()
    page.begin(["f"])
    page.note(element(1, fragment="f", key="after"))
    page.end()
    assert list(page.buttons) == ["beside", "after"]


def test_the_table_names_what_was_never_shown():
    waits = {"n": 1200, "p50": 1100, "p95": None, "longest": None}
    part = {"server_cores_busy": 0.5, "load_cores_busy": 0.1, "milliseconds": {"press to checked": waits}}
    text = tables.render({"rooms": {"16 phones": {"phases": {"Write": part}}}})
    assert text.splitlines()[-1] == "| 16 | Write | the message checked | 1,200 | 1,100 | never | never | 0.5, 0.1 |"
