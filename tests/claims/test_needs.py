"""Which words of a claim need proof beside customers' words, and where they stand."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.claims import split
from workshop.records import Company, NeedKind

NOBODY = Company()
WORDS = "we our always never every the best fastest than other bank free save $5 % safe green healthy all at #1 , . and"
JUMBLES = st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join)


def needs_of(message, company=NOBODY):
    return [(need.kind.value, need.words) for claim in split(message, company) for need in claim.needs]


def assert_sound(message):
    for claim in split(message, NOBODY):
        assert not (claim.proof and claim.needs)
        for need in claim.needs:
            assert need.words == message[need.start : need.end]
            assert need.words.strip()
            assert need.proof[0].islower()
            assert not need.proof.endswith(".")
        for kind in NeedKind:
            same = [need for need in claim.needs if need.kind is kind]
            assert all(first.end <= second.start for first, second in pairwise(same))
        assert [need.start for need in claim.needs] == sorted(need.start for need in claim.needs)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_the_words_of_a_need_slice_back_to_any_message(message):
    assert_sound(message)


@settings(max_examples=50)
@given(JUMBLES)
def test_the_words_of_a_need_slice_back_to_any_jumble_of_words(message):
    assert_sound(message)


@pytest.mark.parametrize(
    ("message", "needs"),
    [
        ("We answer every call.", [("absolute", "every")]),
        ("The cheapest flights.", [("superlative", "cheapest"), ("money", "cheapest")]),
        ("The  best\ncoffee in town.", [("superlative", "The  best")]),
        ("We are always <b>fast</b>.", [("absolute", "always")]),
        ("It’s the world’s fastest lift.", [("superlative", "fastest")]),
        ("Cheaper than British Gas.", [("money", "Cheaper"), ("comparison", "Cheaper than British Gas")]),
        ("WE NEVER LOSE A BAG!", [("absolute", "NEVER")]),
    ],
)
def test_a_need_names_its_kind_and_the_exact_words(message, needs):
    assert sorted(needs_of(message)) == sorted(needs)


def test_a_claim_that_borrows_a_word_borrows_its_need():
    first, second = split("We never share or sell your details, and never rent them.", NOBODY)[-2:]
    assert [need.words for need in first.needs] == ["never"]
    assert [need.words for need in second.needs] == ["never"]


def test_what_customers_cannot_judge_names_its_proof_and_has_no_needs():
    (claim,) = split("We are the market leader.", NOBODY)
    assert claim.proof == "a rank, a size or an award; it needs the ranking with its date and source"
    assert claim.needs == ()


def test_names_are_names_whatever_words_they_are_made_of():
    inn = Company(names=("Best Western",), products=("Green Saver",), competitors=("Always",))
    assert needs_of("Best Western serves hot meals.", inn) == []
    assert needs_of("Green Saver is easy to open.", inn) == []
    assert needs_of("The best western bar.", Company()) == [("superlative", "The best")]


def test_each_kind_has_a_proof_of_its_own():
    said = {
        need.kind: need.proof
        for message in (
            "We never lose a bag.",
            "The fastest lift.",
            "We are faster than other banks.",
            "It relieves joint pain.",
            "Your data is safe.",
            "Our hotel is sustainable.",
            "Parking is free.",
        )
        for claim in split(message, NOBODY)
        for need in claim.needs
    }
    assert set(said) == set(NeedKind)
    assert len(set(said.values())) == len(NeedKind)


def test_savings_prices_and_returns_need_different_proofs():
    proofs = [
        need.proof
        for message in ("Save money on your bills.", "Parking is free.", "Our fund returned 8 % a year.")
        for claim in split(message, NOBODY)
        for need in claim.needs
        if need.kind is NeedKind.MONEY
    ]
    assert len(proofs) == len(set(proofs)) == 3


def test_hostile_messages_take_no_longer_than_long_ones():
    began = time.process_time()
    for piece in ("always ", "more ", "the most ", "reduces ", "nobody is ", "save ", "1", "a"):
        split(piece * (4_000 // len(piece)), NOBODY)
    assert time.process_time() - began < 5
