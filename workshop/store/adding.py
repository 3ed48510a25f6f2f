"""Adding comments: what is new, what is a new revision, what is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, bindparam, insert, select, update

from workshop.records import Comment, PassageSpan
from workshop.store.database import Database
from workshop.store.rows import CHUNK, chunks, hash_content, to_row
from workshop.store.tables import comment_segments, comments, passages, segments

Split = Callable[[str], Sequence[PassageSpan]]


@dataclass(frozen=True, slots=True)
class Added:
    """What one add did. `version` is the newest afterwards: the same as before where nothing changed.

    `n_repeated` counts comments whose id had already come in the same add (the first is kept),
    `n_erased` those left out because they, or their authors, were erased for good.
    """

    version: int
    n_new: int = 0
    n_revised: int = 0
    n_same: int = 0
    n_repeated: int = 0
    n_erased: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A comment ready to be written; `spans` is None where it seemed to be stored already."""

    comment: Comment
    content_hash: str
    spans: Sequence[PassageSpan] | None


def prepare(database: Database, corpus_id: int, given: Iterable[Comment], split: Split) -> tuple[list[Prepared], int]:
    """Cut what is not stored yet into passages: the slow part, done before any lock is taken.

    No snapshot is held meanwhile, so that whatever yields the comments may itself use the store.

    Returns:
        One prepared comment for each id, and how many more comments repeated an id.
    """
    prepared: dict[str, Prepared] = {}
    n_given = 0
    for chunk in _chunked(given):
        n_given += len(chunk)
        with database.read() as connection:
            stored = _stored(connection, corpus_id, [comment.id for comment in chunk])
        for comment in chunk:
            if comment.id not in prepared:
                content_hash = hash_content(comment)
                is_same = comment.id in stored and stored[comment.id]["content_hash"] == content_hash
                prepared[comment.id] = Prepared(comment, content_hash, None if is_same else split(comment.text))
    return list(prepared.values()), n_given - len(prepared)


class Writing:
    """The writing of one add into one new version, inside the caller's transaction."""

    def __init__(self, connection: Connection, corpus_id: int, version: int, split: Split) -> None:
        """Take the writing connection, and the number of the version that the add will make."""
        self._connection = connection
        self._corpus_id = corpus_id
        self._version = version
        self._split = split
        self._segment_ids: dict[tuple[str, str], int] = {}
        self.n_new = 0
        self.n_revised = 0
        self.n_same = 0

    def write(self, prepared: Sequence[Prepared]) -> None:
        """Write what is new or changed, and count."""
        for chunk in chunks(prepared):
            stored = _stored(self._connection, self._corpus_id, [item.comment.id for item in chunk])
            changed = [item for item in chunk if not _is_same(item, stored)]
            revised = [stored[item.comment.id] for item in changed if item.comment.id in stored]
            self._raise_n_rows([item.comment for item in chunk if _is_same(item, stored)], stored)
            self._retire([row["key"] for row in revised])
            self._insert(changed, stored)
            self.n_new += len(changed) - len(revised)
            self.n_revised += len(revised)
            self.n_same += len(chunk) - len(changed)

    def _raise_n_rows(self, same: Sequence[Comment], stored: Mapping[str, RowMapping]) -> None:
        """Keep the larger number of identical rows: it tells about the files, and is no part of what was said."""
        larger = [
            {"this": stored[comment.id]["key"], "n": comment.n_rows}
            for comment in same
            if comment.n_rows > stored[comment.id]["n_rows"]
        ]
        if larger:
            changed = update(comments).where(comments.c.key == bindparam("this")).values(n_rows=bindparam("n"))
            self._connection.execute(changed, larger)

    def _retire(self, keys: Sequence[int]) -> None:
        if keys:
            retired = update(comments).where(comments.c.key.in_(keys)).values(removed_version=self._version)
            self._connection.execute(retired)

    def _insert(self, items: Sequence[Prepared], stored: Mapping[str, RowMapping]) -> None:
        if not items:
            return
        shared = {"corpus_id": self._corpus_id, "added_version": self._version, "removed_version": None}
        rows = [
            to_row(item.comment)
            | shared
            | {"content_hash": item.content_hash, "revision": _next_revision(item.comment.id, stored)}
            for item in items
        ]
        self._connection.execute(insert(comments), rows)
        new = _stored(self._connection, self._corpus_id, [item.comment.id for item in items])
        keys = {comment_id: row["key"] for comment_id, row in new.items()}
        cut = [(keys[item.comment.id], self._spans(item)) for item in items]
        self._insert_all(passages, [row for key, spans in cut for row in _passage_rows(key, spans)])
        placed = [(keys[item.comment.id], pair) for item in items for pair in dict.fromkeys(item.comment.segments)]
        links = [{"comment_key": key, "segment_id": self._segment_id(*pair)} for key, pair in placed]
        self._insert_all(comment_segments, links)

    def _insert_all(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _spans(self, item: Prepared) -> Sequence[PassageSpan]:
        return self._split(item.comment.text) if item.spans is None else item.spans

    def _segment_id(self, dimension: str, value: str) -> int:
        pair = (dimension, value)
        if pair not in self._segment_ids:
            row = {"corpus_id": self._corpus_id, "dimension": dimension, "value": value}
            same = and_(*(segments.c[name] == wanted for name, wanted in row.items()))
            known = self._connection.scalar(select(segments.c.id).where(same))
            new = insert(segments).values(row).returning(segments.c.id)
            self._segment_ids[pair] = self._connection.execute(new).scalar_one() if known is None else known
        return self._segment_ids[pair]


def _chunked(given: Iterable[Comment]) -> Iterator[list[Comment]]:
    items = iter(given)
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _stored(connection: Connection, corpus_id: int, ids: Sequence[str]) -> dict[str, RowMapping]:
    """Return the newest revision of each comment that is stored, by id."""
    columns = (comments.c.id, comments.c.key, comments.c.revision, comments.c.content_hash, comments.c.n_rows)
    newest = (comments.c.corpus_id == corpus_id, comments.c.removed_version.is_(None), comments.c.id.in_(ids))
    return {row["id"]: row for row in connection.execute(select(*columns).where(*newest)).mappings()}


def _is_same(item: Prepared, stored: Mapping[str, RowMapping]) -> bool:
    return item.comment.id in stored and stored[item.comment.id]["content_hash"] == item.content_hash


def _next_revision(comment_id: str, stored: Mapping[str, RowMapping]) -> int:
    return int(stored[comment_id]["revision"]) + 1 if comment_id in stored else 1


def _passage_rows(key: int, spans: Sequence[PassageSpan]) -> Iterator[dict[str, int]]:
    for ordinal, span in enumerate(spans):
        yield {"comment_key": key, "ordinal": ordinal, "start": span.start, "end": span.end}
