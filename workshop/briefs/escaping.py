"""Making foreign text harmless: what no document can hold, what Markdown would take for markup."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS_AROUND = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISOLATE, _END = "\u2068", "\u2069"
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~:@$&^]")
_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")
_LINK_WITHOUT_MARKUP = re.compile(r"\b(www)\.", re.IGNORECASE)


def printable(text: str) -> str:
    """Put U+FFFD for characters that XML forbids and no document can hold."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def isolated(text: str) -> str:
    """Keep marks that turn the direction of writing from reaching beyond their own text."""
    return f"{_ISOLATE}{text}{_END}" if _TURNS_AROUND.search(text) else text


def as_markdown_line(text: str) -> str:
    """Escape a text for one line of Markdown, a table's cell included; line breaks become spaces."""
    return _escaped(" ".join(printable(text).split("\n")))


def as_markdown_lines(text: str) -> list[str]:
    """Escape a text for Markdown, line by line; all but the last end in a hard break."""
    lines = [_escaped(line) for line in printable(text).split("\n")]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _escaped(line: str) -> str:
    line = _MARKDOWN.sub(r"\\\g<0>", line)
    line = _LINK_WITHOUT_MARKUP.sub(r"\1\\.", line)
    return _LINE_START.sub(lambda found: f"{found[1]}{_marker(found)}", line)


def _marker(found: re.Match[str]) -> str:
    return f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"
