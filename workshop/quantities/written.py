"""A text as lower-case words with one space between them, each number a #0, #1 … that keeps its value and its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from workshop.quantities.tables import tables

_TOKEN = re.compile(r"24\s?/\s?7(?!\d)|\d+/\d+|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_MAY_HOLD_NUMBERS = re.compile(
    r"\d|[½¼¾]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty"
    r"|fifty|sixty|seventy|eighty|ninety|\w+ty|hundreds?|thousands?|millions?|billion|dozens?|couple|few|several)\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|millions?|billions?"
)
_ORDINAL = ("st", "nd", "rd", "th")
_CLOCK = ("am", "pm", "o'clock", "a.m", "p.m")
_NOT_ONE_BEFORE = ("this", "that", "no", "the", "each", "any", "which", "another", "new", "old", "every", "a", "my")
_NOT_ONE_AFTER = ("of", "thing", "is", "was", "that", "who", "i", "we", "would", "can", "could", "has", "to", "day")
_SMALL_PART = re.compile("1/[234]")
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(slots=True)
class Piece:
    """One word, sign or number of a text, with its span there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """The value of a number, lowest and highest; `vague` for "few" and its like, `plain` for digits without a scale."""

    low: float
    high: float
    vague: bool = False
    plain: bool = False


@dataclass(slots=True)
class Written:
    """A text in pieces; `form` is what patterns run over."""

    pieces: list[Piece]
    numbers: list[Number]
    form: str = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.form = " ".join(piece.text for piece in self.pieces)
        self.starts, place = [], 0
        for piece in self.pieces:
            self.starts.append(place)
            place += len(piece.text) + 1

    def piece_at(self, place: int) -> int:
        """Return the piece that a place in the form lies in."""
        return bisect_right(self.starts, place) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text of a span in the form, which must not be empty."""
        return self.pieces[self.piece_at(start)].start, self.pieces[self.piece_at(end - 1)].end

    def number(self, piece: str) -> Number:
        """Return the number that a #0, #1 … stands for."""
        return self.numbers[int(piece[1:])]


def write_out(text: str) -> Written:
    """Take a text apart."""
    pieces = [Piece(_word(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    if not _MAY_HOLD_NUMBERS.search(text):
        return Written(pieces, [])
    return _Numbering(pieces).run()


def _word(token: str) -> str:
    """Return a token in lower case, with one kind of apostrophe and no space in "24 / 7"."""
    if token.startswith("24") and token.endswith("7") and "/" in token:
        return "24/7"
    return token.lower().replace("’", "'")


class _Numbering:
    """Puts numbers in the place of the pieces that spell them."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.worded = _worded(pieces)
        self.done: list[Piece] = []
        self.numbers: list[Number] = []

    def run(self) -> Written:
        place = 0
        while place < len(self.pieces):
            place = self._take(place)
        return Written(self.done, self.numbers)

    def _take(self, place: int) -> int:
        """Move the piece at `place`, or the number that begins there, and return what comes next."""
        piece = self.pieces[place]
        if piece.text[0].isdecimal() and piece.text != "24/7":
            return self._digits(place)
        if piece.text in _HALVES:
            return self._put(place, place + 1, Number(_HALVES[piece.text], _HALVES[piece.text]))
        vague = tables().vague.get(piece.text)
        if vague:
            return self._vague(place, *vague)
        if place in self.worded:
            value, end = self.worded[place]
            return self._put(place, end, Number(value, value))
        self.done.append(piece)
        return place + 1

    def _digits(self, place: int) -> int:
        piece, following = self.pieces[place], self._following(place)
        joined = place + 1 < len(self.pieces) and self.pieces[place + 1].start == piece.end
        value = _value(piece.text)
        if value is None or self._is_a_name(place):
            return self._keep(place, 1)
        if (joined and following in _ORDINAL) or following in _CLOCK:
            return self._keep(place, 2)
        if joined and following == ":" and self._following(place + 1).isdecimal():
            return self._keep(place, 3)
        more = _HALVES.get(following) or (_value(following) if _SMALL_PART.fullmatch(following) else None)
        if more:
            return self._put(place, place + 2, Number(value + more, value + more))
        scale = tables().scales.get(following)
        if scale and (joined or len(following) > 2):
            return self._put(place, place + 2, Number(value * scale, value * scale))
        return self._put(place, place + 1, Number(value, value, plain=True))

    def _following(self, place: int) -> str:
        return self.pieces[place + 1].text if place + 1 < len(self.pieces) else ""

    def _is_a_name(self, place: int) -> bool:
        """Whether the digits belong to a name ("G3", "no. 5", "#1")."""
        if not place:
            return False
        before = self.pieces[place - 1]
        joined = before.end == self.pieces[place].start
        return (joined and before.text[-1].isalpha() and before.text not in tables().money) or before.text in ("#", "@")

    def _vague(self, place: int, low: float, high: float) -> int:
        """Take "a couple of", "few hundred", "two dozen"; the "of" belongs to it."""
        end, following = place + 1, self._following(place)
        if self.pieces[place].text == "couple" and following != "of" and not following.endswith("s"):
            return self._keep(place, 1)
        if self.done and self.done[-1].text.startswith("#") and self.pieces[place].text == "dozen" and self.numbers:
            count = self.numbers.pop().low
            return self._put(place, end, Number(low * count, high * count), start=self.done.pop().start)
        end += following == "of"
        scale = tables().scales.get(self._following(end - 1), 1.0)
        end += scale > 1
        return self._put(place, end, Number(low * scale, high * scale, vague=high > low))

    def _put(self, place: int, end: int, number: Number, *, start: int | None = None) -> int:
        self.done.append(
            Piece(
                f"#{len(self.numbers)}", self.pieces[place].start if start is None else start, self.pieces[end - 1].end
            )
        )
        self.numbers.append(number)
        return end

    def _keep(self, place: int, count: int) -> int:
        last = min(place + count, len(self.pieces))
        words = self.pieces[place:last]
        mark = "" if words[0].text.isalpha() else "~"
        self.done.append(Piece(mark + "".join(piece.text for piece in words), words[0].start, words[-1].end))
        return last


def _value(digits: str) -> float | None:
    """Read digits: "1,200" and "1.5", "7,50" as a price has it, "1/2"; None for dates, versions and the like."""
    if "/" in digits:
        above, below = (int(part) for part in digits.split("/"))
        return above / below if 0 < above < below <= 10 else None
    whole = re.fullmatch(r"(\d{1,3}(?:,\d{3})+)(\.\d+)?", digits)
    if whole:
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return float(digits.replace(",", "."))
    return float(digits) if re.fullmatch(r"\d{1,15}(\.\d+)?", digits) else None


class _Token:
    """A piece as text2num wants it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def text_lowercase(self) -> str:
        return self._text

    def nt_separated(self, _previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return not self._text.isalpha() and self._text != "-"


def _worded(pieces: list[Piece]) -> dict[int, tuple[float, int]]:
    """Return the numbers in words: where each begins, its value, and where it ends."""
    if not any(_SPELLED.fullmatch(piece.text) for piece in pieces):
        return {}
    from text_to_num import find_numbers

    found = {}
    for one in find_numbers([_Token(piece.text) for piece in pieces], "en", 0.0):
        if one.is_ordinal or (
            one.end - one.start == 1 and pieces[one.start].text == "one" and _is_pronoun(pieces, one.start)
        ):
            continue
        found[one.start] = (float(one.value), one.end)
    return found


def _is_pronoun(pieces: list[Piece], place: int) -> bool:
    before = pieces[place - 1].text if place else ""
    after = pieces[place + 1].text if place + 1 < len(pieces) else ""
    return before in _NOT_ONE_BEFORE or after in _NOT_ONE_AFTER or not after.isalpha()
