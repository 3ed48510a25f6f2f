"""Whether words praise or blame, by VADER's rules: cheap, and enough to keep opposites apart."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


@lru_cache(maxsize=20_000)
def tone(text: str) -> float:
    """Return how much a text praises (up to 1) or blames (down to -1); about 0.1 ms, and cached."""
    return float(_analyzer().polarity_scores(text)["compound"])


@lru_cache(maxsize=1)
def _analyzer() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
