"""An answer is read once for many screens, and anew as soon as it can have changed."""

from datetime import UTC, datetime

from workshop import check, corpus
from workshop.check import Scope
from workshop.records import Verdict
from workshop.sessions import reading
from workshop.store.decision_rows import Act

TEXT, SCOPE = "The coffee is great.", Scope("cafe")


def read(bench):
    return reading.read(bench, TEXT, SCOPE, reading.state(bench, "cafe"))


def test_what_is_unfinished_is_read_once_until_an_answer_to_it_is_kept(cafe):
    before = read(cafe)
    assert before.pending
    assert read(cafe) is before
    check.check_message(cafe, "The queue is short.", SCOPE)
    assert read(cafe) is before, "an answer to something else"
    check.check_message(cafe, TEXT, SCOPE)
    assert not read(cafe).pending
    assert read(cafe).check.claims == check.read(cafe, TEXT, SCOPE).check.claims


def test_a_first_answer_makes_way_for_the_deeper_one(cafe):
    check.check_message(cafe, TEXT, SCOPE)
    key = next(iter(check.read(cafe, TEXT, SCOPE).keys))
    exact = cafe.store.checks.get([key])[key]
    at_least = exact.replace('"exact"', '"at_least"')
    assert at_least != exact
    cafe.store.checks.put("cafe", {key: at_least})
    first = read(cafe)
    assert first.is_unfinished
    assert read(cafe) is first
    cafe.store.checks.put("cafe", {key: exact})
    assert not read(cafe).is_unfinished


def test_what_could_not_be_checked_is_read_each_time(workbench, bring_in):
    bring_in("1,ann,Leeds,The coffee is great.")
    corpus.erase(workbench, "cafe", comment_id="1")
    first = read(workbench)
    assert [one.verdict for one in first.check.claims] == [Verdict.NOT_CHECKED]
    assert read(workbench) is not first


def test_what_is_finished_is_read_once(cafe):
    check.check_message(cafe, TEXT, SCOPE)
    before = read(cafe)
    check.check_message(cafe, "The queue is short.", SCOPE)
    assert read(cafe) is before
    assert read(cafe) is read(cafe)
    assert read(cafe).check.claims == check.read(cafe, TEXT, SCOPE).check.claims


def test_a_decision_counts_at_once(cafe):
    check.check_message(cafe, TEXT, SCOPE)
    before = read(cafe).check.claims[0]
    act = Act(datetime.now(UTC), "Ana", "We know.")
    cafe.store.decisions.add_verdict("cafe", before.claim.proposition, None, Verdict.THIN, act=act)
    after = read(cafe).check.claims[0]
    assert after == check.read(cafe, TEXT, SCOPE).check.claims[0] != before


def test_an_erased_comment_is_gone_at_once(cafe):
    check.check_message(cafe, TEXT, SCOPE)
    before = read(cafe)
    assert "number 3 of my week" in str(before)
    cafe.store.comments.erase("cafe", comment_id="p3", at=datetime.now(UTC))
    after = read(cafe)
    assert after is not before
    assert "number 3 of my week" not in str(after)
