"""Judging one comment against one claim, for whoever wants to measure the stance step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop import passages
from workshop.detector import tell_one
from workshop.languages import UNDETERMINED
from workshop.records import Judgement, Pair, PassageSpan, Stance

if TYPE_CHECKING:
    from workshop.workbench import Workbench


def judge_comment(bench: Workbench, claim: str, comment: str) -> dict[str, Any]:
    """Return the probability of each stance, four decimals, and the passage that decided.

    Of several passages the one with the least `unrelated` speaks for the comment; `passage`
    is only there where the comment has several, and `unread`, the languages that the models do
    not read, where claim or comment is surely in one: the probabilities mean nothing then.
    """
    spans = passages.split(comment) or [PassageSpan(0, len(comment))]
    quotes = [comment[span.start : span.end] for span in spans]
    claim_vector, *vectors = bench.encoder.encode([claim, *quotes])
    pairs = [
        Pair(claim, quote, before, float(claim_vector @ vector))
        for quote, before, vector in zip(quotes, ["", *quotes], vectors, strict=False)
    ]
    judged = bench.judge.judge(pairs)
    best = min(range(len(judged)), key=lambda n: judged[n].unrelated)
    answer: dict[str, Any] = _rounded(judged[best])
    if len(spans) > 1:
        answer["passage"] = {"start": spans[best].start, "end": spans[best].end}
    told = {tell_one(claim), tell_one(comment)} - {UNDETERMINED, *bench.settings.languages}
    if told:
        answer["unread"] = sorted(told)
    return answer


def _rounded(judgement: Judgement) -> dict[str, Any]:
    return {stance.value: round(judgement.of(stance), 4) for stance in Stance}
