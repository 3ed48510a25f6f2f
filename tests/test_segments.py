"""What each segment says, and where it differs from the whole, from the evidence alone."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.counting import Counting
from workshop.records import Company, CorpusFacts, Evidence, SegmentVerdict, Stance, Strictness, Verdict
from workshop.segments import by_segment, differences, rows_of
from workshop.thresholds import THRESHOLDS
from workshop.verdicts import decide

NORMAL = THRESHOLDS[Strictness.NORMAL]
FLIERS = CorpusFacts("air", "Air", None, 900, 800, 1.0, 0, "f0", Company(person="traveller", people="travellers"))
S, C, A = Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS
NUMBERS = count(1)


def said(stance, segment=("airline", "United"), *, person=None, counted=True, n=1):
    rows = []
    for _ in range(n):
        number = next(NUMBERS)
        segments = segment if isinstance(segment[0], tuple) else (segment,)
        rows.append(
            Evidence(
                number, f"c{number}", "Words.", 0, 6, stance, 0.9, 0.6, person or f"p{number}", "post", None, None,
                segments, None, counted,
            )
        )  # fmt: skip
    return rows


SOUTHWEST, US_AIRWAYS = ("airline", "Southwest"), ("airline", "US Airways")


def test_segments_that_say_the_opposite_of_each_other_are_named_in_one_sentence() -> None:
    evidence = said(S, SOUTHWEST, n=20) + said(C, US_AIRWAYS, n=25)
    found = by_segment(evidence, Verdict.CONTESTED, NORMAL)
    assert [(item.segment, item.verdict, item.differs) for item in found] == [
        ("airline=US Airways", Verdict.CONTRADICTED, True),
        ("airline=Southwest", Verdict.SUPPORTED, True),
    ]
    assert differences(found, FLIERS) == "Southwest travellers say so, US Airways travellers the opposite."


def test_a_segment_with_too_few_on_a_side_has_no_verdict() -> None:
    evidence = said(S, SOUTHWEST, n=NORMAL.k - 1) + said(C, US_AIRWAYS, n=30)
    assert [item.segment for item in by_segment(evidence, Verdict.CONTRADICTED, NORMAL)] == ["airline=US Airways"]


def test_a_segment_where_some_say_so_and_others_ask_but_neither_are_enough_has_no_verdict() -> None:
    evidence = said(S, SOUTHWEST, n=NORMAL.k - 1) + said(A, SOUTHWEST, n=NORMAL.k - 1)
    assert by_segment(evidence, Verdict.THIN, NORMAL) == ()


def test_a_difference_that_chance_explains_is_not_stated() -> None:
    evidence = said(S, SOUTHWEST, n=5) + said(C, SOUTHWEST) + said(S, US_AIRWAYS, n=3) + said(C, US_AIRWAYS, n=7)
    (southwest,) = [one for one in by_segment(evidence, Verdict.CONTESTED, NORMAL) if one.segment.endswith("west")]
    assert (southwest.verdict, southwest.differs) == (Verdict.SUPPORTED, False)


def test_the_more_segments_are_looked_at_the_clearer_a_difference_must_be() -> None:
    one = said(S, SOUTHWEST, n=6)
    few = one + said(C, US_AIRWAYS, n=6)
    many = one + [
        row for n in range(60) for row in said(S, ("airline", f"Air {n}"), n=3) + said(C, ("airline", f"Air {n}"), n=3)
    ]
    assert by_segment(few, Verdict.CONTESTED, NORMAL)[0].differs
    assert not any(item.differs for item in by_segment(many, Verdict.CONTESTED, NORMAL))


def test_wishes_of_one_segment_are_told_apart() -> None:
    evidence = said(A, SOUTHWEST, n=12) + said(S, US_AIRWAYS, n=30)
    found = by_segment(evidence, Verdict.SUPPORTED, NORMAL)
    assert differences(found, FLIERS) == "Southwest travellers ask for it."


def test_ten_passages_by_one_person_are_one_voice_in_a_segment_too() -> None:
    assert by_segment(said(S, SOUTHWEST, person="ann", n=10), Verdict.THIN, NORMAL) == ()
    both = said(S, SOUTHWEST, person="ann") + said(C, SOUTHWEST, person="ann") + said(S, SOUTHWEST, n=9)
    (found,) = by_segment(both, Verdict.SUPPORTED, NORMAL)
    assert (found.counts.supports, found.counts.mixed) == (9, 1)


def test_unsure_and_rejected_matches_count_in_no_segment() -> None:
    assert by_segment(said(S, SOUTHWEST, counted=False, n=9), Verdict.UNSUPPORTED, NORMAL) == ()


def test_a_comment_in_two_dimensions_speaks_in_both() -> None:
    evidence = said(S, (SOUTHWEST, ("year", "2015")), n=6)
    assert [item.segment for item in by_segment(evidence, Verdict.SUPPORTED, NORMAL)] == [
        "airline=Southwest",
        "year=2015",
    ]


def test_counts_of_segments_say_what_they_are() -> None:
    (found,) = by_segment(said(S, SOUTHWEST, n=6), Verdict.SUPPORTED, NORMAL, counting=Counting.AT_LEAST)
    assert found.counts.counting is Counting.AT_LEAST


def test_where_authors_are_unknown_comments_differ_and_not_people() -> None:
    evidence = said(S, SOUTHWEST, n=20) + said(C, US_AIRWAYS, n=25)
    nobody = CorpusFacts("air", "Air", None, 900, None, 0.0, 0, "f0", FLIERS.company)
    found = by_segment(evidence, Verdict.CONTESTED, NORMAL)
    assert differences(found, nobody) == "Southwest comments say so, US Airways comments the opposite."


@pytest.mark.parametrize(
    ("segment", "people"), [("stars=5", "travellers with stars 5"), ("eu=yes", "travellers with eu yes")]
)
def test_a_value_that_is_no_name_comes_with_its_dimension(segment, people) -> None:
    (item,) = by_segment(said(S, tuple(segment.split("=")), n=9), Verdict.SUPPORTED, NORMAL)
    differing = SegmentVerdict(item.segment, Verdict.CONTRADICTED, item.counts, differs=True)
    assert differences([differing], FLIERS) == f"{people[:1]}{people[1:]} say the opposite."


def test_many_segments_that_differ_are_counted_after_the_third() -> None:
    counts = by_segment(said(S, n=9), Verdict.SUPPORTED, NORMAL)[0].counts
    found = [SegmentVerdict(f"airline=Airline {n}", Verdict.SUPPORTED, counts, differs=True) for n in range(5)]
    assert differences(found, FLIERS) == (
        "Airline 0 travellers, Airline 1 travellers, Airline 2 travellers and those of 2 more segments say so."
    )


def test_no_sentence_where_nothing_differs() -> None:
    assert differences(by_segment(said(S, SOUTHWEST, n=20), Verdict.SUPPORTED, NORMAL), FLIERS) is None


def test_each_segment_has_a_row_with_its_voices() -> None:
    found = by_segment(said(S, SOUTHWEST) + said(C, SOUTHWEST, n=12) + said(A, SOUTHWEST), Verdict.CONTRADICTED, NORMAL)
    assert rows_of(found, FLIERS) == [
        ("airline=Southwest", "Travellers say the opposite", "1 says so, 12 say the opposite, 1 asks for it")
    ]


rows = st.lists(
    st.tuples(st.sampled_from([S, C, A]), st.sampled_from(["United", "JetBlue"]), st.sampled_from("abcdefghijkl")),
    max_size=60,
)


@given(rows)
def test_a_segments_verdict_follows_its_counts_by_the_same_rules(given_rows) -> None:
    evidence = [
        row for stance, airline, person in given_rows for row in said(stance, ("airline", airline), person=person)
    ]
    for item in by_segment(evidence, Verdict.CONTESTED, NORMAL):
        assert item.verdict is decide(item.counts, NORMAL)
        assert item.verdict not in {Verdict.THIN, Verdict.UNSUPPORTED}
        assert max(item.counts.supports + item.counts.contradicts + item.counts.mixed, item.counts.asks) >= NORMAL.k
