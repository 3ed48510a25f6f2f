"""Part 1: matching arguments to key points, ArgKP-2021's test set, strict and relaxed mean average precision.

The claim is the key point, the passage the argument, the score the probability of support. For each topic and
stance: each argument's best key point; the better half of the arguments by score; average precision times the share
of matches in that half; mean over topics and stances. Pairs without a label count as no match (strict) or as one
(relaxed). The shared task's own program leaves the share of matches out; that figure stands beside it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from benchmarks import labelled
from benchmarks.labelled import Debate
from benchmarks.metrics import average_precision, better_half, bootstrap, precision_of_best_half
from benchmarks.scorecard.card import SEED, Card, judged, pairs_of

Measure = Callable[[Sequence[bool], Sequence[float]], float]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """One debate's arguments, each with the score of its best key point and whether that is a match."""

    scores: list[float]
    strict: list[bool]
    relaxed: list[bool]


def measure(card: Card) -> dict[str, Any]:
    """Return both figures of every way, with intervals from drawing the arguments again."""
    debates = labelled.debates()
    found: dict[str, list[Matched]] = {}
    for debate in debates[:1] if card.quick else debates:
        places = [(a, k) for a in range(len(debate.arguments)) for k in range(len(debate.key_points))]
        random.Random(SEED).shuffle(places)  # noqa: S311 - breaks ties, keeps no secret
        pairs = pairs_of(card.encoder, [(debate.key_points[k], debate.arguments[a], "") for a, k in places])
        for name, said in judged(card.ways, pairs).items():
            best = best_of_each(places, [one.supports for one in said])
            found.setdefault(name, []).append(_matched(debate, best))
    return {
        "n_debates": len(next(iter(found.values()))),
        "n_arguments": sum(len(one.scores) for one in next(iter(found.values()))),
        "ways": {
            name: {
                "strict": _figure(matched, "strict", precision_of_best_half),
                "relaxed": _figure(matched, "relaxed", precision_of_best_half),
                "strict_by_program": _figure(matched, "strict", _plain),
                "relaxed_by_program": _figure(matched, "relaxed", _plain),
            }
            for name, matched in found.items()
        },
    }


def best_of_each(places: Sequence[Place], scores: Sequence[float]) -> list[tuple[Place, float]]:
    """Return each argument's best pair with its score; the first of equals."""
    best: dict[int, tuple[Place, float]] = {}
    for place, value in zip(places, scores, strict=True):
        if place[0] not in best or value > best[place[0]][1]:
            best[place[0]] = (place, value)
    return list(best.values())


def _matched(debate: Debate, best: list[tuple[Place, float]]) -> Matched:
    return Matched(
        [score for _, score in best],
        [debate.labels.get(place, False) for place, _ in best],
        [debate.labels.get(place, True) for place, _ in best],
    )


def _plain(labels: Sequence[bool], scores: Sequence[float]) -> float:
    kept = better_half(labels, scores)
    return average_precision([label for label, _ in kept], [score for _, score in kept])


def _figure(matched: list[Matched], kind: str, measured: Measure) -> dict[str, float]:
    """Return the mean over debates; the interval draws arguments within their debates."""
    sizes = np.cumsum([0, *(len(one.scores) for one in matched)])

    def value(weights: np.ndarray[Any, np.dtype[np.int64]]) -> float:
        values = []
        for debate, start, end in zip(matched, sizes, sizes[1:], strict=False):
            times = weights[start:end].tolist()
            labels = getattr(debate, kind)
            values.append(
                measured(
                    [label for label, n in zip(labels, times, strict=True) for _ in range(n)],
                    [score for score, n in zip(debate.scores, times, strict=True) for _ in range(n)],
                )
            )
        return mean(values)

    return bootstrap(int(sizes[-1]), value, rounds=300)
