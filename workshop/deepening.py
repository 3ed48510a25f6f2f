"""Judging on after the first answer: in order until it runs dry, then a sample of those who were not heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workshop import evidence, prevalence
from workshop.answering import Heard, Judged, judge
from workshop.records import Counting, Stance
from workshop.thresholds import DEPTH, Depth

if TYPE_CHECKING:
    from workshop.evidence import Ranked, Search
    from workshop.opening import Opened

Step = Callable[[Heard, int], None]
"""Called with what was judged so far and how many passages there are to judge at most; it may raise to stop."""


def deepen(opened: Opened, search: Search, on_step: Step, depth: Depth = DEPTH) -> Heard:
    """Judge a claim's passages, the most promising first, until all are judged or a sample tells the rest.

    However many comments there are, no more than `depth.deepest` + `depth.at_once` + the larger of `depth.rest` and
    `depth.sample` x `depth.per_person` passages are judged.
    """
    ranked = evidence.rank_all(
        opened.bench, opened.snapshot, search, segment=opened.facts.segment, thresholds=opened.thresholds
    )
    judging = _Judging(opened, search.proposition, ranked, on_step, depth)
    ids = ranked.ids
    while judging.n < min(len(ids), depth.deepest) and not judging.has_run_dry:
        judging.go_on(ids[judging.n : judging.n + depth.at_once])
    rest = ids[judging.n :]
    if len(rest) <= depth.rest:
        judging.go_on(rest)
        return judging.heard(Counting.EXACT)
    return _sampled(judging, rest)


class _Judging:
    """What was judged of one claim so far."""

    def __init__(self, opened: Opened, proposition: str, ranked: Ranked, on_step: Step, depth: Depth) -> None:
        self.opened, self.proposition, self.ranked, self.depth = opened, proposition, ranked, depth
        self.judged: list[Judged] = []
        self.n = 0
        self._on_step = on_step
        self._takes_side: list[bool] = []
        left = max(depth.rest, depth.sample * depth.per_person)
        self._at_most = min(len(ranked.ids), depth.deepest + depth.at_once + left)

    @property
    def has_run_dry(self) -> bool:
        return prevalence.has_run_dry(self._takes_side, self.depth)

    def heard(self, counting: Counting) -> Heard:
        return Heard(tuple(self.judged), counting)

    def go_on(self, ids: Sequence[int]) -> None:
        """Judge these passages too, a few at a time, so that more urgent work can go first between."""
        for start in range(0, len(ids), self.depth.at_once):
            part = ids[start : start + self.depth.at_once]
            self._on_step(self.heard(Counting.AT_LEAST), self._at_most)
            found = evidence.read(self.opened.bench, self.opened.snapshot, self.ranked, part)
            new = judge(self.opened, [(candidate, self.proposition) for candidate in found])
            self.n += len(part)
            self.judged += new
            self._takes_side += [one.stance is not Stance.UNRELATED for one in new]


def _sampled(judging: _Judging, rest: Sequence[int]) -> Heard:
    """Draw people among those who were heard on no side, and judge the most promising of their passages.

    Never exact: where everybody left is on a side already, somebody may still say the opposite in what was not judged.
    """
    ranked, opened = judging.ranked, judging.opened
    whose = opened.bench.store.comments.people(ranked.ids, opened.snapshot.version)
    on_a_side = {one.candidate.person for one in judging.judged if one.stance is not Stance.UNRELATED}
    theirs: dict[str, list[int]] = defaultdict(list)
    for passage_id in rest:
        person = whose.get(passage_id)
        if person is not None and person not in on_a_side:
            theirs[person].append(passage_id)
    drawn = prevalence.draw(theirs, judging.proposition, judging.depth.sample)
    judging.go_on([one for person in sorted(drawn) for one in theirs[person][: judging.depth.per_person]])
    least = opened.thresholds.topic_similarity
    on_topic = frozenset(whose[one] for one in ranked.ids if ranked.similarities[one] >= least and one in whose)
    return Heard(tuple(judging.judged), Counting.ESTIMATE, on_topic, len(theirs), drawn)
