"""What only one phone has to draw: the number of the last such event, with its participant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; phones that are open now are drawn anew by what happens next."""
    op.add_column("participants", sa.Column("news", sa.Integer(), nullable=False, server_default="0"))
