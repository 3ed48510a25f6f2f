"""The measures on small cases whose answers are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import metrics


def test_the_interval_of_a_share_is_that_of_the_textbook():
    low, high = metrics.wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


def test_no_hit_among_forty_can_still_be_nearly_nine_per_cent():
    low, high = metrics.wilson(0, 40)
    assert low == 0.0
    assert high == pytest.approx(0.0876, abs=1e-4)


def test_of_nothing_nothing_is_known():
    assert metrics.wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(case):
    hits, n = case
    low, high = metrics.wilson(hits, n)
    assert 0.0 <= low <= hits / n + 1e-9
    assert hits / n - 1e-9 <= high <= 1.0


def test_percentiles_are_values_that_occurred():
    times = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert metrics.percentile(times, 0.5) == 3.0
    assert metrics.percentile(times, 0.95) == 5.0
    assert metrics.percentile([7.0], 0.5) == 7.0


def test_f1_weighs_what_was_missed_and_what_was_wrongly_said():
    figures = metrics.f1([True, True, True, False], [True, False, True, True])
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.6667, 0.6667, 0.6667)


def test_a_label_that_is_never_said_counts_as_zero_in_the_macro_f1():
    assert metrics.macro_f1(["a", "a", "b"], ["a", "a", "a"]) == pytest.approx((0.8 + 0.0) / 2)


def test_the_confusion_table_counts_every_case_once():
    table = metrics.confusion(["a", "a", "b"], ["a", "b", "b"])
    assert table == {"a": {"a": 1, "b": 1}, "b": {"b": 1}}


def test_average_precision_of_a_known_ranking():
    assert metrics.average_precision([True, False, True], [0.9, 0.8, 0.7]) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_equal_scores_are_one_step_whatever_their_order():
    one = metrics.average_precision([True, False], [0.5, 0.5])
    assert one == metrics.average_precision([False, True], [0.5, 0.5]) == 0.5


def test_average_precision_without_any_match_is_zero():
    assert metrics.average_precision([False, False], [0.2, 0.1]) == 0.0


def test_only_the_better_half_counts_and_its_share_of_matches_weighs():
    labels, scores = [True, False, True, True], [0.9, 0.8, 0.2, 0.1]
    assert metrics.precision_of_best_half(labels, scores) == pytest.approx(1.0 * 1 / 2)


def test_a_perfect_better_half_is_worth_1():
    assert metrics.precision_of_best_half([True, True, False, False], [0.9, 0.8, 0.2, 0.1]) == 1.0


def test_stop_words_do_not_count_as_overlap():
    assert metrics.overlap("The wifi is fast.", "the food is good") == 0.0
    assert metrics.overlap("The wifi is fast.", "Wifi was slow") == 0.5
    assert metrics.overlap("It is.", "It is.") == 0.0


def test_drawing_equal_cases_again_changes_nothing():
    assert metrics.bootstrap(5, lambda counts: float(counts.sum())) == {"value": 5.0, "low": 5.0, "high": 5.0}


def test_the_interval_of_a_drawn_share_is_near_that_of_the_formula():
    hits = [True] * 30 + [False] * 70
    found = metrics.bootstrap(100, lambda counts: float((counts * hits).sum() / 100))
    low, high = metrics.wilson(30, 100)
    assert found["value"] == 0.3
    assert found["low"] == pytest.approx(low, abs=0.02)
    assert found["high"] == pytest.approx(high, abs=0.02)


def test_the_calibration_error_weighs_each_bin_by_its_cases():
    found = metrics.calibration([0.9, 0.9, 0.9, 0.1], [True, True, False, False])
    assert found["error"] == pytest.approx((3 * (0.9 - 2 / 3) + 1 * 0.1) / 4, abs=1e-4)
    assert [one["n"] for one in found["bins"]] == [1, 3]


def test_a_probability_of_1_lies_in_the_last_bin():
    found = metrics.calibration([1.0, 0.0], [True, False])
    assert found["error"] == 0.0
    assert [one["from"] for one in found["bins"]] == [0.0, 0.933]
