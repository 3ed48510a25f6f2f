"""The way forward beside a verdict that leaves nothing to lean on: the nearest thing that customers do say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from workshop import answers
from workshop.nearest import Voice, choose
from workshop.records import Nearest, Stance
from workshop.stance.tone import tone
from workshop.stems import stem
from workshop.store.rows import hash_text
from workshop.store.words import telling_words_of
from workshop.thresholds import ALIKE
from workshop.verdicts import counted_stance

if TYPE_CHECKING:
    from workshop.answering import Judged
    from workshop.opening import Opened

_AMONG = 200
"""How many of the passages nearest to the claim are compared with one another."""


def nearest(opened: Opened, proposition: str, judged: Iterable[Judged]) -> Nearest | None:
    """Return the nearest thing that customers do say, from what was judged already; no model is asked.

    None where nothing near can be quoted. What counts as support is left to the evidence.
    """
    thresholds = opened.thresholds
    near = [
        one
        for one in judged
        if one.candidate.similarity >= thresholds.topic_similarity
        and counted_stance(one.judgement, thresholds) is not Stance.SUPPORTS
    ]
    near = sorted(near, key=lambda one: (-one.candidate.similarity, one.candidate.passage.id))[:_AMONG]
    hashes = [hash_text(one.candidate.passage.quote) for one in near]
    vectors = opened.bench.store.vectors.get(hashes, opened.snapshot.encoder)
    known = [(one, vectors[name]) for one, name in zip(near, hashes, strict=True) if name in vectors]
    if not known:
        return None
    rows = np.stack([vector for _, vector in known])
    likeness, words = rows @ rows.T, _stems(proposition)
    # Most passages are like no other one; what costs most, their tone, need not be known.
    has_company = (likeness >= ALIKE).sum(axis=1) > 1
    voices = [
        _voice(one, words, tone_too=company) for (one, _), company in zip(known, has_company.tolist(), strict=True)
    ]
    chosen = choose(voices, likeness, _weights(words, [one for one, _ in known], voices))
    if chosen is None:
        return None
    said = known[chosen.at][0]
    candidate, stance = said.candidate, said.stance
    confidence = said.judgement.of(stance)
    counted = stance is not Stance.UNRELATED and counted_stance(said.judgement, thresholds) is stance
    row = answers.evidence(
        candidate.passage, stance, confidence, candidate.similarity, proposition=proposition, counted=counted
    )
    return Nearest(row, chosen.n_people)


def _voice(one: Judged, words: frozenset[str], *, tone_too: bool) -> Voice:
    candidate, quote = one.candidate, one.candidate.passage.quote
    related = 1.0 - one.judgement.unrelated
    return Voice(
        quote,
        candidate.person,
        candidate.similarity,
        one.stance,
        related,
        tone(quote) if tone_too else 0.0,
        words & _stems(quote),
    )


def _weights(words: frozenset[str], near: Sequence[Judged], voices: Sequence[Voice]) -> dict[str, float]:
    """Return how telling each word is: how well passages that hold it match by words, which is more for rare ones."""
    scores = {
        word: [one.candidate.word_score for one, voice in zip(near, voices, strict=True) if word in voice.named]
        for word in words
    }
    return {word: sum(found) / len(found) if found else 0.0 for word, found in scores.items()}


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in telling_words_of(text))
