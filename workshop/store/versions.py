"""Versions of a corpus: who and what belonged to it, and the fingerprint that names this."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from workshop.errors import UnknownCorpus
from workshop.records import Segments
from workshop.store.rows import chunks
from workshop.store.tables import comments, corpora, valid_in, versions


class Member(NamedTuple):
    """What a fingerprint knows of one comment. Members sort by comment id."""

    comment_id: str
    text_hash: str
    author_key: str | None
    segments: Segments


_ID = itemgetter(0)


def fingerprint(members: Iterable[Member]) -> str:
    """Return the sha256 that names these members, whatever their order: that of their JSON array, by comment id."""
    digest = hashlib.sha256(b"[")
    for start, block in enumerate(chunks(sorted(members, key=_ID))):
        digest.update((", " if start else "").encode() + json.dumps(block)[1:-1].encode())
    digest.update(b"]")
    return digest.hexdigest()


def members(connection: Connection, corpus_id: int, version: int) -> list[Member]:
    """Return the members of a version, by comment id, without what was erased since."""
    columns = (comments.c.id, comments.c.text_hash, comments.c.author_key, comments.c.segments)
    chosen = select(*columns).where(comments.c.corpus_id == corpus_id, valid_in(version))
    return sorted(map(Member._make, connection.execute(chosen).all()), key=_ID)


def record(connection: Connection, corpus_id: int, number: int, made_at: datetime) -> str:
    """Make `number` the newest version, with the fingerprint of the rows now valid in it."""
    name = fingerprint(members(connection, corpus_id, number))
    connection.execute(insert(versions).values(corpus_id=corpus_id, number=number, fingerprint=name, made_at=made_at))
    connection.execute(update(corpora).where(corpora.c.id == corpus_id).values(version=number))
    return name


def fingerprint_of(connection: Connection, corpus_id: int, number: int) -> str:
    """Return the fingerprint that a version was given when it was made.

    Raises:
        UnknownCorpus: There is no such version, as when another corpus took the name.
    """
    kept = select(versions.c.fingerprint).where(versions.c.corpus_id == corpus_id, versions.c.number == number)
    name: str | None = connection.scalar(kept)
    if name is None:
        raise UnknownCorpus(f"This corpus has no version {number}.", "Open it anew.")
    return name
