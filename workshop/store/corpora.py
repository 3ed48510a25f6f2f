"""Corpora: their names, whose customers they hold, and their newest version."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from workshop.errors import UnknownCorpus, UnusableName
from workshop.records import Company
from workshop.store import versions
from workshop.store.database import Database
from workshop.store.tables import corpora
from workshop.store.tables import versions as versions_table
from workshop.store.words import WordIndex

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A named body of comments. `id` is never used again, while a name may be.

    `version` is the newest; 0 means that nothing was ever added. `fingerprint` names its members.
    """

    id: int
    name: str
    title: str
    source: str
    company: Company
    notice: str | None
    created_at: datetime
    version: int
    fingerprint: str


class Corpora:
    """The corpora of one store."""

    def __init__(self, database: Database, words: WordIndex) -> None:
        """Take the open database and its words."""
        self._database = database
        self._words = words

    def create(
        self,
        name: str,
        *,
        at: datetime,
        title: str = "",
        source: str = "",
        company: Company | None = None,
        notice: str | None = None,
    ) -> Corpus:
        """Make an empty corpus. `at` is now, with a time zone.

        Raises:
            UnusableName: The name is taken, or more than small letters, digits, - and _.
        """
        if not _NAME.fullmatch(name):
            raise UnusableName(
                f"{name!r} cannot name a corpus.", 'Use up to 63 small letters, digits, - and _, such as "guests-2024".'
            )
        row: dict[str, Any] = {
            "name": name,
            "title": title or name,
            "source": source,
            "notice": notice,
            "created_at": at,
        }
        with self._database.write() as connection:
            if connection.scalar(select(corpora.c.id).where(corpora.c.name == name)) is not None:
                raise UnusableName(f"There is already a corpus called {name}.", "Add to it, or choose another name.")
            row |= {"company": asdict(company or Company()), "version": 0, "created_at": at}
            corpus_id = connection.execute(insert(corpora).values(row).returning(corpora.c.id)).scalar_one()
            versions.record(connection, corpus_id, 0, at)
            self._words.create(connection, corpus_id)
            return self.get(name)

    def list(self) -> tuple[Corpus, ...]:
        """Return all corpora, by name."""
        with self._database.read() as connection:
            return tuple(_to_corpus(row) for row in connection.execute(_selected().order_by(corpora.c.name)))

    def get(self, name: str) -> Corpus:
        """Return one corpus.

        Raises:
            UnknownCorpus: There is none of this name; the advice names those that exist.
        """
        with self._database.read() as connection:
            row = connection.execute(_selected().where(corpora.c.name == name)).one_or_none()
            if row is None:
                raise _unknown(connection, name)
            return _to_corpus(row)

    def fingerprint(self, corpus_id: int, version: int) -> str | None:
        """Return what names a version; None where the corpus is gone or never had that version."""
        kept = select(versions_table.c.fingerprint).where(
            versions_table.c.corpus_id == corpus_id, versions_table.c.number == version
        )
        with self._database.read() as connection:
            return connection.scalar(kept)

    def update_company(self, name: str, company: Company) -> Corpus:
        """Say anew whose customers these are; comments and versions stay as they are."""
        with self._database.write() as connection:
            values = {"company": asdict(company)}
            connection.execute(update(corpora).where(corpora.c.id == find(connection, name)).values(values))
            return self.get(name)

    def remove(self, name: str) -> None:
        """Remove a corpus with its comments, versions, words and the traces of what was erased."""
        with self._database.write() as connection:
            corpus_id = find(connection, name)
            self._words.drop(connection, corpus_id)
            connection.execute(delete(corpora).where(corpora.c.id == corpus_id))
        self._database.empty_log()


def find(connection: Connection, name: str) -> int:
    """Return the id of a corpus.

    Raises:
        UnknownCorpus: There is none of this name; the advice names those that exist.
    """
    corpus_id: int | None = connection.scalar(select(corpora.c.id).where(corpora.c.name == name))
    if corpus_id is None:
        raise _unknown(connection, name)
    return corpus_id


def _unknown(connection: Connection, name: str) -> UnknownCorpus:
    names = connection.scalars(select(corpora.c.name).order_by(corpora.c.name)).all()
    advice = f"Choose one of these: {', '.join(names)}." if names else "Import comments first."
    return UnknownCorpus(f"There is no corpus called {name!r}.", advice)


def _selected() -> Select[Any]:
    newest = (versions_table.c.corpus_id == corpora.c.id) & (versions_table.c.number == corpora.c.version)
    return select(corpora, versions_table.c.fingerprint).join(versions_table, newest)


def _to_corpus(row: Row[Any]) -> Corpus:
    values = row._asdict()
    return Corpus(**values | {"company": _to_company(values["company"])})


def _to_company(kept: dict[str, Any]) -> Company:
    """Read a company as kept by this or an older version, which may have had fewer fields."""
    known = {field.name for field in fields(Company)}
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in kept.items()}
    return Company(**{name: value for name, value in values.items() if name in known})
