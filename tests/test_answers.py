"""What a kept answer holds: everything that is shown, and no customer's words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import answers
from workshop.counting import Counting, Counts, Estimate, Range
from workshop.records import CheckedClaim, Claim, Comment, Nearest, Passage, SegmentVerdict, Stance, Verdict

CLAIM = Claim("The coffee is great", "The coffee is great.", 0, 19)
PASSAGES = {
    n: Passage(n, 0, 12, Comment(f"c{n}", f"The words {n}!!", "form", f"p{n}", segments=(("city", "Leeds"),)))
    for n in range(1, 5)
}


def row(number, stance=Stance.SUPPORTS, *, counted=True):
    return answers.evidence(PASSAGES[number], stance, 0.75, 0.5, proposition=CLAIM.proposition, counted=counted)


def ranges():
    numbers = st.integers(0, 5_000)
    return st.builds(Range, numbers, numbers, numbers)


def counts():
    numbers = st.integers(0, 5_000)
    estimates = st.none() | st.builds(Estimate, ranges(), ranges(), ranges(), ranges(), numbers, numbers)
    return st.builds(Counts, *[numbers] * 7, counting=st.sampled_from(Counting), estimate=estimates)


def claims():
    segments = st.builds(
        SegmentVerdict, st.sampled_from(["city=Leeds", "stars=5"]), st.sampled_from(Verdict), counts(), st.booleans()
    )
    nearest = st.none() | st.builds(Nearest, st.just(row(4, Stance.UNRELATED, counted=False)), st.integers(1, 900))
    evidence = st.sampled_from(
        [(), (row(1),), (row(2, Stance.CONTRADICTS), row(3, Stance.ASKS, counted=False), row(1))]
    )
    return st.builds(
        CheckedClaim,
        claim=st.just(CLAIM),
        verdict=st.sampled_from(Verdict),
        reason=st.text(),
        counts=counts(),
        evidence=evidence,
        overruled=st.none(),
        machine=st.none(),
        by_segment=st.lists(segments, max_size=3).map(tuple),
        nearest=nearest,
    )


@given(claims())
def test_what_was_kept_comes_back_as_it_was(claim: CheckedClaim) -> None:
    assert answers.unpack(answers.pack(claim), CLAIM, PASSAGES) == claim


@given(claims())
def test_no_words_of_customers_are_kept(claim: CheckedClaim) -> None:
    assert "The words" not in answers.pack(replace(claim, reason=""))


@pytest.fixture
def with_nearest():
    return CheckedClaim(CLAIM, Verdict.UNSUPPORTED, "…", Counts(), nearest=Nearest(row(4, Stance.UNRELATED), 3))


def test_the_quote_of_the_nearest_is_read_from_the_store_too(with_nearest):
    assert answers.passages_of([answers.pack(with_nearest)]) == [4]


def test_an_answer_whose_nearest_was_erased_is_none(with_nearest):
    left = {number: passage for number, passage in PASSAGES.items() if number != 4}
    assert answers.unpack(answers.pack(with_nearest), CLAIM, left) is None


def test_what_is_kept_is_json(with_nearest):
    assert json.loads(answers.pack(with_nearest))["nearest"][-1] == 3


@pytest.mark.parametrize("stance", Stance)
def test_a_number_that_disagrees_is_shown_only_beside_what_says_the_opposite(stance: Stance) -> None:
    comment = Comment("n", "Delivery took 9 days.", "form", "p")
    late = Passage(9, 0, len(comment.text), comment)
    shown = answers.evidence(late, stance, 0.9, 0.5, proposition="Delivered within 2 days.", counted=True).number
    assert (shown is not None) == (stance is Stance.CONTRADICTS)
