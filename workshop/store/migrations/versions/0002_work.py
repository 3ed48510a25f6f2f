"""Vectors, judgements, kept answers, drafts, jobs, hidden quotes and made briefs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    _create_what_models_said()
    _create_drafts()
    _create_jobs()
    _create_hidden()
    _create_briefs()


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _create_what_models_said() -> None:
    op.create_table(
        "vectors",
        _column("encoder", sa.Text()),
        _column("text_hash", sa.String(64)),
        _column("vector", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("encoder", "text_hash"),
    )
    op.create_table(
        "judgements",
        _column("judge", sa.Text()),
        _column("proposition_hash", sa.String(64)),
        _column("passage_hash", sa.String(64)),
        *(_column(name, sa.Float()) for name in ("similarity", "supports", "contradicts", "asks", "unrelated")),
        sa.PrimaryKeyConstraint("judge", "proposition_hash", "passage_hash"),
    )
    op.create_table(
        "checks",
        _column("id", sa.Integer()),
        _column("corpus_id", sa.Integer()),
        _column("key", sa.String(128)),
        _column("answer", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.ForeignKeyConstraint(["corpus_id"], ["corpora.id"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_checks_corpus_id", "checks", ["corpus_id"])


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        _column("id", sa.Integer()),
        _column("name", sa.Text()),
        _column("text", sa.Text()),
        sa.Column("corpus", sa.String(64)),
        sa.Column("segment", sa.Text),
        sa.Column("strictness", sa.String(16)),
        _column("created_at", sa.String(32)),
        _column("saved_at", sa.String(32)),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draft_versions",
        _column("draft_id", sa.Integer()),
        _column("number", sa.Integer()),
        _column("text", sa.Text()),
        _column("at", sa.String(32)),
        sa.PrimaryKeyConstraint("draft_id", "number"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], ondelete="CASCADE"),
    )


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        _column("id", sa.Integer()),
        _column("kind", sa.String(32)),
        _column("payload", sa.JSON()),
        sa.Column("key", sa.Text),
        _column("priority", sa.Integer()),
        _column("state", sa.String(16)),
        _column("done", sa.Integer()),
        _column("total", sa.Integer()),
        _column("note", sa.Text()),
        *(sa.Column(name, sa.Text) for name in ("happened", "advice", "worker")),
        _column("attempts", sa.Integer()),
        _column("stop_asked", sa.Boolean()),
        _column("queued_at", sa.String(32)),
        sa.Column("beat_at", sa.String(32)),
        sa.Column("ended_at", sa.String(32)),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_key", "jobs", ["key"])
    op.create_index("ix_jobs_state_priority_id", "jobs", ["state", "priority", "id"])


def _create_hidden() -> None:
    op.create_table(
        "hidden",
        _column("comment_key", sa.Integer()),
        _column("start", sa.Integer()),
        _column("end", sa.Integer()),
        _column("reason", sa.Text()),
        sa.Column("by", sa.Text),
        _column("at", sa.String(32)),
        sa.PrimaryKeyConstraint("comment_key", "start", "end"),
        sa.ForeignKeyConstraint(["comment_key"], ["comments.key"], ondelete="CASCADE"),
    )


def _create_briefs() -> None:
    op.create_table(
        "briefs",
        _column("id", sa.Integer()),
        _column("title", sa.Text()),
        _column("made_at", sa.String(32)),
        _column("corpus", sa.String(64)),
        _column("fingerprint", sa.String(64)),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "brief_quotes",
        _column("brief_id", sa.Integer()),
        _column("comment_id", sa.Text()),
        sa.PrimaryKeyConstraint("brief_id", "comment_id"),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_brief_quotes_comment_id", "brief_quotes", ["comment_id"])
