"""The way forward on the Draft page: their words go beside the text, never into it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from workshop import corpus
from workshop.jobs import Worker
from workshop.records import Company
from workshop.ui import server

ENTRY = str(server.ENTRY)
MESSAGE = "The crew is friendly."
POSTS = "text,author\n" + "".join(
    f'"{start} the crew is not friendly. <b>{n}</b>",p{n}\n'
    for n, start in enumerate(("Sorry,", "Well,", "No,", "Once more,", "Again,", "Sadly,"))
)


@pytest.fixture
def card(bench):
    """Open the card of a claim that six people contradict in much the same words."""
    plan = corpus.Plan(
        "crew", "posts.csv", company=Company(person="traveller", people="travellers"), title="Crew posts"
    )
    corpus.take(bench, corpus.preview(bench, POSTS.encode(), plan), plan)
    number = bench.store.drafts.create(MESSAGE, at=datetime.now(UTC)).id
    page = visit(number)
    Worker(bench).run_waiting()
    page.run()
    return page.button(key="draft_open_1").click().run()


def visit(number: int) -> AppTest:
    page = AppTest.from_file(ENTRY, default_timeout=30)
    page.query_params["draft"] = str(number)
    return page.run()


def test_a_click_puts_their_words_beside_the_text_where_they_outlive_a_reload(bench, card, shown):
    assert "travellers say something like this:" in shown(card)
    card.button(key="draft_put_beside").click().run()
    assert "Their words" in shown(card)
    assert "It lies beside your text." in shown(card)
    (kept,) = bench.store.beside.of(1)
    assert bench.store.drafts.get(1).text == MESSAGE
    again = shown(visit(1))
    assert "Their words" in again
    assert kept.quote.replace("<", "&lt;").replace(">", "&gt;") in again
    assert "<b>" not in again.partition("Their words")[2].partition("</figure>")[0]


def test_words_are_taken_away_again(bench, card, shown):
    card.button(key="draft_put_beside").click().run()
    (kept,) = bench.store.beside.of(1)
    card.button(key=f"draft_take_away_{kept.id}").click().run()
    assert bench.store.beside.of(1) == []
    assert "Their words" not in shown(card)
    assert card.button(key="draft_put_beside")


def test_another_text_has_its_own_words_beside_it(bench, card, shown):
    card.button(key="draft_put_beside").click().run()
    other = bench.store.drafts.create("Something else.", at=datetime.now(UTC)).id
    assert "Their words" not in shown(visit(other))


def test_words_that_were_erased_meanwhile_are_refused_in_plain_words(bench, card, shown):
    button = card.button(key="draft_put_beside")
    for n in range(6):
        corpus.erase(bench, "crew", author=f"p{n}")
    button.click().run()
    assert not card.exception
    assert bench.store.beside.of(1) == []
