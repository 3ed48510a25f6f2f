"""What people decided about matches and verdicts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "match_decisions",
        *_shared(),
        _column("comment_key", sa.Integer()),
        _column("start", sa.Integer()),
        _column("end", sa.Integer()),
        _column("words_hash", sa.String(64)),
        sa.Column("stance", sa.String(16)),
        sa.Column("judge", sa.Text),
        *(sa.Column(name, sa.Float) for name in ("similarity", "supports", "contradicts", "asks", "unrelated")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("corpus_id", "client_key"),
        sa.ForeignKeyConstraint(["corpus_id"], ["corpora.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["comment_key"], ["comments.key"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_match_decisions_comment_key", "match_decisions", ["comment_key"])
    op.create_table(
        "overrulings",
        *_shared(),
        sa.Column("segment", sa.Text),
        sa.Column("verdict", sa.String(16)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("corpus_id", "client_key"),
        sa.ForeignKeyConstraint(["corpus_id"], ["corpora.id"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    for table in ("match_decisions", "overrulings"):
        op.create_index(f"ix_{table}_corpus_id_proposition", table, ["corpus_id", "proposition"])


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _shared() -> list[sa.Column[Any]]:
    """Return the columns of both tables; a row without its stance or verdict takes back what stood before."""
    return [
        _column("id", sa.Integer()),
        _column("corpus_id", sa.Integer()),
        _column("proposition", sa.Text()),
        _column("by", sa.Text()),
        _column("reason", sa.Text()),
        _column("at", sa.String(32)),
        sa.Column("client_key", sa.String(128)),
    ]
