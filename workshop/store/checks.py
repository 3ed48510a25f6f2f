"""Answers to claims, kept as JSON text under a name that holds everything that can change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, delete, func, insert, select

from workshop.store.corpora import find
from workshop.store.database import Database
from workshop.store.rows import chunks
from workshop.store.tables import metadata

checks = Table(
    "checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("corpus_id", Integer, ForeignKey("corpora.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", String(128), nullable=False, unique=True),
    Column("answer", Text, nullable=False),
    sqlite_autoincrement=True,
)

N_KEPT = 5_000
"""How many answers stay for each corpus: weeks of drafting, and less than 100 MB."""


class Checks:
    """The kept answers of one store."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the answers that are known, by key."""
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for part in chunks(keys):
                chosen = select(checks.c.key, checks.c.answer).where(checks.c.key.in_(part))
                found |= {row.key: row.answer for row in connection.execute(chosen)}
        return found

    def newest(self) -> int:
        """Return a number that grows with every answer that is kept."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(checks.c.id))).scalar() or 0

    def since(self, number: int) -> dict[str, int]:
        """Return which answers were kept after the one of this number: their numbers by key."""
        with self._database.read() as connection:
            rows = connection.execute(select(checks.c.key, checks.c.id).where(checks.c.id > number))
            return {row.key: row.id for row in rows}

    def put(self, corpus: str, answers: Mapping[str, str]) -> None:
        """Keep answers by key; a newer answer replaces an older one, and the oldest beyond N_KEPT go.

        Raises:
            UnknownCorpus: The corpus was removed meanwhile.
        """
        if not answers:
            return
        with self._database.write() as connection:
            corpus_id = find(connection, corpus)
            for part in chunks(list(answers)):
                connection.execute(delete(checks).where(checks.c.key.in_(part)))
            rows = [{"corpus_id": corpus_id, "key": key, "answer": answer} for key, answer in answers.items()]
            connection.execute(insert(checks), rows)
            of_it = checks.c.corpus_id == corpus_id
            oldest_kept = select(checks.c.id).where(of_it).order_by(checks.c.id.desc()).offset(N_KEPT - 1).limit(1)
            connection.execute(delete(checks).where(of_it, checks.c.id < oldest_kept.scalar_subquery()))

    def purge(self, corpus: str) -> None:
        """Forget every answer of a corpus.

        Raises:
            UnknownCorpus: There is none of this name.
        """
        with self._database.write() as connection:
            connection.execute(delete(checks).where(checks.c.corpus_id == find(connection, corpus)))
