"""Judging on after the first answer: all of it, until it runs dry, or until a stated number; then a sample."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from workshop import check, claims, evidence
from workshop.answering import answer
from workshop.check import Scope, check_message
from workshop.deepening import deepen
from workshop.evidence import Search
from workshop.opening import open_scope
from workshop.records import Counting, Judgement, Strictness, Verdict
from workshop.thresholds import DEPTH, THRESHOLDS

CLAIM = "The coffee is great."
CAFE = Scope("cafe")
SMALL = replace(DEPTH, at_once=20, dry_after=40, dry_share=0.2, deepest=10_000, rest=20, sample=60, per_person=2)


class WordJudge:
    """Takes a side by one word, or on every tenth day, and remembers how many passages it was shown at once."""

    name = fingerprint = "by word and day"

    def __init__(self):
        self.calls = []

    def load(self):
        """Need nothing."""

    def judge(self, pairs):
        self.calls.append(len(pairs))
        return [self._judge(pair.passage) for pair in pairs]

    def _judge(self, words):
        day = re.search(r"day (\d+)", words)
        supports = 0.9 if "great" in words or (day and int(day[1]) % 10 == 0) else 0.0
        return Judgement(supports, 0.0, 0.0, 1 - supports)


@pytest.fixture
def judge(workbench):
    workbench._judge = WordJudge()
    return workbench._judge


@pytest.fixture
def rare(workbench, judge, bring_in):
    """Open a home in which 30 guests say so in the claim's words, and 60 of 600 others in other words."""
    near = [f"n{n},near{n},Leeds,The coffee is great {n}." for n in range(30)]
    far = [f"f{n},far{n},York,{_far(n)}" for n in range(600)]
    bring_in(*near, *far)
    return workbench


def _far(n):
    return f"I drank my coffee by the window and it is hot weather on day {n} of the year."


def deepened(bench, depth, *, strictness=Strictness.NORMAL, message=CLAIM, on_step=lambda *_: None):
    bench.encoder  # noqa: B018 - opened, as the caller of a check does
    opened = open_scope(bench, replace(CAFE, strictness=strictness))
    (claim,) = claims.split(message, opened.facts.company)
    (vector,) = bench.encoder.encode([claim.proposition])
    return answer(opened, claim, deepen(opened, Search(claim.proposition, vector), on_step, depth))


def test_the_whole_corpus_is_counted_where_it_is_small(rare):
    done = deepened(rare, replace(SMALL, rest=1_000))
    assert done.counts.counting is Counting.EXACT
    assert (done.counts.supports, done.counts.estimate) == (90, None)


def test_judging_stops_where_it_runs_dry_and_a_sample_tells_the_rest(rare, judge):
    done = deepened(rare, SMALL)
    counts = done.counts
    assert counts.counting is Counting.ESTIMATE
    assert counts.judged < 400 < counts.on_topic
    assert counts.estimate.n_sampled == 60
    assert counts.supports + counts.estimate.supports.low <= 90 <= counts.supports + counts.estimate.supports.high
    assert counts.estimate.contradicts.n == 0
    assert "by a sample of the others, about" in done.reason


def test_everybody_counted_was_found_with_their_own_words(rare):
    done = deepened(rare, SMALL)
    people = {item.author_key for item in done.evidence if item.counted}
    assert len(people) == done.counts.supports < 90


def test_the_verdict_rests_on_those_who_were_found_and_never_on_an_estimate(workbench, judge, bring_in):
    far = [f"f{n},far{n},York,{_far(1 + 25 * n)}" for n in range(599)]
    bring_in(*far, "one,ann,York,The coffee is great today.", "two,bob,York,The coffee is great here.")
    done = deepened(workbench, SMALL)
    assert done.counts.counting is Counting.ESTIMATE
    assert (done.verdict, done.counts.supports) == (Verdict.THIN, 2)
    assert done.counts.estimate.supports.high > 5


def test_a_claim_costs_no_more_than_is_stated_however_much_there_is(rare, judge):
    depth = replace(SMALL, dry_share=-1.0, deepest=100)
    done = deepened(rare, depth)
    assert sum(judge.calls) == done.counts.judged <= depth.deepest + depth.at_once + depth.sample * depth.per_person
    assert max(judge.calls) <= depth.at_once
    assert done.counts.counting is Counting.ESTIMATE


def test_of_each_person_who_is_drawn_only_the_most_promising_passages_are_judged(workbench, judge, bring_in):
    bring_in(*(f"f{n},chatty{n % 80},York,{_far(n)}" for n in range(1, 400)))
    done = deepened(workbench, replace(SMALL, sample=2_000, per_person=1))
    assert done.counts.estimate.n_left == done.counts.estimate.n_sampled <= 80
    assert done.counts.judged <= 60 + 80


def test_those_who_are_on_a_side_already_are_not_drawn(workbench, judge, bring_in):
    near = [f"n{n},far{n},Leeds,The coffee is great {n}." for n in range(100)]
    bring_in(*near, *(f"f{n},far{n},York,{_far(1 + 25 * n)}" for n in range(400)))
    done = deepened(workbench, SMALL)
    assert done.counts.supports == 100
    assert done.counts.estimate.n_left <= 300


def test_comments_without_an_author_are_drawn_one_by_one(workbench, judge, bring_in):
    near = [f"n{n},Leeds,The coffee is great {n}." for n in range(30)]
    bring_in(*near, *(f"f{n},York,{_far(n)}" for n in range(400)), header="id,city,comment")
    done = deepened(workbench, SMALL)
    assert done.counts.estimate.n_sampled == 60
    assert "comments (authors unknown)" in done.reason


def test_the_same_comments_give_the_same_estimate(rare):
    first = deepened(rare, SMALL)
    rare.store.judgements.purge([])
    rare._judge = WordJudge()
    assert deepened(rare, SMALL) == first


def test_every_strictness_judges_and_shows_the_same(rare):
    done = [deepened(rare, SMALL, strictness=strictness) for strictness in Strictness]
    assert len({frozenset(item.passage_id for item in one.evidence) for one in done}) == 1
    assert len({one.counts.judged for one in done}) == 1


def test_each_step_tells_how_far_it_is_and_may_stop(rare, judge):
    class Stopped(Exception):
        pass

    steps = []

    def stop(heard, at_most):
        steps.append((len(heard.judged), at_most))
        if len(steps) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        deepened(rare, SMALL, on_step=stop)
    assert [done for done, _ in steps] == [0, 20, 40]
    assert all(at_most >= 40 for _, at_most in steps)
    before = len(judge.calls)
    deepened(rare, replace(SMALL, deepest=40, rest=0, sample=1))
    assert sum(judge.calls[before:]) <= 2, "what was judged before the stop is kept"


def test_the_first_answer_comes_from_the_passages_that_are_judged_first(rare):
    rare.encoder  # noqa: B018 - as above
    opened = open_scope(rare, CAFE)
    search = Search(CLAIM, rare.encoder.encode([CLAIM])[0])
    asked = {"segment": None, "thresholds": opened.thresholds}
    (first,) = evidence.rank_first(rare, opened.snapshot, [search], **asked)
    every = evidence.rank_all(rare, opened.snapshot, search, **asked)
    assert not first.is_all
    assert first.ids == every.ids[: opened.thresholds.candidates]
    assert all(first.similarities[one] == pytest.approx(every.similarities[one]) for one in first.ids)
    assert len(set(every.ids)) == len(every.ids) > 600


def test_all_claims_of_a_message_share_one_call_of_the_judge(rare, judge):
    check_message(rare, "The coffee is great. The weather is hot. The window is great.", CAFE, deep=False)
    assert len(judge.calls) == 1
    assert judge.calls[0] <= 3 * 64


@pytest.mark.slow
def test_an_estimate_is_finished_and_stays_as_it_is(workbench, judge, bring_in):
    bring_in(*(f"f{n},far{n},York,{_far(1 + 25 * n)}" for n in range(1_000)), "n,ann,York,The coffee is great.")
    first = check_message(workbench, CLAIM, CAFE, deep=False)
    assert first.is_first_answer
    (done,) = check_message(workbench, CLAIM, CAFE).claims
    assert done.counts.counting is Counting.ESTIMATE
    found = check.read(workbench, CLAIM, CAFE)
    assert not found.is_unfinished
    assert found.check.claims == (done,)


@pytest.mark.slow
def test_a_waiting_screen_sees_the_answer_grow(workbench, judge, bring_in):
    bring_in(*(f"n{n},near{n},Leeds,The coffee is great {n}." for n in range(1_200)))
    seen = []

    def look(_done, _total):
        seen.extend(item.counts for item in check.read(workbench, CLAIM, CAFE).check.claims)

    check_message(workbench, CLAIM, CAFE, on_progress=look)
    assert {counts.counting for counts in seen} == {Counting.AT_LEAST}
    assert [counts.judged for counts in seen] == sorted(counts.judged for counts in seen)
    assert len({counts.judged for counts in seen}) == 2


def test_progress_never_runs_past_its_total(workbench, judge, bring_in):
    bring_in(*(f"f{n},chatty{n % 60},York,{_far(n)}" for n in range(600)))
    steps = []
    depth = replace(SMALL, dry_share=-1.0, deepest=100, sample=54, per_person=5)
    done = deepened(workbench, depth, on_step=lambda heard, at_most: steps.append((len(heard.judged), at_most)))
    assert done.counts.judged > depth.deepest + depth.sample
    assert all(n <= at_most for n, at_most in steps)
    assert done.counts.judged <= steps[-1][1]


def test_a_slower_first_answer_does_not_replace_one_that_is_whole(workbench, judge, bring_in):
    bring_in(*(f"n{n},near{n},Leeds,The coffee is great {n}." for n in range(120)))
    first = check_message(workbench, CLAIM, CAFE, deep=False)
    assert first.is_first_answer
    opened = open_scope(workbench, CAFE)
    whole = check_message(workbench, CLAIM, CAFE).claims
    check._keep(opened, first.claims[0].claim, first.claims[0])
    found = check.read(workbench, CLAIM, CAFE)
    assert found.check.claims == whole
    assert not found.is_unfinished


def test_who_takes_a_side_in_words_alone_is_one_of_those_who_talk_about_it(workbench, judge, bring_in):
    said = "How great, we thought on our long way back to the station in evening rain, was what they made of coffee."
    bring_in(f'w,wen,York,"{said}"', *(f"f{n},far{n},York,{_far(n)}" for n in range(600)))
    exact, sampled = deepened(workbench, replace(SMALL, rest=1_000)), deepened(workbench, SMALL)
    (item,) = [item for item in sampled.evidence if item.comment_id == "w"]
    assert item.similarity < THRESHOLDS[Strictness.NORMAL].topic_similarity
    assert sampled.counts.counting is Counting.ESTIMATE
    assert sampled.counts.on_topic == exact.counts.on_topic


def test_passages_left_by_those_on_a_side_already_are_not_called_judged(workbench, judge, bring_in):
    near = [f"n{n},near{n},Leeds,The coffee is great {n}." for n in range(30)]
    bring_in(*near, *(f"f{n},near{n % 30},York,{_far(10 * n + 1)}" for n in range(400)))
    done = deepened(workbench, SMALL)
    assert done.counts.judged < 430
    assert (done.counts.counting, done.counts.estimate) == (Counting.ESTIMATE, None)
    assert done.counts.supports == 30
    assert "nobody we judged says the opposite" in done.reason
