"""Customers' words beside a draft."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "beside",
        *(_column(name, sa.Integer()) for name in ("id", "draft_id", "comment_key", "start", "end")),
        _column("says", sa.Text()),
        _column("at", sa.String(32)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft_id", "comment_key", "start", "end"),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["comment_key"], ["comments.key"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_beside_comment_key", "beside", ["comment_key"])


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
