"""Texts that people write: saved while they are written, with versions to go back to."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Select,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from workshop.errors import WorkshopError
from workshop.records import Strictness
from workshop.store.database import Database
from workshop.store.tables import Moment, metadata

BETWEEN_VERSIONS = timedelta(minutes=5)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("corpus", String(64)),
    Column("segment", Text),
    Column("strictness", String(16)),
    Column("created_at", Moment, nullable=False),
    Column("saved_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

draft_versions = Table(
    "draft_versions",
    metadata,
    Column("draft_id", Integer, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)


class UnknownDraft(WorkshopError):
    """No text has this id, or not this version."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it stands. `name` is "" until somebody gives one.

    `corpus` and `segment` are who it was last met with; None where none was chosen.
    """

    id: int
    name: str
    text: str
    corpus: str | None
    segment: str | None
    strictness: Strictness | None
    created_at: datetime
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A text as it stood at a time."""

    number: int
    text: str
    at: datetime


class Drafts:
    """The drafts of one store. `at` is always now, with a time zone.

    Every method that takes an id raises UnknownDraft where there is no such draft.
    """

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def create(self, text: str, *, at: datetime, name: str = "") -> Draft:
        """Keep a new text, which is its own first version."""
        with self._database.write() as connection:
            row = {"name": name, "text": text, "created_at": at, "saved_at": at}
            made = connection.scalars(insert(drafts).values(row).returning(drafts.c.id)).one()
            _keep_version(connection, made, text, at)
            return _get(connection, made)

    def get(self, draft_id: int) -> Draft:
        """Return one draft."""
        with self._database.read() as connection:
            return _get(connection, draft_id)

    def list(self) -> list[Draft]:
        """Return all drafts, last saved first."""
        with self._database.read() as connection:
            chosen = select(drafts).order_by(drafts.c.saved_at.desc(), drafts.c.id.desc())
            return [_to_draft(row._asdict()) for row in connection.execute(chosen)]

    def save(self, draft_id: int, text: str, *, at: datetime, as_version: bool = False) -> Draft:
        """Keep the text as it is now, and what stood there as a version once the last one is five minutes old.

        So a version is the text before a pause or a change, never only what was left after it.
        `as_version` keeps the new text as a version at once.
        """
        with self._database.write() as connection:
            before = _get(connection, draft_id)
            last = _last_version(connection, draft_id)
            if last is None or at - last.at >= BETWEEN_VERSIONS:
                _keep_version(connection, draft_id, before.text, before.saved_at)
            _write(connection, draft_id, text=text, saved_at=at)
            if as_version:
                _keep_version(connection, draft_id, text, at)
            return _get(connection, draft_id)

    def rename(self, draft_id: int, name: str) -> None:
        """Give a draft a name; "" takes it away."""
        with self._database.write() as connection:
            _write(connection, draft_id, name=name)

    def choose(self, draft_id: int, *, corpus: str | None, segment: str | None, strictness: Strictness | None) -> None:
        """Remember with whom a draft was met."""
        with self._database.write() as connection:
            _write(connection, draft_id, corpus=corpus, segment=segment, strictness=strictness)

    def versions(self, draft_id: int) -> builtins.list[DraftVersion]:
        """Return the versions of a draft, newest first."""
        with self._database.read() as connection:
            _get(connection, draft_id)
            return _versions(connection, draft_id)

    def restore(self, draft_id: int, number: int, *, at: datetime) -> Draft:
        """Put a version back; what stood there becomes a version first.

        Raises:
            UnknownDraft: There is no such draft, or no version of this number.
        """
        with self._database.write() as connection:
            before = _get(connection, draft_id)
            texts = {version.number: version.text for version in _versions(connection, draft_id)}
            if number not in texts:
                raise UnknownDraft(f"This text has no version {number}.", "Choose one from the list.")
            _keep_version(connection, draft_id, before.text, at)
            _write(connection, draft_id, text=texts[number], saved_at=at)
            return _get(connection, draft_id)

    def delete(self, draft_id: int) -> None:
        """Delete a draft with all its versions; one that is gone already is no error."""
        with self._database.write() as connection:
            connection.execute(delete(drafts).where(drafts.c.id == draft_id))


def _get(connection: Connection, draft_id: int) -> Draft:
    row = connection.execute(select(drafts).where(drafts.c.id == draft_id)).one_or_none()
    if row is None:
        raise UnknownDraft("This text is not there any more.", "Open another one, or start a new one.")
    return _to_draft(row._asdict())


def _to_draft(values: dict[str, object]) -> Draft:
    strictness = values["strictness"]
    return Draft(**values | {"strictness": strictness and Strictness(strictness)})  # type: ignore[arg-type]


def _write(connection: Connection, draft_id: int, **values: object) -> None:
    _get(connection, draft_id)
    connection.execute(update(drafts).where(drafts.c.id == draft_id).values(values))


def _versions(connection: Connection, draft_id: int) -> list[DraftVersion]:
    return [DraftVersion(**row._asdict()) for row in connection.execute(_newest_first(draft_id))]


def _last_version(connection: Connection, draft_id: int) -> DraftVersion | None:
    row = connection.execute(_newest_first(draft_id).limit(1)).one_or_none()
    return None if row is None else DraftVersion(**row._asdict())


def _newest_first(draft_id: int) -> Select[tuple[int, str, datetime]]:
    columns = (draft_versions.c.number, draft_versions.c.text, draft_versions.c.at)
    return select(*columns).where(draft_versions.c.draft_id == draft_id).order_by(draft_versions.c.number.desc())


def _keep_version(connection: Connection, draft_id: int, text: str, at: datetime) -> None:
    """Keep a version, unless the last one says the same."""
    last = _last_version(connection, draft_id)
    if last is None or last.text != text:
        row = {"draft_id": draft_id, "number": last.number + 1 if last else 1, "text": text, "at": at}
        connection.execute(insert(draft_versions).values(row))
