"""When judging runs dry, whom to draw, and how far an estimate can be trusted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from workshop.counting import Counts, Range
from workshop.prevalence import beyond, draw, estimate, has_run_dry, share_between
from workshop.thresholds import CONFIDENCE, DEPTH

SHORT = replace(DEPTH, dry_after=10, dry_share=0.1)


def test_judging_runs_dry_where_the_last_passages_hardly_take_a_side() -> None:
    assert has_run_dry([True] * 50 + [False] * 10, SHORT)
    assert has_run_dry([False] * 9 + [True], SHORT)
    assert not has_run_dry([False] * 8 + [True] * 2, SHORT)


def test_a_few_passages_are_too_few_to_have_run_dry() -> None:
    assert not has_run_dry([False] * 9, SHORT)
    assert not has_run_dry([], SHORT)


def test_the_same_seed_draws_the_same_people_in_any_order() -> None:
    people = [f"person {n}" for n in range(500)]
    drawn = draw(people, "The coffee is great.", 40)
    assert len(drawn) == 40
    assert draw([*reversed(people), *people], "The coffee is great.", 40) == drawn
    assert draw(people, "The queue is short.", 40) != drawn


def test_whoever_is_drawn_stays_drawn_when_somebody_else_is_erased() -> None:
    people = [f"person {n}" for n in range(500)]
    drawn = draw(people, "seed", 40)
    others = [person for person in people if person not in drawn]
    assert draw([*drawn, *others[:300]], "seed", 40) == drawn
    gone = min(drawn)
    assert draw([person for person in people if person != gone], "seed", 40) > drawn - {gone}


def test_everybody_is_drawn_where_there_are_too_few() -> None:
    assert draw(["ann", "bob"], "seed", 40) == {"ann", "bob"}


def test_everybody_is_about_as_likely_to_be_drawn() -> None:
    people = [f"person {n}" for n in range(50)]
    times = dict.fromkeys(people, 0)
    for seed in range(1_000):
        for person in draw(people, str(seed), 10):
            times[person] += 1
    # 200 times each is expected, with a standard deviation of 13.
    assert 140 < min(times.values()) <= max(times.values()) < 260


def test_nobody_left_is_nobody_more() -> None:
    assert beyond(0, 200, 200) == beyond(200, 200, 200) == Range(0, 0, 0)


def test_a_sample_without_anybody_still_leaves_some() -> None:
    assert beyond(0, 200, 3_000) == Range(0, 0, 52)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_an_interval_holds_the_truth_at_least_as_often_as_it_says(data: st.DataObject) -> None:
    n_left = data.draw(st.integers(2, 150), "people left")
    n_sampled = data.draw(st.integers(1, n_left), "people drawn")
    n_alike = data.draw(st.integers(0, n_left), "people alike")
    held = 0.0
    for n_found in range(max(0, n_alike - (n_left - n_sampled)), min(n_sampled, n_alike) + 1):
        more = beyond(n_found, n_sampled, n_left)
        assert 0 <= more.low <= more.n <= more.high <= n_left - n_sampled
        if more.low <= n_alike - n_found <= more.high:
            held += hypergeom.pmf(n_found, n_left, n_alike, n_sampled)
    assert held > CONFIDENCE - 1e-9


@pytest.mark.parametrize("share", [0.004, 0.03, 0.2, 0.5])
def test_in_simulated_corpora_the_interval_holds_the_truth_about_as_often_as_it_says(share: float) -> None:
    """Draw as the product draws, from corpora of which every side is known."""
    held, n_rounds, known = 0, 300, cache(beyond)
    for seed in range(n_rounds):
        random = Random(seed)  # noqa: S311 - a simulation
        sides = {f"person {n}": random.random() < share for n in range(1_000)}
        drawn = draw(sides, f"claim {seed}", DEPTH.sample)
        n_found = sum(sides[person] for person in drawn)
        more = known(n_found, len(drawn), len(sides))
        held += more.low <= sum(sides.values()) - n_found <= more.high
    assert CONFIDENCE - 0.03 <= held / n_rounds <= 1.0


def test_each_side_is_estimated_from_the_people_who_were_drawn() -> None:
    made = estimate(Counts(supports=20, contradicts=1, mixed=0, asks=2), 2_200, 200)
    assert (made.n_left, made.n_sampled) == (2_200, 200)
    assert [side.n for side in (made.supports, made.contradicts, made.mixed, made.asks)] == [200, 10, 0, 20]
    assert made.supports == beyond(20, 200, 2_200)


@given(st.integers(1, 400), st.data())
def test_the_interval_on_a_share_holds_the_share(n_all: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, n_all))
    low, high = share_between(n, n_all)
    assert 0 <= low <= n / n_all + 1e-9
    assert n / n_all - 1e-9 <= high <= 1
