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
_ORDINAL = ("st", "nd", "rd", "th")
_CLOCK = ("am", "pm", "o'clock", "a.m", "p.m")
_NOT_ONE_BEFORE = ("this", "that", "no", "the", "each", "any", "which", "another", "new", "old", "every", "a", "my")
_NOT_ONE_AFTER = ("of", "thing", "is", "was", "that", "who", "i", "we", "would", "can", "could", "has", "to", "day")
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
    pieces = [Piece(m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    for piece in pieces:
        piece.text = "24/7" if piece.text.startswith("24") and piece.text.endswith("7") and "/" in piece.text else piece.text
    if not _MAY_HOLD_NUMBERS.search(text):
        return Written(pieces, [])
    return _Numbering(pieces).run()


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
            return self._put(place, end, self._scaled_number(value, end))
        self.done.append(piece)
        return place + 1

    def _digits(self, place: int) -> int:
        pieces, piece = self.pieces, self.pieces[place]
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        joined = following is not None and following.start == piece.end
        value = _value(piece.text)
        if value is None or self._is_a_name(place) or (following and joined and following.text in _ORDINAL):
            return self._keep(place, 2 if value is not None and following and joined and following.text in _ORDINAL else 1)
        if following and (following.text in _CLOCK or (joined and following.text == ":" and self._decimal(place + 2))):
            return self._keep(place, 3 if following.text == ":" else 2)
        if following and (following.text in _HALVES or re.fullmatch(r"1/[234]", following.text)):
            more = _HALVES.get(following.text) or _value(following.text) or 0.0
            return self._put(place, place + 2, Number(value + more, value + more))
        scale = tables().scales.get(following.text) if following else None
        if scale and (joined or len(following.text if following else "") > 2):
            return self._put(place, place + 2, Number(value * scale, value * scale))
        return self._put(place, place + 1, Number(value, value, plain=True))

    def _is_a_name(self, place: int) -> bool:
        """Whether the digits belong to a name ("G3", "no. 5", "#1")."""
        if not place:
            return False
        before = self.pieces[place - 1]
        joined = before.end == self.pieces[place].start
        return (joined and before.text[-1].isalpha() and before.text not in tables().money) or before.text in ("#", "@")

    def _decimal(self, place: int) -> bool:
        return place < len(self.pieces) and self.pieces[place].text.isdecimal()

    def _vague(self, place: int, low: float, high: float) -> int:
        """Take "a couple of", "few hundred", "two dozen"; the "of" belongs to it."""
        end = place + 1
        if self.done and self.done[-1].text.startswith("#") and self.pieces[place].text == "dozen":
            count = self.numbers.pop().low
            start = self.done.pop().start
            return self._put(place, end, Number(low * count, high * count), start=start)
        if end < len(self.pieces) and self.pieces[end].text == "of":
            end += 1
        scale = tables().scales.get(self.pieces[end].text, 1.0) if end < len(self.pieces) else 1.0
        end += scale > 1
        vague = high > low
        return self._put(place, end, Number(low * scale, high * scale, vague=vague))

    def _scaled_number(self, value: float, end: int) -> Number:
        return Number(value, value)

    def _put(self, place: int, end: int, number: Number, *, start: int | None = None) -> int:
        self.done.append(
            Piece(f"#{len(self.numbers)}", self.pieces[place].start if start is None else start, self.pieces[end - 1].end)
        )
        self.numbers.append(number)
        return end

    def _keep(self, place: int, count: int) -> int:
        last = min(place + count, len(self.pieces))
        words = self.pieces[place:last]
        self.done.append(Piece("~" + "".join(piece.text for piece in words), words[0].start, words[-1].end))
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
    from text_to_num import find_numbers

    found = {}
    for one in find_numbers([_Token(piece.text) for piece in pieces], "en", 0.0):
        if one.is_ordinal or (one.end - one.start == 1 and pieces[one.start].text == "one" and _is_pronoun(pieces, one.start)):
            continue
        found[one.start] = (float(one.value), one.end)
    return found


def _is_pronoun(pieces: list[Piece], place: int) -> bool:
    before = pieces[place - 1].text if place else ""
    after = pieces[place + 1].text if place + 1 < len(pieces) else ""
    return before in _NOT_ONE_BEFORE or after in _NOT_ONE_AFTER or not after.isalpha()
