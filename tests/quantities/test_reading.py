"""What is read as a quantity: how much, of what, and where."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.quantities import Quantity, read
from workshop.quantities.tables import tables

MINUTE, HOUR, DAY, WEEK = 60.0, 3600.0, 86_400.0, 604_800.0
UNITS = sorted(surface for surface, unit in tables().units.items() if unit.name != "night")
JUMBLE = (
    *("5", "ten", "#", "#0", "½", "24/7", "1,5", "a", "couple", "of", "half", "an", "hour", "hours", "a week", "every"),
    *(
        "$",
        "20",
        "bucks",
        "free",
        "no fees",
        "twice",
        "as",
        "fast",
        "not",
        "within",
        "up to",
        "or",
        "+",
        "%",
        "2x",
        "·",
    ),
    *("took", "lasts", "?", ".", ",", "and a half", "million", "dozen", "times", "per", "/", "-", "in minutes", "0"),
)


def only(text: str) -> Quantity:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "dimension", "low", "high"),
    [
        ("It took three weeks.", "three weeks", "time", 3 * WEEK, 3 * WEEK),
        ("Took half an hour", "half an hour", "time", HOUR / 2, HOUR / 2),
        ("a couple of weeks of waiting", "a couple of weeks", "time", 2 * WEEK, 2 * WEEK),
        ("waited two and a half hours", "two and a half hours", "time", 2.5 * HOUR, 2.5 * HOUR),
        ("took 1hr 20min", "1hr 20min", "time", 80 * MINUTE, 80 * MINUTE),
        ("took an hour & 20 minutes", "an hour & 20 minutes", "time", 80 * MINUTE, 80 * MINUTE),
        ("took 5-10 min", "5-10 min", "time", 5 * MINUTE, 10 * MINUTE),
        ("took an hour or two", "an hour or two", "time", HOUR, 2 * HOUR),
        ("delivered within 2 days", "within 2 days", "time", 0, 2 * DAY),
        ("Set up in minutes", "minutes", "time", 2 * MINUTE, 45 * MINUTE),
        ("within 5 working days", "within 5 working days", "time", 0, 7 * DAY),
        ("saves 5 hours a week", "5 hours a week", "time/time", 5 / 168, 5 / 168),
        ("open 24 hours", "24 hours", "time/time", 1, 1),
        ("support 24/7", "24/7", "time/time", 1, 1),
        ("under $20", "under $20", "dollar", 0, 20),
        ("20 bucks", "20 bucks", "dollar", 20, 20),
        ("25 cents", "25 cents", "dollar", 0.25, 0.25),
        ("€7,50", "€7,50", "euro", 7.5, 7.5),
        ("$1,200.50", "$1,200.50", "dollar", 1200.5, 1200.5),
        ("over £1k", "over £1k", "pound", 1000, math.inf),
        ("shipping is free", "free", "free", 0, 0),
        ("fifty percent", "fifty percent", "percent", 50, 50),
        ("fell by a third", "a third", "percent", 100 / 3, 100 / 3),
        ("1.5k songs", "1.5k", "count", 1500, 1500),
        ("a dozen bottles", "dozen", "count", 12, 12),
        ("2 million rows", "2 million", "count", 2e6, 2e6),
        ("at least 30 pairs", "at least 30", "count", 30, math.inf),
        ("twice a week", "twice a week", "frequency", 2 / 7, 2 / 7),
        ("every half hour", "every half hour", "frequency", 48, 48),
        ("once in five days", "once in five days", "frequency", 0.2, 0.2),
        ("four trains an hour", "four trains an hour", "frequency", 96, 96),
        ("cleaned daily", "daily", "frequency", 1, 1),
        ("twice as fast", "twice as fast", "ratio", 2, 2),
        ("half the price", "half the price", "ratio", 0.5, 0.5),
        ("16GB of memory", "16GB", "data", 16e9, 16e9),
        ("a 6 foot cable", "6 foot", "length", 1.8288, 1.8288),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, words: str, dimension: str, low: float, high: float) -> None:
    found = only(text)
    assert (found.words, found.dimension) == (words, dimension)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    "text",
    [
        *("Great staff!", "This one is the best, no one is better.", "We arrived at 3:30pm on the 5th.", "five stars"),
        *("9 out of 10", "since 2015", "feel free to call", "gluten - free", "version 1.2.3", "my G3", "at once", ""),
    ],
)
def test_what_measures_nothing_is_no_quantity(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It took three hours.", "speed"),
        ("I was on hold for three hours.", "speed"),
        ("The battery lasts three hours.", "lasting"),
        ("It broke after three hours.", "lasting"),
        ("It is three hours from the station.", "distance"),
        ("It saves me three hours.", "saving"),
        ("The train was three hours late.", "late"),
        ("I ordered it three hours ago.", "-"),
        ("We stayed for three days.", "-"),
    ],
)
def test_the_words_near_a_duration_tell_what_it_is_a_duration_of(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        *("Does it take 5 minutes?", "I wish it took 5 minutes.", "They promised it takes 5 minutes."),
        *("My old one took 5 minutes.", "If it took 5 minutes I would keep it.", "It should take 5 minutes."),
    ],
)
def test_nobody_vouches_for_what_is_asked_wished_promised_or_of_another_product(text: str) -> None:
    assert not only(text).vouched


def test_a_number_that_is_set_right_is_left_out() -> None:
    assert [found.words for found in read("The house has 2 bathrooms, not three.")] == ["2"]


def test_a_still_running_wait_may_last_longer() -> None:
    assert only("Still waiting for my refund after six weeks.").high == math.inf


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_every_span_is_exact(text: str) -> None:
    check_spans(text)


@given(st.lists(st.sampled_from(JUMBLE), max_size=14).map(" ".join))
def test_jumbled_quantities_can_be_read_and_every_span_is_exact(text: str) -> None:
    check_spans(text)


def check_spans(text: str) -> None:
    end = 0
    for found in read(text):
        assert found.words == text[found.start : found.end] != ""
        assert found.start >= end, "spans overlap or are out of order"
        assert found.low <= found.high
        end = found.end


@given(st.integers(1, 500), st.sampled_from(UNITS), st.sampled_from(["it took {}", "under {} or so", "😀 {}!", "İ {}"]))
def test_every_unit_is_read_after_digits(number: int, unit: str, frame: str) -> None:
    text = frame.format(f"{number}{'' if unit in tables().short else ' '}{unit}")
    assert any(f"{number}" in found.words and unit in found.words for found in read(text)), text
