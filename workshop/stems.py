"""What the forms of an English word share."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Reduce a word to what its forms share: "crashes" and "crashed" are both "crash"."""
    import snowballstemmer  # type: ignore[import-untyped, unused-ignore]  # ships no types

    # A stemmer keeps the word that it works on: shared by threads it breaks off, or returns part of another word.
    stemmer = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))
