"""Verdicts by counting alone: who wrote something near a claim, or something that shares its words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.judges import LINE
from benchmarks.metrics import content_words
from workshop.evidence import passage_ids
from workshop.records import Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workshop.workbench import Workbench

_AT_ONCE = 16_384


class Crowd:
    """Everybody in a corpus with the words of their passages, read once and kept in memory."""

    def __init__(self, bench: Workbench, corpus: str) -> None:
        """Read every passage of a corpus that has an index."""
        snapshot = bench.snapshot(corpus)
        assert snapshot is not None  # noqa: S101 - the home was opened with its comments
        self._bench, self._snapshot = bench, snapshot
        ids = bench.store.comments.passage_ids(corpus, snapshot.version)
        codes: dict[str, int] = {}
        people: list[int] = []
        self._ids: list[int] = []
        holders: dict[str, list[int]] = defaultdict(list)
        for start in range(0, len(ids), _AT_ONCE):
            for passage, _ in bench.store.comments.passages(ids[start : start + _AT_ONCE].tolist(), snapshot.version):
                for word in content_words(passage.quote):
                    holders[word].append(len(people))
                comment = passage.comment
                people.append(codes.setdefault(comment.author_key or comment.id, len(codes)))
                self._ids.append(passage.id)
        self._people = np.array(people, dtype=np.int64)
        self._places = dict(zip(self._ids, range(len(self._ids)), strict=True))
        self._holders = {word: np.array(places, dtype=np.int64) for word, places in holders.items()}

    def near(self, vector: NDArray[np.float32], segment: str | None = None) -> int:
        """Count people with a passage at least as similar as the baseline's line."""
        only = passage_ids(self._bench, self._snapshot, segment)
        ids, _ = self._snapshot.index.above(vector, LINE, ids=only)
        return self._count(np.array([self._places[one] for one in ids.tolist()], dtype=np.int64))

    def sharing(self, claim: str, segment: str | None = None) -> int:
        """Count people with a passage that holds at least the baseline's share of the claim's words."""
        wanted = content_words(claim)
        held = [self._holders[word] for word in wanted if word in self._holders]
        if not held:
            return 0
        counts = np.bincount(np.concatenate(held), minlength=len(self._people))
        places = np.flatnonzero(counts >= LINE * len(wanted))
        only = passage_ids(self._bench, self._snapshot, segment)
        if only is not None:
            places = places[np.isin(np.array(self._ids)[places], only)]
        return self._count(places)

    def _count(self, places: NDArray[np.int64]) -> int:
        return len(np.unique(self._people[places]))


def verdict(people: int, k: int) -> str:
    """Return what a baseline says: supported by k people, or not."""
    return (Verdict.SUPPORTED if people >= k else Verdict.UNSUPPORTED).value
