"""How often somebody may do something: so many times within so many seconds."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Hashable

from workshop.errors import WorkshopError

_MOST_NAMES = 10_000


class Pace:
    """Counts in memory, by name; a restart forgets."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how many steps within how many seconds, and a clock that never goes backwards."""
        self._most, self._seconds, self._clock = most, seconds, clock
        self._steps: defaultdict[Hashable, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def step(self, name: Hashable) -> None:
        """Count one step.

        Raises:
            WorkshopError: it is one too many for now.
        """
        now = self._clock()
        with self._lock:
            if len(self._steps) > _MOST_NAMES:
                self._steps.clear()
            steps = self._steps[name]
            while steps and now - steps[0] >= self._seconds:
                steps.popleft()
            if len(steps) >= self._most:
                raise WorkshopError("That was very fast, very often.", "Wait a moment, then go on.")
            steps.append(now)
