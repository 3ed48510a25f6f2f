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

    def refuse_too_many(self, address: str) -> None:
        """Refuse another try from an address that was wrong too often.

        Raises:
            TooManyAttempts: it has to wait.
        """
        with self._lock:
            if len(self._recent(address)) >= self._most:
                raise TooManyAttempts("That was wrong too often.", "Wait a minute, then try once more.")

    def was_wrong(self, address: str) -> None:
        """Count a wrong try; where too many addresses were wrong, the one that was so first is forgotten."""
        with self._lock:
            self._wrong[address] = self._recent(address)
            self._wrong[address].append(self._clock())
            while len(self._wrong) > _MOST_NAMES:
                del self._wrong[next(iter(self._wrong))]

    def _recent(self, address: str) -> deque[float]:
        times = self._wrong.get(address) or deque(maxlen=self._most)
        while times and self._clock() - times[0] >= self._seconds:
            times.popleft()
        return times
