"""Tells what customers can speak to from what needs another proof; when in doubt a claim is theirs to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from workshop.claims import lexicon
from workshop.claims.clauses import Frame, parse
from workshop.claims.sentences import Unit
from workshop.claims.tokens import Token

GREETING: Final = "a greeting; it says nothing to check"
SLOGAN: Final = "a slogan; nothing in it that a customer could have seen or felt"
VISION: Final = "a vision; only time can show it"
COMPANY_FACT: Final = "a fact about the company; it needs a source"
PRICE: Final = "a price; it needs the price list"
DOCUMENT: Final = "a law or a certificate; it needs the document"
STUDY: Final = "a result of a test; it needs the study"
SURVEY: Final = "a result of a survey; it needs the questions, the date and how many answered"
RANKING: Final = "a rank, a size or an award; it needs the ranking with its date and source"
ENVIRONMENT: Final = "a claim about nature or climate; it needs the figures and their method"
QUESTION: Final = "a question to the reader"
INVITATION: Final = "an invitation; it asserts nothing"
HEADING: Final = "a heading; it asserts nothing"

PROOFS: Final = (
    *(GREETING, SLOGAN, VISION, COMPANY_FACT, RANKING, ENVIRONMENT, PRICE, DOCUMENT, STUDY, SURVEY),
    *(QUESTION, INVITATION, HEADING),
)

_BY_SECTION: Final = {
    "greeting": GREETING,
    "study": STUDY,
    "survey": SURVEY,
    "document": DOCUMENT,
    "price": PRICE,
    "vision": VISION,
    "environment": ENVIRONMENT,
    "ranking": RANKING,
    "company fact": COMPANY_FACT,
    "slogan": SLOGAN,
}
_ABOUT_US: Final = frozenset([COMPANY_FACT, RANKING, ENVIRONMENT])
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_NEVER_MORE = lexicon.named("never_more")
_CALLS_ALONE = frozenset(["fly", "rest", "repeat"])
_SAYS_HOW = lexicon.named("says_how")
_TITLE_STARTS = ("about ", "what ", "how ", "why ", "our ")
_TITLE_WORDS = 3


@cache
def _sections() -> dict[str, re.Pattern[str]]:
    """Return one expression for each section of the data file, with its named parts put in."""
    parts: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    section = ""
    for line in lexicon.lines("proofs.txt"):
        name, equals, value = line.partition(" = ")
        if line.startswith("[") and line.endswith("]"):
            section = line.strip("[]")
        elif equals and name.isalpha():
            parts[name] = lexicon.filled(value, parts)
        else:
            found.setdefault(section, []).append(lexicon.filled(line, parts))
    return {name: re.compile("|".join(f"(?:{line})" for line in expressions)) for name, expressions in found.items()}


def classify(words: Sequence[Token], unit: Unit) -> str | None:
    """Return the kind of proof an assertion needs, as it is shown; None where customers can speak to it."""
    if unit.mark == "?":
        return QUESTION
    text = said(words)
    if _sections()["checkable anyway"].search(text):
        return None
    frame = parse(words)
    named = _by_words(words, text, frame)
    if named is not None:
        return named
    if frame.kind == "imperative" or (frame.kind == "fragment" and words[0].tag in {"V", "VB"}):
        return _invitation(words, text)
    return _bare(words, text, unit) if frame.kind in {"fragment", "lead"} else None


def said(words: Sequence[Token]) -> str:
    """Return the words in lower case as they would be written."""
    text = ""
    for token in words:
        tight = token.low == "n't" or token.text[0] in ",.;:!?'" or not text
        text += token.low if tight else " " + token.low
    return text


def _by_words(words: Sequence[Token], text: str, frame: Frame) -> str | None:
    """Look for the words that give a kind away; an opening such as "With 20 years in the trade, …" decides nothing."""
    named = _first_kind(text)
    if named in _ABOUT_US and frame.kind == "clause" and frame.lead and not _YEAR.search(text):
        return _first_kind(said(words[frame.lead :]))
    return named


def _first_kind(text: str) -> str | None:
    return next((kind for section, kind in _BY_SECTION.items() if _sections()[section].search(text)), None)


def _invitation(words: Sequence[Token], text: str) -> str | None:
    """An invitation that promises how ("any time", "in two clicks") asserts something after all."""
    inviting = _sections()["inviting"].match(text)
    if len(words) == 1:
        return INVITATION if inviting and text not in _CALLS_ALONE else SLOGAN
    if not inviting:
        return None
    promises = "free" in text if words[0].low in _NEVER_MORE else _sections()["how"].search(text)
    return None if promises else INVITATION


def _bare(words: Sequence[Token], text: str, unit: Unit) -> str | None:
    """Headlines without a verb: a quality, a number or a described thing can be checked, a bare title cannot."""
    content = [token for token in words if token.tag not in {"PUNCT", "DET", "CC"}]
    if any(lexicon.is_quality(token.low) or token.tag in {"ADJ", "VBN", "NEG", "NUM"} for token in content):
        return None
    if any(token.low in _SAYS_HOW for token in words):
        return None
    if text.startswith("#") or [token.tag for token in content] == ["ADV"]:
        return SLOGAN
    if text.startswith(_TITLE_STARTS) or (len(content) <= _TITLE_WORDS and unit.mark in {"", ":"} and unit.alone):
        return HEADING
    return SLOGAN if len(content) < _TITLE_WORDS else None
