"""The number in a quote that disagrees with the claim's: marked where it stands, and said in words below."""

from __future__ import annotations

import re
from html import escape

from workshop.records import Evidence

_BOTH = re.compile(r"says “(.+)”, the claim says “(.+)”", re.DOTALL)


def marked_quote(evidence: Evidence) -> str:
    """Return the exact words of a quote, escaped, with the number that disagrees marked."""
    words = evidence.quote
    found = _place(evidence)
    if found is None:
        return escape(words)
    start, end = found
    return f'{escape(words[:start])}<b class="off">{escape(words[start:end])}</b>{escape(words[end:])}'


def both_numbers(evidence: Evidence) -> str:
    """Draw the sentence with their number and ours; nothing where none disagrees."""
    both = _BOTH.fullmatch(evidence.number or "")
    if both is None:
        return ""
    theirs, ours = map(escape, both.groups())
    return f'<p class="off-said">Says <span class="their-words">{theirs}</span>, the claim says “{ours}”.</p>'


def both_in_words(evidence: Evidence) -> str:
    """Return the same sentence as plain words."""
    both = _BOTH.fullmatch(evidence.number or "")
    return f"Says “{both[1]}”, the claim says “{both[2]}”." if both else ""


def _place(evidence: Evidence) -> tuple[int, int] | None:
    """Return where their number stands in the quote; it is quoted on one line, whatever the spaces in it."""
    both = _BOTH.fullmatch(evidence.number or "")
    if both is None:
        return None
    found = re.search(r"\s+".join(map(re.escape, both[1].split())), evidence.quote)
    return found.span() if found else None
