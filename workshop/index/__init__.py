"""Owns the search by meaning: passage ids and vectors, behind one small Protocol, in files that never change."""

from workshop.index.contract import Ids, Index, Similarities, Vectors
from workshop.index.exact import ExactIndex
from workshop.index.faiss_index import FaissIndex
from workshop.index.generations import DamagedIndex, Generations, Manifest

__all__ = [
    "DamagedIndex",
    "ExactIndex",
    "FaissIndex",
    "Generations",
    "Ids",
    "Index",
    "Manifest",
    "Similarities",
    "Vectors",
]
