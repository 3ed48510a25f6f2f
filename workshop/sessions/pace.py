"""How often somebody may do something: so many times within so many seconds."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

from workshop.errors import WorkshopError

_MOST_NAMES = 10_000


class Pace:
    """Counts steps in memory, by name; a restart forgets, and so does a name too many: whoever stepped first."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how many steps within how many seconds, and a clock that never goes backwards."""
        self._most, self._seconds, self._clock = most, seconds, clock
        self._steps: dict[Hashable, deque[float]] = {}
        self._lock = threading.Lock()

    def step(self, name: Hashable) -> None:
        """Count one step.

        Raises:
            WorkshopError: it is one too many for now, and is not counted.
        """
        with self._lock:
            if len(self._recent(name)) >= self._most:
                raise WorkshopError("That was very fast, very often.", "Wait a moment, then go on.")
            self._add(name)

    def is_full(self, name: Hashable) -> bool:
        """Whether the next step is one too many for now."""
        with self._lock:
            return len(self._recent(name)) >= self._most

    def count(self, name: Hashable) -> None:
        """Count a step that has been taken, whether or not it was one too many."""
        with self._lock:
            self._add(name)

    def _add(self, name: Hashable) -> None:
        self._steps[name] = self._recent(name)
        self._steps[name].append(self._clock())
        while len(self._steps) > _MOST_NAMES:
            del self._steps[next(iter(self._steps))]

    def _recent(self, name: Hashable) -> deque[float]:
        times = self._steps.get(name) or deque(maxlen=self._most)
        while times and self._clock() - times[0] >= self._seconds:
            times.popleft()
        return times
