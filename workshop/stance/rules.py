"""The word lists of the lexicon judge, read once from rules.toml and VADER's lexicon."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from workshop import quantities
from workshop.stems import stem

RULES_VERSION = "2"
"""Raised by hand whenever the code of the judge changes what it answers."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All word lists, ready to be looked up.

    `sides` maps a stem to the dimensions it takes a side on, +1 for and -1 against.
    `broad` names the dimensions that plain praise or blame speaks to. `valence` maps a
    written word to how good (above 0) or bad it is, about -4 to 4.
    """

    phrases: tuple[tuple[re.Pattern[str], str], ...]
    concepts: Mapping[str, str]
    sides: Mapping[str, tuple[tuple[str, int], ...]]
    broad: frozenset[str]
    valence: Mapping[str, float]
    negators: frozenset[str]
    idle: frozenset[str]
    contrast: frozenset[str]
    light: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]
    fingerprint: str


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Read the word lists; about 30 ms once, then the same object."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    raw = files("workshop.stance").joinpath("rules.toml").read_bytes()
    data = tomllib.loads(raw.decode())
    sides = _sides(data["sides"])
    vader: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    digest = hashlib.sha256(
        RULES_VERSION.encode() + quantities.fingerprint().encode() + raw + repr(sorted(vader.items())).encode()
    )
    negation, clauses = data["negation"], data["clauses"]
    negating = [(re.compile(pattern), "not") for pattern in negation["phrases"]]
    return Rules(
        phrases=tuple([(re.compile(pattern), word) for pattern, word in data["phrases"].items()] + negating),
        concepts={stem(word): name for name, words in data["concepts"].items() for word in words},
        sides=sides,
        broad=frozenset(name for name, side in data["sides"].items() if side["broad"]),
        valence={**vader, **data["valence"]},
        negators=frozenset(negation["words"]),
        idle=frozenset(negation["idle"]),
        contrast=frozenset(clauses["contrast"]),
        light=frozenset(clauses["light"]),
        patterns={name: re.compile("|".join(patterns)) for name, patterns in data["patterns"].items()},
        fingerprint=digest.hexdigest()[:16],
    )


def _sides(data: Mapping[str, Mapping[str, list[str]]]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, dict[str, int]] = {}
    for name, side in data.items():
        for key, sign in (("for", 1), ("against", -1)):
            for word in side[key]:
                found.setdefault(stem(word), {})[name] = sign
    return {word: tuple(sides.items()) for word, sides in found.items()}
