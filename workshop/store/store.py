"""The store as one object: it opens the database and names its parts."""

from __future__ import annotations

import os
import secrets
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from workshop.errors import CannotWrite, UnreadableStore
from workshop.store import migrations
from workshop.store.beside import Beside
from workshop.store.briefs import MadeBriefs
from workshop.store.checks import Checks
from workshop.store.comments import Comments
from workshop.store.corpora import Corpora
from workshop.store.database import DATABASE_FILE, TIMEOUT_SECONDS, Database
from workshop.store.decisions import Decisions
from workshop.store.drafts import Drafts
from workshop.store.fulltext import FullText
from workshop.store.hidden import Hidden
from workshop.store.jobs import Jobs
from workshop.store.judgements import Judgements
from workshop.store.rooms import Rooms
from workshop.store.vectors import Vectors
from workshop.store.words import Words

SECRET_FILE = "secret"  # noqa: S105 (a file name)
SECRET_BYTES = 32


class Store:
    """Everything that is kept, in one folder or in memory; safe to share between threads.

    `secret` is what person and comment keys are made with; it never leaves the folder.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        """Bring the database to the newest form; use `open` or `in_memory` instead."""
        self.database = database
        self.secret = secret
        migrations.upgrade(database)
        words = FullText(database)
        self.words: Words = words
        self.corpora = Corpora(database, words)
        self.comments = Comments(database, self.corpora, words, secret)
        self.vectors = Vectors(database)
        self.judgements = Judgements(database)
        self.checks = Checks(database)
        self.decisions = Decisions(database)
        self.drafts = Drafts(database)
        self.beside = Beside(database)
        self.jobs = Jobs(database)
        self.hidden = Hidden(database)
        self.briefs = MadeBriefs(database)
        self.rooms = Rooms(database)

    @classmethod
    def open(cls, home: Path, *, timeout_seconds: float = TIMEOUT_SECONDS) -> Self:
        """Open the store in a folder, which is made where it is missing.

        Raises:
            StoreBusy: Another process kept writing for longer than `timeout_seconds`.
            UnreadableStore: The folder is damaged, or was written by a newer Backtalk.
            CannotWrite: The disk is full, or the folder may not be written.
        """
        database = Database(home.absolute(), timeout_seconds)
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with database.lock():
                secret = _secret(home)
                _start(database, home / DATABASE_FILE)
        except OSError as error:
            raise CannotWrite(
                f"The folder {home} cannot be used ({error.strerror}).",
                "Check its permissions and the room on that disk, or name another folder in BACKTALK_HOME.",
            ) from error
        return cls(database, secret)

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that ends with the process."""
        return cls(Database(None, script=_blank()), secrets.token_bytes(SECRET_BYTES))

    def read(self) -> AbstractContextManager[Connection]:
        """Yield a connection that sees one consistent snapshot and cannot write."""
        return self.database.read()

    def write(self) -> AbstractContextManager[Connection]:
        """Yield the only writing connection; commit at the end, undo on an exception.

        Raises:
            StoreBusy: Another process or thread kept writing for longer than the timeout.
        """
        return self.database.write()

    def close(self) -> None:
        """Give back every connection; a store in memory is gone."""
        self.database.close()


@lru_cache(maxsize=1)
def _blank() -> str:
    """Return the SQL of an empty store; migrating step by step takes longer than most uses of a store in memory."""
    database = Database(None)
    migrations.upgrade(database)
    script = database.dump()
    database.close()
    return script


def _start(database: Database, path: Path) -> None:
    """Make the file readable for its owner only, and turn the write-ahead log on; needs the lock."""
    if not path.exists():
        path.touch(mode=0o600)
    with database.read():
        pass


def _secret(home: Path) -> bytes:
    """Read the secret, or make it while no other process can; needs the lock."""
    path = home / SECRET_FILE
    if not path.exists():
        if (home / DATABASE_FILE).exists():
            raise UnreadableStore(
                f"The file {path} is missing, and without it people could not be told apart as before.",
                "Put it back from a backup.",
            )
        _write_secret(path)
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise UnreadableStore(f"The file {path} is damaged.", "Put it back from a backup.")
    return secret


def _write_secret(path: Path) -> None:
    """Write all or nothing: a kill leaves at most an unused file beside it."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    with draft.open("wb") as file:
        file.write(secrets.token_bytes(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
