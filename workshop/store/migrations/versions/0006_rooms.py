"""Live workshops: their events, and what stands after them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_NUMBER, _TEXT, _FLAG, _MOMENT = sa.Integer(), sa.Text(), sa.Boolean(), sa.String(32)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "workshops",
        _column("id", _NUMBER),
        _column("code", sa.String(16)),
        _column("name", _TEXT),
        _column("outcome", _TEXT),
        _column("corpus", sa.String(64)),
        sa.Column("segment", _TEXT),
        _column("strictness", sa.String(16)),
        _column("agenda", sa.JSON()),
        _column("opened_at", _MOMENT),
        _column("step", _NUMBER),
        sa.Column("entered_at", _MOMENT),
        sa.Column("ends_at", _MOMENT),
        sa.Column("seconds_left", sa.Float()),
        _column("is_paused", _FLAG),
        _column("is_locked", _FLAG),
        sa.Column("gate_at", _MOMENT),
        sa.Column("gate_early", _FLAG),
        sa.Column("gate_pinned", _NUMBER),
        sa.Column("gate_people", _NUMBER),
        sa.Column("on_wall", _NUMBER),
        _column("claim", _NUMBER),
        _column("is_revealed", _FLAG),
        _column("voting", sa.String(16)),
        _column("shows_authors", _FLAG),
        _column("shows_code", _FLAG),
        _column("ground", sa.String(8)),
        _column("n_dots", _NUMBER),
        _column("n_messages", _NUMBER),
        sa.Column("ended_at", _MOMENT),
        _column("seq", _NUMBER),
        _column("phone_seq", _NUMBER),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _of_workshop(
        "events",
        ["seq"],
        _column("seq", _NUMBER),
        _column("at", _MOMENT),
        _column("actor", sa.String(16)),
        sa.Column("on_behalf_of", _NUMBER),
        _column("kind", sa.String(32)),
        _column("version", _NUMBER),
        _column("payload", sa.JSON()),
        _column("client_key", _TEXT),
        sa.UniqueConstraint("workshop_id", "actor", "client_key"),
    )
    _of_workshop(
        "participants",
        ["id"],
        _column("id", _NUMBER),
        sa.Column("name", _TEXT),
        _column("has_phone", _FLAG),
        _column("joined_at", _MOMENT),
        *(_column(name, _FLAG) for name in ("is_ready", "hand_up", "is_removed")),
        _column("n_read", _NUMBER),
        _column("draw", sa.JSON()),
    )
    op.create_table(
        "phone_tokens",
        _column("token_hash", sa.String(64)),
        _column("workshop_id", _NUMBER),
        _column("participant", _NUMBER),
        _column("made_at", _MOMENT),
        sa.PrimaryKeyConstraint("token_hash"),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], ondelete="CASCADE"),
    )
    _of_workshop(
        "pins",
        ["participant", "comment_id"],
        _column("participant", _NUMBER),
        _column("comment_id", _TEXT),
        _column("at", _MOMENT),
        _column("is_kept_off", _FLAG),
    )
    _of_workshop(
        "messages",
        ["id"],
        *(_column(name, _NUMBER) for name in ("id", "author", "group")),
        _column("was_revealed", _FLAG),
        sa.Column("ending", sa.String(16)),
        _column("owner", _TEXT),
        _column("note", _TEXT),
    )
    op.create_table(
        "message_versions",
        *(_column(name, _NUMBER) for name in ("workshop_id", "message", "number")),
        _column("text", _TEXT),
        _column("author", _NUMBER),
        _column("at", _MOMENT),
        _column("moderation", sa.String(16)),
        _column("why", _TEXT),
        sa.PrimaryKeyConstraint("workshop_id", "message", "number"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "message"], ["messages.workshop_id", "messages.id"], ondelete="CASCADE"
        ),
    )
    _of_workshop(
        "guesses",
        ["participant", "message"],
        *(_column(name, _NUMBER) for name in ("participant", "message", "claim")),
        _column("verdict", sa.String(16)),
        sa.Column("agreement", sa.String(16)),
        _column("at", _MOMENT),
    )
    _of_workshop(
        "votes", ["participant", "message"], *(_column(name, _NUMBER) for name in ("participant", "message", "dots"))
    )
    _of_workshop(
        "parked",
        ["seq"],
        _column("seq", _NUMBER),
        _column("by", sa.String(16)),
        _column("text", _TEXT),
        _column("at", _MOMENT),
    )


def _of_workshop(name: str, key: list[str], *columns: Any) -> None:  # noqa: ANN401 - columns and constraints
    op.create_table(
        name,
        _column("workshop_id", _NUMBER),
        *columns,
        sa.PrimaryKeyConstraint("workshop_id", *key),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], ondelete="CASCADE"),
    )


def _column(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)
