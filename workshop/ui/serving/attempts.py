"""How often somebody may be wrong: no code and no key is found by trying."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from workshop.errors import WorkshopError

_MOST_NAMES = 10_000


class TooManyAttempts(WorkshopError):
    """Somebody was wrong too often, and has to wait."""


class Attempts:
    """Counts wrong tries by address, in memory; who was wrong too often has to wait, right or not.

    Args:
        most: Wrong tries within `seconds`.
        seconds: After which a wrong try is forgotten.
        clock: Seconds that never go backwards.
    """

    def __init__(self, most: int = 10, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._wrong: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def begin(self, address: str) -> None:
        """Count a try as wrong before it is known to be, so that many at once are no way around.

        Raises:
            TooManyAttempts: it has to wait.
        """
        now = self._clock()
        with self._lock:
            times = self._wrong.pop(address, deque())
            while times and now - times[0] >= self._seconds:
                times.popleft()
            self._wrong[address] = times
            if len(self._wrong) > _MOST_NAMES:
                del self._wrong[next(iter(self._wrong))]
            if len(times) >= self._most:
                raise TooManyAttempts("That was wrong too often.", "Wait a minute, then try once more.")
            times.append(now)

    def was_right(self, address: str) -> None:
        """Take the last try back: it was not wrong."""
        with self._lock:
            times = self._wrong.get(address)
            if times:
                times.pop()
