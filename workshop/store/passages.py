"""Passages of stored comments: their ids, their words, and what changed between versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, not_, select

from workshop.records import Comment, Passage
from workshop.store import languages, segments
from workshop.store.rows import chunks, to_comment
from workshop.store.tables import comments, erased_passages, passages, valid_in


@dataclass(frozen=True, slots=True)
class Changes:
    """The passage ids, rising, that an index lacks and those it must let go."""

    added: NDArray[np.int64]
    removed: NDArray[np.int64]


def ids(
    connection: Connection,
    corpus_id: int,
    version: int,
    segment: str | None = None,
    served: Collection[str] | None = None,
) -> NDArray[np.int64]:
    """Return the ids of all passages of a version, rising; only those in a language that is served."""
    chosen = and_(valid_in(version), segments.within(connection, corpus_id, segment), languages.judged(served))
    return _ids(connection, corpus_id, chosen)


def changes(connection: Connection, corpus_id: int, held: int, version: int) -> Changes:
    """Return what turns the passages of the version `held` into those of a later `version`.

    Passages erased since count as removed as long as `held` had them.
    """
    added = _ids(connection, corpus_id, and_(valid_in(version), not_(valid_in(held))))
    removed = _ids(connection, corpus_id, and_(valid_in(held), not_(valid_in(version))))
    gone = select(erased_passages.c.id).where(
        erased_passages.c.corpus_id == corpus_id,
        erased_passages.c.added_version <= held,
        erased_passages.c.removed_version > held,
    )
    erased = np.fromiter(connection.scalars(gone), dtype=np.int64)
    return Changes(added, np.sort(np.concatenate([removed, erased])))


def read(connection: Connection, passage_ids: Sequence[int], version: int) -> list[tuple[Passage, str]]:
    """Return passages in the order of their ids, each with the sentence before it ("" for the first).

    Ids that are erased, or not valid in this version of their corpus, are skipped.
    """
    previous = passages.alias()
    joined = passages.join(comments, comments.c.key == passages.c.comment_key).outerjoin(
        previous,
        and_(previous.c.comment_key == passages.c.comment_key, previous.c.ordinal == passages.c.ordinal - 1),
    )
    columns = (
        passages.c.id.label("passage_id"),
        passages.c.start,
        passages.c.end,
        previous.c.start.label("before_start"),
        previous.c.end.label("before_end"),
        comments,
    )
    found: dict[int, tuple[Passage, str]] = {}
    known: dict[int, Comment] = {}
    for chunk in chunks([int(passage_id) for passage_id in passage_ids]):
        chosen = select(*columns).select_from(joined).where(passages.c.id.in_(chunk), valid_in(version))
        for row in connection.execute(chosen).mappings():
            if row["key"] not in known:
                known[row["key"]] = to_comment(row)
            found[row["passage_id"]] = _with_before(row, known[row["key"]])
    return [found[int(passage_id)] for passage_id in passage_ids if int(passage_id) in found]


def ids_of(connection: Connection, corpus_id: int, comment_ids: Sequence[str], version: int) -> list[int]:
    """Return the ids of the passages that some comments have in a version, rising."""
    found: list[int] = []
    for chunk in chunks(comment_ids):
        found += _ids(connection, corpus_id, and_(valid_in(version), comments.c.id.in_(chunk))).tolist()
    return sorted(found)


def people(connection: Connection, passage_ids: Sequence[int], version: int) -> dict[int, str]:
    """Return whose each passage is: the author's key or, where the author is unknown, the comment's id."""
    whose = func.coalesce(comments.c.author_key, comments.c.id)
    query = select(passages.c.id, whose).join(comments, comments.c.key == passages.c.comment_key)
    found: dict[int, str] = {}
    for chunk in chunks([int(passage_id) for passage_id in passage_ids]):
        rows = connection.execute(query.where(passages.c.id.in_(chunk), valid_in(version)))
        found.update((passage_id, person) for passage_id, person in rows)
    return found


def _with_before(row: RowMapping, comment: Comment) -> tuple[Passage, str]:
    before = "" if row["before_start"] is None else comment.text[row["before_start"] : row["before_end"]]
    return Passage(row["passage_id"], row["start"], row["end"], comment), before


def _ids(connection: Connection, corpus_id: int, chosen: ColumnElement[bool]) -> NDArray[np.int64]:
    query = (
        select(passages.c.id)
        .join(comments, comments.c.key == passages.c.comment_key)
        .where(comments.c.corpus_id == corpus_id, chosen)
    )
    return np.sort(np.fromiter(connection.scalars(query), dtype=np.int64))
