"""Owns ids with their vectors, and the one way in which similarities are computed and ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from workshop.index.contract import Ids, Similarities, Vectors

Places = NDArray[np.int64]
"""Positions in the rows, rising."""

_BLOCK = 4096  # rows compared at a time: 12 MB in double precision at 384 dimensions
_LENGTH_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Rows:
    """Rising ids, shape (n,), and a vector of length 1 for each, shape (n, dimension)."""

    ids: Ids
    vectors: Vectors

    @classmethod
    def of(cls, ids: Ids, vectors: Vectors) -> Self:
        """Sort by id.

        Raises:
            ValueError: the shapes do not fit, an id comes twice or is negative, or a vector is not of length 1.
        """
        ids = np.asarray(ids, dtype=np.int64)
        vectors = checked(vectors)
        if ids.shape != (len(vectors),):
            raise ValueError(f"{ids.shape} ids do not fit {vectors.shape} vectors.")
        order = np.argsort(ids, kind="stable")
        ids = ids[order]
        if len(ids) and (ids[0] < 0 or (ids[1:] == ids[:-1]).any()):
            raise ValueError("Ids must be distinct and not negative.")
        return cls(ids, vectors[order])

    def updated(self, add_ids: Ids, add_vectors: Vectors, remove_ids: Ids) -> Rows:
        """Return rows without the removed ones and with the added ones; what is added wins."""
        kept = ~np.isin(self.ids, np.concatenate([add_ids, remove_ids]))
        return Rows.of(
            np.concatenate([self.ids[kept], np.asarray(add_ids, dtype=np.int64)]),
            np.concatenate([self.vectors[kept], np.asarray(add_vectors, dtype=np.float32)]),
        )

    def places(self, ids: Ids | None) -> Places | None:
        """Return where these ids are, without the unknown; None stays None, which means everywhere."""
        if ids is None:
            return None
        wanted = np.unique(np.asarray(ids, dtype=np.int64))
        at = np.searchsorted(self.ids, wanted)
        at, wanted = at[at < len(self.ids)], wanted[at < len(self.ids)]
        known: Places = at[self.ids[at] == wanted]
        return known

    def similarities(self, vector: Vectors, places: Places | None) -> Similarities:
        """Return the similarity of each place to one vector.

        Summed row by row in double precision, so that it does not depend on which other rows
        are compared, in what order, or on how many threads: equal vectors get equal values.
        """
        n = len(self.ids) if places is None else len(places)
        found = np.empty(n, dtype=np.float32)
        wide = vector.astype(np.float64)
        for start in range(0, n, _BLOCK):
            block = slice(start, start + _BLOCK)
            rows = self.vectors[block] if places is None else self.vectors[places[block]]
            found[block] = (rows.astype(np.float64) * wide).sum(axis=1)
        return np.clip(found, -1.0, 1.0)

    def ranked(self, vector: Vectors, places: Places | None) -> tuple[Ids, Similarities]:
        """Return ids and similarities of these places, most similar first, equal ones by id."""
        similarities = self.similarities(vector, places)
        ids = self.ids if places is None else self.ids[places]
        order = np.lexsort((ids, -similarities))
        return ids[order], similarities[order]


def checked(vectors: Vectors) -> Vectors:
    """Return rows as float32.

    Raises:
        ValueError: not two-dimensional, or a row is not of length 1.
    """
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if vectors.ndim != 2:
        raise ValueError(f"Vectors come as rows, not in the shape {vectors.shape}.")
    lengths = np.linalg.norm(vectors, axis=1)
    if not (np.abs(lengths - 1.0) < _LENGTH_TOLERANCE).all():
        raise ValueError("Every vector must be of length 1.")
    return vectors


def padded(found: list[tuple[Ids, Similarities]], k: int) -> tuple[Ids, Similarities]:
    """Stack answers of different length, cut to k, filled up with -1 and -inf."""
    ids = np.full((len(found), k), -1, dtype=np.int64)
    similarities = np.full((len(found), k), -np.inf, dtype=np.float32)
    for row, (some_ids, values) in enumerate(found):
        n = min(k, len(some_ids))
        ids[row, :n] = some_ids[:n]
        similarities[row, :n] = values[:n]
    return ids, similarities
