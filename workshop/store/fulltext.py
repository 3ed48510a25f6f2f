"""Words in SQLite's FTS5: one table of words a corpus, so that no other corpus moves its ranking."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    TableClause,
    and_,
    bindparam,
    column,
    func,
    literal,
    select,
    table,
    text,
)

from workshop.store import languages, segments
from workshop.store.corpora import find
from workshop.store.database import Database
from workshop.store.rows import chunks
from workshop.store.tables import comments, passages, valid_in
from workshop.store.words import telling_words_of, words_of


class FullText:
    """`Words` by FTS5 with the Porter stemmer; letters match without regard to case and accents.

    The tables hold no text of their own, only words: the passages of all versions, joined with
    the comments to see which are valid.
    """

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def search(
        self,
        corpus: str,
        version: int,
        query: str,
        k: int,
        segment: str | None = None,
        *,
        served: Collection[str] | None = None,
    ) -> list[tuple[int, float]]:
        """Return up to k passage ids with a score, best first; see `Words.search`."""
        words = telling_words_of(query)
        if not words or k <= 0:
            return []
        with self._database.read() as connection:
            corpus_id = find(connection, corpus)
            found = _table(corpus_id)
            within = and_(segments.within(connection, corpus_id, segment), languages.judged(served))
            chosen = (
                select(found.c.rowid, found.c.rank)
                .join_from(found, passages, passages.c.id == found.c.rowid)
                .join(comments, comments.c.key == passages.c.comment_key)
                .where(_match(found, words), valid_in(version), within)
                .order_by(found.c.rank)
                .limit(k)
            )
            hits = [(passage_id, -rank) for passage_id, rank in connection.execute(chosen)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def n_comments_with(self, corpus: str, version: int, word: str, segment: str | None = None) -> int:
        """Return how many comments of a version hold a word; see `Words.n_comments_with`."""
        if not words_of(word):
            return 0
        with self._database.read() as connection:
            corpus_id = find(connection, corpus)
            counted = select(func.count()).where(
                comments.c.key.in_(self.holding(corpus_id, word)),
                valid_in(version),
                segments.within(connection, corpus_id, segment),
            )
            return connection.execute(counted).scalar_one()

    def create(self, connection: Connection, corpus_id: int) -> None:
        """Make the corpus's table."""
        tokens = "tokenize='porter unicode61 remove_diacritics 2'"
        connection.execute(text(f"CREATE VIRTUAL TABLE {_name(corpus_id)} USING fts5(text, content='', {tokens})"))

    def add(self, connection: Connection, corpus_id: int, version: int) -> None:
        """Take in the passages of the comments that were added with this version."""
        new = (
            _quotes(passages.c.id)
            .where(comments.c.corpus_id == corpus_id, comments.c.added_version == version)
            .order_by(passages.c.id)
        )
        connection.execute(_table(corpus_id).insert().from_select(["rowid", "text"], new))

    def erase(self, connection: Connection, corpus_id: int, passage_ids: Sequence[int]) -> None:
        """Forget passages; FTS5 drops the words for good only when all its parts are merged into one."""
        found = _table(corpus_id)
        command = found.name
        for chunk in chunks(passage_ids):
            gone = _quotes(literal("delete"), passages.c.id).where(passages.c.id.in_(chunk))
            connection.execute(found.insert().from_select([command, "rowid", "text"], gone))
        connection.execute(found.insert().values({command: "optimize"}))

    def drop(self, connection: Connection, corpus_id: int) -> None:
        """Remove the corpus's table."""
        connection.execute(text(f"DROP TABLE {_name(corpus_id)}"))

    def holding(self, corpus_id: int, word: str) -> Select[Any]:
        """Return a query for the keys of comments of any version that hold a word."""
        found = _table(corpus_id)
        return (
            select(passages.c.comment_key)
            .join_from(found, passages, passages.c.id == found.c.rowid)
            .where(_match(found, words_of(word)))
        )


def _name(corpus_id: int) -> str:
    return f"words_{corpus_id}"


def _table(corpus_id: int) -> TableClause:
    name = _name(corpus_id)
    return table(name, column("rowid", Integer), column("text", String), column("rank"), column(name, String))


def _quotes(*columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query for these columns and the words of each passage, cut the same way every time."""
    quote = func.substr(comments.c.text, passages.c.start + 1, passages.c.end - passages.c.start)
    return select(*columns, quote).join_from(passages, comments, comments.c.key == passages.c.comment_key)


def _match(found: TableClause, words: Sequence[str]) -> ColumnElement[bool]:
    """Match any of the words. Each is quoted, so nothing in it can be read as FTS5's query language."""
    return found.c.text.op("MATCH")(bindparam(None, " OR ".join(f'"{word}"' for word in words), String))
