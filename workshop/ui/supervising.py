"""Keeping the server up: a parent that starts it anew when it dies, and ends with it when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from workshop.errors import WorkshopError

WATCHED = "BACKTALK_WATCHED"
"""Set in the server's environment; its standard input then ends when the parent is gone."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_DEATHS, _WITHIN_SECONDS = 5, 60.0
_STARTED_SECONDS = 10.0
_PATIENCE_SECONDS = 15.0


class Supervisor:
    """Runs one command again and again until it ends by itself, is told to end, or dies too often.

    Killed is dead, and so is an error after a good start, or where it was started anew; an error right away at the
    first start is the command's answer.

    Args:
        command: What to run.
        environment: Its environment.
        clock: Seconds that never go backwards.
        patience: Seconds in which a command that is told to end has to do so; then it is killed.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        clock: Callable[[], float] = time.monotonic,
        patience: float = 2 * _PATIENCE_SECONDS,
    ) -> None:
        self._command, self._environment, self._clock = list(command), dict(environment) | {WATCHED: "1"}, clock
        self._patience = patience
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._deaths: deque[float] = deque(maxlen=_DEATHS)

    def run(self) -> int:
        """Run until it is over; return the exit status of the command.

        Raises:
            WorkshopError: it died five times within a minute.
        """
        before = {wanted: signal.signal(wanted, self._end) for wanted in (signal.SIGTERM, signal.SIGINT)}
        try:
            while True:
                started = self._clock()
                status = self._once()
                if self._ending.is_set():
                    return 0
                is_answer = status > 0 and not self._deaths and self._clock() - started < _STARTED_SECONDS
                if status == 0 or is_answer:
                    return status
                self._died()
        finally:
            for wanted, handler in before.items():
                signal.signal(wanted, handler)

    def _once(self) -> int:
        # A session of its own: Ctrl-C is for the parent, which then ends the server in good order.
        self._child = subprocess.Popen(  # noqa: S603 - our own program
            self._command, env=self._environment, stdin=subprocess.PIPE, start_new_session=True
        )
        if self._ending.is_set():
            self._tell(self._child)
        with self._child as child:
            return child.wait()

    def _died(self) -> None:
        now = self._clock()
        self._deaths.append(now)
        if len(self._deaths) == _DEATHS and now - self._deaths[0] < _WITHIN_SECONDS:
            raise WorkshopError(
                f"The server has died {_DEATHS} times within {_WITHIN_SECONDS:.0f} seconds.",
                "Look at what it wrote before, then start it again.",
            )
        lately = sum(now - death < _WITHIN_SECONDS for death in self._deaths)
        self._ending.wait(min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (lately - 1)))

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        self._ending.set()
        if self._child is not None and self._child.poll() is None:
            self._tell(self._child)

    def _tell(self, child: subprocess.Popen[bytes]) -> None:
        """Tell the command to end, and kill it should it not hear."""
        child.terminate()
        killing = threading.Timer(self._patience, child.kill)
        killing.daemon = True
        killing.start()


def end_with_parent() -> None:
    """End this process when the one that watches it is gone."""
    threading.Thread(target=_wait_for_end, name="parent", daemon=True).start()


def is_watched() -> bool:
    """Whether this process is the server that a parent keeps up."""
    return WATCHED in os.environ


def this_command() -> list[str]:
    """Return what starts this program again with the same arguments."""
    return [sys.executable, "-m", "workshop", *sys.argv[1:]]


def _wait_for_end() -> None:
    try:
        while os.read(0, 1024):
            pass
    except OSError:
        return
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE_SECONDS)
    os._exit(1)
