"""Erasing a comment or a person for good: every revision, its passages and its words."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from workshop.store.rows import chunks, hash_text
from workshop.store.tables import comment_segments, comments, erased, erased_passages, passages, segments


@dataclass(frozen=True, slots=True)
class ErasedPassage:
    """The words of a passage that was erased, for one last time: to purge caches made from them."""

    id: int
    quote: str
    before: str

    @property
    def text_hash(self) -> str:
        """The sha256 of the quote."""
        return hash_text(self.quote)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. `version` is the newest afterwards; nothing erased makes no new one.

    `comment_ids` and `text_hashes` (of whole comments) cover every revision. Where a reader was in
    the way, `is_complete` is False: then the write-ahead log keeps old bytes until the next write.
    """

    version: int
    fingerprint: str
    comment_ids: tuple[str, ...] = ()
    text_hashes: tuple[str, ...] = ()
    passages: tuple[ErasedPassage, ...] = ()
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Doomed:
    """The rows that are about to go, with all revisions."""

    keys: tuple[int, ...]
    comment_ids: tuple[str, ...]
    text_hashes: tuple[str, ...]
    passages: tuple[ErasedPassage, ...]


def find(connection: Connection, corpus_id: int, *, comment_id: str | None, author_key: str | None) -> Doomed:
    """Return every revision of a comment, or of all comments that a person ever had a hand in."""
    mine = comments.c.corpus_id == corpus_id
    chosen = comments.c.id == comment_id
    if author_key is not None:
        chosen = comments.c.id.in_(select(comments.c.id).where(mine, comments.c.author_key == author_key))
    columns = (comments.c.key, comments.c.id, comments.c.text, comments.c.text_hash)
    rows = connection.execute(select(*columns).where(mine, chosen).order_by(comments.c.key)).all()
    texts = {row.key: row.text for row in rows}
    return Doomed(
        tuple(texts),
        tuple(dict.fromkeys(row.id for row in rows)),
        tuple(dict.fromkeys(row.text_hash for row in rows)),
        tuple(_passages(connection, texts)),
    )


def delete_rows(connection: Connection, corpus_id: int, version: int, doomed: Doomed) -> None:
    """Delete the rows, and keep the bare ids of their passages, so that every index can let them go."""
    for keys in chunks(doomed.keys):
        numbers = (func.coalesce(comments.c.removed_version, version), comments.c.added_version, comments.c.corpus_id)
        gone = (
            select(passages.c.id, *numbers)
            .join(comments, comments.c.key == passages.c.comment_key)
            .where(comments.c.key.in_(keys))
        )
        names = ["id", "removed_version", "added_version", "corpus_id"]
        connection.execute(insert(erased_passages).from_select(names, gone))
        connection.execute(delete(comments).where(comments.c.key.in_(keys)))
    left = select(comment_segments.c.comment_key).where(comment_segments.c.segment_id == segments.c.id)
    connection.execute(delete(segments).where(segments.c.corpus_id == corpus_id, ~left.exists()))


def remember(connection: Connection, corpus_id: int, mark: str, at: datetime) -> None:
    """Keep a mark, so that the next import of the same file does not bring the erased back."""
    known = select(erased).where(erased.c.corpus_id == corpus_id, erased.c.mark == mark)
    if connection.execute(known).first() is None:
        connection.execute(insert(erased).values(corpus_id=corpus_id, mark=mark, erased_at=at))


def marks(connection: Connection, corpus_id: int) -> frozenset[str]:
    """Return the marks of all that was erased from a corpus."""
    return frozenset(connection.scalars(select(erased.c.mark).where(erased.c.corpus_id == corpus_id)))


def mark_of(secret: bytes, *, comment_id: str | None = None, author_key: str | None = None) -> str:
    """Return what is kept of an erased comment or person: it cannot be read without the secret."""
    named = f"comment\0{comment_id}" if author_key is None else f"author\0{author_key}"
    return hmac.new(secret, named.encode(), hashlib.sha256).hexdigest()


def is_erased(secret: bytes, marked: frozenset[str], comment_id: str, author_key: str | None) -> bool:
    """Return whether a comment, or its author, was erased for good."""
    if not marked:
        return False
    if mark_of(secret, comment_id=comment_id) in marked:
        return True
    return author_key is not None and mark_of(secret, author_key=author_key) in marked


def _passages(connection: Connection, texts: dict[int, str]) -> list[ErasedPassage]:
    found = []
    for keys in chunks(list(texts)):
        chosen = select(passages).where(passages.c.comment_key.in_(keys))
        before, of = "", None
        for row in connection.execute(chosen.order_by(passages.c.comment_key, passages.c.ordinal)):
            quote = texts[row.comment_key][row.start : row.end]
            found.append(ErasedPassage(row.id, quote, before if of == row.comment_key else ""))
            before, of = quote, row.comment_key
    return found
