"""The tables of corpora and comments, on the one MetaData of the store.

A row of `comments` is one revision and is never edited: it is valid in every version from
`added_version` until just before `removed_version`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    and_,
    or_,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as ISO 8601 text in UTC so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse a naive datetime: nobody could say later when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        return None if value is None else datetime.fromisoformat(value)


Pair = tuple[str, str | int]


class Pairs(TypeDecorator[tuple[Pair, ...]]):
    """Pairs such as segments, kept as JSON text; many rows hold the same few, so both ways are remembered."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Pair, ...] | None, dialect: Dialect) -> str:
        """Return the JSON of the pairs."""
        return _written(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Pair, ...]:
        """Return the pairs as tuples."""
        return _read(value or "[]")


@lru_cache(maxsize=4096)
def _written(pairs: tuple[Pair, ...]) -> str:
    return json.dumps(pairs, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Pair, ...]:
    return tuple((name, value) for name, value in json.loads(text))


def _corpus_key() -> Column[int]:
    return Column("corpus_id", Integer, ForeignKey("corpora.id", ondelete="CASCADE"), nullable=False)


corpora = Table(
    "corpora",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("company", JSON, nullable=False),
    Column("notice", Text),
    Column("created_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    _corpus_key(),
    Column("number", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
)
versions.append_constraint(PrimaryKeyConstraint(versions.c.corpus_id, versions.c.number))

batches = Table(
    "batches",
    metadata,
    _corpus_key(),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("columns", JSON, nullable=False),
    Column("left_out", JSON, nullable=False),
    Column("n_new", Integer, nullable=False),
    Column("n_revised", Integer, nullable=False),
    Column("n_same", Integer, nullable=False),
)
batches.append_constraint(PrimaryKeyConstraint(batches.c.corpus_id, batches.c.number))

comments = Table(
    "comments",
    metadata,
    Column("key", Integer, primary_key=True),
    _corpus_key(),
    Column("id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("added_version", Integer, nullable=False),
    Column("removed_version", Integer),
    Column("text", Text, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("author_key", String(64)),
    Column("date", String(40)),
    Column("rating_value", Float),
    Column("rating_min", Float),
    Column("rating_max", Float),
    Column("question", Text),
    Column("segments", Pairs, nullable=False),
    Column("language", String(16)),
    Column("url", Text),
    Column("verified", Boolean),
    Column("incentivised", Boolean),
    Column("insider", Boolean),
    Column("consent", Boolean),
    Column("masks", Pairs, nullable=False),
    Column("n_rows", Integer, nullable=False),
    Column("row", Integer),
    sqlite_autoincrement=True,
)
comments.append_constraint(UniqueConstraint(comments.c.corpus_id, comments.c.id, comments.c.revision))
Index(None, comments.c.corpus_id, comments.c.added_version, comments.c.removed_version)
Index(None, comments.c.corpus_id, comments.c.author_key)
Index(None, comments.c.corpus_id, comments.c.language, comments.c.added_version, comments.c.removed_version)

segments = Table(
    "segments",
    metadata,
    Column("id", Integer, primary_key=True),
    _corpus_key(),
    Column("dimension", Text, nullable=False),
    Column("value", Text, nullable=False),
)
segments.append_constraint(UniqueConstraint(segments.c.corpus_id, segments.c.dimension, segments.c.value))

comment_segments = Table(
    "comment_segments",
    metadata,
    Column("segment_id", Integer, ForeignKey("segments.id", ondelete="CASCADE"), primary_key=True),
    Column("comment_key", Integer, ForeignKey("comments.key", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("comment_key", Integer, ForeignKey("comments.key", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_autoincrement=True,
)
passages.append_constraint(UniqueConstraint(passages.c.comment_key, passages.c.ordinal))

erased = Table(
    "erased",
    metadata,
    _corpus_key(),
    Column("mark", String(64), nullable=False),
    Column("erased_at", Moment, nullable=False),
)
erased.append_constraint(PrimaryKeyConstraint(erased.c.corpus_id, erased.c.mark))

erased_passages = Table(
    "erased_passages",
    metadata,
    Column("id", Integer, primary_key=True),
    _corpus_key(),
    Column("added_version", Integer, nullable=False),
    Column("removed_version", Integer, nullable=False),
)
Index(None, erased_passages.c.corpus_id)


def valid_in(version: int) -> ColumnElement[bool]:
    """Return the condition that a row of `comments` is valid in a version of its corpus."""
    removed = comments.c.removed_version
    return and_(comments.c.added_version <= version, or_(removed.is_(None), removed > version))
