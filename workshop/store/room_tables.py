"""The tables of live workshops: the list of events, and what stands after them, which can be made anew from it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from workshop.store.tables import Moment, metadata


def _workshop() -> Column[int]:
    return Column("workshop_id", Integer, ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


workshops = Table(
    "workshops",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("corpus", String(64), nullable=False),
    Column("segment", Text),
    Column("strictness", String(16), nullable=False),
    Column("agenda", JSON, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("step", Integer, nullable=False),
    Column("entered_at", Moment),
    Column("ends_at", Moment),
    Column("seconds_left", Float),
    _flag("is_paused"),
    _flag("is_locked"),
    Column("gate_at", Moment),
    Column("gate_early", Boolean),
    Column("gate_pinned", Integer),
    Column("gate_people", Integer),
    Column("on_wall", Integer),
    Column("claim", Integer, nullable=False),
    _flag("is_revealed"),
    Column("voting", String(16), nullable=False),
    _flag("shows_authors"),
    _flag("shows_code"),
    Column("ground", String(8), nullable=False),
    Column("n_dots", Integer, nullable=False),
    Column("n_messages", Integer, nullable=False),
    Column("ended_at", Moment),
    Column("seq", Integer, nullable=False),
    Column("phone_seq", Integer, nullable=False),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    _workshop(),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(16), nullable=False),
    Column("on_behalf_of", Integer),
    Column("kind", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("client_key", Text, nullable=False),
)
events.append_constraint(UniqueConstraint(events.c.workshop_id, events.c.actor, events.c.client_key))

participants = Table(
    "participants",
    metadata,
    _workshop(),
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    _flag("has_phone"),
    Column("joined_at", Moment, nullable=False),
    _flag("is_ready"),
    _flag("hand_up"),
    _flag("is_removed"),
    Column("n_read", Integer, nullable=False),
    Column("draw", JSON, nullable=False),
    Column("news", Integer, nullable=False, server_default="0"),
)

phone_tokens = Table(
    "phone_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("workshop_id", Integer, ForeignKey("workshops.id", ondelete="CASCADE"), nullable=False),
    Column("participant", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""What a phone shows to be known again; the only table here that no event tells of, since events are exported."""

pins = Table(
    "pins",
    metadata,
    _workshop(),
    Column("participant", Integer, primary_key=True),
    Column("comment_id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    _flag("is_kept_off"),
)

messages = Table(
    "messages",
    metadata,
    _workshop(),
    Column("id", Integer, primary_key=True),
    Column("author", Integer, nullable=False),
    Column("group", Integer, nullable=False),
    _flag("was_revealed"),
    Column("ending", String(16)),
    Column("owner", Text, nullable=False),
    Column("note", Text, nullable=False),
)

message_versions = Table(
    "message_versions",
    metadata,
    Column("workshop_id", Integer, primary_key=True),
    Column("message", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("author", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("moderation", String(16), nullable=False),
    Column("why", Text, nullable=False),
    ForeignKeyConstraint(["workshop_id", "message"], ["messages.workshop_id", "messages.id"], ondelete="CASCADE"),
)

guesses = Table(
    "guesses",
    metadata,
    _workshop(),
    Column("participant", Integer, primary_key=True),
    Column("message", Integer, primary_key=True),
    Column("claim", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("agreement", String(16)),
    Column("at", Moment, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    _workshop(),
    Column("participant", Integer, primary_key=True),
    Column("message", Integer, primary_key=True),
    Column("dots", Integer, nullable=False),
)

parked = Table(
    "parked",
    metadata,
    _workshop(),
    Column("seq", Integer, primary_key=True),
    Column("by", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

STATE = (votes, guesses, pins, parked, message_versions, messages, participants)
"""What is emptied and filled anew when a workshop is rebuilt, beside its row in `workshops`."""
