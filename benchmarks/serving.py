"""The whole server as a process of its own, watched from outside through /proc (Linux)."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

LONGEST_WAIT_SECONDS = 120.0

_STEADY_SECONDS = 4.0
_STEADY_MIB = 2


class Server:
    """`backtalk serve` on a free port; entering the block starts it and waits until it answers."""

    def __init__(self, home: Path, *, in_network: bool = False) -> None:
        """Choose a port; nothing runs yet.

        `in_network`: with the rights of `serve --lan`, and still on loopback only.
        """
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.started_at = self.answered_at = 0.0
        self._options = ["--lan", "--address", "127.0.0.1"] if in_network else []
        self._environment = os.environ | {"BACKTALK_HOME": str(home), "BACKTALK_PORT": str(port)}
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        """Start the process, and return once its health address answers."""
        command = [sys.executable, "-m", "workshop", "serve", *self._options]
        self.started_at = time.perf_counter()
        self._process = subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL)
        wait_until(self._answers, every_seconds=0.02)
        self.answered_at = time.perf_counter()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        """End the process."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def process_id(self) -> int:
        """The number of the server's own process: the child of the one that keeps it up."""
        return int(Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text("utf-8").split()[0])

    def has_torch(self) -> bool:
        """Whether torch's library is mapped into the process: it is, from the moment `import torch` runs."""
        return "libtorch" in Path(f"/proc/{self.process_id}/maps").read_text(encoding="utf-8", errors="replace")

    def memory_mib(self, line: str = "VmRSS") -> int:
        """Return the resident memory, or its peak with "VmHWM"."""
        return memory_mib(Path(f"/proc/{self.process_id}/status").read_text(encoding="utf-8"), line)

    def is_steady(self) -> bool:
        """Whether the memory stays as it is for some seconds: what was being loaded is loaded."""
        before = self.memory_mib()
        time.sleep(_STEADY_SECONDS)
        return abs(self.memory_mib() - before) <= _STEADY_MIB

    def _answers(self) -> bool:
        if self._process.poll() is not None:
            raise SystemExit("The server ended before it answered; its words are above.")
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def memory_mib(status: str, line: str) -> int:
    """Read one line of /proc/PID/status, given there in kB."""
    found = re.search(rf"^{line}:\s+(\d+) kB$", status, re.MULTILINE)
    return round(int(found[1]) / 1024) if found else 0


def wait_until(holds: Callable[[], bool], *, every_seconds: float, at_most: float = LONGEST_WAIT_SECONDS) -> None:
    """Ask again and again until it holds, at most so many seconds.

    Raises:
        SystemExit: it never did.
    """
    until = time.monotonic() + at_most
    while not holds():
        if time.monotonic() > until:
            raise SystemExit(f"Nothing happened in {at_most:.0f} seconds.")
        time.sleep(every_seconds)
