"""Cuts a message into sentence-like units, whatever their form: sentences, headlines, bullets, lines and fragments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import sentencex

_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_LONE = re.compile("[\ud800-\udfff]")  # half a character, which no library takes
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})(?:[\s/][^<>]{0,500})?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_BULLET = re.compile(r"[ \t]*(?:[-*+•‣▪●○◦·–—✓✔✅☑➤►»→>]+|#{1,6}|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+")
_EMOJI = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\u2600-\u27bf\U0001f000-\U0001faff]*"
)
_ONE_TO_ONE = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": " ",
        "”": " ",
        "„": " ",
        "«": " ",
        "»": " ",
        '"': " ",
        "`": " ",
        "\u00a0": " ",
        "\u202f": " ",
    }
    | {
        "\u2009": " ",
        "\u200b": " ",
        "\u200c": " ",
        "\u2060": " ",
        "\ufeff": " ",
        "\t": " ",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
    }
    | {"\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "•": "\n", "·": "\n", "|": "\n", "●": "\n", "▪": "\n"}
)
_ELLIPSIS = re.compile(r"(?<![.…])(?:\.{2,}|…)\s+(?=[A-Z\d])")
_ALIEN_STOP = re.compile(r"(?<=[。！？؟۔])")
_DATELINE = re.compile(r"[A-Z][A-Za-z .]{1,40},(?: [A-Za-z.]{2,12})? [^–—\n]{0,30}\d{4} ?[-–—] ")
_SPOKEN = re.compile(
    r",\s+(?:said|says|say|explains|explained|adds|added|commented|comments|according to)\s+(?=[A-Z\w])"
)
_LONG_LINE = 60
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence-like piece, `message[start:end]`; `mark` closes it, `alone` tells that it fills its line."""

    start: int
    end: int
    mark: str
    alone: bool


def plain(message: str) -> str:
    """Return the message with markup, quotation marks and odd spaces blanked out, every character in its old place."""
    text = _LONE.sub(" ", message.translate(_ONE_TO_ONE))
    text = _TAG.sub(_blank_tag, text)
    text = _ENTITY.sub(_blank_entity, text)
    text = _LINK.sub(lambda link: _at_place(link, link[1]), text)
    text = text.replace("**", "  ").replace("__", "  ")
    return _EMOJI.sub(lambda emoji: "\n" * len(emoji[0]) if _breaks(text, emoji) else " " * len(emoji[0]), text)


def _blank_tag(tag: re.Match[str]) -> str:
    return ("\n" if tag[1].lower() in _BLOCK_TAGS else " ") * len(tag[0])


def _blank_entity(entity: re.Match[str]) -> str:
    known = {"&amp;": "&", "&apos;": "'", "&rsquo;": "'", "&#39;": "'"}
    return known.get(entity[0], "").ljust(len(entity[0]))


def _at_place(link: re.Match[str], label: str) -> str:
    lead = link.start(1) - link.start()
    return " " * lead + label + " " * (len(link[0]) - lead - len(label))


def _breaks(text: str, emoji: re.Match[str]) -> bool:
    """An emoji ends a unit where something new starts behind it ("Fast 🚀 Easy 💚")."""
    following = text[emoji.end() : emoji.end() + 12].lstrip()
    return (
        not following
        or following[0].isupper()
        or following[0].isdigit()
        or len(emoji[0].strip("\ufe0e\ufe0f\u200d")) > 1
    )


def cut(text: str) -> list[Unit]:
    """Cut a text from `plain` into units, in order; units never overlap and none starts or ends with white space."""
    units: list[Unit] = []
    for start, end in _paragraphs(text):
        sentences = [piece for span in _sentences(text, start, end) for piece in _shortened(text, span)]
        for span in sentences:
            unit = _unit(text, span, alone=len(sentences) == 1)
            if unit is not None:
                units.append(unit)
    return units


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Join lines that were only wrapped; a bullet, a blank line or a new start begins a paragraph."""
    found: list[tuple[int, int]] = []
    position, above = 0, ""
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        bullet = _BULLET.match(line)
        if not line.strip():
            above = ""
            continue
        if above and not bullet and _goes_on(above, line):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start + (bullet.end() if bullet else 0), end))
        above = line
    return found


def _goes_on(above: str, line: str) -> bool:
    """Tell a line that was only wrapped from a new start."""
    ending = above.rstrip()[-1:]
    if line.lstrip()[:1].islower():
        return ending not in ".!?:"
    return len(above) >= _LONG_LINE and ending not in ".!?:;"


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    paragraph = text[start:end].replace("\n", " ")
    position = 0
    for sentence in sentencex.segment("en", paragraph):
        place = paragraph.find(sentence, position)
        if place < 0:
            continue
        position = place + len(sentence)
        cuts = [
            0,
            *(match.end() for match in _ELLIPSIS.finditer(sentence)),
            *(m.end() for m in _ALIEN_STOP.finditer(sentence)),
        ]
        edges = [*sorted(set(cuts)), len(sentence)]
        found += [(start + place + a, start + place + b) for a, b in pairwise(edges) if a < b]
    return found


def _shortened(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut what is too long to be a sentence at white space, so that the work stays in proportion to the text."""
    start, end = span
    found = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        middle = space if space > 0 else start + _LONGEST
        found.append((start, middle))
        start = middle
    return [*found, (start, end)]


def _unit(text: str, span: tuple[int, int], *, alone: bool) -> Unit | None:
    start, end = span
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        start = dateline.end()
    spoken = _SPOKEN.search(text, start, end)
    closing = text[end - 3 : end].strip() if end - start > 3 else ""
    if spoken:
        end = spoken.start()
    first, last = edges(text, start, end)
    if first >= last:
        return None
    mark = text[last:end].strip()[:1] or ("?" if "?" in closing else "")
    return Unit(first, last, mark, alone)


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without anything before its first and behind its last word; the full stop of "p.m." stays."""
    while start < end and not (text[start].isalnum() or text[start] in "$€£¥@#+"):
        start += 1
    last = end
    while last > start and not (text[last - 1].isalnum() or text[last - 1] in "%€$£°"):
        last -= 1
    if text[last : last + 1] == "." and re.search(
        r"(?:^|[\s(\d])[A-Za-z](?:\.[A-Za-z])+$", text[max(start, last - 8) : last]
    ):
        last += 1
    if last > start and not any(char.isalnum() for char in text[start:last]):
        return last, last
    return start, min(last, end)
