"""How long work that nobody waits for rests, so that a room in which people press is not slowed by it."""

from __future__ import annotations

from datetime import datetime, timedelta

_RECENT = timedelta(seconds=10)
_TIMES_AS_LONG = 3.0
_AT_MOST_SECONDS = 3.0


def seconds(took: float, now: datetime, last_act: datetime | None) -> float:
    """Return how many seconds to rest after a step that took so many.

    Three times as long as the step, and three seconds at most, where somebody in a workshop has done something within
    the last ten seconds; not at all where nobody has, or nobody ever did. So the work goes on whatever the room does.
    """
    if last_act is None or now - last_act > _RECENT:
        return 0.0
    return min(_AT_MOST_SECONDS, _TIMES_AS_LONG * took)
