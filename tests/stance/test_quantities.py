"""Numbers with a unit, and whether what customers say meets what a claim says."""

from __future__ import annotations

import pytest

from workshop.stance.quantities import agreement, quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("it saves me about an hour a week", 1, "hour"),
        ("delivered in 9 days", 216, "hour"),
        ("took half an hour", 0.5, "hour"),
        ("ten minutes", 1 / 6, "hour"),
        ("saves 40 percent", 40, "percent"),
        ("holds 12 pairs", 12, "pair"),
        ("paid $1,200 dollars", 1200, "$"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    first = quantities(text)[0]
    assert (round(first.value, 4), first.unit) == (round(value, 4), unit)


@pytest.mark.parametrize(
    "text", ["took four days to reply", "on hold for two hours", "three weeks late", "waited 90 minutes"]
)
def test_a_long_wait_is_slow(text: str) -> None:
    assert min(found.pace for found in quantities(text)) < -0.5


@pytest.mark.parametrize("text", ["answered within the hour", "took two minutes", "ready in ten minutes"])
def test_a_short_wait_is_quick(text: str) -> None:
    assert max(found.pace for found in quantities(text)) > 0.5


def test_a_duration_without_waiting_says_nothing_about_pace() -> None:
    assert [found.pace for found in quantities("we stayed three nights")] == [0.0]


def test_numbers_are_compared_only_where_the_units_meet() -> None:
    two_days, nine_days, half_off = quantities("within 2 days"), quantities("in 9 days"), quantities("50 percent off")
    assert agreement(two_days, nine_days, less_is_better=True) == -1
    assert agreement(nine_days, two_days, less_is_better=True) == 1
    assert agreement(two_days, half_off, less_is_better=True) == 0
    assert agreement(quantities("lasts 20 hours"), quantities("lasts 4 hours"), less_is_better=False) == -1
