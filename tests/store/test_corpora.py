"""Corpora: made once, found by name, described, and removed with all that is theirs."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text

from workshop.errors import UnknownCorpus, UnusableName
from workshop.records import Comment, Company
from workshop.store.batches import Batch
from workshop.store.tables import metadata

AT = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
AIRLINE = Company(names=("Southwest",), handles=("@SouthwestAir",), person="traveller", people="travellers")


def test_a_new_corpus_is_empty_and_described(store):
    made = store.corpora.create("air", at=AT, title="Airlines", source="posts", company=AIRLINE, notice="Only a demo.")
    assert made == store.corpora.get("air")
    assert (made.name, made.title, made.source, made.notice) == ("air", "Airlines", "posts", "Only a demo.")
    assert (made.company, made.created_at, made.version) == (AIRLINE, AT, 0)
    assert store.comments.facts("air", 0).n_comments == 0


def test_a_corpus_without_a_title_is_called_by_its_name(store):
    assert store.corpora.create("air", at=AT).title == "air"


@pytest.mark.parametrize("name", ["", "Air", "-air", "air lines", "../air", "a" * 64, "flüge", "air\n"])
def test_a_name_that_cannot_be_typed_or_linked_to_is_refused(store, name):
    with pytest.raises(UnusableName, match="cannot name a corpus"):
        store.corpora.create(name, at=AT)


def test_a_name_is_given_once(store):
    store.corpora.create("air", at=AT)
    with pytest.raises(UnusableName, match="already"):
        store.corpora.create("air", at=AT)


def test_a_time_without_a_zone_is_refused(store):
    with pytest.raises(Exception, match="time zone"):
        store.corpora.create("air", at=datetime(2024, 3, 1))  # noqa: DTZ001


def test_corpora_are_listed_by_name(store):
    assert store.corpora.list() == ()
    for name in ("b", "c", "a"):
        store.corpora.create(name, at=AT)
    assert [corpus.name for corpus in store.corpora.list()] == ["a", "b", "c"]


def test_an_unknown_corpus_names_those_that_exist(store):
    with pytest.raises(UnknownCorpus, match="Import comments first"):
        store.corpora.get("air")
    store.corpora.create("hotels", at=AT)
    store.corpora.create("banks", at=AT)
    for ask in (store.corpora.get, store.corpora.remove, store.comments.batches):
        with pytest.raises(UnknownCorpus, match=r"no corpus called 'air'.*banks, hotels"):
            ask("air")


def test_whose_customers_these_are_can_be_said_anew(store):
    store.corpora.create("air", at=AT)
    assert store.corpora.update_company("air", AIRLINE).company == AIRLINE
    assert store.comments.facts("air", 0).company == AIRLINE


def test_a_company_kept_with_other_fields_is_still_read(store):
    store.corpora.create("air", at=AT)
    with store.write() as connection:
        connection.execute(text("""UPDATE corpora SET company = '{"names": ["A"], "motto": "Fly"}'"""))
    assert store.corpora.get("air").company == Company(names=("A",))


def test_a_removed_corpus_leaves_no_row_and_no_words(store):
    store.corpora.create("air", at=AT)
    comment = Comment("1", "Fine seats. Good food.", "posts", author_key="p", segments=(("airline", "Delta"),))
    store.comments.add("air", [comment, Comment("2", "Late again.", "posts")], batch=Batch("hash", "a.csv", AT))
    store.comments.erase("air", comment_id="2", at=AT)
    store.corpora.remove("air")
    assert store.corpora.list() == ()
    with store.read() as connection:
        counts = {
            table.name: connection.scalar(select(func.count()).select_from(table)) for table in metadata.sorted_tables
        }
        words = connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name LIKE 'words_%'"))
    assert set(counts.values()) == {0}
    assert words == 0


def test_a_name_may_be_used_again_but_never_an_id(store):
    first = store.corpora.create("air", at=AT)
    store.comments.add("air", [Comment("1", "Fine seats.", "posts")], batch=Batch("hash", "a.csv", AT))
    ids = store.comments.passage_ids("air", 1)
    store.corpora.remove("air")
    second = store.corpora.create("air", at=AT)
    store.comments.add("air", [Comment("1", "Fine seats.", "posts")], batch=Batch("hash", "a.csv", AT))
    assert second.id > first.id
    assert store.comments.passage_ids("air", 1).min() > ids.max()
    assert store.comments.passages(ids, 1) == []
