"""A judge that lets numbers decide the side: what it moves, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.records import Judgement, Pair, Stance
from workshop.stance import Judge, LexiconJudge, NumberJudge, numbers

CLAIM, AGREES, DISAGREES = "Delivered within 2 days.", "It arrived after 36 hours.", "Delivery took 9 days."


@dataclass(frozen=True)
class OneTrack:
    """A judge of one opinion."""

    opinion: Judgement
    name: str = "one-track"
    fingerprint: str = "one-track-1"

    def load(self) -> None:
        """Need nothing."""

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        return [self.opinion] * len(pairs)


def judged(opinion: Judgement, passage: str) -> Judgement:
    return NumberJudge(OneTrack(opinion)).judge([Pair(CLAIM, passage, "", 0.6)])[0]


def test_it_keeps_the_contract_of_a_judge_and_names_both_kinds_of_rules() -> None:
    inner = LexiconJudge()
    judge: Judge = NumberJudge(inner)
    assert judge.name == inner.name
    assert judge.fingerprint.startswith(inner.fingerprint)
    assert judge.fingerprint != inner.fingerprint


def test_support_with_a_number_that_disagrees_is_contradiction() -> None:
    said = judged(Judgement(0.9, 0.04, 0.01, 0.05), DISAGREES)
    assert said.stance is Stance.CONTRADICTS
    assert said.supports < 0.05


def test_contradiction_with_a_number_that_agrees_becomes_support_but_not_for_the_strict() -> None:
    said = judged(Judgement(0.04, 0.9, 0.01, 0.05), AGREES)
    assert said.stance is Stance.SUPPORTS
    assert 0.65 < said.supports < 0.8


@pytest.mark.parametrize("passage", [AGREES, DISAGREES])
@pytest.mark.parametrize("opinion", [Judgement(0.2, 0.1, 0.0, 0.7), Judgement(0.2, 0.1, 0.6, 0.1)])
def test_what_is_unrelated_or_asked_for_is_left_alone(opinion: Judgement, passage: str) -> None:
    assert judged(opinion, passage) == opinion


@pytest.mark.parametrize("passage", ["I have had it for three weeks.", "They ship fast.", "Please deliver in 1 day."])
def test_without_comparable_numbers_nothing_changes(passage: str) -> None:
    opinion = Judgement(0.7, 0.2, 0.05, 0.05)
    assert judged(opinion, passage) == opinion


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), st.sampled_from([AGREES, DISAGREES]))
def test_the_sum_and_the_weight_of_both_sides_stay(weights: list[float], passage: str) -> None:
    opinion = Judgement(*(weight / sum(weights) for weight in weights))
    said = judged(opinion, passage)
    assert sum(said.of(stance) for stance in Stance) == pytest.approx(1)
    assert min(said.of(stance) for stance in Stance) >= 0
    assert (said.asks, said.unrelated) == (opinion.asks, opinion.unrelated)


@pytest.mark.parametrize("share", ["_AGREEING", "_DISAGREEING"])
def test_what_a_number_weighs_is_part_of_the_fingerprint(share: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = NumberJudge(LexiconJudge()).fingerprint
    monkeypatch.setattr(numbers, share, 0.5)
    assert NumberJudge(LexiconJudge()).fingerprint != before
