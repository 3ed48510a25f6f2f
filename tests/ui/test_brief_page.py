"""The Brief page: what it leads to, what it offers, and what is remembered."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop import check, deciding
from workshop.check import Scope
from workshop.jobs import Worker
from workshop.records import Company


def test_without_a_text_the_brief_leads_to_where_one_is_written(full, visit, shown):
    page = visit("brief")
    assert "There is no text yet." in shown(page)
    assert page.button(key="brief_to_draft")


def test_a_text_has_to_be_chosen_first(full, draft, visit, shown):
    assert "Choose a text" in shown(visit("brief"))


def test_checked_messages_are_shown_and_offered_in_four_formats(full, draft, visit, shown):
    page = visit("brief", draft=str(draft))
    html = shown(page)
    assert "For &lt;tests&gt; only." in html
    assert "Somebody answers the phone at once" in html
    assert len(page.get("download_button")) == 4


def test_unread_messages_hold_the_files_back_and_are_handed_to_the_worker(full, visit, shown):
    number = full.store.drafts.create("Our ferries are warm in winter.", at=datetime.now(UTC)).id
    page = visit("brief", draft=str(number))
    assert "1 of 1 messages are still being read" in shown(page)
    assert not page.get("download_button")
    assert [job.kind for job in full.store.jobs.list()] == ["check"]


def test_the_page_says_what_a_claim_does_not_show_and_what_was_taken_out_as_the_files_do(full, draft, visit, shown):
    message = "Somebody answers the phone at once. We call you back."
    claim = check.read(full, message, Scope("ferries")).check.claims[0]
    match = deciding.Match("ferries", claim.claim.proposition, claim.evidence[0].comment_id, claim.evidence[0].quote)
    assert "Taken out by hand" not in shown(visit("brief", draft=str(draft)))
    deciding.decide_match(full, match, "reject", by="Ana", reason="Another <b>ferry</b>.")
    html = shown(visit("brief", draft=str(draft)))
    assert "<h4>Taken out by hand, counted for nothing (1 of 1 match shown)</h4>" in html
    assert "Rejected by Ana, " in html
    assert ": Another &lt;b&gt;ferry&lt;/b&gt;. Backtalk read it as" in html
    assert html.count("<h4>What this does not show</h4>") == 3
    assert "What the comments alone would give. 1 match decided by hand" in html
    assert "Anything about this claim: no comment was counted for or against it." in html


def test_a_message_can_be_left_out(full, draft, visit, shown):
    page = visit("brief", draft=str(draft))
    page.checkbox(key="brief_line_1").uncheck().run()
    assert "Welcome aboard" not in shown(page)


def test_messages_whose_answers_no_longer_hold_are_read_again(full, draft, visit, shown):
    page = visit("brief", draft=str(draft))
    for word in ("passenger", "guest"):
        full.store.corpora.update_company("ferries", Company(person=word, people=f"{word}s"))
        assert "still being read" in shown(page.run())
        Worker(full).run_waiting()
        assert len(page.run().get("download_button")) == 4


def test_what_is_said_of_a_model_that_cannot_load_is_text(full, draft, visit, shown, monkeypatch):
    from workshop.errors import ModelUnavailable
    from workshop.ui import bench as benches

    monkeypatch.setattr(full, "_encoder", None)
    monkeypatch.setattr(benches, "_failure", [ModelUnavailable("There is no model <b>x</b>.", "Choose another.")])
    assert "There is no model &lt;b&gt;x&lt;/b&gt;. Choose another." in shown(visit("brief", draft=str(draft)))


def test_a_check_that_failed_is_told_and_not_waited_for(full, visit, shown):
    from workshop.errors import WorkshopError

    number = full.store.drafts.create("Our ferries are warm in winter.", at=datetime.now(UTC)).id
    page = visit("brief", draft=str(number))
    job = full.store.jobs.take("worker", at=datetime.now(UTC))
    full.store.jobs.fail(job, WorkshopError("The disk is full.", "Make room."), at=datetime.now(UTC))
    said = " ".join([shown(page.run()), *(error.value for error in page.error)])
    assert "The disk is full" in said
    assert "still being read" not in said
