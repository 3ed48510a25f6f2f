"""The Wall page: choosing a text, what is shown of it, and a quote kept off it."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop.jobs import Worker
from workshop.records import Company


def test_without_comments_the_wall_leads_to_where_they_come_in(bench, visit, shown):
    page = visit("wall")
    assert "Nobody can answer yet." in shown(page)
    assert page.button(key="wall_to_comments")


def test_without_a_text_the_wall_leads_to_where_one_is_written(full, visit, shown):
    page = visit("wall")
    assert "There is no text yet." in shown(page)
    assert page.button(key="wall_to_draft")


def test_a_text_is_chosen_from_the_list(full, draft, visit, shown):
    page = visit("wall")
    page.button(key=f"wall_draft_{draft}").click().run()
    assert 'class="wall"' in shown(page)
    assert "Message 1 of 2" in shown(page)


def test_the_wall_walks_from_claim_to_claim_and_message_to_message(full, draft, visit, shown):
    page = visit("wall", draft=str(draft))
    assert "Message 1 of 2" in shown(page)
    for _ in range(9):
        page.button(key="wall_next").click().run()
    assert "Message 2 of 2" in shown(page)
    assert "Welcome aboard" in shown(page)
    page.button(key="wall_back").click().run()
    assert "Message 1 of 2" in shown(page)


def test_light_and_dark_change_on_the_wall_alone(full, draft, visit, shown):
    page = visit("wall", draft=str(draft))
    assert "wall-frame bt light" in shown(page)
    page.button(key="wall_ground").click().run()
    assert "wall-frame bt dark" in shown(page)


def test_an_unread_claim_is_handed_to_the_worker_and_never_judged_here(full, visit, shown):
    number = full.store.drafts.create("Our ferries are warm in winter.", at=datetime.now(UTC)).id
    page = visit("wall", draft=str(number))
    assert "Reading the comments" in shown(page)
    assert [job.kind for job in full.store.jobs.list()] == ["check"]


def test_a_text_that_is_gone_is_said_to_be_gone(full, visit, shown):
    assert "not there any more" in shown(visit("wall", draft="4711"))


def test_a_quote_is_kept_off_only_with_a_reason(full, draft, visit, shown):
    page = visit("wall", draft=str(draft))
    page.button(key="wall_open_panel").click().run()
    assert "Keep a quote off the wall" in shown(page)
    quotes = page.radio(key="wall_panel_quote").options
    page.button(key="wall_panel_submit").click().run()
    assert "Say why" in shown(page)
    assert not full.store.hidden.list("ferries")
    page.text_input(key="wall_panel_reason").set_value("Names a member of staff")
    page.button(key="wall_panel_submit").click().run()
    kept = full.store.hidden.list("ferries")
    assert [one.reason for one in kept] == ["Names a member of staff"]
    assert len(quotes) >= 1


def test_two_walls_stand_at_their_own_places(full, draft, visit, shown):
    one, other = visit("wall", draft=str(draft)), visit("wall", draft=str(draft))
    for _ in range(9):
        one.button(key="wall_next").click().run()
    assert "Message 2 of 2" in shown(one)
    assert "Message 1 of 2" in shown(other.run())


def test_answers_that_no_longer_hold_are_asked_for_again_on_an_open_wall(full, draft, visit, shown):
    page = visit("wall", draft=str(draft))
    for word in ("passenger", "guest"):
        full.store.corpora.update_company("ferries", Company(person=word, people=f"{word}s"))
        assert "Reading the comments" in shown(page.run())
        Worker(full).run_waiting()
        assert "Reading the comments" not in shown(page.run())


def test_what_is_said_of_a_model_that_cannot_load_is_text(full, draft, visit, shown, monkeypatch):
    from workshop.errors import ModelUnavailable
    from workshop.ui import bench as benches

    monkeypatch.setattr(full, "_encoder", None)
    monkeypatch.setattr(benches, "_failure", [ModelUnavailable("There is no model <b>x</b>.", "Choose another.")])
    assert "There is no model &lt;b&gt;x&lt;/b&gt;. Choose another." in shown(visit("wall", draft=str(draft)))


def test_a_check_that_failed_is_told_on_the_wall(full, visit, shown):
    from workshop.errors import WorkshopError

    number = full.store.drafts.create("Our ferries are warm in winter.", at=datetime.now(UTC)).id
    page = visit("wall", draft=str(number))
    job = full.store.jobs.take("worker", at=datetime.now(UTC))
    full.store.jobs.fail(job, WorkshopError("The disk is <full>.", "Make room."), at=datetime.now(UTC))
    assert "The disk is &lt;full&gt;. Make room." in shown(page.run())
