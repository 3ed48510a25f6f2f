"""Counts of a corpus are remembered, and never after something was added, erased or made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workshop.errors import UnknownCorpus
from workshop.records import Comment, Company
from workshop.store import Store
from workshop.store.batches import Batch
from workshop.store.remembered import Remembered

NOW = datetime(2025, 3, 1, tzinfo=UTC)


def add(store, *ids, corpus="inn"):
    comments = [Comment(one, f"The breakfast was good, {one}.", "form", f"author-{one}") for one in ids]
    comments = [replace(one, segments=(("city", "Leeds" if one.id < "c" else "York"),)) for one in comments]
    store.comments.add(corpus, comments, batch=Batch("hash", "inn.csv", NOW, {}, ()))
    return store.corpora.get(corpus).version


@pytest.fixture
def store():
    opened = Store.in_memory()
    opened.corpora.create("inn", at=NOW)
    yield opened
    opened.close()


def test_what_was_counted_once_is_not_counted_again(store):
    corpus, counted = store.corpora.get("inn"), []
    remembered = Remembered()
    for _ in range(3):
        assert remembered.get(corpus, (1, None), lambda: counted.append(1) or 7) == 7
    assert counted == [1]
    remembered.get(corpus, (1, "city=Leeds"), lambda: counted.append(2) or 7)
    remembered.get(replace(corpus, version=2), (1, None), lambda: counted.append(3) or 7)
    remembered.get(replace(corpus, id=9), (1, None), lambda: counted.append(4) or 7)
    assert counted == [1, 2, 3, 4]


def test_only_the_last_few_counts_are_remembered(store):
    corpus, counted = store.corpora.get("inn"), []
    remembered = Remembered()
    for asked in (*range(300), 299, 0):
        remembered.get(corpus, asked, lambda asked=asked: counted.append(asked) or asked)
    assert counted == [*range(300), 0]


def test_new_comments_change_the_facts_of_the_newest_version_alone(store):
    first = add(store, "a", "b")
    before = store.comments.facts("inn", first)
    second = add(store, "c")
    assert store.comments.facts("inn", first) == before
    assert store.comments.facts("inn", second).n_comments == 3


def test_an_erased_comment_leaves_the_facts_of_every_version(store):
    first = add(store, "a", "b", "c")
    assert store.comments.facts("inn", first).n_people == 3
    assert store.comments.facts("inn", first, "city=Leeds").n_comments == 2
    assert [one.n_comments for one in store.comments.segments("inn", first)] == [2, 1]
    store.comments.erase("inn", comment_id="a", at=NOW)
    assert store.comments.facts("inn", first).n_people == 2
    assert store.comments.facts("inn", first, "city=Leeds").n_comments == 1
    assert [one.n_comments for one in store.comments.segments("inn", first)] == [1, 1]


def test_another_process_that_erases_is_noticed(tmp_path):
    mine, theirs = Store.open(tmp_path), Store.open(tmp_path)
    mine.corpora.create("inn", at=NOW)
    version = add(mine, "a", "b")
    assert mine.comments.facts("inn", version).n_comments == 2
    theirs.comments.erase("inn", comment_id="a", at=NOW)
    assert mine.comments.facts("inn", version).n_comments == 1
    mine.close()
    theirs.close()


def test_an_import_that_was_undone_leaves_nothing_behind(store):
    version = add(store, "a")
    with pytest.raises(RuntimeError), store.write():
        undone = add(store, "b", "c")
        assert store.comments.facts("inn", undone).n_comments == 3
        raise RuntimeError
    assert add(store, "d") == undone == version + 1
    assert store.comments.facts("inn", undone).n_comments == 2


def test_a_corpus_made_again_under_its_name_is_counted_anew(store):
    version = add(store, "a", "b")
    assert store.comments.facts("inn", version).n_comments == 2
    store.corpora.remove("inn")
    with pytest.raises(UnknownCorpus):
        store.comments.facts("inn", version)
    store.corpora.create("inn", at=NOW)
    assert store.comments.facts("inn", add(store, "x")).n_comments == 1


def test_the_word_for_the_people_changes_at_once(store):
    version = add(store, "a")
    assert store.comments.facts("inn", version).company.people == "customers"
    store.corpora.update_company("inn", Company(person="guest", people="guests"))
    assert store.comments.facts("inn", version).company.people == "guests"


def test_a_list_of_segments_is_the_callers_own(store):
    version = add(store, "a", "c")
    store.comments.segments("inn", version).clear()
    assert len(store.comments.segments("inn", version)) == 2
