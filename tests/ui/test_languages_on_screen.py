"""Screens name what is in a language that the models do not read: on the Comments page, in a draft."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workshop import corpus, jobs
from workshop.check import Scope
from workshop.jobs import Worker

MORE = (
    "text,author,date\n"
    '"Le personnel est très accueillant et la traversée agréable.",ugo,2015-03-01\n'
    '"Das Personal ist sehr freundlich und das Schiff sauber.",uwe,2015-03-02\n'
).encode()
GERMAN = "Das Personal ist sehr freundlich. Somebody answers the phone at once."


@pytest.fixture
def mixed(full):
    plan = corpus.Plan("ferries", "more.csv")
    corpus.take(full, corpus.preview(full, MORE, plan), plan)
    return full


def test_the_comments_page_counts_names_and_finds_them(mixed, visit, shown):
    page = visit("comments")
    html = shown(page)
    assert "2 in German and French not judged" in html
    assert "French, not judged" in html
    assert html.count(", not judged") == 2
    page.selectbox(key="comments_language").select("de").run()
    assert "1 to 1 of 1" in shown(page)
    assert "Das Personal" in shown(page)


def test_where_all_is_read_no_language_is_asked_for(full, visit, shown):
    page = visit("comments")
    assert "not judged" not in shown(page)
    assert not [box for box in page.selectbox if box.key == "comments_language"]


def test_a_german_claim_in_a_draft_is_not_checked_and_the_other_is(mixed, visit, shown):
    number = mixed.store.drafts.create(GERMAN, at=datetime.now(UTC)).id
    jobs.submit_check(mixed, GERMAN, Scope("ferries"))
    Worker(mixed).run_waiting()
    html = shown(visit("draft", corpus="ferries", draft=str(number)))
    assert "Not checked: this is German; Backtalk&#x27;s models read English." in html
    assert "2 in German and French not judged" in html
