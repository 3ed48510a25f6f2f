"""Customers' words beside a draft."""

from datetime import UTC, datetime

import pytest

from workshop.errors import UnknownCorpus
from workshop.records import Comment, Rating
from workshop.store.batches import Batch
from workshop.store.drafts import UnknownDraft
from workshop.store.hidden import UnknownQuote

AT = datetime(2024, 3, 1, tzinfo=UTC)
COMMENT = Comment("c1", "Ana was kind. The seats were clean.", "posts")


def add(store, *comments, corpus="air"):
    batch = Batch(file_hash="h", filename="a.csv", added_at=AT)
    version = store.comments.add(corpus, comments, batch=batch).version
    ids = store.comments.passage_ids(corpus, version).tolist()
    return {(p.comment.id, p.quote): p.id for p, _ in store.comments.passages(ids, version)}


@pytest.fixture
def air(store):
    store.corpora.create("air", at=AT)
    store.drafts.create("Clean seats.", at=AT)
    store.drafts.create("Kind crews.", at=AT)
    return store


def put(store, passage, draft=1, says="3 guests say something like this"):
    store.beside.put(draft, "air", passage, says=says, at=AT)


def test_words_lie_beside_their_own_draft_in_the_order_in_which_they_were_put_there(air):
    ids = add(air, COMMENT)
    put(air, ids["c1", "The seats were clean."])
    put(air, ids["c1", "Ana was kind."])
    assert [one.quote for one in air.beside.of(1)] == ["The seats were clean.", "Ana was kind."]
    (first, _) = air.beside.of(1)
    assert (first.corpus, first.comment.id, first.says, first.at) == (
        "air",
        "c1",
        "3 guests say something like this",
        AT,
    )
    assert air.beside.of(2) == []


def test_the_same_words_lie_there_once(air):
    kind = add(air, COMMENT)["c1", "Ana was kind."]
    put(air, kind)
    put(air, kind, says="9 guests say something like this")
    assert [one.says for one in air.beside.of(1)] == ["3 guests say something like this"]


def test_words_are_taken_away_from_their_own_draft_only(air):
    put(air, add(air, COMMENT)["c1", "Ana was kind."])
    (one,) = air.beside.of(1)
    air.beside.take_away(2, one.id)
    assert air.beside.of(1) == [one]
    air.beside.take_away(1, one.id)
    air.beside.take_away(1, one.id)
    assert air.beside.of(1) == []


def test_deleting_a_draft_takes_its_words_and_nothing_else(air):
    kind = add(air, COMMENT)["c1", "Ana was kind."]
    put(air, kind)
    put(air, kind, draft=2)
    air.drafts.delete(1)
    assert air.beside.of(1) == []
    assert len(air.beside.of(2)) == 1


def test_an_erased_comment_lies_beside_nothing(air):
    put(air, add(air, COMMENT)["c1", "Ana was kind."])
    air.comments.erase("air", comment_id="c1", at=AT)
    assert air.beside.of(1) == []


def test_words_stay_when_their_comment_comes_again_with_the_same_text_and_go_with_it(air):
    put(air, add(air, COMMENT)["c1", "Ana was kind."])
    add(air, Comment("c1", COMMENT.text, "posts", rating=Rating(1, 1, 5)))
    assert [one.quote for one in air.beside.of(1)] == ["Ana was kind."]
    add(air, Comment("c1", "Ana was rude.", "posts"))
    assert air.beside.of(1) == []


def test_what_is_not_there_is_refused(air):
    kind = add(air, COMMENT)["c1", "Ana was kind."]
    with pytest.raises(UnknownCorpus):
        air.beside.put(1, "sea", kind, says="", at=AT)
    with pytest.raises(UnknownQuote):
        put(air, 4711)
    with pytest.raises(UnknownDraft):
        put(air, kind, draft=4711)
