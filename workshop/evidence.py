"""Finding the passages that may bear on a claim, by meaning and by words, the most promising first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from workshop.records import Pair, Passage
from workshop.thresholds import DEPTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workshop.thresholds import Thresholds
    from workshop.workbench import Snapshot, Workbench

    Vector = NDArray[np.float32]

_MEANING_FIRST = 3
"""How many passages found by meaning come before each one found by words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage worth judging, with the sentence before it and its similarity to the claim.

    `word_score` says how well its words match the claim's, rarer ones for more; 0 where it was found by meaning alone.
    """

    passage: Passage
    before: str
    similarity: float
    word_score: float = 0.0

    @property
    def person(self) -> str:
        """Whose voice it is: the author's key or, where the author is unknown, the comment's id."""
        comment = self.passage.comment
        return comment.author_key or comment.id

    def pair(self, proposition: str) -> Pair:
        """Put the candidate beside the claim, as the judge reads them."""
        return Pair(proposition, self.passage.quote, self.before, self.similarity)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passage ids, the most promising first; `is_all` where none on the topic was left out.

    `similarities` has the similarity to the claim of each of them, `word_scores` how well the words match of those that
    were found by words.
    """

    ids: tuple[int, ...]
    similarities: Mapping[int, float]
    word_scores: Mapping[int, float]
    is_all: bool

    def candidate(self, passage: Passage, before: str) -> Candidate:
        """Put a passage that was read beside what the search knows of it."""
        return Candidate(passage, before, self.similarities[passage.id], self.word_scores.get(passage.id, 0.0))


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched: a proposition, and its embedding of shape (dimension,) and length 1."""

    proposition: str
    vector: Vector


def rank_first(
    bench: Workbench,
    snapshot: Snapshot,
    searches: Sequence[Search],
    *,
    segment: str | None,
    thresholds: Thresholds,
) -> list[Ranked]:
    """Return the `thresholds.candidates` most promising passages for each search, in one pass through the index.

    Args:
        bench: The open store and models.
        snapshot: The corpus as one index generation sees it.
        searches: What is searched, at least one.
        segment: "dimension=value", applied inside both engines, or None.
        thresholds: The strictness in force.
    """
    only = passage_ids(bench, snapshot, segment)
    # One more than is taken shows whether there are more on the topic.
    n = thresholds.candidates
    near, similarities = snapshot.index.search(np.stack([one.vector for one in searches]), n + 1, ids=only)
    found = []
    for search, ids, values in zip(searches, near, similarities, strict=True):
        on_topic = values >= np.float32(thresholds.topic_similarity)
        by_meaning = dict(zip(ids[on_topic].tolist(), values[on_topic].tolist(), strict=True))
        by_words = _by_words(bench, snapshot, search.proposition, segment)
        order = list(_in_turn(by_meaning, by_words))
        first = order[:n]
        known = by_meaning | _similarities(snapshot, search.vector, [one for one in first if one not in by_meaning])
        ids_known = tuple(filter(known.__contains__, first))
        found.append(Ranked(ids_known, known, by_words, is_all=len(order) == len(first)))
    return found


def rank_all(
    bench: Workbench, snapshot: Snapshot, search: Search, *, segment: str | None, thresholds: Thresholds
) -> Ranked:
    """Return every passage on the topic, and the `DEPTH.words` that share most of the claim's rarer words.

    A passage is on the topic where its similarity reaches `thresholds.topic_similarity`. The order is that of
    `rank_first`, continued.
    """
    only = passage_ids(bench, snapshot, segment)
    ids, values = snapshot.index.above(search.vector, thresholds.topic_similarity, ids=only)
    by_meaning = dict(zip(ids.tolist(), values.tolist(), strict=True))
    by_words = _by_words(bench, snapshot, search.proposition, segment)
    known = by_meaning | _similarities(snapshot, search.vector, [one for one in by_words if one not in by_meaning])
    ids_known = tuple(filter(known.__contains__, _in_turn(by_meaning, by_words)))
    return Ranked(ids_known, known, by_words, is_all=True)


def read(bench: Workbench, snapshot: Snapshot, ranked: Ranked, ids: Sequence[int]) -> tuple[Candidate, ...]:
    """Read passages from the store, in the order of their ids; those that were erased meanwhile are left out."""
    return tuple(ranked.candidate(*found) for found in bench.store.comments.passages(ids, snapshot.version))


def passage_ids(bench: Workbench, snapshot: Snapshot, segment: str | None) -> NDArray[np.int64] | None:
    """Return the ids of a segment's passages, or None for the whole corpus."""
    if segment is None:
        return None
    return _segment_ids(bench, snapshot.corpus, snapshot.corpus_id, snapshot.version, segment)


@lru_cache(maxsize=64)
def _segment_ids(bench: Workbench, corpus: str, _corpus_id: int, version: int, segment: str) -> NDArray[np.int64]:
    return bench.store.comments.passage_ids(corpus, version, segment)


def _by_words(bench: Workbench, snapshot: Snapshot, proposition: str, segment: str | None) -> dict[int, float]:
    hits = bench.store.words.search(
        snapshot.corpus, snapshot.version, proposition, DEPTH.words, segment, served=bench.settings.languages
    )
    return dict(hits)


def _in_turn(by_meaning: Iterable[int], by_words: Iterable[int]) -> Iterator[int]:
    """Yield each id once: some by meaning, one by words, and so on until both have run out."""
    meaning, words = iter(by_meaning), iter(by_words)
    seen: set[int] = set()
    while batch := [*islice(meaning, _MEANING_FIRST), *islice(words, 1)]:
        yield from (one for one in dict.fromkeys(batch) if one not in seen)
        seen.update(batch)


def _similarities(snapshot: Snapshot, vector: Vector, ids: Sequence[int]) -> dict[int, float]:
    """Return the similarity of passages that words found; one that the index lacks has none."""
    if not ids:
        return {}
    found, values = snapshot.index.search(vector[None, :], len(ids), ids=np.array(sorted(ids), dtype=np.int64))
    return {i: s for i, s in zip(found[0].tolist(), values[0].tolist(), strict=True) if i >= 0}
