"""Quotes that a person keeps off the wall, with the reason; they count all the same."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Integer, Select, Table, Text, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from workshop.errors import WorkshopError
from workshop.store.corpora import find
from workshop.store.database import Database
from workshop.store.tables import Moment, comments, metadata, passages

# The row of the comment is named, so that erasing the comment takes this away, too.
hidden = Table(
    "hidden",
    metadata,
    Column("comment_key", Integer, ForeignKey("comments.key", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", Text),
    Column("at", Moment, nullable=False),
)


class UnknownQuote(WorkshopError):
    """The corpus has no passage of this id."""


@dataclass(frozen=True, slots=True)
class HiddenQuote:
    """A quote kept off the wall: characters `start` to `end` of a comment, end excluded."""

    comment_id: str
    start: int
    end: int
    reason: str
    by: str | None
    at: datetime


class Hidden:
    """The quotes kept off the wall. A quote stays hidden in a later revision of its comment with the same text."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def add(self, corpus: str, passage_id: int, *, reason: str, at: datetime, by: str | None = None) -> None:
        """Keep a quote off the wall; a second time only changes reason, person and time.

        Raises:
            UnknownCorpus: There is none of this name.
            UnknownQuote: The corpus has no such passage, or it was erased.
        """
        with self._database.write() as connection:
            row = connection.execute(_place(find(connection, corpus), passage_id)).one_or_none()
            if row is None:
                raise UnknownQuote("This quote is not there any more.", "Open the message again.")
            _show(connection, find(connection, corpus), passage_id)
            values = {"comment_key": row.key, "start": row.start, "end": row.end}
            connection.execute(insert(hidden).values(values | {"reason": reason, "by": by, "at": at}))

    def remove(self, corpus: str, passage_id: int) -> None:
        """Let a quote be shown again; one that was never hidden is no error.

        Raises:
            UnknownCorpus: There is none of this name.
        """
        with self._database.write() as connection:
            _show(connection, find(connection, corpus), passage_id)

    def passages(self, corpus: str) -> builtins.list[int]:
        """Return the ids of all passages that are kept off the wall, rising.

        Raises:
            UnknownCorpus: There is none of this name.
        """
        named, same = comments.alias(), comments.alias()
        with self._database.read() as connection:
            chosen = (
                select(passages.c.id)
                .join(same, passages.c.comment_key == same.c.key)
                .join(named, and_(*(named.c[name] == same.c[name] for name in ("corpus_id", "id", "text_hash"))))
                .join(hidden, hidden.c.comment_key == named.c.key)
                .where(hidden.c.start == passages.c.start, hidden.c.end == passages.c.end)
                .where(named.c.corpus_id == find(connection, corpus))
                .order_by(passages.c.id)
            )
            return list(connection.scalars(chosen.distinct()))

    def list(self, corpus: str) -> builtins.list[HiddenQuote]:
        """Return the hidden quotes of a corpus with their reasons, oldest first.

        Raises:
            UnknownCorpus: There is none of this name.
        """
        with self._database.read() as connection:
            chosen = (
                select(comments.c.id, hidden.c.start, hidden.c.end, hidden.c.reason, hidden.c.by, hidden.c.at)
                .join(comments, hidden.c.comment_key == comments.c.key)
                .where(comments.c.corpus_id == find(connection, corpus))
                .order_by(hidden.c.at, comments.c.id, hidden.c.start)
            )
            return [HiddenQuote(*row) for row in connection.execute(chosen)]


def _place(corpus_id: int, passage_id: int) -> Select[tuple[int, int, int, str, str]]:
    return (
        select(comments.c.key, passages.c.start, passages.c.end, comments.c.id, comments.c.text_hash)
        .join(passages, passages.c.comment_key == comments.c.key)
        .where(passages.c.id == passage_id, comments.c.corpus_id == corpus_id)
    )


def _show(connection: Connection, corpus_id: int, passage_id: int) -> None:
    """Forget that a quote is hidden, in every revision with the same text."""
    place = _place(corpus_id, passage_id).subquery()
    same = and_(comments.c.id == place.c.id, comments.c.text_hash == place.c.text_hash)
    keys = select(comments.c.key).join(place, same).where(comments.c.corpus_id == corpus_id)
    starts, ends = select(place.c.start).scalar_subquery(), select(place.c.end).scalar_subquery()
    at_it = and_(hidden.c.start == starts, hidden.c.end == ends)
    connection.execute(delete(hidden).where(hidden.c.comment_key.in_(keys), at_it))
