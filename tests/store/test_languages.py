"""Languages of stored comments: told once, no part of what makes a revision, and a filter of every search."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workshop.records import Comment
from workshop.store.batches import Batch

NOW = datetime(2025, 3, 1, tzinfo=UTC)
WORDS = {"a": "The seats are clean.", "b": "Die seats sind clean.", "c": "Les seats sont clean.", "d": "👍👍 ok ok"}
CODES = {"a": "en", "b": "de", "c": "fr", "d": "und"}


def tell(texts):
    by_text = {WORDS[name]: code for name, code in CODES.items()}
    return [by_text[text] for text in texts]


def comments(*names, language=None):
    return [Comment(name, WORDS[name], "form", f"person-{name}", language=language) for name in names]


def add(store, *given):
    return store.comments.add("air", list(given), batch=Batch("hash", "air.csv", NOW, {}, ()))


@pytest.fixture
def air(store):
    store.corpora.create("air", at=NOW)
    return store


def languages(store):
    return {name: store.comments.comment("air", name).language for name in WORDS}


def test_what_no_file_says_is_told_once(air):
    add(air, *comments(*WORDS))
    assert air.comments.has_untold("air")
    asked = []
    air.comments.tell_languages("air", lambda texts: asked.extend(texts) or tell(texts))
    assert languages(air) == CODES
    assert not air.comments.has_untold("air")
    air.comments.tell_languages("air", lambda texts: asked.extend(texts) or tell(texts))
    assert sorted(asked) == sorted(WORDS.values())


def test_what_a_file_says_wins(air):
    add(air, *comments("a", "b", "c", language="nl"), *comments("d"))
    air.comments.tell_languages("air", tell)
    assert languages(air) == {"a": "nl", "b": "nl", "c": "nl", "d": "und"}


def test_telling_makes_no_revision_and_no_version(air):
    first = add(air, *comments(*WORDS))
    before = air.corpora.get("air")
    air.comments.tell_languages("air", tell)
    assert air.corpora.get("air") == before
    again = add(air, *comments(*WORDS))
    assert (again.version, again.n_same, again.n_revised) == (first.version, 4, 0)
    assert languages(air) == CODES


def test_it_can_be_stopped_between_two_parts_and_goes_on_later(air, monkeypatch):
    monkeypatch.setattr("workshop.store.languages.AT_ONCE", 2)
    add(air, *comments(*WORDS))
    steps = []

    def step():
        steps.append(None)
        if len(steps) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        air.comments.tell_languages("air", tell, step)
    assert sum(code is not None for code in languages(air).values()) == 2
    air.comments.tell_languages("air", tell)
    assert languages(air) == CODES


def test_facts_name_the_languages_not_judged_and_are_counted_anew_once_told(air):
    add(air, *comments(*WORDS), Comment("e", "The seats are fine.", "form", "person-b", language="en"))
    before = air.comments.facts("air", 1, served=("en",))
    assert (before.n_not_judged, before.not_judged, before.n_voices) == (0, (), 4)
    air.comments.tell_languages("air", tell)
    facts = air.comments.facts("air", 1, served=("en",))
    assert (facts.n_comments, facts.n_people, facts.n_not_judged) == (5, 4, 2)
    assert facts.not_judged == (("de", 1), ("fr", 1))
    assert facts.n_voices == 3
    assert facts.fingerprint == before.fingerprint
    assert air.comments.facts("air", 1, served=("de", "en")).not_judged == (("fr", 1),)
    everything = air.comments.facts("air", 1)
    assert (everything.n_not_judged, everything.n_voices) == (0, 4)


def test_comments_without_an_author_are_voices_of_their_own(air):
    add(air, Comment("x", "Fine seats.", "form", language="en"), Comment("y", "Gute Sitze.", "form", language="de"))
    facts = air.comments.facts("air", 1, served=("en",))
    assert (facts.n_people, facts.n_voices) == (None, 1)


def test_passages_and_words_leave_out_what_is_not_served_before_the_limit(air):
    add(air, *comments(*WORDS))
    air.comments.tell_languages("air", tell)
    whose = {
        one: air.comments.passages([one], 1)[0][0].comment.id for one in air.comments.passage_ids("air", 1).tolist()
    }
    served = air.comments.passage_ids("air", 1, served=("en",)).tolist()
    assert [whose[one] for one in served] == ["a", "d"]
    assert len(air.words.search("air", 1, "clean seats", 9)) == 3
    for k in (1, 9):
        hits = air.words.search("air", 1, "clean seats", k, served=("en",))
        assert [whose[one] for one, _ in hits] == ["a"]


def test_one_language_can_be_browsed(air):
    from workshop.store.browsing import Filter

    add(air, *comments(*WORDS))
    air.comments.tell_languages("air", tell)
    page = air.comments.browse("air", 1, Filter(language="fr"))
    assert [comment.id for comment in page.comments] == ["c"]
