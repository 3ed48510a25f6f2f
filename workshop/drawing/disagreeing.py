"""The number in a quote that disagrees with the claim's: marked where it stands, and said in words below."""

from __future__ import annotations

import re
from html import escape

_BOTH = re.compile(r"says “(.+)”, the claim says “(.+)”", re.DOTALL)


def marked_quote(words: str, number: str | None) -> str:
    """Return the exact words of a quote, escaped, with the number that disagrees marked.

    `number` is `Evidence.number`, which quotes it on one line, whatever the spaces in it.
    """
    both = _BOTH.fullmatch(number or "")
    found = re.search(r"\s+".join(map(re.escape, both[1].split())), words) if both else None
    if found is None:
        return escape(words)
    start, end = found.span()
    return f'{escape(words[:start])}<b class="off">{escape(words[start:end])}</b>{escape(words[end:])}'


def both_numbers(number: str | None) -> str:
    """Draw the sentence with their number and ours; nothing where none disagrees."""
    return _sentence(number, "the claim says")


def both_numbers_briefly(number: str | None) -> str:
    """Draw the same for a room that sees the claim above."""
    return _sentence(number, "not")


def brief_words(number: str | None) -> str:
    """Return what `both_numbers_briefly` draws as plain words."""
    both = _BOTH.fullmatch(number or "")
    return f"Says “{both[1]}”, not “{both[2]}”." if both else ""


def both_in_words(number: str | None) -> str:
    """Return the same sentence as plain words; "" where none disagrees."""
    return f"{number[:1].upper()}{number[1:]}." if number else ""


def _sentence(number: str | None, between: str) -> str:
    both = _BOTH.fullmatch(number or "")
    if both is None:
        return ""
    theirs, ours = map(escape, both.groups())
    return f'<p class="off-said">Says <span class="their-words">{theirs}</span>, {between} “{ours}”.</p>'
