"""Corpora with their versions, batches, comments and passages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    _create_corpora()
    _create_comments()
    _create_parts_of_comments()
    _create_traces_of_the_erased()


def _id(name: str = "id") -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _corpus() -> list[sa.schema.SchemaItem]:
    return [_id("corpus_id"), sa.ForeignKeyConstraint(["corpus_id"], ["corpora.id"], ondelete="CASCADE")]


def _create_corpora() -> None:
    op.create_table(
        "corpora",
        _id(),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("company", sa.JSON, nullable=False),
        sa.Column("notice", sa.Text),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "versions",
        *_corpus(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("corpus_id", "number"),
    )
    op.create_table(
        "batches",
        *_corpus(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("columns", sa.JSON, nullable=False),
        sa.Column("left_out", sa.JSON, nullable=False),
        sa.Column("n_new", sa.Integer, nullable=False),
        sa.Column("n_revised", sa.Integer, nullable=False),
        sa.Column("n_same", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("corpus_id", "number"),
    )


def _create_comments() -> None:
    op.create_table(
        "comments",
        _id("key"),
        *_corpus(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("added_version", sa.Integer, nullable=False),
        sa.Column("removed_version", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("author_key", sa.String(64)),
        sa.Column("date", sa.String(40)),
        sa.Column("rating_value", sa.Float),
        sa.Column("rating_min", sa.Float),
        sa.Column("rating_max", sa.Float),
        sa.Column("question", sa.Text),
        sa.Column("segments", sa.Text, nullable=False),
        sa.Column("language", sa.String(16)),
        sa.Column("url", sa.Text),
        sa.Column("verified", sa.Boolean),
        sa.Column("incentivised", sa.Boolean),
        sa.Column("insider", sa.Boolean),
        sa.Column("consent", sa.Boolean),
        sa.Column("masks", sa.Text, nullable=False),
        sa.Column("n_rows", sa.Integer, nullable=False),
        sa.Column("row", sa.Integer),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("corpus_id", "id", "revision"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_comments_corpus_id_added_version_removed_version",
        "comments",
        ["corpus_id", "added_version", "removed_version"],
    )
    op.create_index("ix_comments_corpus_id_author_key", "comments", ["corpus_id", "author_key"])


def _create_parts_of_comments() -> None:
    op.create_table(
        "segments",
        _id(),
        *_corpus(),
        sa.Column("dimension", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("corpus_id", "dimension", "value"),
    )
    op.create_table(
        "comment_segments",
        _id("segment_id"),
        _id("comment_key"),
        sa.PrimaryKeyConstraint("segment_id", "comment_key"),
        sa.ForeignKeyConstraint(["segment_id"], ["segments.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["comment_key"], ["comments.key"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comment_segments_comment_key", "comment_segments", ["comment_key"])
    op.create_table(
        "passages",
        _id(),
        _id("comment_key"),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("comment_key", "ordinal"),
        sa.ForeignKeyConstraint(["comment_key"], ["comments.key"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )


def _create_traces_of_the_erased() -> None:
    op.create_table(
        "erased",
        *_corpus(),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("erased_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("corpus_id", "mark"),
    )
    op.create_table(
        "erased_passages",
        _id(),
        *_corpus(),
        sa.Column("added_version", sa.Integer, nullable=False),
        sa.Column("removed_version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_erased_passages_corpus_id", "erased_passages", ["corpus_id"])
