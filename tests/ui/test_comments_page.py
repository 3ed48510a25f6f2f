"""The Comments page: empty, a file on its way in, reading, erasing and removing."""

from __future__ import annotations

from workshop.jobs import Worker

POSTS = (
    b"text,date\n"
    b"=1+1 they never answer the phone,2015-02-17\n"
    b"ok,2015-02-18\n"
    b",2015-02-19\n"
    b"They answer the phone at once,2015-02-20\n"
)


def drop(page, data: bytes = POSTS, name: str = "spring posts.csv"):
    page.get("file_uploader")[0].upload(name, data)
    return page.run()


def test_an_empty_home_asks_for_a_file_and_says_what_is_not_masked(bench, visit, shown):
    page = visit("comments")
    assert "Bring in comments" in shown(page)
    assert "Names are not masked yet" in shown(page)


def test_a_dropped_file_is_shown_before_it_is_stored(bench, visit, shown):
    page = drop(visit("comments"))
    html = shown(page)
    assert "will come in" in html
    assert "<b>Comment</b> text" in html
    assert page.text_input(key="comments_name").value == "spring-posts"
    assert bench.store.corpora.list() == ()


def test_an_import_runs_as_a_job_and_its_end_is_told(bench, visit, shown):
    page = drop(visit("comments"))
    page.button(key="comments_import").click().run()
    assert "spring posts.csv" in page.get("progress")[0].proto.text.replace("\\", "")
    Worker(bench).run_waiting()
    assert "spring posts.csv is in." in shown(page.run())
    assert [corpus.name for corpus in bench.store.corpora.list()] == ["spring-posts"]


def test_a_file_that_is_none_is_refused_in_two_sentences(bench, visit, shown):
    page = drop(visit("comments"), b"\x00\x01\x02\xff", "broken.xlsx")
    assert 'role="alert"' in shown(page)


def test_a_corpus_is_listed_with_counts_fingerprint_segments_and_notice(full, visit, shown):
    html = shown(visit("comments"))
    assert "5 comments by 5 travellers" in html
    assert "17 Feb 2015 to 21 Feb 2015" in html
    assert "North 3" in html
    assert "For &lt;tests&gt; only." in html


def test_comments_are_shown_escaped_and_masked(full, visit, shown):
    html = shown(visit("comments"))
    assert "&lt;b&gt;Third&lt;/b&gt;" in html or "Third call today" in html
    assert "<b>Third</b>" not in html
    assert "eve@example.com" not in html


def test_words_and_segment_leave_the_comments_that_fit(full, visit, shown):
    page = visit("comments")
    page.text_input(key="comments_words").set_value("callback").run()
    assert "1 to 1 of 1" in shown(page)
    page.text_input(key="comments_words").set_value("").run()
    page.selectbox(key="comments_segment").select("line=North").run()
    assert "1 to 3 of 3" in shown(page)
    page.text_input(key="comments_words").set_value("zebra").run()
    assert "No comment fits." in shown(page)


def test_a_corpus_goes_only_after_its_name_was_typed(full, visit, shown):
    page = visit("comments")
    page.button(key="corpus_remove_ferries").click().run()
    page.text_input(key="comments_remove_name").set_value("ferry")
    page.button(key="comments_remove").click().run()
    assert "Nothing was removed" in shown(page)
    page.text_input(key="comments_remove_name").set_value("ferries")
    page.button(key="comments_remove").click().run()
    assert "are removed" in shown(page)
    assert full.store.corpora.list() == ()


def test_one_comment_can_be_erased_for_good(full, visit, shown):
    page = visit("comments")
    erase = next(button for button in page.button if str(button.key).startswith("comment_erase_now_"))
    erase.click().run()
    assert "The comment is erased." in shown(page)
    assert full.store.comments.browse("ferries", full.store.corpora.get("ferries").version).n_comments == 4


def test_whose_customers_these_are_can_be_said_anew(full, visit, shown):
    page = visit("comments")
    page.button(key="corpus_company_ferries").click().run()
    page.text_input(key="company_ferries_people").set_value("passengers")
    page.button(key="comments_company_keep").click().run()
    assert not page.exception
    assert full.store.corpora.get("ferries").company.people == "passengers"


def test_two_people_browse_without_disturbing_one_another(full, visit, shown):
    one, other = visit("comments"), visit("comments")
    one.text_input(key="comments_words").set_value("callback").run()
    assert "1 to 1 of 1" in shown(one)
    assert "1 to 5 of 5" in shown(other.run())
