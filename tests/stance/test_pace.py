"""What durations say about pace."""

from __future__ import annotations

import pytest

from workshop.stance.pace import pace


@pytest.mark.parametrize(
    "clause", ["took four days to reply", "on hold for two hours", "three weeks late", "waited 90 minutes"]
)
def test_a_long_wait_is_slow(clause: str) -> None:
    assert pace(clause) < -0.5


@pytest.mark.parametrize("clause", ["answered within the hour", "took two minutes", "ready in ten minutes"])
def test_a_short_wait_is_quick(clause: str) -> None:
    assert pace(clause) > 0.5


@pytest.mark.parametrize("clause", ["we stayed three nights", "the battery lasts four hours", "two weeks ago"])
def test_a_duration_without_waiting_says_nothing_about_pace(clause: str) -> None:
    assert pace(clause) == 0
