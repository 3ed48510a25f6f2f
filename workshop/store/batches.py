"""Batches: what is kept of each import besides its comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from workshop.store.tables import batches


@dataclass(frozen=True, slots=True)
class Batch:
    """Where comments came from; no raw text.

    `columns` says which column was read as what. `left_out` holds row numbers, as a person sees
    them in the file, each with the reason.
    """

    file_hash: str
    filename: str
    added_at: datetime
    columns: Mapping[str, Any] = field(default_factory=dict)
    left_out: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedBatch:
    """A batch as kept: its number within the corpus, the version after it, and what it brought."""

    number: int
    version: int
    batch: Batch
    n_new: int
    n_revised: int
    n_same: int


def record(connection: Connection, corpus_id: int, version: int, batch: Batch, counts: Mapping[str, int]) -> None:
    """Keep a batch, unless it brought nothing and its file is already known."""
    mine = batches.c.corpus_id == corpus_id
    known = connection.scalar(select(func.count()).where(mine, batches.c.file_hash == batch.file_hash))
    if known and not counts["n_new"] and not counts["n_revised"]:
        return
    last = connection.scalar(select(func.max(batches.c.number)).where(mine)) or 0
    row = {
        "corpus_id": corpus_id,
        "number": last + 1,
        "version": version,
        "file_hash": batch.file_hash,
        "filename": batch.filename,
        "added_at": batch.added_at,
        "columns": dict(batch.columns),
        "left_out": batch.left_out,
    }
    connection.execute(insert(batches).values(row | dict(counts)))


def listed(connection: Connection, corpus_id: int) -> tuple[RecordedBatch, ...]:
    """Return the batches of a corpus, the first one first."""
    rows = connection.execute(select(batches).where(batches.c.corpus_id == corpus_id).order_by(batches.c.number))
    return tuple(
        RecordedBatch(
            row.number,
            row.version,
            Batch(row.file_hash, row.filename, row.added_at, row.columns, tuple((n, why) for n, why in row.left_out)),
            row.n_new,
            row.n_revised,
            row.n_same,
        )
        for row in rows
    )
