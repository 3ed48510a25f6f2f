"""Owns whose turn it is at a model that only one thread may use at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock whose next turn goes to whoever waits, not again to the one who just had it.

    A plain lock lets a long import take turn after turn while a short check starves.
    """

    def __init__(self) -> None:
        self._next = threading.Lock()
        self._turn = threading.Lock()

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Wait for a turn, and have it until the block ends."""
        with self._next:
            self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()
