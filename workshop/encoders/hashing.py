"""Owns an encoder without weights: words and pieces of words, hashed into a vector."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from workshop.encoders.contract import Progress, Vectors

_WORD = re.compile(r"\w+")
_PIECE = 3  # letters in a piece of a word: "delay" and "delayed" share most of theirs


class HashingEncoder:
    """Sees shared words and spellings, not meaning; needs no weights and no time.

    The same text gives the same vector on every machine. A text without letters or
    digits gives one fixed vector.
    """

    def __init__(self, dimension: int = 256) -> None:
        self.name = "hashing"
        self.dimension = dimension
        self.precision = "float32"
        self.fingerprint = f"hashing/{dimension}/1"

    def encode(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """Return one row of length 1 for each text."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.casefold()):
                for slot, weight in _slots(word, self.dimension):
                    vectors[row, slot] += weight
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors[lengths[:, 0] == 0, 0] = 1.0
        vectors /= np.where(lengths == 0, 1.0, lengths)
        if on_progress is not None:
            on_progress(len(texts), len(texts))
        return vectors


@lru_cache(maxsize=50_000)
def _slots(word: str, dimension: int) -> tuple[tuple[int, float], ...]:
    """Return where a word counts and how much: itself 1, its pieces 1 together."""
    framed = f"<{word}>"
    pieces = [framed[at : at + _PIECE] for at in range(len(framed) - _PIECE + 1)]
    weighted = [(f"={word}", 1.0), *((piece, 1.0 / len(pieces)) for piece in pieces)]
    return tuple((_slot(key, dimension), weight * _sign(key)) for key, weight in weighted)


def _slot(key: str, dimension: int) -> int:
    return zlib.crc32(key.encode()) % dimension


def _sign(key: str) -> float:
    """Spread collisions to both sides, so that they cancel out on average."""
    return 1.0 if zlib.crc32(f"{key}±".encode()) & 1 else -1.0
