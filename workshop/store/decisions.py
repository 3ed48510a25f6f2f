"""What people decided about matches and verdicts: rows are only ever added, and the last one on a place stands."""

from __future__ import annotations

import builtins
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, and_, func, insert, select

from workshop.decisions import hash_words
from workshop.records import Stance, Verdict
from workshop.store.corpora import find
from workshop.store.database import Database
from workshop.store.decision_rows import (
    Act,
    Judged,
    MatchDecision,
    VerdictDecision,
    act_row,
    judged_row,
    match_decisions,
    overrulings,
    selected_matches,
    to_match,
    to_verdict,
)
from workshop.store.rows import chunks
from workshop.store.tables import comments, passages


class Decisions:
    """The decisions of one store. Every method raises UnknownCorpus for a corpus that is not there."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def add_match(
        self, corpus: str, proposition: str, passage_id: int, stance: Stance | None, *, act: Act, judged: Judged | None
    ) -> MatchDecision | None:
        """Add what was decided on a passage; None where the corpus has no such passage (any more)."""
        with self._database.write() as connection:
            corpus_id = find(connection, corpus)
            kept = _pressed(connection, match_decisions, corpus_id, act)
            if kept is None:
                place = select(passages, comments.c.text).join(comments).where(passages.c.id == passage_id)
                row = connection.execute(place.where(comments.c.corpus_id == corpus_id)).one_or_none()
                if row is None:
                    return None
                values = act_row(corpus_id, proposition, act) | {
                    "comment_key": row.comment_key,
                    "start": row.start,
                    "end": row.end,
                    "words_hash": hash_words(row.text[row.start : row.end]),
                    "stance": stance,
                    **judged_row(judged),
                }
                kept = connection.scalars(insert(match_decisions).values(values).returning(match_decisions.c.id)).one()
            return to_match(connection.execute(selected_matches().where(match_decisions.c.id == kept)).one())

    def add_verdict(
        self, corpus: str, proposition: str, segment: str | None, verdict: Verdict | None, *, act: Act
    ) -> VerdictDecision:
        """Add a person's verdict on a claim, for one segment ("dimension=value") or for all comments."""
        with self._database.write() as connection:
            corpus_id = find(connection, corpus)
            kept = _pressed(connection, overrulings, corpus_id, act)
            if kept is None:
                values = act_row(corpus_id, proposition, act) | {"segment": segment, "verdict": verdict}
                kept = connection.scalars(insert(overrulings).values(values).returning(overrulings.c.id)).one()
            return to_verdict(connection.execute(select(overrulings).where(overrulings.c.id == kept)).one())

    def newest(self) -> tuple[int, int]:
        """Return the numbers of the last decision on a match and on a verdict, of any corpus; 0 for none."""
        with self._database.read() as connection:
            last = [select(func.max(table.c.id)).scalar_subquery() for table in (match_decisions, overrulings)]
            row = connection.execute(select(*last)).one()
            return row[0] or 0, row[1] or 0

    def matches(self, corpus: str, propositions: Sequence[str] | None = None) -> builtins.list[MatchDecision]:
        """Return every row on matches, oldest first; of some claims only, or of all."""
        with self._database.read() as connection:
            of_it = selected_matches().where(match_decisions.c.corpus_id == find(connection, corpus))
            return [to_match(row) for row in _read(connection, of_it, match_decisions, propositions)]

    def verdicts(self, corpus: str, propositions: Sequence[str] | None = None) -> builtins.list[VerdictDecision]:
        """Return every row on verdicts, oldest first; of some claims only, or of all."""
        with self._database.read() as connection:
            of_it = select(overrulings).where(overrulings.c.corpus_id == find(connection, corpus))
            return [to_verdict(row) for row in _read(connection, of_it, overrulings, propositions)]


def standing(rows: Iterable[MatchDecision]) -> dict[str, builtins.list[MatchDecision]]:
    """Return the decisions that stand, by claim; `rows` are oldest first."""
    last = {row.place: row for row in rows}
    by_claim: dict[str, builtins.list[MatchDecision]] = defaultdict(list)
    for row in last.values():
        if row.stance is not None:
            by_claim[row.proposition].append(row)
    return by_claim


def standing_verdicts(rows: Iterable[VerdictDecision], segment: str | None) -> dict[str, VerdictDecision]:
    """Return the verdicts of people that stand for one segment (or for all comments), by claim."""
    last = {row.proposition: row for row in rows if row.segment == segment}
    return {proposition: row for proposition, row in last.items() if row.verdict is not None}


def _pressed(connection: Connection, table: Table, corpus_id: int, act: Act) -> int | None:
    """Return the row that the same press of a button made before."""
    if act.client_key is None:
        return None
    same = and_(table.c.corpus_id == corpus_id, table.c.client_key == act.client_key)
    kept: int | None = connection.scalar(select(table.c.id).where(same))
    return kept


def _read(
    connection: Connection, chosen: Select[Any], table: Table, propositions: Sequence[str] | None
) -> builtins.list[Row[Any]]:
    if propositions is None:
        return list(connection.execute(chosen.order_by(table.c.id)))
    rows: builtins.list[Row[Any]] = []
    for part in chunks(list(dict.fromkeys(propositions))):
        rows += connection.execute(chosen.where(table.c.proposition.in_(part)).order_by(table.c.id))
    return rows
