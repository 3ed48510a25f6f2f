"""Quotes that a person keeps off the wall, with the reason; they count all the same."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Select, Table, Text, delete, select
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
    """A quote kept off the wall: these words of a comment, wherever they stand in it now."""

    comment_id: str
    quote: str
    reason: str
    by: str | None
    at: datetime


class Hidden:
    """The quotes kept off the wall. A quote stays hidden in every revision of its comment that has the same words."""

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
            corpus_id = find(connection, corpus)
            row = connection.execute(_place(corpus_id, passage_id)).one_or_none()
            if row is None:
                raise UnknownQuote("This quote is not there any more.", "Open the message again.")
            _show(connection, corpus_id, passage_id)
            values = {"comment_key": row.comment_key, "start": row.start, "end": row.end}
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
        with self._database.read() as connection:
            corpus_id = find(connection, corpus)
            quotes = _quotes(connection, corpus_id)
            if not quotes:
                return []
            chosen = (
                select(passages.c.id, passages.c.start, passages.c.end, comments.c.text)
                .add_columns(comments.c.id.label("comment_id"))
                .join(comments, passages.c.comment_key == comments.c.key)
                .where(comments.c.corpus_id == corpus_id, comments.c.id.in_({comment_id for comment_id, _ in quotes}))
            )
            rows = connection.execute(chosen)
            return sorted(row.id for row in rows if (row.comment_id, row.text[row.start : row.end]) in quotes)

    def list(self, corpus: str) -> builtins.list[HiddenQuote]:
        """Return the hidden quotes of a corpus with their reasons, oldest first.

        Raises:
            UnknownCorpus: There is none of this name.
        """
        with self._database.read() as connection:
            chosen = (
                select(comments.c.id, comments.c.text, hidden)
                .join(comments, hidden.c.comment_key == comments.c.key)
                .where(comments.c.corpus_id == find(connection, corpus))
                .order_by(hidden.c.at, comments.c.id, hidden.c.start)
            )
            return [
                HiddenQuote(row.id, row.text[row.start : row.end], row.reason, row.by, row.at)
                for row in connection.execute(chosen)
            ]


def _quotes(connection: Connection, corpus_id: int) -> set[tuple[str, str]]:
    """Return the hidden quotes of a corpus, each with the id of its comment.

    The join is an outer one so that SQLite begins with the few that are hidden, and not with all comments.
    """
    chosen = select(hidden.c.start, hidden.c.end, comments.c.corpus_id, comments.c.id, comments.c.text)
    rows = connection.execute(chosen.outerjoin_from(hidden, comments, hidden.c.comment_key == comments.c.key))
    return {(row.id, row.text[row.start : row.end]) for row in rows if row.corpus_id == corpus_id}


def _place(corpus_id: int, passage_id: int) -> Select[Any]:
    return (
        select(passages, comments.c.id.label("comment_id"), comments.c.text)
        .join(comments, passages.c.comment_key == comments.c.key)
        .where(passages.c.id == passage_id, comments.c.corpus_id == corpus_id)
    )


def _show(connection: Connection, corpus_id: int, passage_id: int) -> None:
    """Forget that a quote is hidden, in every revision with the same words."""
    place = connection.execute(_place(corpus_id, passage_id)).one_or_none()
    if place is None:
        return
    words = place.text[place.start : place.end]
    of_it = (
        select(hidden, comments.c.text)
        .join(comments, hidden.c.comment_key == comments.c.key)
        .where(comments.c.corpus_id == corpus_id, comments.c.id == place.comment_id)
    )
    for row in connection.execute(of_it).all():
        if row.text[row.start : row.end] == words:
            here = (hidden.c.comment_key == row.comment_key, hidden.c.start == row.start, hidden.c.end == row.end)
            connection.execute(delete(hidden).where(*here))
