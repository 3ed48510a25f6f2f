"""Kept answers."""

from datetime import UTC, datetime

import pytest

from workshop.errors import UnknownCorpus
from workshop.store import checks

AT = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def kept(store):
    store.corpora.create("air", at=AT)
    store.corpora.create("sea", at=AT)
    return store.checks


def test_answers_come_back_by_key(kept):
    kept.put("air", {"one": '{"verdict":"thin"}', "two": "{}"})
    assert kept.get(["one", "three"]) == {"one": '{"verdict":"thin"}'}


def test_a_newer_answer_replaces_an_older_one(kept):
    kept.put("air", {"one": "first"})
    kept.put("air", {"one": "second", "two": "other"})
    assert kept.get(["one", "two"]) == {"one": "second", "two": "other"}


def test_a_purge_takes_one_corpus_only(kept):
    kept.put("air", {"one": "a"})
    kept.put("sea", {"two": "b"})
    kept.purge("air")
    assert kept.get(["one", "two"]) == {"two": "b"}


def test_a_removed_corpus_takes_its_answers_along(kept, store):
    kept.put("air", {"one": "a"})
    store.corpora.remove("air")
    assert kept.get(["one"]) == {}


def test_an_answer_for_no_corpus_is_refused(kept):
    with pytest.raises(UnknownCorpus):
        kept.put("land", {"one": "a"})


def test_only_the_newest_answers_stay(kept, monkeypatch):
    monkeypatch.setattr(checks, "N_KEPT", 3)
    kept.put("sea", {"other": "x"})
    for key in "abcde":
        kept.put("air", {key: key})
    kept.put("air", {"c": "again"})
    kept.put("air", {"f": "f"})
    assert kept.get([*"abcdef", "other"]) == {"e": "e", "c": "again", "f": "f", "other": "x"}


def test_nothing_asked_and_nothing_given_is_nothing(kept):
    kept.put("air", {})
    assert kept.get([]) == {}
