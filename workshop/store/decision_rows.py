"""The tables of decisions, and how a row of them becomes a record and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    select,
)

from workshop.decisions import hash_words
from workshop.records import Judgement, Stance, Verdict
from workshop.store.tables import Moment, comments, metadata, passages

_STANCES = ("supports", "contradicts", "asks", "unrelated")


def _shared() -> list[Column[Any]]:
    return [
        Column("id", Integer, primary_key=True),
        Column("corpus_id", Integer, ForeignKey("corpora.id", ondelete="CASCADE"), nullable=False),
        Column("proposition", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("at", Moment, nullable=False),
        Column("client_key", String(128)),
    ]


# The row of the comment is named, so that erasing the comment takes every decision on it away, too.
match_decisions = Table(
    "match_decisions",
    metadata,
    *_shared(),
    Column("comment_key", Integer, ForeignKey("comments.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words_hash", String(64), nullable=False),
    Column("stance", String(16)),
    Column("judge", Text),
    Column("similarity", Float),
    *(Column(name, Float) for name in _STANCES),
    sqlite_autoincrement=True,
)

overrulings = Table(
    "overrulings",
    metadata,
    *_shared(),
    Column("segment", Text),
    Column("verdict", String(16)),
    sqlite_autoincrement=True,
)

for _table in (match_decisions, overrulings):
    _table.append_constraint(UniqueConstraint(_table.c.corpus_id, _table.c.client_key))
    Index(None, _table.c.corpus_id, _table.c.proposition)


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, why and when. `by` is "" where nobody is named.

    `client_key` names one press of a button: the same key a second time changes nothing.
    """

    at: datetime
    by: str = ""
    reason: str = ""
    client_key: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the machine made of a match when a person decided on it."""

    judge: str
    judgement: Judgement
    similarity: float


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """One row: what was decided on a passage for a claim; without a stance it takes back what stood before.

    `start` and `end` lie in the comment as it was then; `quote` are its words there, `before` the
    sentence before them. `judged` is None where the machine never judged the passage.
    """

    id: int
    proposition: str
    comment_id: str
    start: int
    end: int
    quote: str
    before: str
    stance: Stance | None
    act: Act
    judged: Judged | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        """What the decision is on: claim, comment and words; the last row on a place stands."""
        return self.proposition, self.comment_id, hash_words(self.quote)


@dataclass(frozen=True, slots=True)
class VerdictDecision:
    """One row: a person's verdict on a claim; without one it takes back what stood before."""

    id: int
    proposition: str
    segment: str | None
    verdict: Verdict | None
    act: Act


def act_row(corpus_id: int, proposition: str, act: Act) -> dict[str, Any]:
    """Return the columns that both tables share."""
    return {
        "corpus_id": corpus_id,
        "proposition": proposition,
        "by": act.by,
        "reason": act.reason,
        "at": act.at,
        "client_key": act.client_key,
    }


def judged_row(judged: Judged | None) -> dict[str, Any]:
    """Return the columns of what the machine made of a match; none where it never judged it."""
    if judged is None:
        return {}
    chances = {name: getattr(judged.judgement, name) for name in _STANCES}
    return {"judge": judged.judge, "similarity": judged.similarity, **chances}


def selected_matches() -> Select[Any]:
    """Select the rows with the words of their passage and the sentence before it."""
    here, previous, decided = passages.alias(), passages.alias(), match_decisions
    return (
        select(
            decided,
            comments.c.id.label("comment_id"),
            comments.c.text,
            previous.c.start.label("before_start"),
            previous.c.end.label("before_end"),
        )
        .join(comments, comments.c.key == decided.c.comment_key)
        .join(
            here,
            and_(here.c.comment_key == comments.c.key, here.c.start == decided.c.start, here.c.end == decided.c.end),
        )
        .outerjoin(previous, and_(previous.c.comment_key == comments.c.key, previous.c.ordinal == here.c.ordinal - 1))
    )


def _act(row: Row[Any]) -> Act:
    return Act(row.at, row.by, row.reason, row.client_key)


def to_match(row: Row[Any]) -> MatchDecision:
    """Return the record of one row of `selected_matches`."""
    judged = None
    if row.judge is not None:
        judged = Judged(row.judge, Judgement(*(getattr(row, name) for name in _STANCES)), row.similarity)
    before = "" if row.before_start is None else row.text[row.before_start : row.before_end]
    return MatchDecision(
        id=row.id,
        proposition=row.proposition,
        comment_id=row.comment_id,
        start=row.start,
        end=row.end,
        quote=row.text[row.start : row.end],
        before=before,
        stance=row.stance and Stance(row.stance),
        act=_act(row),
        judged=judged,
    )


def to_verdict(row: Row[Any]) -> VerdictDecision:
    """Return the record of one row of `overrulings`."""
    verdict = row.verdict and Verdict(row.verdict)
    return VerdictDecision(row.id, row.proposition, row.segment, verdict, _act(row))
