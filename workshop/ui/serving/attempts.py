"""How often somebody may be wrong: no code and no key is found by trying."""

from __future__ import annotations

import time
from collections.abc import Callable

from workshop.errors import WorkshopError
from workshop.sessions.pace import Pace


class TooManyAttempts(WorkshopError):
    """Somebody was wrong too often, and has to wait."""


class Attempts:
    """Counts wrong tries by address; who was wrong too often has to wait, right or not.

    Args:
        most: Wrong tries within `seconds`.
        seconds: After which a wrong try is forgotten.
        clock: Seconds that never go backwards.
    """

    def __init__(self, most: int = 10, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._wrong = Pace(most, seconds, clock)

    def refuse_too_many(self, address: str) -> None:
        """Refuse another try from an address that was wrong too often.

        Raises:
            TooManyAttempts: it has to wait.
        """
        if self._wrong.is_full(address):
            raise TooManyAttempts("That was wrong too often.", "Wait a minute, then try once more.")

    def was_wrong(self, address: str) -> None:
        """Count a wrong try."""
        self._wrong.count(address)
