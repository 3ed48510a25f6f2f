"""How many lines a text takes on the wall, told beforehand, because nothing there may shrink or be cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Widths in em, read from Liberation Sans, its bold and Liberation Serif. The slack covers the other faces that the
# stylesheet names: Segoe UI, San Francisco and Roboto for ours, Charter, Iowan and Georgia (the widest) for theirs.
_SANS = {0.24: "ijl'|’", 0.28: "ftI!,./:;[]\\ ·", 0.34: "r()-`{}“”", 0.39: '"*', 0.5: "cksvxyzJ^", 0.56: "–"}
_BOLD = {0.28: "ijlI,./\\|' ’·", 0.34: "ft!()-:;[]`", 0.39: "r*{}", 0.5: 'z"“”', 0.56: "aceksvxyJ#$_0123456789–"}
_SERIF = {
    0.25: "'|,. ·",
    0.28: "ijlt/:;\\",
    0.34: "frI!()-[]`’",
    0.45: 'sJ"acez?^“”',
    0.5: "bdghknopquvxy0123456789#$*_{}–",
}
_WIDE = {0.73: "w&", 0.89: "mM%", 0.95: "W", 1.02: "@…"}


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface as far as fitting needs it: width of each character in em, and of all others."""

    widths: Mapping[str, float]
    other: float
    capital: float
    slack: float

    def width(self, text: str) -> float:
        """Return the width of a text in em, never less than what the browser will need."""
        return self.slack * sum(self._width_of(character) for character in text)

    def _width_of(self, character: str) -> float:
        known = self.widths.get(character)
        if known is not None:
            return known
        if not character.isascii():
            return 1.25 if ord(character) > 0x2E7F else 0.75
        return self.capital if character.isupper() else self.other


def _face(groups: Mapping[float, str], *, other: float, capital: float, slack: float) -> Face:
    widths = {character: width for width, characters in (*_WIDE.items(), *groups.items()) for character in characters}
    return Face(MappingProxyType(widths), other, capital, slack)


SANS = _face(_SANS, other=0.56, capital=0.7, slack=1.04)
BOLD = _face(_BOLD, other=0.61, capital=0.72, slack=1.01)  # set at least 2 % tighter than it is drawn
SERIF = _face(_SERIF, other=0.57, capital=0.7, slack=1.12)


def lines(text: str, face: Face, width: float) -> int:
    """Return how many lines a text takes in a column `width` em wide; 1 for no text.

    Words longer than the column break anywhere, as in the stylesheet.
    """
    n_lines, reached, space = 1, 0.0, face.width(" ")
    for word in text.split():
        needed = face.width(word)
        if reached and reached + space + needed > width:
            n_lines, reached = n_lines + 1, 0.0
        if needed > width:
            n_more = int(needed // width)
            n_lines, needed = n_lines + n_more, needed - n_more * width
        reached += needed + (space if reached else 0.0)
    return n_lines


def shortened(text: str, face: Face, width: float, n_lines: int) -> str:
    """Cut a text of ours at a word so that it takes at most `n_lines`, an ellipsis at its end."""
    if lines(text, face, width) <= n_lines:
        return text
    words = text.split()
    while len(words) > 1 and lines(" ".join(words) + "…", face, width) > n_lines:
        words.pop()
    kept = " ".join(words)
    while len(kept) > 1 and lines(kept + "…", face, width) > n_lines:
        kept = kept[:-1]
    return kept + "…"
