"""Comments by language: which are still to be told, and how many are in each."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the index."""
    columns = ["corpus_id", "language", "added_version", "removed_version"]
    op.create_index("ix_comments_" + "_".join(columns), "comments", columns)
