"""Vectors of passages, kept by text and encoder, so that no text is encoded twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Column, LargeBinary, String, Table, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from workshop.store.database import Database
from workshop.store.rows import chunks
from workshop.store.tables import metadata

Vector = NDArray[np.float32]

vectors = Table(
    "vectors",
    metadata,
    Column("encoder", Text, primary_key=True),
    Column("text_hash", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)


class Vectors:
    """The vectors of one store. `encoder` is always the encoder's fingerprint; hashes are sha256 in hexadecimal."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def get(self, hashes: Sequence[str], encoder: str) -> dict[str, Vector]:
        """Return the vectors that are known, by hash; each is read-only, of shape (dimension,)."""
        found: dict[str, Vector] = {}
        with self._database.read() as connection:
            for part in chunks(hashes):
                chosen = vectors.c.text_hash.in_(part) & (vectors.c.encoder == encoder)
                for name, kept in connection.execute(select(vectors.c.text_hash, vectors.c.vector).where(chosen)).all():
                    found[name] = np.frombuffer(kept, dtype="<f4")
        return found

    def put(self, made: Mapping[str, Vector], encoder: str) -> None:
        """Keep vectors by hash; what is known already stays as it is."""
        rows = [
            {"encoder": encoder, "text_hash": name, "vector": np.asarray(made[name], dtype="<f4").tobytes()}
            for name in sorted(made)  # the order of the table's index, which is then written from left to right
        ]
        if rows:
            with self._database.write() as connection:
                connection.execute(insert(vectors).on_conflict_do_nothing(), rows)

    def purge(self, hashes: Sequence[str]) -> None:
        """Forget the vectors of these texts, whichever encoder made them."""
        with self._database.write() as connection:
            for part in chunks(hashes):
                connection.execute(delete(vectors).where(vectors.c.text_hash.in_(part)))
