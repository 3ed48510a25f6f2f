"""Counting people by side, and the one verdict that follows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from workshop.records import Counting, Counts, Judgement, Stance, Strictness, Verdict
from workshop.thresholds import THRESHOLDS, THRESHOLDS_VERSION, Thresholds
from workshop.verdicts import Voice, counted_stance, decide, tally

NORMAL = THRESHOLDS[Strictness.NORMAL]
ORDER = list(Verdict)
SUPPORTED, CONTRADICTED = (ORDER.index(Verdict(name)) for name in ("supported", "contradicted"))

Table = NDArray[np.int64]


@dataclass(frozen=True)
class EveryVerdict:
    """The verdict (as its place in ORDER) of every S, C, M, A from 0 to 21, and the thresholds."""

    thresholds: Thresholds
    table: Table


@pytest.fixture(scope="module", params=list(Strictness))
def every(request: pytest.FixtureRequest) -> EveryVerdict:
    thresholds = THRESHOLDS[request.param]
    place = {verdict: number for number, verdict in enumerate(ORDER)}
    found = [place[decide(Counts(s, c, m, a), thresholds)] for s, c, m, a in product(range(22), repeat=4)]
    return EveryVerdict(thresholds, np.array(found).reshape(22, 22, 22, 22))


def test_every_count_gives_exactly_the_one_verdict_of_the_first_rule_that_holds(every: EveryVerdict) -> None:
    s, c, m, a = np.indices(every.table.shape)
    k, sides = every.thresholds.k, s + c + m
    share_s, share_c = s / np.maximum(sides, 1), c / np.maximum(sides, 1)
    nobody = sides + a == 0
    wished = ~nobody & (a >= k) & (a > s) & (a > c)
    thin = ~nobody & ~wished & (sides < k)
    leaning = ~(nobody | wished | thin)
    high_s = leaning & (s >= k) & (share_s >= every.thresholds.share)
    high_c = leaning & (c >= k) & (share_c >= every.thresholds.share)
    rules = {
        Verdict.UNSUPPORTED: nobody,
        Verdict.WISHED_FOR: wished,
        Verdict.THIN: thin,
        Verdict.SUPPORTED: high_s,
        Verdict.CONTRADICTED: high_c,
        Verdict.CONTESTED: leaning & ~high_s & ~high_c,
    }
    assert (sum(held.astype(int) for held in rules.values()) == 1).all()
    for verdict, held in rules.items():
        assert ((every.table == ORDER.index(verdict)) == held).all()


def test_one_more_person_against_never_makes_a_claim_supported_nor_less_contradicted(every: EveryVerdict) -> None:
    before, after = every.table[:, :-1], every.table[:, 1:]
    assert not ((after == SUPPORTED) & (before != SUPPORTED)).any()
    assert not ((before == CONTRADICTED) & (after != CONTRADICTED)).any()


def test_one_more_person_for_it_never_makes_a_claim_contradicted_nor_less_supported(every: EveryVerdict) -> None:
    before, after = every.table[:-1], every.table[1:]
    assert not ((after == CONTRADICTED) & (before != CONTRADICTED)).any()
    assert not ((before == SUPPORTED) & (after != SUPPORTED)).any()


def test_swapping_the_sides_swaps_the_verdict(every: EveryVerdict) -> None:
    mirror = np.arange(len(ORDER))
    mirror[[SUPPORTED, CONTRADICTED]] = [CONTRADICTED, SUPPORTED]
    assert (every.table.swapaxes(0, 1) == mirror[every.table]).all()


def test_a_person_on_both_sides_never_makes_a_claim_supported_or_contradicted(every: EveryVerdict) -> None:
    before, after = every.table[:, :, :-1], every.table[:, :, 1:]
    clear = (after == SUPPORTED) | (after == CONTRADICTED)
    assert (after == before)[clear].all()


def test_the_rule_that_a_clear_side_needs_k_people_on_its_own_is_what_keeps_a_thin_claim_thin() -> None:
    thin, one_more = Counts(NORMAL.k - 1, 0), Counts(NORMAL.k - 1, 1)
    assert one_more.supports / (one_more.supports + one_more.contradicts) >= NORMAL.share
    assert (decide(thin, NORMAL), decide(one_more, NORMAL)) == (Verdict.THIN, Verdict.CONTESTED)


def test_strict_asks_for_more_people_and_surer_matches_and_hides_nothing() -> None:
    strict, normal, loose = (THRESHOLDS[name] for name in Strictness)
    for stricter, weaker in ((strict, normal), (normal, loose)):
        assert stricter.k > weaker.k
        assert stricter.share > weaker.share
        assert stricter.supports > weaker.supports
        assert stricter.contradicts > weaker.contradicts
        assert stricter.asks > weaker.asks
        assert (stricter.candidates, stricter.topic_similarity) == (weaker.candidates, weaker.topic_similarity)


def test_both_sides_cannot_be_clearly_high_at_once() -> None:
    assert all(thresholds.share > 0.5 for thresholds in THRESHOLDS.values())


def test_the_version_of_the_thresholds_is_a_short_hash() -> None:
    assert len(THRESHOLDS_VERSION) == 12
    int(THRESHOLDS_VERSION, 16)


def sure_of(stance: Stance, probability: float = 0.94) -> Judgement:
    rest = (1 - probability) / 3
    return Judgement(**{other.value: probability if other is stance else rest for other in Stance})


def test_ten_passages_by_one_person_are_one_voice() -> None:
    voices = [Voice("ana", sure_of(Stance.SUPPORTS), True)] * 10
    counts = tally(voices, NORMAL, read=3)
    assert (counts.supports, counts.on_topic, counts.judged, counts.read) == (1, 1, 10, 3)


def test_whoever_says_both_is_mixed_and_in_neither_side() -> None:
    voices = [Voice("ana", sure_of(Stance.SUPPORTS), True), Voice("ana", sure_of(Stance.CONTRADICTS), True)]
    counts = tally(voices, NORMAL, read=1)
    assert (counts.supports, counts.contradicts, counts.mixed) == (0, 0, 1)


def test_whoever_asks_may_take_a_side_too() -> None:
    voices = [Voice("ana", sure_of(Stance.ASKS), True), Voice("ana", sure_of(Stance.CONTRADICTS), True)]
    counts = tally(voices, NORMAL, read=1)
    assert (counts.contradicts, counts.asks, counts.mixed, counts.on_topic) == (1, 1, 0, 1)


def test_an_unsure_match_counts_only_where_the_strictness_allows_it() -> None:
    unsure = sure_of(Stance.SUPPORTS, 0.82)
    assert counted_stance(unsure, THRESHOLDS[Strictness.LOOSE]) is Stance.SUPPORTS
    assert counted_stance(unsure, THRESHOLDS[Strictness.STRICT]) is Stance.UNRELATED
    assert tally([Voice("ana", unsure, True)], THRESHOLDS[Strictness.STRICT], read=1).on_topic == 1


def test_a_passage_that_takes_a_side_talks_about_it_whatever_its_flag_says() -> None:
    assert tally([Voice("ana", sure_of(Stance.ASKS), False)], NORMAL, read=1).on_topic == 1


def test_counts_keep_saying_what_they_are() -> None:
    assert tally([], NORMAL, read=9, counting=Counting.AT_LEAST) == Counts(read=9, counting=Counting.AT_LEAST)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(list(Stance)), st.floats(0.3, 1.0), st.booleans()),
        max_size=30,
    )
)
def test_the_sides_exclude_one_another_and_nobody_is_lost_or_counted_twice(
    rows: list[tuple[str, Stance, float, bool]],
) -> None:
    voices = [Voice(person, sure_of(stance, probability), topic) for person, stance, probability, topic in rows]
    counts = tally(voices, NORMAL, read=5)
    people = len({row[0] for row in rows})
    assert counts.supports + counts.contradicts + counts.mixed <= counts.on_topic <= people
    assert counts.asks <= counts.on_topic
    assert tally(reversed(voices), NORMAL, read=5) == counts
