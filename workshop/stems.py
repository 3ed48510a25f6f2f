"""What the forms of an English word share."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Reduce a word to what its forms share: "crashes" and "crashed" are both "crash"."""
    return _stemmer().stemWord(word)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's own name


@lru_cache(maxsize=1)
def _stemmer() -> _Stemmer:
    import snowballstemmer  # type: ignore[import-untyped, unused-ignore]  # ships no types

    stemmer: _Stemmer = snowballstemmer.stemmer("english")
    return stemmer
