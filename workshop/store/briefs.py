"""Which briefs were made, and whom they quote, so that erasing a comment can name them."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, insert, select

from workshop.store.database import Database
from workshop.store.rows import chunks
from workshop.store.tables import Moment, metadata

briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("corpus", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    sqlite_autoincrement=True,
)

brief_quotes = Table(
    "brief_quotes",
    metadata,
    Column("brief_id", Integer, ForeignKey("briefs.id", ondelete="CASCADE"), primary_key=True),
    Column("comment_id", Text, primary_key=True, index=True),
)


@dataclass(frozen=True, slots=True)
class MadeBrief:
    """A brief that left Backtalk. `fingerprint` names the comments as they were then."""

    id: int
    title: str
    made_at: datetime
    corpus: str
    fingerprint: str


class MadeBriefs:
    """The register of made briefs; it outlives the corpus, as the files do."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def add(self, title: str, corpus: str, fingerprint: str, quoted: Iterable[str], *, at: datetime) -> MadeBrief:
        """Register a brief with the ids of the comments that it quotes."""
        with self._database.write() as connection:
            row = {"title": title, "made_at": at, "corpus": corpus, "fingerprint": fingerprint}
            made = connection.scalars(insert(briefs).values(row).returning(briefs.c.id)).one()
            rows = [{"brief_id": made, "comment_id": comment_id} for comment_id in sorted(set(quoted))]
            if rows:
                connection.execute(insert(brief_quotes), rows)
            return MadeBrief(made, title, at, corpus, fingerprint)

    def list(self) -> builtins.list[MadeBrief]:
        """Return all briefs, newest first."""
        with self._database.read() as connection:
            return [MadeBrief(*row) for row in connection.execute(select(briefs).order_by(briefs.c.id.desc()))]

    def quoting(self, corpus: str, comment_ids: Sequence[str]) -> builtins.list[MadeBrief]:
        """Return the briefs on a corpus that quote at least one of these comments, oldest first."""
        found: dict[int, MadeBrief] = {}
        with self._database.read() as connection:
            for part in chunks(comment_ids):
                quoted = select(brief_quotes.c.brief_id).where(brief_quotes.c.comment_id.in_(part))
                chosen = select(briefs).where(briefs.c.corpus == corpus, briefs.c.id.in_(quoted))
                found |= {row.id: MadeBrief(*row) for row in connection.execute(chosen)}
        return [found[brief_id] for brief_id in sorted(found)]
