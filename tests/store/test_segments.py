"""Segments: counted, and chosen by value or by dimension and value."""

from datetime import UTC, datetime

import pytest

from workshop.errors import UnknownSegment
from workshop.records import Comment
from workshop.store.batches import Batch
from workshop.store.segments import SegmentCount, resolve

AT = datetime(2024, 3, 1, tzinfo=UTC)
THERE = [
    SegmentCount("depot", "North", 2),
    SegmentCount("region", "North", 5),
    SegmentCount("region", "South West", 3),
    SegmentCount("rule", "a=b", 1),
]


def test_segments_are_counted_in_each_version(store):
    def said(comment_id, *segments):
        return Comment(comment_id, "Fine.", "posts", segments=segments)

    store.corpora.create("shop", at=AT)
    one = [said("1", ("region", "North")), said("2", ("region", "South")), said("3", ("region", "South"))]
    store.comments.add("shop", one, batch=Batch("a", "a.csv", AT))
    two = [said("1", ("region", "South")), said("4", ("depot", "North"))]
    store.comments.add("shop", two, batch=Batch("b", "b.csv", AT))
    assert store.comments.segments("shop", 1) == [
        SegmentCount("region", "South", 2),
        SegmentCount("region", "North", 1),
    ]
    assert store.comments.segments("shop", 2) == [SegmentCount("depot", "North", 1), SegmentCount("region", "South", 3)]
    assert store.comments.resolve_segment("shop", 2, "north") == "depot=North"
    assert store.comments.facts("shop", 2, "region=North").n_comments == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("South West", "region=South West"),
        ("south west ", "region=South West"),
        ("region=North", "region=North"),
        ("DEPOT=north", "depot=North"),
        ("a=b", "rule=a=b"),
        ("rule=a=b", "rule=a=b"),
    ],
)
def test_a_segment_is_chosen_by_value_or_by_dimension_and_value(written, meant):
    assert resolve(THERE, written) == meant


def test_exact_letters_win_over_other_case():
    there = [SegmentCount("size", "s", 1), SegmentCount("size", "S", 1)]
    assert resolve(there, "S") == "size=S"


def test_a_value_of_two_dimensions_asks_which():
    with pytest.raises(UnknownSegment, match=r"'North' names more than one segment.*depot=North, region=North"):
        resolve(THERE, "North")


def test_an_unknown_segment_names_the_largest_ones():
    with pytest.raises(UnknownSegment, match=r"'East'.*Choose one of these: region=North, region=South West"):
        resolve(THERE, "East")


def test_a_corpus_without_segments_says_so():
    with pytest.raises(UnknownSegment, match=r"has none\. Leave the segment out"):
        resolve([], "East")


def test_a_long_list_of_segments_is_cut_short():
    with pytest.raises(UnknownSegment, match="and 12 more"):
        resolve([SegmentCount("town", str(n), 1) for n in range(20)], "East")
