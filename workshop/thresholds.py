"""Every threshold that turns judged passages into words on screen; the only file that holds any.

Those of the strictnesses were chosen on development data with invented claims, for the judge that ships; others are
provisional (docs/verdicts.md says for each what is known about it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from workshop.records import Strictness


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What one strictness asks for.

    `k` is the least number of people for a verdict; `share` (0 to 1) is when one side is
    clearly high. `supports`, `contradicts` and `asks` are the least probability at which a
    passage counts for that stance. `topic_similarity` (-1 to 1) is where a passage that takes
    no side still talks about the claim. `candidates` is how many passages the first answer
    judges. The last two are the same at every strictness: strict hides nothing.
    """

    k: int
    share: float
    supports: float
    contradicts: float
    asks: float
    topic_similarity: float = 0.40
    candidates: int = 64


@dataclass(frozen=True, slots=True)
class Depth:
    """How far judging goes on after the first answer; the same at every strictness.

    Beside the passages on the topic the best `words` by words are judged. Judging goes on `at_once` passages at a
    time until all are judged; or until no more than `dry_share` (0 to 1) of the last `dry_after` took a side; or until
    `deepest` are judged. What is left is then judged whole where it is at most `rest`; otherwise `sample` people are
    drawn from it, of each of whom at most `per_person` passages are judged.
    """

    words: int = 400
    at_once: int = 128
    dry_after: int = 300
    dry_share: float = 0.01
    deepest: int = 2_000
    rest: int = 400
    sample: int = 200
    per_person: int = 5


DEPTH = Depth()

NEAR, CLOSE = 0.50, 0.65
"""Least similarity to a claim of what is shown as the nearest thing that customers say; and where that is enough."""

LEAST_COVERAGE = 0.20
"""Least share (0 to 1) of the claim's words, telling ones for more, in such a passage that is near but not close."""

LEAST_WORTH = 0.15
"""Least worth of what is shown as the nearest thing: how near, by how many say it, by how it bears on the claim."""

ALIKE = 0.68
"""Least similarity of two passages that say something alike."""

CONFIDENCE = 0.95
"""How often an interval that is printed shall hold what it speaks of."""

WIDE = 0.35
"""An interval on a share that is wider than this is said in words: the sample is small."""

CHANCE = 0.05
"""A segment differs where chance alone would make some segment differ that much less often than this."""


THRESHOLDS: Mapping[Strictness, Thresholds] = MappingProxyType(
    {
        Strictness.STRICT: Thresholds(k=8, share=0.75, supports=0.90, contradicts=0.85, asks=0.90),
        Strictness.NORMAL: Thresholds(k=5, share=0.67, supports=0.85, contradicts=0.80, asks=0.85),
        Strictness.LOOSE: Thresholds(k=3, share=0.60, supports=0.80, contradicts=0.75, asks=0.80),
    }
)

CLEAR_MATCH = 0.90
"""Least probability of a stance that is called a clear match on screen."""

LIKELY_MATCH = 0.70
"""Least probability of a stance that is called a likely match; below it: unsure."""

OLD_AFTER_YEARS = 5
"""Evidence from before the reference year minus these years is called old."""

OLD_SHARE = 0.5
"""Least share of dated evidence that must be old before the reason mentions it."""

LANGUAGE_ODDS = 20.0
"""How many times as likely as English another language must be before a text is taken to be in it, and vice versa."""

LANGUAGE_LIKELY = 0.25
"""Least probability of the language that a text is taken to be in."""


def _version() -> str:
    values: dict[str, object] = {str(name): asdict(values) for name, values in THRESHOLDS.items()}
    values["depth"] = asdict(DEPTH)
    values["intervals"] = (CONFIDENCE, WIDE, CHANCE)
    values["nearest"] = (NEAR, CLOSE, LEAST_COVERAGE, LEAST_WORTH, ALIKE)
    values["languages"] = (LANGUAGE_ODDS, LANGUAGE_LIKELY)
    values["words"] = (CLEAR_MATCH, LIKELY_MATCH, OLD_AFTER_YEARS, OLD_SHARE)
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


THRESHOLDS_VERSION = _version()
"""A hash of all values above: it changes when, and only when, one of them does."""
