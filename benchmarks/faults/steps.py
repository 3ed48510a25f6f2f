"""Counting the write steps of a process, and dying at one of them."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FILE_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"})
_READING = ("SELECT", "PRAGMA", "WITH")


class Steps:
    """The write steps from now on. At step `die_at`, just before it is done, the process kills itself.

    A step is a statement that writes (each row of many is one), the beginning and the end of a
    transaction, moving the write-ahead log, opening a file to write, a flush to the disk, and a
    file or folder made, renamed or deleted. Dying before the next step is dying after the last.
    """

    def __init__(self, home: Path, die_at: int = 0) -> None:
        """Watch what this process does to a home; 0 only counts."""
        self.names: list[str] = []
        self._home = str(home)
        self._die_at = die_at
        sys.addaudithook(self._audit)
        event.listen(Engine, "connect", self._trace)
        self._wrap_flush()

    def _step(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name in _FILE_EVENTS:
            self._step(name)
        elif name == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and str(path).startswith(self._home):
                self._step(f"open {Path(str(path)).name}")

    def _trace(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(self._statement)

    def _statement(self, statement: str) -> None:
        if not statement.startswith((*_READING, "BEGIN (", "--")) or "wal_checkpoint" in statement:
            self._step(" ".join(statement.split()[:3]))

    def _wrap_flush(self) -> None:
        flush = os.fsync

        def counted(fd: Any) -> None:  # noqa: ANN401 - a number, or whatever has one
            self._step("fsync")
            flush(fd)

        os.fsync = counted
