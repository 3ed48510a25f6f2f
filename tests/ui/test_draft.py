"""The Draft page: empty, full, and when somebody opens what is not there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from workshop.jobs import Worker
from workshop.records import Comment, Company
from workshop.reindex import index_now
from workshop.store.batches import Batch
from workshop.ui import bench as benches
from workshop.ui import server

ENTRY = str(server.ENTRY)
NOW = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
WROTE = (
    ("ann", "2015-02-17", "Southwest", "Third flight this week. The crew is not friendly."),
    ("bob", "2015-02-18", "Southwest", "The crew is not friendly at all."),
    ("cat", "2015-02-19", "Southwest", "The crew is not friendly!! <b>Third</b> time."),
    ("fay", "2015-02-19", "Southwest", "Sorry, but the crew is not friendly."),
    ("gus", "2015-02-19", "Southwest", "The crew is not friendly, not at all."),
    ("hal", "2015-02-19", "Southwest", "Late again, and the crew is not friendly."),
    ("dan", "2015-02-20", "United", "The crew is friendly. Thank you."),
    ("eve", "2015-02-21", "United", "Where is my bag?"),
)
MESSAGE = "The crew is friendly. Welcome aboard."


@pytest.fixture
def bench(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKTALK_HOME", str(tmp_path))
    monkeypatch.setenv("BACKTALK_ENCODER", "hashing")
    monkeypatch.setenv("BACKTALK_JUDGE", "lexicon")
    monkeypatch.setenv("BACKTALK_JUDGE", "lexicon")
    benches.bench.cache_clear()
    opened = benches.bench()
    yield opened
    opened.close()
    benches.bench.cache_clear()


@pytest.fixture
def full(bench):
    company = Company(names=("Southwest",), person="traveller", people="travellers")
    bench.store.corpora.create("air", at=NOW, title="Airline posts", company=company, notice="Only for <tests>.")
    comments = [
        Comment(f"c{n}", text, "post", author_key=who, date=date, segments=(("airline", airline),), language="en")
        for n, (who, date, airline, text) in enumerate(WROTE)
    ]
    bench.store.comments.add("air", comments, batch=Batch("hash", "posts.csv", NOW))
    index_now(bench, "air")
    assert bench.judge
    return bench


def write(bench, words: str = MESSAGE) -> int:
    return bench.store.drafts.create(words, at=datetime.now(UTC)).id


def visit(draft: int | None = None) -> AppTest:
    page = AppTest.from_file(ENTRY, default_timeout=20)
    if draft is not None:
        page.query_params["draft"] = str(draft)
    return page.run()


def shown(page: AppTest) -> str:
    assert not page.exception
    pieces = (str(piece.proto.body) for piece in page.get("html"))
    return "\n".join(piece for piece in pieces if not piece.startswith("<style>"))


def answered(bench, words: str = MESSAGE) -> tuple[AppTest, int]:
    """Return the page of a text after the worker has answered it."""
    draft = write(bench, words)
    page = visit(draft)
    Worker(bench).run_waiting()
    return page.run(), draft


def test_without_comments_the_page_leads_to_where_they_are_loaded(bench):
    page = visit()
    assert "Nobody can answer yet." in shown(page)
    assert page.button(key="draft_load").label == "Load comments"


def test_an_empty_page_offers_the_box_and_says_whose_comments_answer(full):
    page = visit()
    assert "Airline posts: 8 comments by 8 travellers, 17 Feb 2015 to 21 Feb 2015." in shown(page)
    assert "Only for &lt;tests&gt;." in shown(page)
    assert page.selectbox(key="draft_segment").options == ["Any airline", "Southwest", "United"]
    assert "claim-row" not in shown(page)


def test_a_text_is_answered_claim_by_claim_after_the_worker_has_read_it(full):
    page, draft = answered(full)
    html = shown(page)
    assert "Travellers say the opposite" in html
    assert "v-pending" not in html
    assert "Not for travellers to say" in html
    assert full.store.drafts.get(draft).corpus == "air"


def test_before_the_worker_has_read_it_a_claim_is_said_to_be_read(full):
    page = visit(write(full))
    assert "Reading claim" in shown(page)


def test_one_claim_at_a_time_is_open_with_its_three_sides(full):
    page, _ = answered(full)
    page.button(key="draft_open_1").click().run()
    assert "Claim 1" in shown(page)
    assert shown(page).count('class="side-head') == 3
    assert "They say the opposite<em>2 of 6 matches shown</em>" in shown(page)
    page.button(key="draft_open_2").click().run()
    assert "Claim 2" in shown(page)
    assert "Claim 1<" not in shown(page)
    page.button(key="draft_close").click().run()
    assert 'class="label"' not in shown(page)


def test_every_match_can_be_paged_to_and_is_shown_inside_its_whole_comment_escaped(full):
    page, _ = answered(full)
    page.button(key="draft_open_1").click().run()
    seen = shown(page)
    for _ in range(2):
        page.button(key="draft_more_contradicts").click().run()
        seen += shown(page)
    assert '<span class="rest">Third flight this week. </span><mark>The crew is not friendly.</mark>' in seen
    assert "&lt;b&gt;Third&lt;/b&gt;" in seen
    assert "<b>Third</b>" not in seen
    assert "5–6 of 6" in shown(page)
    assert page.button(key="draft_more_contradicts").disabled
    page.button(key="draft_back_contradicts").click().run()
    assert "3–4 of 6" in shown(page)


def test_a_chosen_segment_stays_with_the_text(full):
    page, draft = answered(full)
    page.selectbox(key="draft_segment").select("airline=United").run()
    assert "2 comments by 2 travellers" in shown(page)
    assert full.store.drafts.get(draft).segment == "airline=United"
    again = visit(draft)
    assert again.selectbox(key="draft_segment").value == "airline=United"


def test_a_text_can_be_named_and_is_listed_under_its_name(full):
    page, draft = answered(full)
    page.text_input(key="draft_name").set_value("Phone *promise*").run()
    assert full.store.drafts.get(draft).name == "Phone *promise*"
    other = visit()
    assert other.button(key=f"draft_recent_{draft}").label == "Phone \\*promise\\*"
    other.button(key=f"draft_recent_{draft}").click().run()
    assert other.query_params["draft"] in (str(draft), [str(draft)])


def test_an_earlier_version_comes_back(full):
    page, draft = answered(full)
    full.store.drafts.save(draft, "Something else altogether.", at=datetime.now(UTC), as_version=True)
    page.run()
    page.selectbox(key="draft_version").select(1).run()
    page.button(key="draft_restore").click().run()
    assert full.store.drafts.get(draft).text == MESSAGE
    assert not page.exception


def test_a_text_is_deleted_only_after_it_was_asked_again(full):
    page, draft = answered(full)
    page.button(key="draft_delete").click().run()
    assert full.store.drafts.get(draft)
    page.button(key="draft_delete_now").click().run()
    assert not full.store.drafts.list()
    assert "claim-row" not in shown(page)


def test_a_text_that_is_not_there_is_said_so_and_the_page_goes_on(full):
    page = visit(999)
    assert "This text is not there any more." in shown(page)
    assert page.selectbox(key="draft_segment").options


def test_an_address_that_names_no_number_opens_a_blank_page(full):
    page = AppTest.from_file(ENTRY, default_timeout=20)
    page.query_params["draft"] = "²; drop table"
    assert "claim-row" not in shown(page.run())


def test_two_visitors_have_their_own_open_claim(full):
    first, draft = answered(full)
    second = visit(draft)
    first.button(key="draft_open_1").click().run()
    second.run()
    assert "Claim 1" in shown(first)
    assert 'class="label"' not in shown(second)


def test_answers_that_no_longer_hold_are_asked_for_again(full):
    page, _ = answered(full)
    full.store.corpora.update_company("air", Company(names=("Southwest",), person="guest", people="guests"))
    assert "Reading claim" in shown(page.run())
    Worker(full).run_waiting()
    assert "Guests" in shown(page.run())
