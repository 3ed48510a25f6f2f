"""Cutting a text into passages: sentence-sized pieces whose spans slice back to the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

from workshop.records import PassageSpan

LONGEST_CHARACTERS = 280
"""A longer sentence is cut at a clause border; the encoder reads about this much at once."""

SHORTEST_WORDS = 2
"""A piece with fewer words joins its neighbour: "Terrible." alone says nothing about what."""

Span = tuple[int, int]

_EMOJI = "\U0001f300-\U0001f64f\U0001f680-\U0001faff\u2600-\u27bf"
_HEARTS = "\u2764\u2665\U0001f493-\U0001f49f\U0001f5a4\U0001f90d\U0001f90e\U0001f9e1"

_LINE_BREAK = re.compile(r"\n\s*")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'”’)\]]*$")
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"  # Thai, kana and Han put no spaces between words
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+(?:['’](?:(?![{_UNSPACED}])\w)+)*")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ADDRESS = re.compile(r"://|www\.|\w@\w|\.(?:com|org|net|io|co|ly)(?!\w)", re.I)
_LONGEST_ADDRESS = 300

_SOCIAL_BREAK = re.compile(
    r"(?<![!?])[!?]+[\"'”’)]*(?=\s+\w)"  # "wtf?! never again": a small letter may follow
    r"|(?<!\.)(?:\.{2,}|…)(?=\s*\w)"  # "it is slow... never again", "lol..you"
    r"|(?<=[a-z]{2})[.!?]+(?=[A-Z][a-z]|I\b)"  # "you guys suck.Really"
    rf"|(?<![{_EMOJI}])(?:(?![{_HEARTS}])[{_EMOJI}]\ufe0f?[\U0001f3fb-\U0001f3ff]?)+(?=\s+[A-Z@#])"  # "thanks 😀 The"
)
_ELLIPSIS = re.compile(r"^(?:\.{2,}|…)$")
_EMOJI_BREAK = re.compile(rf"^[{_EMOJI}]")

_CLAUSE_BORDERS = (
    re.compile(r"(?<=[;:。；])\s*|\s+(?=[-–—•*]\s)|(?<=[–—])\s+"),
    re.compile(
        r"(?<=,)\s+(?=(?:and|but|so|because|which|then|yet|or|while|although|however|und|aber|et|mais|y|pero)\b)"
    ),
    re.compile(r"\s+(?=(?:but|because|although|however|whereas|while|then|so|and)\b)"),
    re.compile(r"(?<=[,،，、])\s*"),
    re.compile(r"\s+"),
)
_JOINED_MARKS = re.compile(r"[\u0300-\u036f\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def split(text: str) -> list[PassageSpan]:
    """Cut a text into sentence-sized passages.

    Returns:
        Spans in code points, ordered by start, without overlap; no slice starts or ends with
        white space, and every letter and digit of the text lies in one of them. Empty for a
        text without letters and digits.
    """
    pieces: list[Span] = []
    for start, end in _lines(text):
        sentences = [part for sentence in _sentences(text, start, end) for part in _social_parts(text, *sentence)]
        pieces.extend(_trimmed(text, sentences))
    joined = _join_short(text, pieces)
    return [
        PassageSpan(start, end)
        for piece in joined
        for start, end in _trimmed(text, _cut_long(text, *piece))
        if _LETTER_OR_DIGIT.search(text, start, end)
    ]


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines; a line that was only wrapped goes on in the next one."""
    start = 0
    for found in _LINE_BREAK.finditer(text):
        blank_line = found.group().count("\n") > 1
        goes_on = text[found.end() : found.end() + 1].islower() and not _ENDS_SENTENCE.search(
            text, max(start, found.start() - 4), found.start()
        )
        if blank_line or not goes_on:
            yield start, found.start()
            start = found.end()
    yield start, len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what the library takes for sentences between start and end."""
    # The library is compiled and takes no lone surrogates; the stand-in is as long as they are.
    line = re.sub(r"[\ud800-\udfff]", "\ufffd", text[start:end])
    border = start
    for sentence in sentencex.segment("en", line):
        border += len(sentence)
        if border < end and not _lies_in_address(text, border):
            yield start, border
            start = border
    yield start, end


def _social_parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a sentence between the breaks that people use in posts."""
    for found in _SOCIAL_BREAK.finditer(text, start, end):
        border = found.end()
        if _lies_in_address(text, border):
            continue
        if _is_weak(found.group()) and not _has_words(text, (start, border), (border, end), at_least=3):
            continue
        yield start, border
        start = border
    yield start, end


def _lies_in_address(text: str, place: int) -> bool:
    """Say whether a place lies inside a link or an e-mail address."""
    if text[place].isspace() or text[place - 1].isspace():
        return False
    before = text[max(0, place - _LONGEST_ADDRESS) : place].rsplit(maxsplit=1)[-1]
    after = text[place : place + _LONGEST_ADDRESS].split(maxsplit=1)[0]
    return bool(_ADDRESS.search(before + after))


def _is_weak(mark: str) -> bool:
    """Say whether a mark may as well stand inside a sentence ("it was... fine", "I 😀 you")."""
    return bool(_ELLIPSIS.match(mark) or _EMOJI_BREAK.match(mark))


def _has_words(text: str, *spans: Span, at_least: int) -> bool:
    return all(_count_words(text, span, at_least) >= at_least for span in spans)


def _count_words(text: str, span: Span, enough: int) -> int:
    """Count words up to `enough`, so that long texts cost no more than short ones."""
    count = 0
    for _ in _WORD.finditer(text, *span):
        count += 1
        if count >= enough:
            break
    return count


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans without white space at their ends, and without empty ones."""
    for start, end in spans:
        piece = text[start:end]
        if not piece.isspace() and piece:
            yield end - len(piece.lstrip()), start + len(piece.rstrip())


def _join_short(text: str, pieces: list[Span]) -> list[Span]:
    """Join pieces of one word to a neighbour: a short question to its answer, the rest backwards."""
    joined: list[Span] = []
    pending: int | None = None
    n_words = 0
    for start, end in pieces:
        begin = start if pending is None else pending
        n_words += _count_words(text, (start, end), SHORTEST_WORDS)
        if n_words < SHORTEST_WORDS and (text[end - 1] == "?" or not joined or begin != start):
            pending = begin
            continue
        if n_words < SHORTEST_WORDS:
            begin = joined.pop()[0]
        joined.append((begin, end))
        pending, n_words = None, 0
    if pending is not None:
        joined.append((joined.pop()[0] if joined else pending, pieces[-1][1]))
    return joined


def _cut_long(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a piece in parts of at most `LONGEST_CHARACTERS`, cut at the best clause borders."""
    while end - start > LONGEST_CHARACTERS:
        border = _border(text, start, end)
        yield start, border
        start = border
    yield start, end


def _border(text: str, start: int, end: int) -> int:
    """Find the last good place for a cut that leaves neither part very short."""
    first, last = start + LONGEST_CHARACTERS // 4, min(start + LONGEST_CHARACTERS, end - LONGEST_CHARACTERS // 10)
    for clause_border in _CLAUSE_BORDERS:
        places = [found.start() for found in clause_border.finditer(text, first, last)]
        if places:
            return places[-1]
    while last < end and _JOINED_MARKS.match(text, last):
        last += 1
    return last
