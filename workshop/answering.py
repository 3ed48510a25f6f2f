"""From the passages found for a claim to its answer: judging them, counting people, deciding, explaining."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop import answers, evidence, forward, prevalence, rivals, segments
from workshop.errors import CannotWrite, StoreBusy
from workshop.evidence import Candidate, Search
from workshop.reasons import dates_of, describe_age, explain
from workshop.records import CheckedClaim, Claim, Counting, Evidence, Judgement, Pair, Stance, Strictness
from workshop.thresholds import THRESHOLDS, Thresholds
from workshop.verdicts import Voice, counted_stance, decide, tally

if TYPE_CHECKING:
    from workshop.opening import Opened

CLAIMS_AT_ONCE = 8
"""How many claims share one call of the judge: all those of a message, a few of a whole document."""

LOOSEST = THRESHOLDS[Strictness.LOOSE]
"""What takes a side here is shown at every strictness, counted or not."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with what it says about a claim.

    `stance` is the one with which it is shown; `UNRELATED` where it takes no side at any strictness.
    """

    candidate: Candidate
    judgement: Judgement
    stance: Stance


@dataclass(frozen=True, slots=True)
class Heard:
    """What was judged on a claim. `on_topic` are people who talk about it, where more are known than were judged.

    `drawn` are the people of a sample among `n_left` who were heard on no side; nobody where there was no need.
    """

    judged: tuple[Judged, ...]
    counting: Counting
    on_topic: frozenset[str] = frozenset()
    n_left: int = 0
    drawn: frozenset[str] = frozenset()


def answer_first(opened: Opened, searches: Sequence[tuple[Claim, Search]]) -> Iterator[tuple[Claim, CheckedClaim]]:
    """Yield the answer that the most promising passages of each claim give; one call of the judge for all of them."""
    bench, snapshot = opened.bench, opened.snapshot
    wanted = [search for _, search in searches]
    ranked = evidence.rank_first(bench, snapshot, wanted, segment=opened.facts.segment, thresholds=opened.thresholds)
    ids = list(dict.fromkeys(one for found in ranked for one in found.ids))
    read = {passage.id: (passage, before) for passage, before in bench.store.comments.passages(ids, snapshot.version)}
    found = [tuple(each.candidate(*read[one]) for one in each.ids if one in read) for each in ranked]
    pairs = [(one, search.proposition) for search, each in zip(wanted, found, strict=True) for one in each]
    judged = iter(judge(opened, pairs))
    for (claim, _), each, candidates in zip(searches, ranked, found, strict=True):
        mine = tuple(next(judged) for _ in candidates)
        yield claim, answer(opened, claim, Heard(mine, Counting.EXACT if each.is_all else Counting.AT_LEAST))


def judge(opened: Opened, wanted: Sequence[tuple[Candidate, str]]) -> list[Judged]:
    """Judge each candidate against its proposition, taking what was judged before from the store."""
    company = opened.facts.company
    pairs = [rivals.as_read(candidate.pair(proposition), company) for candidate, proposition in wanted]
    model, store = opened.bench.judge, opened.bench.store
    known = store.judgements.get(pairs, model.fingerprint)
    missing = [pair for pair in dict.fromkeys(pairs) if pair not in known]
    if missing:
        new: dict[Pair, Judgement] = dict(zip(missing, model.judge(missing), strict=True))
        with suppress(StoreBusy, CannotWrite), store.write():
            if opened.is_settled:
                store.judgements.put(new, model.fingerprint)
        known = known | new
    found = ((candidate, known[pair]) for (candidate, _), pair in zip(wanted, pairs, strict=True))
    return [Judged(candidate, judgement, counted_stance(judgement, LOOSEST)) for candidate, judgement in found]


def answer(opened: Opened, claim: Claim, heard: Heard) -> CheckedClaim:
    """Count people, decide and explain; the verdict rests on people who were found with their own words."""
    facts, thresholds = opened.facts, opened.thresholds
    voices = _voices(heard.judged, thresholds)
    counts = tally(voices, thresholds, read=facts.n_voices, counting=heard.counting, on_topic=heard.on_topic)
    if heard.drawn:
        drawn = [one for one in heard.judged if one.candidate.person in heard.drawn]
        found = tally(_voices(drawn, thresholds), thresholds, read=0)
        counts = replace(counts, estimate=prevalence.estimate(found, heard.n_left, len(heard.drawn)))
    rows = _evidence(heard.judged, claim.proposition, thresholds)
    verdict = decide(counts, thresholds)
    return CheckedClaim(
        claim,
        verdict,
        explain(verdict, counts, facts, age=describe_age(dates_of(rows), opened.year)),
        counts,
        rows,
        by_segment=() if facts.segment else segments.by_segment(rows, verdict, thresholds, counting=heard.counting),
        nearest=forward.nearest(opened, claim.proposition, heard.judged),
    )


def _voices(judged: Iterable[Judged], thresholds: Thresholds) -> Iterator[Voice]:
    for one in judged:
        is_on_topic = one.candidate.similarity >= thresholds.topic_similarity
        yield Voice(one.candidate.person, one.judgement, is_on_topic)


def _evidence(judged: Iterable[Judged], proposition: str, thresholds: Thresholds) -> tuple[Evidence, ...]:
    """Return what takes a side, counted or too unsure to count, in the contract's order."""
    return answers.in_order(
        answers.evidence(
            one.candidate.passage,
            one.stance,
            one.judgement.of(one.stance),
            one.candidate.similarity,
            proposition=proposition,
            counted=counted_stance(one.judgement, thresholds) is one.stance,
        )
        for one in judged
        if one.stance is not Stance.UNRELATED
    )
