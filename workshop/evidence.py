"""Finding the passages that may bear on a claim, by meaning and by words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from workshop.records import Pair, Passage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workshop.thresholds import Thresholds
    from workshop.workbench import Snapshot, Workbench


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage worth judging, with the sentence before it and its similarity to the claim."""

    passage: Passage
    before: str
    similarity: float

    def pair(self, proposition: str) -> Pair:
        """Put the candidate beside the claim, as the judge reads them."""
        return Pair(proposition, self.passage.quote, self.before, self.similarity)


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates, most similar first; `complete` when no passage on the topic was left out."""

    candidates: tuple[Candidate, ...]
    complete: bool


def find(
    bench: Workbench,
    snapshot: Snapshot,
    proposition: str,
    vector: NDArray[np.float32],
    *,
    segment: str | None,
    thresholds: Thresholds,
    deep: bool,
) -> Found:
    """Return the passages to judge for one proposition.

    A passage is on the topic where its similarity reaches `thresholds.topic_similarity`; to
    these come the `thresholds.candidates` passages that share most of the claim's rarer words.
    The first answer takes the most similar and the best by words; `deep` takes them all.

    Args:
        bench: The open store and models.
        snapshot: The corpus as one index generation sees it.
        proposition: What is searched.
        vector: Its embedding, shape (dimension,), of length 1.
        segment: "dimension=value", applied inside both engines, or None.
        thresholds: The strictness in force.
        deep: Whether to go beyond the first answer.
    """
    only = passage_ids(bench, snapshot, segment)
    by_meaning, similarities = snapshot.index.above(vector, thresholds.topic_similarity, ids=only)
    hits = bench.store.words.search(snapshot.corpus, snapshot.version, proposition, thresholds.candidates, segment)
    by_words = [passage_id for passage_id, _ in hits]
    found = dict(zip(by_meaning.tolist(), similarities.tolist(), strict=True))
    missing = np.array(sorted(set(by_words) - found.keys()), dtype=np.int64)
    if missing.size:
        ids, values = snapshot.index.search(vector[None, :], len(missing), ids=missing)
        found |= {i: s for i, s in zip(ids[0].tolist(), values[0].tolist(), strict=True) if i >= 0}
    chosen = found if deep else _first(by_meaning.tolist(), by_words, thresholds.candidates)
    best = sorted(found.keys() & set(chosen), key=lambda passage_id: (-found[passage_id], passage_id))
    read = bench.store.comments.passages(best, snapshot.version)
    candidates = tuple(Candidate(passage, before, found[passage.id]) for passage, before in read)
    return Found(candidates, complete=len(best) == len(found))


def _first(by_meaning: list[int], by_words: list[int], n: int) -> list[int]:
    """Share the first answer's places: three quarters by meaning, the rest by words."""
    n_words = n // 4
    return by_meaning[: n - n_words] + by_words[:n_words]


def passage_ids(bench: Workbench, snapshot: Snapshot, segment: str | None) -> NDArray[np.int64] | None:
    """Return the ids of a segment's passages, or None for the whole corpus."""
    if segment is None:
        return None
    return _segment_ids(bench, snapshot.corpus, snapshot.corpus_id, snapshot.version, segment)


@lru_cache(maxsize=64)
def _segment_ids(bench: Workbench, corpus: str, _corpus_id: int, version: int, segment: str) -> NDArray[np.int64]:
    return bench.store.comments.passage_ids(corpus, version, segment)
