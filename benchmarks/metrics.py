"""The measures themselves: pure functions on labels, scores and times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

_Z95 = 1.959964
"""Standard deviations that hold the middle 95 % of a normal distribution."""

_SEED = 7

_STOP_WORDS = frozenset(
    """
    a about all am an and any are as at be been but by can did do does for from get got had has have i if in into
    is it its just many me more most much my never no not now of off on one only or our out over so some than that
    the their them then there these they this those to too under until up us very was we were what when where
    which who will with would you your
    """.split()  # noqa: SIM905 (as a list it would fill a page)
)
_WORD = re.compile(r"[^\W_]+")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1) of all values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(1, ceil(share * len(ranked))) - 1]


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, by Wilson's score; (0, 1) of nothing.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
    """
    if not n:
        return 0.0, 1.0
    share = hits / n
    middle = share + _Z95**2 / (2 * n)
    spread = _Z95 * sqrt(share * (1 - share) / n + _Z95**2 / (4 * n**2))
    whole = 1 + _Z95**2 / n
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def proportion(hits: int, n: int) -> dict[str, float | int]:
    """Return a share with what it is a share of and its 95 % interval, rounded for JSON."""
    low, high = wilson(hits, n)
    share = hits / n if n else 0.0
    return {"hits": hits, "n": n, "share": round(share, 4), "low": round(low, 4), "high": round(high, 4)}


def f1(gold: Sequence[bool], said: Sequence[bool]) -> dict[str, float | int]:
    """Return precision, recall and F1 of the label True."""
    hits = sum(one and other for one, other in zip(gold, said, strict=True))
    precision, recall = hits / max(1, sum(said)), hits / max(1, sum(gold))
    both = 2 * hits / max(1, sum(said) + sum(gold))
    return {"n": len(gold), "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(both, 4)}


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """Return the mean F1 of the labels that occur in `gold`."""
    labels = sorted(set(gold))
    return sum(float(f1([g == one for g in gold], [s == one for s in said])["f1"]) for one in labels) / len(labels)


def confusion(gold: Sequence[str], said: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each true label was said to be which; what never happened is left out."""
    counted = Counter(zip(gold, said, strict=True))
    return {one: {other: n for (true, other), n in sorted(counted.items()) if true == one} for one in sorted(set(gold))}


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the precision at each step of recall, weighted by the step; equal scores are one step."""
    total = sum(labels)
    ranked = sorted(zip(scores, labels, strict=True), key=lambda one: -one[0])
    found, seen, area = 0, 0, 0.0
    for at, (score, label) in enumerate(ranked):
        seen += label
        if at + 1 == len(ranked) or ranked[at + 1][0] != score:
            area += (seen - found) * seen / (at + 1)
            found = seen
    return area / total if total else 0.0


def precision_of_best_half(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the average precision in the better half by score, times the share of True there.

    This is what is averaged over the topics and stances of ArgKP-2021.
    """
    ranked = better_half(labels, scores)
    if not ranked:
        return 0.0
    kept = [label for label, _ in ranked]
    return average_precision(kept, [score for _, score in ranked]) * sum(kept) / len(kept)


def overlap(claim: str, text: str) -> float:
    """Return the share of the claim's words, stop words aside, that the text holds as they are; 0 without any."""
    wanted = content_words(claim)
    return len(wanted & content_words(text)) / len(wanted) if wanted else 0.0


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without stop words."""
    return frozenset(_WORD.findall(text.lower())) - _STOP_WORDS


def better_half(labels: Sequence[bool], scores: Sequence[float]) -> list[tuple[bool, float]]:
    """Return the better half by score, best first; equal scores keep the order given, so shuffle before."""
    ranked = sorted(zip(labels, scores, strict=True), key=lambda one: -one[1])
    return ranked[: len(ranked) // 2]


def bootstrap(n: int, value: Callable[[Counts], float], *, rounds: int = 1000) -> dict[str, float]:
    """Return a figure with its 95 % interval: the middle of what drawing the n cases again gives.

    Args:
        n: How many cases there are.
        value: The figure, given how often each case was drawn.
        rounds: How often to draw n cases, with replacement and always the same seed.
    """
    drawn = np.random.default_rng(_SEED).multinomial(n, np.full(n, 1 / n), size=rounds)
    low, high = np.percentile([value(counts) for counts in drawn], [2.5, 97.5])
    return {"value": round(value(np.ones(n, dtype=np.int64)), 4), "low": round(low, 4), "high": round(high, 4)}


def calibration(chances: Sequence[float], true: Sequence[bool], n_bins: int = 15) -> dict[str, Any]:
    """Return the expected calibration error, its interval, and its bins of equal width; empty bins are left out.

    The error is the mean over all cases of how far a bin's mean probability is from the share of
    it that is true. Source: C. Guo and others, "On calibration of modern neural networks", 2017.
    """
    said, label = np.array(chances, dtype=np.float64), np.array(true, dtype=np.float64)
    bins = np.minimum((said * n_bins).astype(np.int64), n_bins - 1)

    def error(weights: Counts) -> float:
        gaps = np.bincount(bins, weights=weights * (said - label), minlength=n_bins)
        return float(np.abs(gaps).sum() / weights.sum())

    rows = [
        {
            "from": round(int(number) / n_bins, 3),
            "n": int(inside.sum()),
            "said": round(float(said[inside].mean()), 3),
            "true": round(float(label[inside].mean()), 3),
        }
        for number in np.unique(bins)
        for inside in [bins == number]
    ]
    found = bootstrap(len(said), error)
    return {"n": len(said), "error": found["value"], "low": found["low"], "high": found["high"], "bins": rows}
