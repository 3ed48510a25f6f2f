"""The nearest thing to a claim that customers do say: words that can be quoted, and how many say something alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

import numpy as np

from workshop import wording
from workshop.claims.tagging import tag
from workshop.records import CheckedClaim, CorpusFacts, Counting, Nearest, Stance, Verdict
from workshop.thresholds import ALIKE, CLOSE, LEAST_COVERAGE, LEAST_WORTH, NEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

HEADING = "The nearest thing they do say"

WANTED = (Verdict.UNSUPPORTED, Verdict.CONTRADICTED, Verdict.THIN)
"""The verdicts beside which the nearest thing is shown."""

FEWEST_WORDS, MOST_WORDS = 4, 40

_LINK = re.compile(r"https?:|www\.|\[(?:link|url|email|phone|card|number)\]", re.IGNORECASE)
_ASIDE = re.compile(r"(?:^|(?<=\s))(?:[@#.]\S*|\[handle\]\S*|RT\b)", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:\.\.+|…|[-–—,:;&+/(])[\"'”’)]*\s*$|\b(?:and|but|or|the|a|an|to|of|with|for|I|my|your)\s*$")
_ASKED = re.compile(
    r"^\W*(?:who|what|why|how|where|which|whose|can|could|would|will|do|does|did|is|are|was|were|has|have|any)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\W*(?:because|and|or|nor|which|that|than)\b", re.IGNORECASE)
_HALF = re.compile(r"^\W*(?:after|when|if|since|while|before|until|once|though|although)\b[^,]*$", re.IGNORECASE)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|thanks?|thank you|thx|ty|please|pls|plz|good (?:morning|day|evening)|dear|kudos)\b",
    re.IGNORECASE,
)
_GREETING_WORDS = 8
_SAME_TONE = 0.6
"""Praise and blame that lie further apart than this, between -1 and 1, are not alike."""

_GROUND = 0.25
"""What nearness counts for alone, beside how much a passage bears on the claim, 0 to 1."""

_FINITE = {"V", "AUX", "VBN"}
_SUBJECT = {"PRON", "NOUN", "REL", "NUM"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One passage near a claim.

    `similarity` to the claim is -1 to 1; `related` (0 to 1) is how probable it is that the passage says something about
    the claim at all; `tone` is -1 for blame to 1 for praise; `named` are those of the claim's words that it holds.
    """

    words: str
    person: str
    similarity: float
    stance: Stance
    related: float
    tone: float
    named: frozenset[str]


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
    if _GOES_ON.match(said) or _HALF.match(said):
        return False
    if _GREETING.match(said) and n_words <= _GREETING_WORDS:
        return False
    return _is_sentence(said)


def choose(voices: Sequence[Voice], likeness: NDArray[np.float32], weights: Mapping[str, float]) -> Chosen | None:
    """Return what to quote: near to the claim, bearing on it, and like what many say; None where nothing is.

    Alike are passages that are near to one another, take the same side on the claim, are not of an opposite tone,
    share the most telling of the claim's words that the quote holds, and tell rather than ask.

    Args:
        voices: The passages near the claim.
        likeness: Their similarity to one another, shape (voices, voices), -1 to 1.
        weights: How telling each of the claim's words is, at least 0.
    """
    alike = _alike(voices, likeness, weights)
    total = sum(weights.values()) or 1.0
    ranked = []
    for at, voice in enumerate(voices):
        coverage = sum(weights[word] for word in voice.named) / total
        if voice.similarity < NEAR or (voice.similarity < CLOSE and coverage < LEAST_COVERAGE):
            continue
        others = np.flatnonzero(alike[at]).tolist()
        n_people = len({voice.person, *(voices[other].person for other in others)})
        worth = voice.similarity**2 * log1p(n_people) * (_GROUND + max(voice.related, coverage))
        if worth >= LEAST_WORTH:
            ranked.append((-worth, at, n_people))
    return next((Chosen(at, n) for _, at, n in sorted(ranked) if is_quotable(voices[at].words)), None)


def introduction(found: Nearest, facts: CorpusFacts) -> str:
    """Say how many say something like the quote that follows: "11 guests say something like this"."""
    if found.n_people == 1:
        return f"{wording.voices(1, facts)} says"
    return f"{wording.voices(found.n_people, facts)} say something like this"


def nothing_near(checked: CheckedClaim, facts: CorpusFacts) -> str | None:
    """Say that nothing near was found, where the verdict asks for a way forward.

    None while judging goes on, and where a person set aside what was found.
    """
    if checked.verdict not in WANTED or checked.nearest or checked.set_aside:
        return None
    if checked.counts.counting is Counting.AT_LEAST:
        return None
    whose = f"that {facts.company.people} write" if wording.authors_known(facts) else "in the comments"
    return f"Nothing {whose} comes near it."


def _alike(voices: Sequence[Voice], likeness: NDArray[np.float32], weights: Mapping[str, float]) -> NDArray[np.bool_]:
    """Say for each passage (row) which others (columns) say something alike."""
    tones = np.array([voice.tone for voice in voices])
    sides = np.array([list(Stance).index(voice.stance) for voice in voices])
    tells = np.array(["?" not in voice.words for voice in voices], dtype=bool)
    telling = [max(sorted(voice.named), key=weights.__getitem__, default=None) for voice in voices]
    names = np.array([[word is None or word in voice.named for voice in voices] for word in telling], dtype=bool)
    same_tone = np.abs(tones[:, None] - tones) <= _SAME_TONE
    found: NDArray[np.bool_] = (likeness >= ALIKE) & (sides[:, None] == sides) & same_tone & names & tells
    return found


def _is_sentence(said: str) -> bool:
    """Say whether something is said of something: a verb with a subject before it."""
    tokens = tag(said, 0, len(said))
    for place, token in enumerate(tokens):
        if token.tag in _FINITE and any(before.tag in _SUBJECT for before in tokens[:place]):
            return True
    return False
