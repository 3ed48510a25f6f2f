"""A person's last word on the Draft page: confirm, take out, say otherwise, overrule, and undo each of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from workshop import corpus, deciding
from workshop.jobs import Worker
from workshop.records import Company, Stance, Verdict
from workshop.ui import server

ENTRY = str(server.ENTRY)
MESSAGE = "The crew is friendly. Welcome aboard."
AGAINST = (
    "Third flight this week. The crew is not friendly.",
    "The crew is not friendly at all.",
    "The crew is not friendly, no.",
    "Sorry, but the crew is not friendly.",
    "The crew is not friendly, not at all.",
)
POSTS = "text,author,date,line\n" + "".join(f'"{text}",p{n},2015-02-1{n},North\n' for n, text in enumerate(AGAINST))
HOSTILE = '<img src=x onerror="alert(1)"> **bold** :red[x] $x$'


@pytest.fixture
def crew(bench):
    """Bring in five people who say that the crew is not friendly."""
    company = Company(names=("Harbour Ferries",), person="traveller", people="travellers")
    plan = corpus.Plan("crew", "posts.csv", columns={"segments": ("line",)}, company=company, title="Crew posts")
    corpus.take(bench, corpus.preview(bench, POSTS.encode(), plan), plan)
    return bench


@pytest.fixture
def card(crew):
    """Open the card of a claim that five people contradict."""
    number = crew.store.drafts.create(MESSAGE, at=datetime.now(UTC)).id
    page = AppTest.from_file(ENTRY, default_timeout=30)
    page.query_params["draft"] = str(number)
    page.run()
    Worker(crew).run_waiting()
    page.run()
    return page.button(key="draft_open_1").click().run()


def decided(bench):
    return bench.store.decisions.matches("crew")


def first(page: AppTest, act: str) -> str:
    """Return the key of the first control of a kind."""
    return next(one.key for one in page.button if one.key and one.key.startswith(f"draft_{act}_"))


def test_a_match_that_is_taken_out_changes_count_and_verdict_at_once_and_undo_brings_both_back(crew, card, shown):
    assert "Travellers say the opposite" in shown(card)
    before = shown(card)
    card.button(key=first(card, "reject")).click().run()
    assert "Only 4 say the opposite" in shown(card)
    assert "1 match decided by hand, without that they say the opposite" in shown(card)
    assert "Rejected by somebody" in shown(card)
    card.button(key=first(card, "undo")).click().run()
    assert shown(card) == before
    assert [row.stance for row in decided(crew)] == [Stance.UNRELATED, None]


def test_a_side_says_how_many_of_its_matches_count_where_not_all_do(crew, card, shown):
    assert "They say the opposite<em>2 of 5 matches shown</em>" in shown(card)
    card.button(key=first(card, "reject")).click().run()
    assert "They say the opposite<em>2 of 5 matches shown, 4 counted</em>" in shown(card)


def test_the_controls_say_that_a_quote_fits_does_not_fit_or_takes_another_side(card):
    labels = {one.key.rpartition("_")[0]: one.label for one in card.button if one.key}
    assert (labels["draft_confirm"], labels["draft_reject"]) == ("Fits", "Does not fit")
    assert {one.proto.popover.label for one in card.get("popover")} >= {"Other side"}


def test_a_confirmed_match_says_by_whom_and_what_the_machine_had_made_of_it(crew, card, shown):
    card.text_input(key="draft_by").set_value("Ana").run()
    card.button(key=first(card, "confirm")).click().run()
    assert "Confirmed by Ana, " in shown(card)
    assert "Backtalk read it as “They say the opposite”, " in shown(card)
    (row,) = decided(crew)
    assert (row.stance, row.act.by, row.act.reason) == (Stance.CONTRADICTS, "Ana", "")


@pytest.mark.parametrize("side", [Stance.SUPPORTS, Stance.ASKS])
def test_a_match_can_be_put_on_another_side_where_it_counts(crew, card, shown, side):
    card.button(key=first(card, side.value)).click().run()
    assert "Moved here from “They say the opposite”" in shown(card)
    assert [row.stance for row in decided(crew)] == [side]


def test_nobody_is_offered_the_side_on_which_a_match_stands(card):
    assert not [one for one in card.button if one.key and one.key.startswith("draft_contradicts_")]


def test_the_reason_comes_after_the_press_and_can_be_changed(crew, card, shown):
    card.button(key=first(card, "reject")).click().run()
    for reason in ("Another ferry.", "The old line."):
        number = decided(crew)[0].id and first(card, "keep_reason").rpartition("_")[2]
        card.text_input(key=f"draft_reason_{number}").set_value(reason)
        card.button(key=first(card, "keep_reason")).click().run()
        assert f": {reason}" in shown(card)
    assert [(row.stance, row.act.reason) for row in decided(crew)] == [
        (Stance.UNRELATED, ""),
        (Stance.UNRELATED, "Another ferry."),
        (Stance.UNRELATED, "The old line."),
    ]


def test_names_and_reasons_are_text_and_nothing_else(crew, card, shown):
    card.text_input(key="draft_by").set_value(HOSTILE).run()
    card.selectbox(key="draft_verdict").select(Verdict.SUPPORTED)
    card.text_area(key="draft_why_verdict").set_value(HOSTILE)
    card.button(key="draft_overrule_now").click().run()
    card.button(key=first(card, "reject")).click().run()
    html = shown(card)
    assert html.count("&lt;img src=x onerror=") >= 3
    assert "<img" not in html
    assert not [one for one in card.markdown if "alert" in one.value]


def test_an_overruled_verdict_stands_beside_the_machines_until_it_is_withdrawn(crew, card, shown):
    card.text_input(key="draft_by").set_value("Ana").run()
    card.selectbox(key="draft_verdict").select(Verdict.SUPPORTED)
    card.text_area(key="draft_why_verdict").set_value("They mean the old crew.")
    card.button(key="draft_overrule_now").click().run()
    html = shown(card)
    assert "<span>Travellers say the opposite</span>" in html
    assert "Overruled by Ana, " in html
    assert "Travellers say so.</span> They mean the old crew." in html
    card.button(key="draft_withdraw").click().run()
    assert "Overruled" not in shown(card)
    assert [row.verdict for row in crew.store.decisions.verdicts("crew")] == [Verdict.SUPPORTED, None]


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_overruled_and_the_page_says_why(crew, card, shown, reason):
    card.selectbox(key="draft_verdict").select(Verdict.UNSUPPORTED)
    card.text_area(key="draft_why_verdict").set_value(reason)
    card.button(key="draft_overrule_now").click().run()
    assert "A verdict is overruled only with a reason." in shown(card)
    assert not crew.store.decisions.verdicts("crew")
    assert card.selectbox(key="draft_verdict").value is Verdict.UNSUPPORTED
    assert "only with a reason" not in shown(card.run())


def test_without_a_verdict_nothing_is_overruled(crew, card, shown):
    card.text_area(key="draft_why_verdict").set_value("They mean the old crew.")
    card.button(key="draft_overrule_now").click().run()
    assert "No verdict was chosen." in shown(card)
    assert not crew.store.decisions.verdicts("crew")


def test_a_claim_that_is_not_for_customers_to_say_can_be_overruled_too(crew, card, shown):
    card.button(key="draft_open_2").click().run()
    card.selectbox(key="draft_verdict").select(Verdict.THIN)
    card.text_area(key="draft_why_verdict").set_value("Two of them told us.")
    card.button(key="draft_overrule_now").click().run()
    assert "Only a few take a side.</span> Two of them told us." in shown(card)


def test_what_was_erased_meanwhile_is_refused_in_plain_words(crew, card, shown):
    key = first(card, "confirm")
    (comment,) = [one.comment_id for one in _evidence(crew) if str(one.passage_id) == key.rpartition("_")[2]]
    page_that_was_drawn = card.button(key=key)
    corpus.erase(crew, "crew", comment_id=comment)
    page_that_was_drawn.click().run()
    assert not card.exception
    assert not decided(crew)


def test_a_decision_of_somebody_else_is_there_on_the_next_look(crew, card, shown):
    item = _evidence(crew)[0]
    match = deciding.Match("crew", "The crew is friendly.", item.comment_id, item.quote)
    deciding.decide_match(crew, match, "reject", by="Bo")
    assert "Rejected by Bo" in shown(card.run())


def _evidence(bench):
    from workshop import check
    from workshop.check import Scope

    (claim, _) = check.read(bench, MESSAGE, Scope("crew")).check.claims
    return claim.evidence
