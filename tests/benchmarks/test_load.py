"""How presses are held against what became of them."""

from datetime import UTC, datetime

from benchmarks.load import _first, _pairs, spread
from workshop.room.records import Event, Kind


def event(seq, seconds):
    return Event(1, seq, datetime.fromtimestamp(seconds, UTC), "p1", None, Kind.READY, {"on": True}, f"key {seq}")


def test_each_press_is_paired_with_the_event_that_came_before_the_next_press():
    pairs = list(_pairs([1.0, 2.0, 3.0], iter([event(7, 1.5), event(9, 3.2)]), 0.0))
    assert [(start, one and one.seq) for start, one in pairs] == [(1.0, 7), (2.0, None), (3.0, 9)]


def test_what_is_shown_counts_from_the_first_state_that_holds_the_act():
    drawn = [(1.0, 4), (2.0, 6), (3.0, 9)]
    assert _first(drawn, 5) == 2.0
    assert _first(drawn, 10) == float("inf")


def test_what_was_never_shown_leaves_no_percentile_to_be_proud_of():
    assert spread([0.1, float("inf")]) == {"p50": None, "p95": None, "longest": None}
    assert spread([0.1, 0.2, 0.3])["p50"] == 200
