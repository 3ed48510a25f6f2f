import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workshop import passages

SOCIAL = st.text(st.sampled_from("aB1é。 \n\t.!?…,;'\"@#/😀❤\u200d\u0301\ud800"), max_size=400)
ANY = st.one_of(st.text(max_size=300), SOCIAL, st.text(st.characters(), max_size=80))


def quotes(text):
    return [text[span.start : span.end] for span in passages.split(text)]


@settings(deadline=None)
@given(ANY)
@example("\ud800 a b. c d")
@example("\n\n. \n a")
def test_passages_are_ordered_apart_and_trimmed(text):
    end = 0
    for span in passages.split(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        end = span.end


@settings(deadline=None)
@given(ANY)
def test_every_letter_and_digit_lies_in_a_passage(text):
    covered = {place for span in passages.split(text) for place in range(span.start, span.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isalnum())


@settings(deadline=None)
@given(st.lists(st.sampled_from(["and", "slow,", "but", "Gate", "crew.", "x" * 90, "—"]), max_size=200))
def test_no_passage_is_longer_than_the_encoder_reads(words):
    assert all(len(quote) <= passages.LONGEST_CHARACTERS for quote in quotes(" ".join(words)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Smith left at 5 p.m. Then I left.", ["Dr. Smith left at 5 p.m.", "Then I left."]),
        ("It was great!! will fly again", ["It was great!!", "will fly again"]),
        ("We waited for hours... nobody came to help", ["We waited for hours...", "nobody came to help"]),
        ("It was... fine", ["It was... fine"]),
        ("you guys suck.Really very bad", ["you guys suck.", "Really very bad"]),
        ("thanks a lot guys 😀 The crew was great", ["thanks a lot guys 😀", "The crew was great"]),
        ("I really do ❤ New York City", ["I really do ❤ New York City"]),
        ("Clean rooms\nQuiet street", ["Clean rooms", "Quiet street"]),
        ("the debt is\nnot mine", ["the debt is\nnot mine"]),
        ("A title in words\n\nsmall start of the body", ["A title in words", "small start of the body"]),
        ("Breakfast was there. Coffee? Terrible.", ["Breakfast was there.", "Coffee? Terrible."]),
        ("See www.foo.com/Abc.Def now", ["See www.foo.com/Abc.Def now"]),
        ("It cost $5.99 for 1.5 hours", ["It cost $5.99 for 1.5 hours"]),
        ("部屋は広い。駅に近い。", ["部屋は広い。", "駅に近い。"]),
        ("👍👍 !!", []),
        ("", []),
    ],
)
def test_passages_follow_how_people_write(text, expected):
    assert quotes(text) == expected


def test_a_run_on_is_cut_at_a_clause_border():
    text = "we stood at the gate for two hours with three children and nobody told us anything at all, " * 5
    cut = quotes(text.strip())
    assert len(cut) > 1
    assert all(re.match(r"we stood|and nobody", quote) for quote in cut)


@pytest.mark.parametrize("piece", ["a? ", "no, ", "a@a", "\n", "😀 ", " ", "? ", "ab.Cd", "..a ", "!"])
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    assert passages.split(piece * 5_000) is not None
