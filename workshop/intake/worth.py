"""Which comments say too little to be kept, and the reason that the person is told."""

from __future__ import annotations

import re

FEWEST_WORDS = 2
"""Counted without handles, links and masks; one word alone says nothing about what."""

LONGEST_CHARACTERS = 100_000
"""A longer cell is no comment, but a file or a broken row; the longest real one seen has 32,000."""

EMPTY = "empty"
NO_ANSWER = "no answer, only a filler such as “N/A”"
TOO_SHORT = "fewer than 2 words, without handles and links"
TOO_LONG = f"longer than {LONGEST_CHARACTERS:,} characters"

_FILLER = re.compile(
    r"(?:n\W?a|not? applicable|none|null|nil|nan|nothing|no|x+|test|ditto|as above|see above|same as above"
    r"|(?:i )?(?:have )?no (?:further |other |additional |more )?"
    r"(?:comments?|answers?|responses?|replies|reply|feedback|opinion|suggestions?)"
    r"|did not answer|didn'?t answer|not answered|unanswered|prefer not to (?:say|answer)|nothing (?:to add|else|more)"
    r"|do(?:n'?t| not) know|deleted|removed|keine angabe|entfällt|sans objet|ninguno)",
    re.I,
)
_NO_WORD = re.compile(r"https?://\S+|www\.\S+|@\w+|\[(?:email|card|phone|handle)\]|\bu/\w+")
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"  # Thai, kana and Han put no spaces between words
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+(?:['’.-](?:(?![{_UNSPACED}])\w)+)*")


def reason_against(text: str) -> str | None:
    """Return why a cleaned and masked text is left out, or None if it is kept."""
    if not text:
        return EMPTY
    if len(text) > LONGEST_CHARACTERS:
        return TOO_LONG
    if len(text) < 80 and _FILLER.fullmatch(re.sub(r"^\W+|\W+$", "", text)):
        return NO_ANSWER
    words = _WORD.finditer(_NO_WORD.sub(" ", text))
    return None if sum(1 for _, _ in zip(range(FEWEST_WORDS), words, strict=False)) == FEWEST_WORDS else TOO_SHORT
