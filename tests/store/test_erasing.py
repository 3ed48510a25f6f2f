"""Erasing for good: out of every version, every file, and every later import."""

from datetime import UTC, datetime

import pytest

from workshop.records import Comment
from workshop.store import Store
from workshop.store.batches import Batch
from workshop.store.rows import hash_text

AT = datetime(2024, 3, 1, tzinfo=UTC)


def said(comment_id, text, **fields):
    return Comment(comment_id, text, "posts", **fields)


def add(store, *comments):
    return store.comments.add("air", comments, batch=Batch(hash_text(repr(comments)), "a.csv", AT))


@pytest.fixture
def air(store):
    store.corpora.create("air", at=AT)
    return store


def test_every_revision_of_an_erased_comment_is_gone_from_every_version(air):
    add(air, said("1", "First words. More."), said("2", "Stays."))
    add(air, said("1", "Second words."))
    erased = air.comments.erase("air", comment_id="1", at=AT)
    assert erased.version == air.corpora.get("air").version == 3
    assert erased.fingerprint == air.corpora.get("air").fingerprint
    for version in (1, 2, 3):
        assert [member.comment_id for member in air.comments.members("air", version)] == ["2"]
        assert air.comments.comment("air", "1", version) is None
        assert air.words.search("air", version, "first second words", 9) == []
        assert air.comments.facts("air", version).n_comments == 1


def test_an_erasure_tells_caches_what_to_forget(air):
    add(air, said("1", "First words here. More of them."), said("2", "Stays."))
    add(air, said("1", "Second words."))
    ids = [passage_id for version in (1, 2) for passage_id in air.comments.passage_ids("air", version).tolist()]
    erased = air.comments.erase("air", comment_id="1", at=AT)
    kept = air.comments.passage_ids("air", 3).tolist()
    assert erased.comment_ids == ("1",)
    assert set(erased.text_hashes) == {hash_text("First words here. More of them."), hash_text("Second words.")}
    assert {passage.id for passage in erased.passages} == set(ids) - set(kept)
    told = {(passage.quote, passage.before, passage.text_hash) for passage in erased.passages}
    assert ("More of them.", "First words here.", hash_text("More of them.")) in told
    assert ("Second words.", "", hash_text("Second words.")) in told
    assert [passage.quote for passage, _ in air.comments.passages(sorted(set(ids)), 3)] == ["Stays."]


def test_a_person_is_erased_with_all_comments(air):
    add(air, said("1", "Fine.", author_key="p"), said("2", "Good.", author_key="q"), said("3", "Poor.", author_key="p"))
    add(air, said("3", "Not mine any more.", author_key="q"))
    erased = air.comments.erase("air", author_key="p", at=AT)
    assert set(erased.comment_ids) == {"1", "3"}
    assert [member.comment_id for member in air.comments.members("air", 3)] == ["2"]


def test_the_erased_do_not_come_back_with_the_next_import(air):
    comments = said("1", "Fine.", author_key="p"), said("2", "Good.", author_key="q"), said("3", "So so.")
    add(air, *comments)
    air.comments.erase("air", author_key="p", at=AT)
    air.comments.erase("air", comment_id="3", at=AT)
    again = add(air, *comments, said("4", "New.", author_key="p"), said("5", "New."))
    assert (again.n_erased, again.n_new, again.n_same) == (3, 1, 1)
    assert [member.comment_id for member in air.comments.members("air", again.version)] == ["2", "5"]


def test_erasing_what_is_not_there_changes_nothing(air):
    add(air, said("1", "Fine."))
    erased = air.comments.erase("air", comment_id="2", at=AT)
    assert (erased.version, erased.comment_ids) == (1, ())
    assert erased.fingerprint == air.corpora.get("air").fingerprint
    assert add(air, said("2", "Good.")).n_new == 1


def test_erasing_needs_one_target(air):
    with pytest.raises(ValueError, match="either"):
        air.comments.erase("air", at=AT)
    with pytest.raises(ValueError, match="either"):
        air.comments.erase("air", comment_id="1", author_key="p", at=AT)


def test_a_segment_that_held_only_the_erased_is_gone(air):
    add(air, said("1", "Fine.", segments=(("room", "Anna's"),)), said("2", "Good.", segments=(("room", "12"),)))
    air.comments.erase("air", comment_id="1", at=AT)
    assert [segment.value for segment in air.comments.segments("air", 1)] == ["12"]


def bytes_in(home):
    return b"".join(path.read_bytes() for path in home.iterdir())


@pytest.mark.parametrize("how", ["comment", "person", "corpus"])
def test_no_byte_of_the_erased_is_left_in_any_file(tmp_path, how):
    store = Store.open(tmp_path)
    store.corpora.create("air", at=AT)
    secret = "Zyzzogeton quarrelled vexatiously about my xylophone. " + "Long overflowing vexation. " * 400
    add(store, *(said(f"a{n}", f"Filler {n} here.", author_key=f"k{n}") for n in range(700)))
    add(store, said("1", secret, author_key="p", url="https://example.org/zyzzogeton"), said("2", "Short xylophone."))
    add(store, *(said(f"b{n}", f"More filler {n}.") for n in range(700)))
    add(store, said("1", "Zyzzogeton again, with a xylophone.", author_key="p"))
    assert b"yzzogeton" in bytes_in(tmp_path)
    if how == "corpus":
        store.corpora.remove("air")
    else:
        target = {"comment_id": "1"} if how == "comment" else {"author_key": "p"}
        assert store.comments.erase("air", **target, at=AT).is_complete
        assert store.words.n_comments_with("air", 4, "xylophone") == 1
    left = bytes_in(tmp_path).lower()
    store.close()
    assert b"zyzzogeton" not in left
    assert b"yzzogeton" not in left
    assert b"vexat" not in left
    assert b"quarrel" not in left


def test_an_erasure_beside_a_reader_says_that_old_bytes_remain(tmp_path, monkeypatch):
    store = Store.open(tmp_path)
    store.corpora.create("air", at=AT)
    add(store, said("1", "Fine."))
    other = Store.open(tmp_path)
    monkeypatch.setattr("workshop.store.database._LOG_TIMEOUT_MILLISECONDS", 20)
    with other.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM comments").all()
        assert not store.comments.erase("air", comment_id="1", at=AT).is_complete
    other.close()
    store.close()
