"""The way forward on the Draft page: their words go beside the text, never into it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from workshop import corpus, nearest
from workshop.jobs import Worker
from workshop.records import Company, Stance
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


@pytest.fixture
def missed(bench):
    """Open the card of a claim beside which the nearest thing is one that the judge put on no side."""
    plan = corpus.Plan("crew", "posts.csv", company=Company(person="traveller", people="travellers"))
    posts = b"text,author\nThey pour coffee in the lounge on Sundays.,p1\nThe boat was late.,p2\n"
    corpus.take(bench, corpus.preview(bench, posts, plan), plan)
    number = bench.store.drafts.create("The coffee in the lounge is great.", at=datetime.now(UTC)).id
    page = visit(number)
    Worker(bench).run_waiting()
    return page.run().button(key="draft_open_1").click().run()


def pressable(page: AppTest, act: str) -> list[str]:
    return [one.key for one in page.button if one.key and one.key.startswith(f"draft_{act}_")]


@pytest.mark.parametrize("side", [Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS])
def test_a_person_can_say_which_side_the_nearest_thing_takes_where_the_judge_saw_none(bench, missed, shown, side):
    assert not pressable(missed, "confirm")
    (key,) = pressable(missed, side.value)
    missed.button(key=key).click().run()
    assert "1 match decided by hand" in shown(missed)
    assert (nearest.HEADING in shown(missed)) is (side is not Stance.SUPPORTS)
    assert [row.stance for row in bench.store.decisions.matches("crew")] == [side]
    (undo,) = pressable(missed, "undo")
    missed.button(key=undo).click().run()
    assert nearest.HEADING in shown(missed)
    assert pressable(missed, side.value) == [key]


def test_the_nearest_thing_that_a_person_rejected_is_said_to_be_rejected_and_can_be_had_back(missed, shown):
    (reject,) = pressable(missed, "reject")
    missed.button(key=reject).click().run()
    assert nearest.HEADING not in shown(missed)
    assert "Rejected by somebody" in shown(missed)
    assert not [one for one in missed.button if one.key == "draft_put_beside"]
    (undo,) = pressable(missed, "undo")
    missed.button(key=undo).click().run()
    assert nearest.HEADING in shown(missed)


def test_the_nearest_thing_that_is_evidence_has_its_controls_on_its_side_only(card):
    assert len(pressable(card, "reject")) == len(pressable(card, "confirm")) == 2
