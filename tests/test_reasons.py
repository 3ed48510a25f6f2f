"""The sentence that gives a verdict's reason."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.counting import Estimate, Range
from workshop.reasons import describe_age, explain
from workshop.records import Company, CorpusFacts, Counting, Counts, Strictness, Verdict
from workshop.thresholds import THRESHOLDS
from workshop.verdicts import decide

HOTEL = Company(names=("Harbour Inn",), person="guest", people="guests")
GUESTS = CorpusFacts("inn", "Harbour Inn", None, 14_425, 1_622, 1.0, 0, "f0", HOTEL)
NOBODY_KNOWN = replace(GUESTS, n_people=None, share_with_author=0.0)
NONE_MORE = Range(0, 0, 0)


def reason(counts: Counts, facts: CorpusFacts = GUESTS, **more: object) -> str:
    verdict = decide(counts, THRESHOLDS[Strictness.NORMAL])
    return explain(verdict, counts, facts, **more)  # type: ignore[arg-type]


def test_a_contradicted_claim_gives_both_denominators() -> None:
    assert reason(Counts(9, 180, on_topic=223)) == (
        "9 of the 223 guests who talk about it say so, 180 the opposite (14,425 comments read)."
    )


def test_the_topic_is_named_where_it_is_known() -> None:
    said = reason(Counts(9, 180, on_topic=223), topic="boarding")
    assert said.startswith("9 of the 223 guests who talk about boarding say so")


def test_the_empty_side_is_named() -> None:
    assert "say so, nobody says the opposite (" in reason(Counts(20, 0, on_topic=30))
    assert reason(Counts(0, 20, on_topic=30)).startswith(
        "20 of the 30 guests who talk about it say the opposite, nobody says so ("
    )


def test_people_on_both_sides_and_people_who_ask_are_named() -> None:
    said = reason(Counts(20, 12, 1, 3, on_topic=1_234))
    assert said.startswith(
        "20 of the 1,234 guests who talk about it say so, 12 the opposite, 1 says both, 3 ask for it ("
    )


def test_a_thin_claim_names_its_sides() -> None:
    assert reason(Counts(0, 2, on_topic=40)).startswith(
        "Only 2 of the 40 guests who talk about it say the opposite, nobody says so ("
    )
    assert reason(Counts(1, 0, on_topic=1)).startswith("Only 1 guest talks about it and says so, nobody ")
    assert reason(Counts(asks=2, on_topic=2)).startswith(
        "Only 2 guests talk about it and all ask for it, nobody takes a side ("
    )
    assert reason(Counts(mixed=1, on_topic=3)).startswith("Only 1 of the 3 guests who talk about it says both (")


def test_a_wish_puts_those_who_ask_first() -> None:
    assert reason(Counts(1, 2, 0, 30, on_topic=412)).startswith(
        "30 of the 412 guests who talk about it ask for it, 1 says so, 2 say the opposite ("
    )


def test_nobody_mentions_it_differs_from_nobody_takes_a_side() -> None:
    assert reason(Counts(read=1_622)) == "Nobody of the 1,622 guests mentions it (14,425 comments read)."
    assert reason(Counts(on_topic=412)) == "412 guests talk about it, none takes a side (14,425 comments read)."
    assert reason(Counts(on_topic=1)) == "1 guest talks about it and takes no side (14,425 comments read)."


def test_comments_that_were_not_judged_are_subtracted_and_named() -> None:
    facts = replace(GUESTS, n_not_judged=425)
    assert reason(Counts(on_topic=2), facts).endswith("(14,000 comments read, 425 not judged).")
    assert reason(Counts(on_topic=2), replace(facts, n_comments=426)).endswith("(1 comment read, 425 not judged).")


def test_a_first_answer_says_at_least() -> None:
    counts = Counts(128, 3, on_topic=200, counting=Counting.AT_LEAST)
    assert reason(counts) == (
        "At least 128 guests say so, at least 3 the opposite, of at least 200 who talk about it (14,425 comments read)."
    )
    assert reason(replace(counts, supports=2, contradicts=0)).startswith(
        "So far only 2 guests say so, so far nobody says the opposite, of at least 200 "
    )
    assert reason(Counts(read=9, counting=Counting.AT_LEAST)).startswith("So far nobody of the 9 guests mentions it")


def estimated(supports: Range, contradicts: Range, asks: Range = NONE_MORE) -> Estimate:
    return Estimate(supports, contradicts, NONE_MORE, asks, n_left=3_000, n_sampled=200)


def test_an_estimate_stands_beside_the_people_who_were_found_and_gives_its_error() -> None:
    counts = Counts(
        128, 3, on_topic=4_200, counting=Counting.ESTIMATE, estimate=estimated(Range(56, 14, 144), Range(0, 0, 52))
    )
    assert reason(counts) == (
        "At least 128 of the 4,200 guests who talk about it say so, at least 3 the opposite; "
        "by a sample of the others, about 56 more say so (14 to 144), at most 52 more say the opposite "
        "(14,425 comments read)."
    )


def test_a_sample_that_adds_nobody_says_so_and_how_many_it_may_have_missed() -> None:
    counts = Counts(
        on_topic=4_200,
        counting=Counting.ESTIMATE,
        estimate=estimated(Range(0, 0, 52), Range(0, 0, 52), Range(0, 0, 52)),
    )
    assert reason(counts) == (
        "4,200 guests talk about it, none we judged takes a side; a sample of 200 of the other 3,000 adds nobody, "
        "at most 52 more could be on a side (14,425 comments read)."
    )
    said = reason(replace(counts, supports=2))
    assert said.startswith("Only 2 of the 4,200 guests who talk about it say so, nobody we judged says the opposite; ")


def test_wishes_are_estimated_too() -> None:
    beyond = estimated(Range(0, 0, 52), Range(0, 0, 52), Range(1, 1, 70))
    counts = Counts(asks=30, on_topic=4_200, counting=Counting.ESTIMATE, estimate=beyond)
    assert "at most 52 more say the opposite, about 1 more asks (1 to 70) (" in reason(counts)


def test_a_sample_of_everybody_who_is_left_needs_no_words() -> None:
    everybody = replace(estimated(NONE_MORE, NONE_MORE), n_left=150, n_sampled=150)
    said = reason(Counts(20, on_topic=300, counting=Counting.ESTIMATE, estimate=everybody))
    assert said == (
        "At least 20 of the 300 guests who talk about it say so, nobody we judged says the opposite "
        "(14,425 comments read)."
    )


def test_few_voices_say_in_words_what_they_leave_open() -> None:
    assert reason(Counts(7, 2, on_topic=9)) == (
        "7 of the 9 guests who talk about it say so, 2 the opposite; with so few, anything from under half to nearly "
        "all could be true of everybody (14,425 comments read)."
    )
    assert "; with so few, anything from over half to all could be true of everybody (" in reason(
        Counts(0, 5, on_topic=9)
    )
    assert "; with so few, anything from about a quarter to three quarters could be " in reason(
        Counts(5, 5, on_topic=20)
    )
    assert " could be true in general (" in reason(Counts(7, 2, on_topic=9), NOBODY_KNOWN)


def test_many_voices_thin_claims_and_first_answers_say_nothing_of_small_samples() -> None:
    at_least = Counting.AT_LEAST
    for counts in (Counts(16, 4), Counts(2, 1), Counts(), Counts(asks=9), Counts(7, 2, on_topic=9, counting=at_least)):
        assert "so few" not in reason(counts)


def test_old_evidence_is_said_to_be_old() -> None:
    dates = ["2013", "2014-02", "2015-02-24", "2016", "2017", "2018", "2019-12-31", "2023", "2024-05-05", None, ""]
    assert describe_age(dates, 2025) == "7 of 9 before 2020"
    assert reason(Counts(9, on_topic=9), age="7 of 9 before 2020").endswith(
        "(14,425 comments read, 7 of 9 before 2020)."
    )


def test_recent_undated_or_mixed_evidence_is_not_called_old() -> None:
    assert describe_age([None, ""], 2025) is None
    assert describe_age(["2024", "2023-01"], 2025) is None
    assert describe_age(["2015", "2024", "2024", "2024"], 2025) is None


def test_what_is_not_for_customers_names_the_proof_it_needs() -> None:
    said = explain(Verdict.NOT_CHECKABLE, Counts(), GUESTS, proof="a fact about the company; it needs a source")
    assert said == "This is not for guests to say: a fact about the company; it needs a source."
    assert explain(Verdict.NOT_CHECKABLE, Counts(), GUESTS) == "This is not for guests to say."


def test_what_was_not_checked_says_why() -> None:
    said = explain(Verdict.NOT_CHECKED, Counts(), GUESTS, why="the corpus has no comments.")
    assert said == "Not checked: the corpus has no comments."


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, n, high = sorted(draw(st.tuples(*[st.integers(0, 40)] * 3)))
    return Range(n, low, high)


estimates = st.builds(
    Estimate, ranges(), ranges(), ranges(), ranges(), n_left=st.just(3_000), n_sampled=st.sampled_from([200, 3_000])
)
counts_of_any_kind = st.builds(
    Counts,
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 3),
    st.integers(0, 30),
    on_topic=st.integers(0, 2_000),
    read=st.integers(0, 2_000),
    counting=st.sampled_from(list(Counting)),
    estimate=st.none() | estimates,
)


@given(counts_of_any_kind)
def test_without_authors_no_sentence_speaks_of_people(counts: Counts) -> None:
    said = reason(counts, NOBODY_KNOWN).lower()
    assert "(author unknown)" in said or "(authors unknown)" in said
    assert not any(word in said for word in ("guest", "customer", "people", "nobody", " who "))


@given(counts_of_any_kind, st.sampled_from([GUESTS, NOBODY_KNOWN]))
def test_a_reason_is_one_sentence_whose_verbs_fit_its_numbers(counts: Counts, facts: CorpusFacts) -> None:
    said = reason(counts, facts)
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(").")
    assert said.count(".") == 1
    words = said.replace("(", "").replace(",", "").split()
    for number, verb in pairwise(words):
        if number == "1":
            assert verb not in ("say", "ask", "guests", "comments")
        if number in ("nobody", "none"):
            assert verb not in ("say", "ask", "take")


@pytest.mark.parametrize("share", [0.3, 0.99])
def test_where_some_authors_are_unknown_the_sentence_says_so(share: float) -> None:
    said = reason(Counts(9, 180, on_topic=223), replace(GUESTS, share_with_author=share))
    assert said.startswith("9 of the 223 comments (authors partly unknown) that talk about it say so")
