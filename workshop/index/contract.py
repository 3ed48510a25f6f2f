"""Owns what every index promises."""

from __future__ import annotations

from typing import BinaryIO, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]
Similarities = NDArray[np.float32]


class Index(Protocol):
    """Passage ids with their vectors: a snapshot that never changes under a reader.

    Similarity is the cosine, -1 to 1, higher is nearer. Every engine computes the figures it
    returns in the same way, so two engines give equal answers, bit for bit. Equal similarities
    are ordered by id, rising. Safe to share between threads.
    """

    @classmethod
    def build(cls, ids: Ids, vectors: Vectors) -> Self:
        """Make an index of distinct ids, shape (n,), and vectors of length 1, shape (n, dimension)."""

    @classmethod
    def load(cls, file: BinaryIO) -> Self:
        """Read what `save` wrote."""

    @property
    def engine(self) -> str:
        """The engine's name, as a manifest keeps it."""

    @property
    def made_with(self) -> str:
        """The library and its version."""

    @property
    def dimension(self) -> int:
        """The length of each vector."""

    def __len__(self) -> int:
        """The number of ids."""

    def search(self, vectors: Vectors, k: int, ids: Ids | None = None) -> tuple[Ids, Similarities]:
        """Return the k nearest to each vector, nearest first, among `ids` or (None) among all.

        Args:
            vectors: What is searched, shape (n, dimension), rows of length 1.
            k: How many to return, at least 1.
            ids: The only ids that may be found, in any order; unknown ones are passed over.

        Returns:
            Ids and similarities, each of shape (n, k); -1 and -inf where there are fewer than k.
        """

    def above(self, vector: Vectors, similarity: float, ids: Ids | None = None) -> tuple[Ids, Similarities]:
        """Return all that reach a similarity to one vector of shape (dimension,), nearest first."""

    def updated(self, add_ids: Ids, add_vectors: Vectors, remove_ids: Ids) -> Self:
        """Return a new index; this one stays as it is.

        Unknown ids to remove are passed over; an id that is added again gets the new vector.
        """

    def save(self, file: BinaryIO) -> None:
        """Write everything to an open file."""
