"""Adding and reading comments: revisions, batches, snapshots and passages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workshop.errors import UnknownCorpus, UnknownSegment
from workshop.records import Comment, PassageSpan, Rating
from workshop.store import Store
from workshop.store.batches import Batch

AT = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
FULL = Comment(
    id="full",
    text="Boarding was quick. The seats were clean.",
    source="posts",
    author_key="person",
    date="2015-02-24T11:35:52-08:00",
    rating=Rating(4, 1, 5),
    question="How was it?",
    segments=(("airline", "Delta"), ("cabin", "Economy")),
    language="en",
    url="https://example.org/1",
    verified=True,
    incentivised=False,
    insider=False,
    consent=True,
    masks=(("email", 2),),
    n_rows=3,
)


@pytest.fixture
def air(store):
    store.corpora.create("air", at=AT)
    return store


def batch(name="a.csv"):
    return Batch(file_hash=f"hash of {name}", filename=name, added_at=AT)


def add(store, *comments, name="a.csv", **options):
    return store.comments.add("air", comments, batch=batch(name), **options)


def said(comment_id, text, **fields):
    return Comment(comment_id, text, "posts", **fields)


def quotes(store, version, **options):
    ids = store.comments.passage_ids("air", version, **options)
    return [passage.quote for passage, _ in store.comments.passages(ids, version)]


def test_a_comment_comes_back_as_it_went_in(air):
    add(air, FULL, said("bare", "Fine."))
    assert air.comments.comment("air", "full") == FULL
    assert air.comments.comment("air", "bare") == said("bare", "Fine.")
    assert air.comments.comment("air", "nobody") is None


def test_an_add_says_what_it_did(air):
    added = add(air, FULL, said("1", "Fine."))
    assert (added.version, added.n_new, added.n_revised, added.n_same) == (1, 2, 0, 0)
    added = add(air, said("1", "Poor."), said("2", "Good."), FULL, name="b.csv")
    assert (added.version, added.n_new, added.n_revised, added.n_same) == (2, 1, 1, 1)


def test_the_same_file_twice_adds_nothing(air):
    first = add(air, FULL, said("1", "Fine."))
    before = air.comments.passage_ids("air", 1)
    again = add(air, FULL, said("1", "Fine."))
    assert (again.version, again.n_new, again.n_revised, again.n_same) == (first.version, 0, 0, 2)
    assert air.corpora.get("air").version == 1
    assert len(air.comments.batches("air")) == 1
    assert air.comments.passage_ids("air", 1).tolist() == before.tolist()


def test_nothing_to_add_makes_no_version(air):
    assert add(air).version == 0


def test_identical_rows_are_counted_by_the_largest_file_not_summed(air):
    add(air, said("1", "Fine.", n_rows=3))
    for n_rows in (2, 3, 5):
        assert add(air, said("1", "Fine.", n_rows=n_rows), name=f"{n_rows}.csv").version == 1
    assert air.comments.comment("air", "1").n_rows == 5


@pytest.mark.parametrize(
    "change",
    [{"text": "Boarding was slow."}, {"rating": None}, {"segments": ()}, {"author_key": "other"}, {"language": "de"}],
)
def test_whatever_changes_under_the_same_id_is_a_new_revision(air, change):
    add(air, FULL)
    assert add(air, replace(FULL, **change), name="b.csv").n_revised == 1
    assert air.comments.comment("air", "full") == replace(FULL, **change, revision=2)
    assert air.comments.comment("air", "full", version=1) == FULL


def test_the_first_of_several_comments_with_one_id_is_kept(air):
    added = add(air, said("1", "First."), said("1", "Second."), said("1", "First."))
    assert (added.n_new, added.n_repeated) == (1, 2)
    assert air.comments.comment("air", "1").text == "First."
    assert add(air, said("1", "First."), said("1", "Second."), said("1", "First.")).version == 1


def test_a_reader_of_an_older_version_sees_what_it_held(air):
    add(air, said("1", "Old words."), said("2", "Stays."))
    add(air, said("1", "New words."), said("3", "Comes."), name="b.csv")
    assert quotes(air, 1) == ["Old words.", "Stays."]
    assert quotes(air, 2) == ["Stays.", "New words.", "Comes."]
    assert air.comments.facts("air", 1).n_comments == 2
    assert air.comments.facts("air", 2).n_comments == 3
    assert air.comments.browse("air", 1).n_comments == 2


def test_passages_come_in_the_order_asked_for_with_the_sentence_before(air):
    add(air, said("1", "One is here. Two is here. Three is here."))
    first, second, third = air.comments.passage_ids("air", 1).tolist()
    found = air.comments.passages([third, first, second], 1)
    assert [(passage.id, passage.quote, before) for passage, before in found] == [
        (third, "Three is here.", "Two is here."),
        (first, "One is here.", ""),
        (second, "Two is here.", "One is here."),
    ]


def test_passages_of_another_version_and_unknown_ids_are_skipped(air):
    add(air, said("1", "Old words."))
    (old,) = air.comments.passage_ids("air", 1)
    add(air, said("1", "New words."), name="b.csv")
    assert air.comments.passages([old, 999], 2) == []
    assert len(air.comments.passages([old, 999], 1)) == 1


def test_many_passages_are_read_past_the_limit_of_variables(air):
    spans = [PassageSpan(n, n + 1) for n in range(3000)]
    add(air, said("1", "x" * 3000), split=lambda _text: spans)
    ids = air.comments.passage_ids("air", 1)
    found = air.comments.passages(ids[::-1], 1)
    assert [passage.start for passage, _ in found] == list(range(2999, -1, -1))


def test_a_segment_holds_only_its_passages(air):
    delta, united = (("airline", "Delta"),), (("airline", "United"),)
    add(
        air, said("1", "Fine.", segments=delta), said("2", "Poor.", segments=united), said("3", "Late.", segments=delta)
    )
    assert quotes(air, 1, segment="airline=Delta") == ["Fine.", "Late."]
    with pytest.raises(UnknownSegment):
        air.comments.passage_ids("air", 1, "airline=Gone")


def test_changes_turn_one_version_into_another(air):
    add(air, said("1", "Old words."), said("2", "Stays."))
    add(air, said("1", "New words."), name="b.csv")
    add(air, said("3", "Comes."), name="c.csv")
    air.comments.erase("air", comment_id="2", at=AT)
    for held in range(5):
        had = set(air.comments.passage_ids("air", held).tolist())
        for version in range(held, 5):
            changes = air.comments.changes("air", held, version)
            now = set(air.comments.passage_ids("air", version).tolist())
            assert had - set(changes.removed.tolist()) | set(changes.added.tolist()) == now
            assert sorted(changes.added.tolist()) == changes.added.tolist()


def test_an_index_made_before_an_erasure_is_told_to_let_go(air):
    add(air, said("1", "Secret words."), said("2", "Stays."))
    first, _ = air.comments.passage_ids("air", 1).tolist()
    air.comments.erase("air", comment_id="1", at=AT)
    assert air.comments.changes("air", 1, 2).removed.tolist() == [first]
    assert air.comments.changes("air", 0, 2).removed.tolist() == []
    assert air.comments.changes("air", 2, 2).removed.tolist() == []


def test_facts_tell_how_much_is_known_about_authors(air):
    add(
        air,
        said("1", "Fine.", author_key="a"),
        said("2", "Poor.", author_key="a"),
        said("3", "Late."),
        said("4", "Ok."),
    )
    facts = air.comments.facts("air", 1)
    assert (facts.n_comments, facts.n_people, facts.share_with_author) == (4, 1, 0.5)


def test_where_no_author_is_known_there_are_no_people_to_count(air):
    add(air, said("1", "Fine."), said("2", "Poor."))
    facts = air.comments.facts("air", 1)
    assert (facts.n_people, facts.share_with_author) == (None, 0.0)


def test_facts_of_a_segment_count_only_that_segment(air):
    add(air, FULL, said("1", "Fine.", date="2016"), said("2", "Gut.", language="de", date="2014-01"))
    facts = air.comments.facts("air", 1, "airline=Delta")
    assert (facts.segment, facts.n_comments, facts.n_people, facts.share_with_author) == ("airline=Delta", 1, 1, 1.0)
    whole = air.comments.facts("air", 1, served={"en"})
    assert (whole.segment, whole.n_not_judged, whole.first_date, whole.last_date) == (None, 1, "2014-01", "2016")
    assert whole.fingerprint == facts.fingerprint == air.corpora.get("air").fingerprint


def test_a_version_that_never_was_is_refused(air):
    with pytest.raises(UnknownCorpus, match="no version 7"):
        air.comments.facts("air", 7)


def test_batches_tell_where_comments_came_from(air):
    kept = Batch(
        "hash", "guests.xlsx", AT, columns={"text": ["Comment"], "id": None}, left_out=((3, "empty"), (9, "short"))
    )
    air.comments.add("air", [FULL], batch=kept)
    add(air, FULL, said("1", "Fine."), name="b.csv")
    first, second = air.comments.batches("air")
    assert (first.number, first.version, first.batch, first.n_new) == (1, 1, kept, 1)
    assert (second.number, second.version, second.n_new, second.n_same) == (2, 2, 1, 1)


def test_another_file_that_brings_nothing_new_is_still_recorded(air):
    add(air, FULL)
    add(air, FULL, name="copy.csv")
    assert [(kept.version, kept.n_same) for kept in air.comments.batches("air")] == [(1, 0), (1, 1)]


def test_an_add_that_fails_half_way_leaves_nothing(air):
    def comments():
        yield FULL
        raise InterruptedError

    with pytest.raises(InterruptedError):
        air.comments.add("air", comments(), batch=batch())

    def split(text):
        if text == "Breaks.":
            raise InterruptedError
        return []

    with pytest.raises(InterruptedError):
        add(air, said("1", "Fine."), said("2", "Breaks."), split=split)
    assert air.corpora.get("air").version == 0
    assert air.comments.browse("air", 0).n_comments == 0
    assert air.comments.batches("air") == ()


def test_whatever_yields_the_comments_may_use_the_store_meanwhile(air):
    def comments():
        yield FULL
        air.corpora.create("progress", at=AT)
        yield said("1", "Fine.")

    assert air.comments.add("air", comments(), batch=batch()).n_new == 2


def test_what_another_writer_changed_after_the_cutting_is_cut_again(air):
    add(air, said("1", "First words."))

    def comments():
        yield said("1", "First words.")
        yield from (said(f"fill {n}", "Fine.") for n in range(600))
        add(air, said("1", "Other words."), name="b.csv")

    added = air.comments.add("air", comments(), batch=batch("c.csv"))
    assert (added.version, added.n_new, added.n_revised) == (3, 600, 1)
    assert air.comments.comment("air", "1").text == "First words."
    assert "First words." in quotes(air, 3)


def test_a_reader_in_another_process_reads_what_was_added(tmp_path):
    writer = Store.open(tmp_path)
    writer.corpora.create("air", at=AT)
    reader = Store.open(tmp_path)
    add(writer, FULL)
    assert quotes(reader, reader.corpora.get("air").version) == ["Boarding was quick.", "The seats were clean."]
    reader.close()
    writer.close()
