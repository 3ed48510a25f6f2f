"""Words: found in any inflection, filtered before the limit, and never read as a query language."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.errors import UnknownCorpus, UnknownSegment
from workshop.records import Comment
from workshop.store import Store
from workshop.store.batches import Batch
from workshop.store.words import telling_words_of, words_of

AT = datetime(2024, 3, 1, tzinfo=UTC)


def fill(store, texts, corpus="air", **fields):
    if corpus not in [kept.name for kept in store.corpora.list()]:
        store.corpora.create(corpus, at=AT)
    given_comments = [Comment(name, text, "posts", **fields) for name, text in texts.items()]
    batch = Batch(str(len(texts)), "a.csv", AT)
    return store.comments.add(corpus, given_comments, batch=batch).version


def found(store, query, version=1, k=10, **options):
    hits = store.words.search("air", version, query, k, **options)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    passages = store.comments.passages([passage_id for passage_id, _ in hits], version)
    assert len(passages) == len(hits)
    return [passage.comment.id for passage, _ in passages]


def test_passages_are_found_in_any_inflection_and_without_accents(store):
    fill(store, {"1": "Flights were delayed.", "2": "Le café était fermé.", "3": "Seats are clean."})
    assert found(store, "a delay of my flight") == ["1"]
    assert found(store, "CAFE") == ["2"]


def test_a_better_match_comes_first(store):
    fill(store, {"1": "The seat is here.", "2": "The offline mode is broken.", "3": "An offline seat."})
    assert found(store, "offline mode")[0] == "2"


def test_stop_words_alone_find_nothing(store):
    fill(store, {"1": "It is what it is."})
    assert found(store, "what is it?") == []
    assert found(store, "") == []
    assert found(store, "😀 …") == []


def test_nothing_is_found_where_no_result_is_wanted(store):
    fill(store, {"1": "Clean seats."})
    assert found(store, "seats", k=0) == []


QUERIES = ['seats" OR "', "seats AND NOT x", "text:seats", "seats*", "NEAR(seats)", "-seats ^ (", "don't seats"]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_plain_words_whatever_it_looks_like(store, query):
    fill(store, {"1": "Clean seats.", "2": "Good food."})
    assert found(store, query) == ["1"]


@settings(max_examples=40, deadline=None)
@given(query=st.text())
def test_any_text_can_be_searched_for(query):
    assert ANY.words.search("air", 1, query, 5) == ANY.words.search("air", 1, query, 5)
    assert ANY.words.n_comments_with("air", 1, query) <= 1


ANY = Store.in_memory()
fill(ANY, {"1": "Clean seats."})


def test_a_long_text_can_be_searched_for(store):
    fill(store, {"1": "Clean seats.", "2": "Good food."})
    assert found(store, " ".join(f"word{n}" for n in range(3000)) + " seats") == ["1"]


def test_the_segment_filter_works_before_the_limit(store):
    fill(store, {f"u{n}": "Lost bag, lost bag." for n in range(50)}, segments=(("airline", "United"),))
    version = fill(store, {"d": "They lost every single bag of ours on that day."}, segments=(("airline", "Delta"),))
    assert found(store, "lost bag", version, k=1, segment="airline=Delta") == ["d"]
    with pytest.raises(UnknownSegment):
        found(store, "lost bag", version, segment="airline=Gone")


def test_a_version_finds_only_its_own_words(store):
    fill(store, {"1": "Old seats."})
    fill(store, {"1": "New seats.", "2": "More seats."})
    assert found(store, "old", version=1) == ["1"]
    assert found(store, "old", version=2) == []
    assert found(store, "new", version=1) == []
    assert sorted(found(store, "seats", version=2)) == ["1", "2"]
    assert found(store, "seats", version=0) == []


def test_other_corpora_change_neither_hits_nor_scores(store):
    fill(store, {"1": "Clean seats.", "2": "Good food and seats."})
    before = store.words.search("air", 1, "clean seats", 5)
    fill(store, {str(n): "Clean clean clean." for n in range(20)}, corpus="hotels")
    assert store.words.search("air", 1, "clean seats", 5) == before
    with pytest.raises(UnknownCorpus):
        store.words.search("banks", 1, "clean", 5)


def test_comments_with_a_word_are_counted_once_each(store):
    fill(store, {"1": "Refunds! I want refunds. Refund me.", "2": "A refund took weeks.", "3": "Fine."})
    assert store.words.n_comments_with("air", 1, "refund") == 2
    assert store.words.n_comments_with("air", 1, "teleport") == 0
    assert store.words.n_comments_with("air", 1, "!") == 0


def test_comments_with_a_word_are_counted_within_a_segment(store):
    fill(store, {"1": "A refund."}, segments=(("airline", "United"),))
    version = fill(store, {"2": "A refund."}, segments=(("airline", "Delta"),))
    assert store.words.n_comments_with("air", version, "refund", "airline=Delta") == 1


def test_words_are_taken_once_in_small_letters_with_straight_apostrophes():
    assert words_of("Don’t PANIC, don't panic! Wi-Fi 5G _x_") == ["don't", "panic", "wi", "fi", "5g", "x"]
    assert telling_words_of("We don't have an offline mode.") == ["offline", "mode"]
