"""Every threshold that turns judged passages into words on screen; the only file that holds any.

The values are provisional. They were set by judgement, not measured, and are to be chosen on
development data with invented claims (docs/verdicts.md says for each what is known about it).
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
    candidates: int = 400


THRESHOLDS: Mapping[Strictness, Thresholds] = MappingProxyType(
    {
        Strictness.STRICT: Thresholds(k=10, share=0.80, supports=0.80, contradicts=0.70, asks=0.80),
        Strictness.NORMAL: Thresholds(k=5, share=0.75, supports=0.65, contradicts=0.60, asks=0.65),
        Strictness.LOOSE: Thresholds(k=3, share=0.67, supports=0.50, contradicts=0.50, asks=0.50),
    }
)

CLEAR_MATCH = 0.80
"""Least probability of a stance that is called a clear match on screen."""

LIKELY_MATCH = 0.65
"""Least probability of a stance that is called a likely match; below it: unsure."""

OLD_AFTER_YEARS = 5
"""Evidence from before the reference year minus these years is called old."""

OLD_SHARE = 0.5
"""Least share of dated evidence that must be old before the reason mentions it."""


def _version() -> str:
    values: dict[str, object] = {str(name): asdict(values) for name, values in THRESHOLDS.items()}
    values["words"] = (CLEAR_MATCH, LIKELY_MATCH, OLD_AFTER_YEARS, OLD_SHARE)
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


THRESHOLDS_VERSION = _version()
"""A hash of all values above: it changes when, and only when, one of them does."""
