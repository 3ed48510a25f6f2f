"""Part 2: which side a sentence takes, on the labelled sentences of three products that nothing was tuned on.

The judge sees the sentence before it, as in the product. What counts is what counts at normal strictness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks import labelled
from benchmarks.labelled import Sided
from benchmarks.metrics import bootstrap, confusion
from benchmarks.scorecard.card import SEED, Card, judged, pairs_of
from workshop.records import Pair

STANCES = ("supports", "contradicts", "unrelated")


def measure(card: Card, products: tuple[str, ...] = labelled.TEST_PRODUCTS) -> dict[str, Any]:
    """Return macro-F1 over the three stances and the confusions of every way."""
    cases, pairs = cases_of(card, products)
    gold = [case.stance for case in cases]
    sentences = [case.sentence for case in cases]
    figures = {}
    for way in card.ways:
        said = [way.side(judgement) for judgement in judged([way], pairs)[way.name]]
        figures[way.name] = {"macro_f1": macro_f1(gold, said, sentences), "confusion": confusion(gold, said)}
    return {"n": dict(Counter(gold)), "n_sentences": len(set(sentences)), "ways": figures}


def cases_of(card: Card, products: tuple[str, ...]) -> tuple[list[Sided], list[Pair]]:
    """Return the labelled pairs, and as judges read them."""
    cases = card.sample(labelled.sentences(products, SEED))
    return cases, pairs_of(card.encoder, [(case.claim, case.passage, case.before) for case in cases])


def macro_f1(gold: Sequence[str], said: Sequence[str], sentences: Sequence[int]) -> dict[str, float]:
    """Return the mean F1 of the three stances; the interval draws whole sentences again."""
    places = {sentence: place for place, sentence in enumerate(dict.fromkeys(sentences))}
    counts = np.zeros((len(places), 3, 3), dtype=np.int64)
    for true, other, sentence in zip(gold, said, sentences, strict=True):
        counts[places[sentence], STANCES.index(true), STANCES.index(other)] += 1

    def value(weights: np.ndarray[Any, np.dtype[np.int64]]) -> float:
        table = np.tensordot(weights, counts, axes=1)
        hits = np.diagonal(table)
        return float(np.mean(2 * hits / np.maximum(1, table.sum(axis=0) + table.sum(axis=1))))

    return bootstrap(len(places), value)
