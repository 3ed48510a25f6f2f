"""What a claim is, wherever it stands: spans, order, hostile text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.claims import split
from workshop.claims.checkability import PROOFS
from workshop.records import Company

NOBODY = Company()
WORDS = """
we our you your the a it they app support is are was will can never not fast easy friendly free call answer book
and or but so when if because which that with without from to in of minutes 24/7 $5 1971 Acme's don't it's
, . ! ? : ; – - ( ) " … 🚀 <b> </b> &amp; ** مرحبا
"""
MESSAGES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)


def assert_sound(message, company=NOBODY):
    claims = split(message, company)
    for claim in claims:
        assert claim.text == message[claim.start : claim.end]
        assert claim.text and claim.text == claim.text.strip()
        assert any(char.isalnum() for char in claim.text)
        assert claim.proposition and claim.proposition == claim.proposition.strip()
        assert claim.proof is None or claim.proof in PROOFS
    assert all(first.end <= second.start for first, second in pairwise(claims))
    return claims


@given(st.text(max_size=300))
def test_every_claim_slices_back_to_any_message(message):
    assert_sound(message, Company(names=("Acme",)))


@given(MESSAGES)
def test_every_claim_slices_back_to_any_jumble_of_words(message):
    assert_sound(message, Company(names=("Acme",)))


@given(MESSAGES)
def test_the_same_message_gives_the_same_claims(message):
    assert split(message, NOBODY) == split(message, NOBODY)


@given(st.text(alphabet=" \t\n.,;:!?…–—-()[]{}'\"*_#~`/\\|<>🚀🎉✓•", max_size=200))
def test_marks_and_pictures_alone_make_no_claim(message):
    assert split(message, NOBODY) == []


@given(st.integers(min_value=0, max_value=12), st.integers(min_value=0, max_value=12))
def test_space_around_a_message_only_moves_its_claims(before, after):
    claims = split("Setup takes minutes and support is friendly.", NOBODY)
    moved = split(" " * before + "Setup takes minutes and support is friendly." + "\n" * after, NOBODY)
    assert [(c.start + before, c.end + before, c.proposition) for c in claims] == [
        (c.start, c.end, c.proposition) for c in moved
    ]


def test_half_a_character_hurts_nothing():
    assert [claim.text for claim in assert_sound("\ud83d Setup takes minutes.\x00")] == ["Setup takes minutes"]


def test_an_empty_message_makes_no_claim():
    assert split("", NOBODY) == []
    assert split(" \n\t ", NOBODY) == []


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "a",
        "fast, ",
        "fast and ",
        "a\n",
        "(",
        "<b ",
        "[a](",
        "🚀 Fast ",
        "a\u200b",
        "that we ",
        ".",
        "n't",
        "1,",
        "مرحبا بكم ",
        "我们很快。",
        "-a",
        '"we ',
    ],
    ids=repr,
)
def test_a_long_hostile_message_is_split_soundly_and_soon(unit):
    message = unit * (6_000 // len(unit))
    began = time.perf_counter()
    assert_sound(message)
    assert time.perf_counter() - began < 10


def test_a_message_twice_as_long_takes_about_twice_as_long():
    def seconds(n):
        message = "We answer your call within minutes and never put you on hold. " * n
        began = time.perf_counter()
        assert len(split(message, NOBODY)) == 2 * n
        return time.perf_counter() - began

    seconds(5)
    assert seconds(160) < 30 * max(seconds(20), 0.005)


def test_spans_count_code_points_behind_pictures_and_other_scripts():
    message = "🎉🎉 שלום! Check-in takes a minute 👍🏽 and boarding is calm."
    texts = [claim.text for claim in assert_sound(message)]
    assert "Check-in takes a minute" in texts[1]
    assert "boarding is calm" in texts[-1]


def test_the_press_release_of_the_draft_screen_is_nine_claims():
    message = (
        "Your journey, reimagined. Our friendly crews look after you from gate to gate. When plans change, a real"
        " person answers your call within minutes, and soon we call you back so that you never wait on hold.\n\n"
        "Your boarding pass now lives in Passbook on your iPhone. Two checked bags still fly free. Our seamless digital"
        " solution resolves every disruption in seconds.\n\n"
        "Our wifi lets you work at 40,000 feet. We are proud to have connected America since 1971."
    )
    claims = assert_sound(message)
    assert len(claims) == 9
    assert [claim.proof is None for claim in claims] == [False, True, True, True, True, True, True, True, False]
