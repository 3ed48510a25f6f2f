"""Owns the index that FAISS searches."""

from __future__ import annotations

import importlib
from typing import Any, BinaryIO, Self

import numpy as np

from workshop.index.contract import Ids, Similarities, Vectors
from workshop.index.rows import Places, Rows, checked, padded

# FAISS sums in single precision, in an order of its own; with 384 to 1024 dimensions it was never off by 4e-7.
# What lies this near the last place is compared again in double precision.
_SLACK = 1e-5


class FaissIndex:
    """Exact search over a flat inner product; good up to about a million passages.

    A filter is a bitmap inside the engine: only the chosen vectors are compared, so a small
    segment costs its own size, and no cut comes before the filter.
    """

    engine = "faiss"

    def __init__(self, mapped: Any) -> None:  # noqa: ANN401 - as below
        """Take a FAISS index with rising ids over flat vectors; use `build` or `load`."""
        faiss = _faiss()
        flat = faiss.downcast_index(mapped.index)
        self._mapped = mapped
        self._flat = flat
        self._rows = Rows(faiss.vector_to_array(mapped.id_map), _vectors(flat))

    @classmethod
    def build(cls, ids: Ids, vectors: Vectors) -> Self:
        """Make an index of distinct ids and vectors of length 1."""
        return cls(_mapped(Rows.of(ids, vectors)))

    @classmethod
    def load(cls, file: BinaryIO) -> Self:
        """Read what `save` wrote."""
        faiss = _faiss()
        return cls(faiss.read_index(faiss.PyCallbackIOReader(file.read)))

    @property
    def made_with(self) -> str:
        """The library and its version."""
        return f"faiss {_faiss().__version__}"

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return int(self._flat.d)

    def __len__(self) -> int:
        """The number of ids."""
        return len(self._rows.ids)

    def search(self, vectors: Vectors, k: int, ids: Ids | None = None) -> tuple[Ids, Similarities]:
        """Return the k nearest to each vector; see the contract."""
        if k < 1:
            raise ValueError("k must be at least 1.")
        queries = checked(vectors)
        places = self._rows.places(ids)
        n = min(k + 1, len(self) if places is None else len(places))
        if not n:
            return padded([self._rows.ranked(query, places) for query in queries], k)
        chosen = self._chosen(places)
        near, found = self._flat.search(queries, n, params=chosen)
        answers = []
        for query, values, candidates in zip(queries, near, found, strict=True):
            if n > k and values[k - 1] - values[k] <= _SLACK:
                candidates = self._around(query, values[k - 1], chosen)  # noqa: PLW2901 - the better candidates
            answers.append(self._rows.ranked(query, np.sort(candidates)))
        return padded(answers, k)

    def above(self, vector: Vectors, similarity: float, ids: Ids | None = None) -> tuple[Ids, Similarities]:
        """Return all that reach a similarity; see the contract."""
        (query,) = checked(vector[None, :])
        places = self._rows.places(ids)
        if not len(self) or (places is not None and not len(places)):
            return self._rows.ranked(query, places)
        candidates = self._around(query, similarity, self._chosen(places))
        found, similarities = self._rows.ranked(query, np.sort(candidates))
        n = int(np.count_nonzero(similarities >= np.float32(similarity)))
        return found[:n], similarities[:n]

    def updated(self, add_ids: Ids, add_vectors: Vectors, remove_ids: Ids) -> Self:
        """Return a new index; see the contract."""
        return type(self)(_mapped(self._rows.updated(add_ids, add_vectors, remove_ids)))

    def save(self, file: BinaryIO) -> None:
        """Write in FAISS's own format."""
        faiss = _faiss()
        faiss.write_index(self._mapped, faiss.PyCallbackIOWriter(file.write))

    def _chosen(self, places: Places | None) -> Any:  # noqa: ANN401 - as below
        """Return the filter as FAISS takes it: one bit a place."""
        if places is None:
            return None
        faiss = _faiss()
        bits = np.zeros(len(self), dtype=bool)
        bits[places] = True
        return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little")))

    def _around(self, query: Vectors, similarity: float, chosen: Any) -> Places:  # noqa: ANN401 - as below
        """Return every place that might reach a similarity once it is computed exactly."""
        _, _, places = self._flat.range_search(query[None, :], float(similarity) - _SLACK, params=chosen)
        return np.asarray(places, dtype=np.int64)


def _faiss() -> Any:  # noqa: ANN401 - FAISS describes only a part of itself to mypy
    return importlib.import_module("faiss")


def _vectors(flat: Any) -> Vectors:  # noqa: ANN401 - as above
    """Return a view into FAISS's own memory, which lives as long as the index."""
    if not flat.ntotal:
        return np.empty((0, flat.d), dtype=np.float32)
    rows: Vectors = _faiss().rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).reshape(flat.ntotal, flat.d)
    return rows


def _mapped(rows: Rows) -> Any:  # noqa: ANN401 - as below
    faiss = _faiss()
    flat = faiss.IndexFlatIP(rows.vectors.shape[1])
    mapped = faiss.IndexIDMap2(flat)
    mapped.add_with_ids(rows.vectors, rows.ids)
    return mapped
