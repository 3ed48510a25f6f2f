"""Choosing the nearest thing to a claim that customers do say: words that can be quoted, and how many say alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

import numpy as np

from workshop.claims.tagging import tag
from workshop.records import Stance, Verdict
from workshop.thresholds import ALIKE, LEAST_ALIKE, NEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

WANTED = (Verdict.UNSUPPORTED, Verdict.CONTRADICTED, Verdict.THIN)
"""The verdicts beside which the nearest thing is shown."""

FEWEST_WORDS, MOST_WORDS = 4, 40

_LINK = re.compile(r"https?:|www\.|\[(?:link|url|email|phone|card|number)\]", re.IGNORECASE)
_ASIDE = re.compile(r"(?:^|(?<=\s))(?:[@#.]\S*|\[handle\]\S*|RT\b)", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:\.\.+|…|[-–—,:;&+/(])[\"'”’)]*\s*$|\b(?:and|but|or|the|a|an|to|of|with|for|I|my|your)\s*$")
_ASKED = re.compile(
    r"^\W*(?:who|what|why|how|when|where|which|whose|can|could|would|will|do|does|did|is|are|was|were|has|have|any)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|thanks?|thank you|thx|ty|please|pls|plz|good (?:morning|day|evening)|dear|kudos)\b",
    re.IGNORECASE,
)
_GREETING_WORDS = 8
_SAME_TONE = 0.6
"""Praise and blame that lie further apart than this, between -1 and 1, are not alike."""

_FINITE = {"V", "AUX", "VBN"}
_SUBJECT = {"PRON", "NOUN", "REL", "NUM"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One passage near a claim, with its similarity to it (-1 to 1), its side, and its tone (-1 blame to 1 praise)."""

    words: str
    person: str
    similarity: float
    stance: Stance
    tone: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place of the passage to quote, and how many people say something alike, its writer among them."""

    at: int
    n_people: int


def is_quotable(words: str) -> bool:
    """Say whether a passage stands alone: a sentence that tells something; no question, link, greeting or fragment."""
    if "?" in words or _LINK.search(words) or _CUT_OFF.search(words):
        return False
    said = _ASIDE.sub(" ", words).strip()
    n_words = len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", said))
    if not FEWEST_WORDS <= n_words <= MOST_WORDS or _ASKED.match(said):
        return False
    if _GREETING.match(said) and n_words <= _GREETING_WORDS:
        return False
    return _is_sentence(said)


def choose(voices: Sequence[Voice], likeness: NDArray[np.float32]) -> Chosen | None:
    """Return what to quote: near to the claim, and in the midst of what many say alike; None where nothing is.

    Alike are passages that are near to one another, take the same side on the claim, are not of an opposite tone, and
    tell rather than ask.

    Args:
        voices: The passages near the claim.
        likeness: Their similarity to one another, shape (voices, voices), -1 to 1.
    """
    if not voices:
        return None
    tones = np.array([voice.tone for voice in voices])
    sides = np.array([list(Stance).index(voice.stance) for voice in voices])
    tells = np.array(["?" not in voice.words for voice in voices])
    alike = (likeness >= ALIKE) & (sides[:, None] == sides) & (np.abs(tones[:, None] - tones) <= _SAME_TONE) & tells
    ranked = []
    for at, voice in enumerate(voices):
        others = np.flatnonzero(alike[at]).tolist()
        n_people = len({voices[other].person for other in others})
        if voice.similarity >= NEAR and n_people >= LEAST_ALIKE:
            worth = voice.similarity * log1p(n_people) * float(likeness[at, others].mean())
            ranked.append((-worth, at, n_people))
    return next((Chosen(at, n) for _, at, n in sorted(ranked) if is_quotable(voices[at].words)), None)


def _is_sentence(said: str) -> bool:
    """Say whether something is said of something: a verb with a subject before it."""
    tokens = tag(said, 0, len(said))
    for place, token in enumerate(tokens):
        if token.tag in _FINITE and any(before.tag in _SUBJECT for before in tokens[:place]):
            return True
    return False
