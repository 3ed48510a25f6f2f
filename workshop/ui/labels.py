"""Labels of buttons, boxes and radios, which Streamlit reads as Markdown (the options of a selectbox it does not)."""

from __future__ import annotations

_MARKDOWN = frozenset("\\`*_{}[]()#+-.!$:~<>|&")


def plain(words: str) -> str:
    """Return a label that shows these words and does nothing else."""
    return "".join(f"\\{character}" if character in _MARKDOWN else character for character in " ".join(words.split()))


def short(words: str, length: int = 80) -> str:
    """Return the first `length` characters on one line, cut at a word, for a list."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + "…"
