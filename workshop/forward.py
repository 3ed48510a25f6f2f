"""The way forward beside a verdict that leaves nothing to lean on: the nearest thing that customers do say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from workshop import answers
from workshop.nearest import WANTED, Voice, choose
from workshop.records import Nearest, Stance, Verdict
from workshop.stance.tone import tone
from workshop.store.rows import hash_text
from workshop.thresholds import ALIKE

if TYPE_CHECKING:
    from workshop.answering import Judged
    from workshop.opening import Opened

_AMONG = 200
"""How many of the passages nearest to the claim are compared with one another."""


def nearest(opened: Opened, judged: Iterable[Judged], verdict: Verdict) -> Nearest | None:
    """Return the nearest thing that customers do say, from what was judged already; no model is asked.

    None where the verdict needs none, and where nothing near can be quoted.
    """
    if verdict not in WANTED:
        return None
    near = [
        one
        for one in judged
        if one.stance is not Stance.SUPPORTS and one.candidate.similarity >= opened.thresholds.topic_similarity
    ]
    near = sorted(near, key=lambda one: (-one.candidate.similarity, one.candidate.passage.id))[:_AMONG]
    hashes = [hash_text(one.candidate.passage.quote) for one in near]
    vectors = opened.bench.store.vectors.get(hashes, opened.snapshot.encoder)
    known = [(one, vectors[name]) for one, name in zip(near, hashes, strict=True) if name in vectors]
    if not known:
        return None
    rows = np.stack([vector for _, vector in known])
    likeness = rows @ rows.T
    # Most passages are like no other one; their tone need not be known.
    places = np.flatnonzero((likeness >= ALIKE).sum(axis=1) > 1)
    voices = [_voice(known[place][0]) for place in places.tolist()]
    chosen = choose(voices, likeness[np.ix_(places, places)])
    if chosen is None:
        return None
    said = known[int(places[chosen.at])][0]
    candidate, stance = said.candidate, said.stance
    confidence = said.judgement.of(stance)
    row = answers.evidence(candidate.passage, stance, confidence, candidate.similarity, counted=False)
    return Nearest(row, chosen.n_people)


def _voice(one: Judged) -> Voice:
    words = one.candidate.passage.quote
    return Voice(words, one.candidate.person, one.candidate.similarity, one.stance, tone(words))
