"""Owns the index that compares everything with NumPy: the yardstick for every other engine."""

from __future__ import annotations

from typing import BinaryIO, Self

import numpy as np

from workshop.index.contract import Ids, Similarities, Vectors
from workshop.index.rows import Rows, checked, padded


class ExactIndex:
    """Compares with every vector; slow beyond some ten thousand, and never wrong."""

    engine = "exact"
    made_with = f"numpy {np.__version__}"

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @classmethod
    def build(cls, ids: Ids, vectors: Vectors) -> Self:
        """Make an index of distinct ids and vectors of length 1."""
        return cls(Rows.of(ids, vectors))

    @classmethod
    def load(cls, file: BinaryIO) -> Self:
        """Read what `save` wrote."""
        ids = np.load(file, allow_pickle=False)
        return cls(Rows.of(ids, np.load(file, allow_pickle=False)))

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._rows.vectors.shape[1])

    def __len__(self) -> int:
        """The number of ids."""
        return len(self._rows.ids)

    def search(self, vectors: Vectors, k: int, ids: Ids | None = None) -> tuple[Ids, Similarities]:
        """Return the k nearest to each vector; see the contract."""
        if k < 1:
            raise ValueError("k must be at least 1.")
        places = self._rows.places(ids)
        return padded([self._rows.ranked(vector, places) for vector in checked(vectors)], k)

    def above(self, vector: Vectors, similarity: float, ids: Ids | None = None) -> tuple[Ids, Similarities]:
        """Return all that reach a similarity; see the contract."""
        (query,) = checked(vector[None, :])
        found, similarities = self._rows.ranked(query, self._rows.places(ids))
        n = int(np.count_nonzero(similarities >= np.float32(similarity)))
        return found[:n], similarities[:n]

    def updated(self, add_ids: Ids, add_vectors: Vectors, remove_ids: Ids) -> Self:
        """Return a new index; see the contract."""
        return type(self)(self._rows.updated(add_ids, add_vectors, remove_ids))

    def save(self, file: BinaryIO) -> None:
        """Write ids and vectors in NumPy's format."""
        np.save(file, self._rows.ids, allow_pickle=False)
        np.save(file, self._rows.vectors, allow_pickle=False)
