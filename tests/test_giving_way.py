"""How long work that nobody waits for rests while a room acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workshop import giving_way

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("took", "ago", "rests"), [(0.2, 1, 0.6), (0.2, 10, 0.6), (0.2, 11, 0.0), (60.0, 0, 3.0)])
def test_it_rests_in_proportion_to_its_step_while_somebody_acts_and_never_for_long(took, ago, rests):
    assert giving_way.seconds(took, NOW, NOW - timedelta(seconds=ago)) == pytest.approx(rests)


def test_without_any_workshop_it_never_rests():
    assert giving_way.seconds(5.0, NOW, None) == 0.0
