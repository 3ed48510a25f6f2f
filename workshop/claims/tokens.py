"""Cuts a sentence into words and marks that know their place in the message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[@#]\w+"
    r"|[$€£¥]?\d+(?:[.,:/]\d+)*(?:%|°|[A-Za-z]+\b)?[€£$]?"
    r"|[A-Za-z](?:\.[A-Za-z])+\.?"
    r"|(?:dr|mr|mrs|ms|st|no|vs|etc)\.(?=\s|$)"
    r"|n't\b|'(?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+?(?=n't\b)"
    r"|[^\W_]+(?:[-.@&_/'](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*"
    r"|\.{2,}|\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark at `start` to `end` of the message (-1 for a word that was put in), with its part of speech.

    Tags: DET POSS PRON AUX NEG PREP TO SUB REL CC NUM V (finite verb) VB (after "to" or a modal) VBN VBG ADJ ADV NOUN
    MARK ('s of a noun) and PUNCT. `spaced` tells whether white space stands before it, `low` is the word in lower case.
    """

    text: str
    start: int
    end: int
    tag: str
    spaced: bool = True
    low: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep the word in lower case, which every rule asks for."""
        object.__setattr__(self, "low", self.text.lower())


def made(text: str, tag: str) -> Token:
    """Return a word that does not stand in the message."""
    return Token(text, -1, -1, tag)


def words_of(text: str, start: int, end: int) -> list[Token]:
    """Cut `text[start:end]` into words and marks that have no tag yet; "don't" and "it's" are two words each."""
    tokens: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        tokens.append(Token(match[0], match.start(), match.end(), "", match.start() > last))
        last = match.end()
    return tokens


def is_plural(low: str) -> bool:
    """Tell whether a noun is likely in the plural."""
    if low in {"people", "children", "staff", "men", "women", "kids", "mice", "feet", "police"}:
        return True
    return (
        low.endswith("s")
        and not low.endswith(("ss", "us", "is"))
        and low not in {"news", "series", "business", "always"}
    )
