"""Connections to the one SQLite database: snapshots for readers, one writer at a time."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import filelock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool, StaticPool

from workshop.errors import CannotWrite, StoreBusy, UnreadableStore, WorkshopError

DATABASE_FILE = "backtalk.db"
LOCK_FILE = "write.lock"
TIMEOUT_SECONDS = 60.0
_LOG_TIMEOUT_MILLISECONDS = 3000
_KEPT_OPEN = 12
"""How many connections are kept for the next who asks: to open one costs more than most of what is asked."""

_PRIMARY = 0xFF  # an extended error code holds its primary one in the lowest byte
_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})

# FULL, not NORMAL: with a write-ahead log NORMAL survives a killed process, but may forget the last commits when
# the power fails; what was acknowledged is kept, and costs one fsync a commit.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    "PRAGMA journal_size_limit = 67108864",
)


class Database:
    """One SQLite database, in a folder or in memory.

    Blocks nest within a thread: a `read` or `write` inside a `write` joins its transaction (an inner write that fails
    undoes only itself), a `read` inside a `read` shares its snapshot.
    """

    def __init__(self, home: Path | None, timeout_seconds: float = TIMEOUT_SECONDS, *, script: str = "") -> None:
        """Connect lazily; without a home everything lives in memory, begins with `script` and ends with `close`."""
        self.home = home
        self._timeout = timeout_seconds
        self._engine = _engine(home, timeout_seconds)
        self._current = threading.local()
        self._turn = threading.RLock()
        self._writing = threading.Lock()
        if script:
            with self._driver() as connection:
                connection.executescript(script)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one consistent snapshot and cannot write."""
        current = self._of_this_thread()
        if current is not None:
            yield current
            return
        with (
            self._alone_in_memory(),
            self._in_plain_words(),
            self._engine.connect() as connection,
            self._remembered(connection),
        ):
            connection.begin()
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield the only writing connection of all processes; commit at the end, undo on an exception.

        Raises:
            StoreBusy: Another process or thread kept writing for longer than the timeout.
            CannotWrite: The disk is full, failing or read-only; nothing of this block is kept.
        """
        current = self._of_this_thread()
        if current is not None:
            if not _writes(current):
                raise RuntimeError("A write inside a read block would not see its own snapshot.")
            with current.begin_nested():
                yield current
            return
        with self.lock(), self._alone_in_memory(), self._in_plain_words(), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with self._remembered(connection), connection.begin():
                yield connection

    @property
    def is_writing(self) -> bool:
        """Whether this thread is within a write, of which nothing is certain yet."""
        current = self._of_this_thread()
        return current is not None and _writes(current)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other writer out, whether process or thread.

        Threads wait for each other here, and only one of them asks again and again for the file's lock: sixty that did
        took most of two cores from what they were waiting for.

        Raises:
            StoreBusy: On entering, when the lock could not be had within the timeout.
        """
        if self.home is None:
            yield
            return
        latest = time.monotonic() + self._timeout
        if not self._writing.acquire(timeout=self._timeout):
            raise _busy()
        try:
            with _locked(self.home / LOCK_FILE, max(0.0, latest - time.monotonic())):
                yield
        finally:
            self._writing.release()

    def empty_log(self) -> bool:
        """Move the write-ahead log into the database and cut it to nothing.

        False where a reader or a full disk was in the way, or the transaction around this call has not ended.
        """
        if self.home is None:
            return True
        if self._of_this_thread() is not None:
            return False
        with self._driver() as connection:
            connection.execute(f"PRAGMA busy_timeout = {_LOG_TIMEOUT_MILLISECONDS}")
            try:
                (is_busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                return False
            finally:
                connection.execute(f"PRAGMA busy_timeout = {round(self._timeout * 1000)}")
        return not is_busy

    def look_over(self) -> None:
        """Read every page once.

        Raises:
            UnreadableStore: SQLite finds the file damaged.
        """
        with self.read() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise _damaged(self.home)

    def dump(self) -> str:
        """Return SQL that makes the same database again."""
        with self._driver() as connection:
            return "\n".join(connection.iterdump())

    @contextmanager
    def _driver(self) -> Iterator[sqlite3.Connection]:
        """Yield the driver's own connection, outside any transaction."""
        pooled = self._engine.raw_connection()
        try:
            yield cast("sqlite3.Connection", pooled.driver_connection)
        finally:
            pooled.close()

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            # SQLite ends the transaction when the disk is full; undoing a part of it then fails in its own words.
            known = (self._known(getattr(one, "orig", None)) for one in _chained(error))
            told = next((one for one in known if one is not None), None)
            if told is None:
                raise
            raise told from error

    def _known(self, error: BaseException | None) -> WorkshopError | None:
        """Return what to say of a fault outside this program; None where the fault is its own."""
        kind = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if kind in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return _busy()
        if kind in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return _damaged(self.home)
        if kind in _UNWRITABLE and not (kind == sqlite3.SQLITE_READONLY and self._is_writable()):
            return CannotWrite(
                f"The database in {self.home} cannot be written ({error}).",
                "Make room on that disk, or check its permissions, and try again; what was kept before is still there.",
            )
        return None

    def _is_writable(self) -> bool:
        return self.home is None or os.access(self.home / DATABASE_FILE, os.W_OK)

    def _of_this_thread(self) -> Connection | None:
        return getattr(self._current, "connection", None)

    @contextmanager
    def _remembered(self, connection: Connection) -> Iterator[None]:
        self._current.connection = connection
        try:
            yield
        finally:
            self._current.connection = None

    @contextmanager
    def _alone_in_memory(self) -> Iterator[None]:
        """In memory there is one connection for all threads, so they take turns."""
        if self.home is not None:
            yield
        elif self._turn.acquire(timeout=self._timeout):
            try:
                yield
            finally:
                self._turn.release()
        else:
            raise _busy()


def _engine(home: Path | None, timeout_seconds: float) -> Engine:
    # What is written, people's words among it, is in no error, and so in no log.
    options: dict[str, Any] = {"hide_parameters": True}
    options["connect_args"] = {"check_same_thread": False, "timeout": timeout_seconds}
    if home is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, **options)
    else:
        url = f"sqlite:///{home / DATABASE_FILE}"
        engine = create_engine(url, poolclass=QueuePool, pool_size=_KEPT_OPEN, max_overflow=-1, **options)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions start too late for a snapshot and never immediately; `_begin` starts them.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = _writes(connection)
    if connection.info.get("writes") != writes:
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.info["writes"] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _chained(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__context__


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))


@contextmanager
def _locked(path: Path, timeout_seconds: float) -> Iterator[None]:
    lock = filelock.FileLock(path, timeout=timeout_seconds, poll_interval=0.01)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise _busy() from error
    try:
        yield
    finally:
        lock.release()


def _busy() -> StoreBusy:
    return StoreBusy("Something else is writing to the store and did not finish in time.", "Try again in a moment.")


def _damaged(home: Path | None) -> UnreadableStore:
    return UnreadableStore(f"The database in {home} is damaged.", "Put it back from a backup.")
