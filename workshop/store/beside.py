"""Customers' words that somebody put beside a draft, to write from them; they stay there until taken away."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from workshop.records import Comment
from workshop.store.corpora import find
from workshop.store.database import Database
from workshop.store.drafts import UnknownDraft, drafts
from workshop.store.hidden import UnknownQuote
from workshop.store.rows import to_comment
from workshop.store.tables import Moment, comments, corpora, metadata, passages

# The row of the comment is named, so that erasing the comment takes this away, too.
beside = Table(
    "beside",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Integer, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    Column("comment_key", Integer, ForeignKey("comments.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("says", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("draft_id", "comment_key", "start", "end"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class QuoteBeside:
    """Words beside a draft: `comment.text[start:end]`; `says` is how many said alike when it was put there."""

    id: int
    corpus: str
    comment: Comment
    start: int
    end: int
    says: str
    at: datetime

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.comment.text[self.start : self.end]


class Beside:
    """The quotes beside the drafts of one store."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def put(self, draft_id: int, corpus: str, passage_id: int, *, says: str, at: datetime) -> None:
        """Put a passage's words beside a draft; words that lie there already stay as they are.

        Raises:
            UnknownCorpus: There is none of this name.
            UnknownQuote: The corpus has no such passage, or it was erased.
            UnknownDraft: The draft was deleted.
        """
        with self._database.write() as connection:
            of_it = comments.c.corpus_id == find(connection, corpus)
            place = select(passages.c.comment_key, passages.c.start, passages.c.end).join(comments)
            row = connection.execute(place.where(passages.c.id == passage_id, of_it)).mappings().one_or_none()
            if row is None:
                raise UnknownQuote("This quote is not there any more.", "Open the message again.")
            if connection.execute(select(drafts.c.id).where(drafts.c.id == draft_id)).first() is None:
                raise UnknownDraft("This text is not there any more.", "Open another one, or start a new one.")
            values = {"draft_id": draft_id, **row, "says": says, "at": at}
            connection.execute(insert(beside).values(values).on_conflict_do_nothing())

    def take_away(self, draft_id: int, quote_id: int) -> None:
        """Take words away again; what does not lie there is no error."""
        with self._database.write() as connection:
            connection.execute(delete(beside).where(beside.c.id == quote_id, beside.c.draft_id == draft_id))

    def of(self, draft_id: int) -> builtins.list[QuoteBeside]:
        """Return what lies beside a draft, in the order in which it was put there.

        Words of a comment that was removed since are left out, unless it came back with the same text.
        """
        now = comments.alias()
        same = and_(*(now.c[name] == comments.c[name] for name in ("corpus_id", "id", "text_hash")))
        is_there = select(now.c.key).where(same, now.c.removed_version.is_(None)).exists()
        own = [beside.c[name].label(f"beside_{name}") for name in ("id", "start", "end", "says", "at")]
        chosen = (
            select(comments, *own, corpora.c.name.label("corpus"))
            .join(beside, beside.c.comment_key == comments.c.key)
            .join(corpora, corpora.c.id == comments.c.corpus_id)
            .where(beside.c.draft_id == draft_id, is_there)
            .order_by(beside.c.id)
        )
        with self._database.read() as connection:
            return [
                QuoteBeside(corpus=row["corpus"], comment=to_comment(row), **{c.name[7:]: row[c.name] for c in own})
                for row in connection.execute(chosen).mappings()
            ]
