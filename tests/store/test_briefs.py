"""The register of made briefs."""

from datetime import UTC, datetime, timedelta

AT = datetime(2024, 3, 1, tzinfo=UTC)


def test_a_brief_is_registered_and_listed_newest_first(store):
    first = store.briefs.add("Spring", "air", "f" * 64, ["c1", "c2", "c1"], at=AT)
    second = store.briefs.add("Summer", "air", "g" * 64, [], at=AT + timedelta(days=1))
    assert store.briefs.list() == [second, first]
    assert (first.title, first.corpus, first.fingerprint, first.made_at) == ("Spring", "air", "f" * 64, AT)


def test_the_briefs_that_quote_a_comment_are_named(store):
    spring = store.briefs.add("Spring", "air", "f", ["c1", "c2"], at=AT)
    summer = store.briefs.add("Summer", "air", "f", ["c2"], at=AT)
    store.briefs.add("Cruise", "sea", "f", ["c2"], at=AT)
    assert store.briefs.quoting("air", ["c2"]) == [spring, summer]
    assert store.briefs.quoting("air", ["c1", "c2", *(f"x{n}" for n in range(1500))]) == [spring, summer]
    assert store.briefs.quoting("air", ["c3"]) == []
    assert store.briefs.quoting("air", []) == []


def test_the_register_outlives_the_corpus(store):
    store.corpora.create("air", at=AT)
    spring = store.briefs.add("Spring", "air", "f", ["c1"], at=AT)
    store.corpora.remove("air")
    assert store.briefs.quoting("air", ["c1"]) == [spring]
