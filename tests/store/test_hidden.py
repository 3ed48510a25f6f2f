"""Quotes kept off the wall."""

from datetime import UTC, datetime, timedelta

import pytest

from workshop.errors import UnknownCorpus
from workshop.records import Comment, Rating
from workshop.store.batches import Batch
from workshop.store.hidden import HiddenQuote, UnknownQuote

AT = datetime(2024, 3, 1, tzinfo=UTC)
COMMENT = Comment("c1", "Ana was rude. The seats were clean.", "posts")


def add(store, *comments, corpus="air"):
    batch = Batch(file_hash="h", filename="a.csv", added_at=AT)
    version = store.comments.add(corpus, comments, batch=batch).version
    ids = store.comments.passage_ids(corpus, version).tolist()
    return {(p.comment.id, p.quote): p.id for p, _ in store.comments.passages(ids, version)}


@pytest.fixture
def air(store):
    store.corpora.create("air", at=AT)
    store.corpora.create("sea", at=AT)
    return store


def test_a_hidden_quote_is_kept_with_its_reason(air):
    ids = add(air, COMMENT, Comment("c2", "Ana was rude.", "posts"))
    rude = ids["c1", "Ana was rude."]
    air.hidden.add("air", rude, reason="Names a member of staff", at=AT, by="Bo")
    assert air.hidden.passages("air") == [rude]
    assert air.hidden.list("air") == [HiddenQuote("c1", "Ana was rude.", "Names a member of staff", "Bo", AT)]
    assert air.hidden.passages("sea") == []


def test_a_second_time_changes_the_reason_only(air):
    rude = add(air, COMMENT)["c1", "Ana was rude."]
    air.hidden.add("air", rude, reason="first", at=AT)
    air.hidden.add("air", rude, reason="second", at=AT + timedelta(days=1))
    assert [quote.reason for quote in air.hidden.list("air")] == ["second"]


def test_a_quote_can_be_shown_again(air):
    rude = add(air, COMMENT)["c1", "Ana was rude."]
    air.hidden.add("air", rude, reason="x", at=AT)
    air.hidden.remove("air", rude)
    air.hidden.remove("air", rude)
    assert air.hidden.passages("air") == air.hidden.list("air") == []


def test_a_quote_stays_hidden_when_its_comment_comes_again_with_the_same_text(air):
    before = add(air, COMMENT)["c1", "Ana was rude."]
    air.hidden.add("air", before, reason="x", at=AT)
    now = add(air, Comment("c1", COMMENT.text, "posts", rating=Rating(1, 1, 5)))["c1", "Ana was rude."]
    assert now != before
    assert air.hidden.passages("air") == [before, now]
    air.hidden.remove("air", now)
    assert air.hidden.passages("air") == []


def test_new_words_are_a_new_quote_for_wall_and_brief(air):
    rude = add(air, COMMENT)["c1", "Ana was rude."]
    air.hidden.add("air", rude, reason="x", at=AT)
    now = add(air, Comment("c1", "Ana was kind. The seats were clean.", "posts"))["c1", "Ana was kind."]
    assert now not in air.hidden.passages("air")
    assert [(quote.comment_id, quote.quote) for quote in air.hidden.list("air")] == [("c1", "Ana was rude.")]


def test_a_quote_stays_hidden_where_its_words_have_moved_in_a_later_revision(air):
    before = add(air, COMMENT, Comment("c2", "Ana was rude.", "posts"))["c1", "Ana was rude."]
    air.hidden.add("air", before, reason="x", at=AT)
    now = add(air, Comment("c1", "The seats were clean. Ana was rude.", "posts"))["c1", "Ana was rude."]
    assert air.hidden.passages("air") == [before, now]
    air.hidden.add("air", now, reason="y", at=AT)
    assert [quote.reason for quote in air.hidden.list("air")] == ["y"]
    air.hidden.remove("air", before)
    assert air.hidden.passages("air") == air.hidden.list("air") == []


def test_an_erased_comment_takes_the_reason_along(air):
    rude = add(air, COMMENT)["c1", "Ana was rude."]
    air.hidden.add("air", rude, reason="x", at=AT)
    air.comments.erase("air", comment_id="c1", at=AT)
    assert air.hidden.list("air") == []


def test_a_quote_of_another_corpus_or_none_is_refused(air):
    rude = add(air, COMMENT)["c1", "Ana was rude."]
    for corpus, passage_id in (("sea", rude), ("air", 10**6)):
        with pytest.raises(UnknownQuote):
            air.hidden.add(corpus, passage_id, reason="x", at=AT)
    with pytest.raises(UnknownCorpus):
        air.hidden.add("land", rude, reason="x", at=AT)
