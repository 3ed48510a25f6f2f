"""What people type in a room, made harmless and short before it is kept."""

from __future__ import annotations

import re
import unicodedata

from workshop.errors import WorkshopError

MESSAGE, NAME, PARKED, NOTE, OWNER = 400, 40, 200, 300, 60
"""The most characters of a message, of a name, of what is parked, of a note and of an owner."""

_FAR = 4
"""A text that is this many times too long is refused before it is looked at."""


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's categories of what has no picture of its own."""

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""What counts as a letter or a mark, and has no picture either."""

_JOINER = "\u200d"
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
"""Marks piled on one letter: three are kept, since more would cover the lines around."""


def clean(text: str, most: int) -> str:
    """Return a text in one Unicode form, without controls, invisible and turning characters, and stripped.

    Raises:
        WorkshopError: nothing is left, or more than `most` characters are.
    """
    if len(text) > most * _FAR:
        raise _too_long(most)
    form = unicodedata.normalize("NFC", text)
    kept = "".join(_plain(before, char) for before, char in zip(" " + form, form, strict=False))
    found = unicodedata.normalize("NFC", _MARKS.sub(r"\1", " ".join(kept.split())))
    if not found:
        raise WorkshopError("There are no words in this.", "Write something first.")
    if len(found) > most:
        raise _too_long(most)
    return found


def _plain(before: str, char: str) -> str:
    """Return what stays of a character: nothing of controls, zero widths and turning marks, but what joins emoji."""
    if char in "\n\r\t":
        return " "
    if char == _JOINER and (before == "\ufe0f" or unicodedata.category(before) in {"So", "Sk"}):
        return char
    return "" if char in _BLANK or unicodedata.category(char) in _HIDDEN else char


def _too_long(most: int) -> WorkshopError:
    return WorkshopError(f"This is longer than {most} characters.", "Say it in one or two sentences.")
