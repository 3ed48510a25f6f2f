"""Two judges joined: what they agree on, what one of them doubts, and that nothing else changes it."""

from dataclasses import dataclass

import pytest

from workshop.records import Judgement, Pair, Stance
from workshop.stance import JoinedJudge, LexiconJudge

PAIR = Pair("It is easy.", "So easy.", "", 0.7)


@dataclass(frozen=True)
class Fixed:
    """A judge that always says the same."""

    said: Judgement
    name: str = "fixed"
    fingerprint: str = "fixed-1"

    def load(self) -> None:
        """Need nothing."""

    def judge(self, pairs):
        return [self.said for _ in pairs]


SURE = Judgement(0.90, 0.04, 0.02, 0.04)
AGAINST = Judgement(0.02, 0.90, 0.02, 0.06)
SILENT = Judgement(0.0, 0.0, 0.0, 1.0)


def joined(first, second):
    return JoinedJudge(Fixed(first), Fixed(second)).judge([PAIR])[0]


def test_two_that_agree_stay_as_sure():
    assert joined(SURE, SURE).supports == pytest.approx(0.90, abs=0.03)


def test_a_doubt_of_the_second_makes_support_less_sure_but_never_impossible():
    said = joined(SURE, SILENT)
    assert said.stance is Stance.SUPPORTS
    assert 0.5 < said.supports < 0.85


def test_the_first_has_most_of_the_say():
    assert joined(SURE, AGAINST).stance is Stance.SUPPORTS
    assert joined(AGAINST, SURE).stance is Stance.CONTRADICTS


def test_probabilities_sum_to_one_also_where_a_judge_is_certain():
    said = joined(Judgement(1.0, 0.0, 0.0, 0.0), Judgement(0.0, 1.0, 0.0, 0.0))
    assert sum(said.of(stance) for stance in Stance) == pytest.approx(1.0)


def test_nothing_to_judge_gives_nothing():
    assert JoinedJudge(Fixed(SURE), LexiconJudge()).judge([]) == []


def test_another_second_judge_is_another_fingerprint():
    one, other = JoinedJudge(Fixed(SURE), LexiconJudge()), JoinedJudge(Fixed(SURE), Fixed(SURE))
    assert one.fingerprint != other.fingerprint
    assert one.name == "fixed"
