"""Keeping the server up: a parent that starts it anew when it dies, and ends with it when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from types import FrameType

from workshop.errors import WorkshopError

WATCHED = "BACKTALK_WATCHED_BY"
"""In the server's environment: the end of a pipe that closes when the parent is gone."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_DEATHS, _WITHIN_SECONDS = 5, 30.0
_PATIENCE_SECONDS = 15.0


class Supervisor:
    """Runs one command again and again until it ends by itself, is told to end, or dies too often.

    Args:
        command: What to run.
        environment: Its environment.
        clock: Seconds that never go backwards.
    """

    def __init__(
        self, command: Sequence[str], environment: dict[str, str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._command, self._environment, self._clock = list(command), environment, clock
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._deaths: deque[float] = deque(maxlen=_DEATHS)

    def run(self) -> int:
        """Run until it is over; return the exit status of the command.

        Raises:
            WorkshopError: it died five times within half a minute.
        """
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, self._end)
        ours, theirs = os.pipe()
        os.set_inheritable(ours, True)
        self._environment[WATCHED] = str(ours)
        try:
            while True:
                self._child = subprocess.Popen(self._command, env=self._environment, pass_fds=[ours])  # noqa: S603 - our own program
                status = self._child.wait()
                if self._ending.is_set() or status >= 0:
                    return 0 if self._ending.is_set() else status
                self._died()
        finally:
            os.close(theirs)
            os.close(ours)

    def _died(self) -> None:
        now = self._clock()
        if len(self._deaths) == _DEATHS - 1 and now - self._deaths[0] < _WITHIN_SECONDS:
            raise WorkshopError(
                f"The server has died {_DEATHS} times within {_WITHIN_SECONDS:.0f} seconds.",
                "Look at what it wrote before, then start it again.",
            )
        self._deaths.append(now)
        while len(self._deaths) > _DEATHS - 1:
            self._deaths.popleft()
        self._ending.wait(min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (len(self._deaths) - 1)))

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        self._ending.set()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()


def end_with_parent() -> None:
    """End this process when the one that watches it is gone; nothing where none does."""
    end = os.environ.get(WATCHED, "")
    if end.isdecimal():
        threading.Thread(target=_wait_for_end, args=(int(end),), name="parent", daemon=True).start()


def is_watched() -> bool:
    """Whether this process is the server that a parent keeps up."""
    return WATCHED in os.environ


def this_command() -> list[str]:
    """Return what starts this program again with the same arguments."""
    return [sys.executable, "-m", "workshop", *sys.argv[1:]]


def _wait_for_end(end: int) -> None:
    try:
        os.read(end, 1)
    except OSError:
        return
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE_SECONDS)
    os._exit(1)
