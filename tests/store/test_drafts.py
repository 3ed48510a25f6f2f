"""Drafts: saved while they are written, with versions to go back to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.records import Strictness
from workshop.store import Store
from workshop.store.drafts import UnknownDraft

AT = datetime(2024, 3, 1, 12, tzinfo=UTC)


def after(minutes):
    return AT + timedelta(minutes=minutes)


def texts(store, draft_id):
    return [version.text for version in store.drafts.versions(draft_id)]


def test_a_new_draft_is_kept_with_its_first_version(store):
    draft = store.drafts.create("We fly on time.", at=AT)
    assert store.drafts.get(draft.id) == draft
    assert (draft.name, draft.text, draft.saved_at) == ("", "We fly on time.", AT)
    assert texts(store, draft.id) == ["We fly on time."]


def test_every_save_changes_the_working_copy_and_makes_no_version_within_five_minutes(store):
    draft = store.drafts.create("We", at=AT)
    for n, text in enumerate(["We fly", "We fly on", "We fly on time"]):
        assert store.drafts.save(draft.id, text, at=after(n)).text == text
    assert store.drafts.get(draft.id).text == "We fly on time"
    assert texts(store, draft.id) == ["We"]


def test_what_stood_before_a_pause_becomes_a_version(store):
    draft = store.drafts.create("We", at=AT)
    store.drafts.save(draft.id, "We fly on time", at=after(2))
    store.drafts.save(draft.id, "", at=after(600))
    assert texts(store, draft.id) == ["We fly on time", "We"]
    assert store.drafts.versions(draft.id)[0].at == after(2)
    assert store.drafts.get(draft.id).text == ""


def test_long_writing_makes_a_version_every_few_minutes(store):
    draft = store.drafts.create("0", at=AT)
    for minute in range(1, 31):
        store.drafts.save(draft.id, str(minute), at=after(minute))
    assert texts(store, draft.id) == ["28", "24", "20", "16", "12", "8", "4", "0"]


def test_a_version_is_kept_when_asked(store):
    draft = store.drafts.create("one", at=AT)
    store.drafts.save(draft.id, "two", at=after(1), as_version=True)
    assert texts(store, draft.id) == ["two", "one"]


def test_the_same_text_makes_no_second_version(store):
    draft = store.drafts.create("one", at=AT)
    store.drafts.save(draft.id, "one", at=after(10), as_version=True)
    assert texts(store, draft.id) == ["one"]


def test_a_restored_version_is_the_working_copy_and_what_stood_there_is_a_version(store):
    draft = store.drafts.create("one", at=AT)
    store.drafts.save(draft.id, "two", at=after(1))
    assert store.drafts.restore(draft.id, 1, at=after(2)).text == "one"
    assert texts(store, draft.id) == ["two", "one"]


@pytest.fixture(scope="module")
def shared():
    """Hypothesis draws many examples, and opening a store takes longer than each of them."""
    opened = Store.in_memory()
    yield opened
    opened.close()


@settings(deadline=None, max_examples=25)
@given(steps=st.lists(st.tuples(st.text(max_size=3), st.integers(0, 12)), max_size=12))
def test_no_text_that_stood_for_five_minutes_is_ever_lost(shared, steps):
    draft = shared.drafts.create("start", at=AT)
    now, stood = AT, set()
    for text, minutes in steps:
        before = shared.drafts.get(draft.id)
        now += timedelta(minutes=minutes)
        if now - before.saved_at >= timedelta(minutes=5):
            stood.add(before.text)
        shared.drafts.save(draft.id, text, at=now)
    assert stood <= {*texts(shared, draft.id), shared.drafts.get(draft.id).text}


def test_drafts_are_listed_last_saved_first(store):
    first, second, third = (store.drafts.create(text, at=after(n)) for n, text in enumerate("abc"))
    store.drafts.save(first.id, "a again", at=after(9))
    assert [draft.id for draft in store.drafts.list()] == [first.id, third.id, second.id]


def test_a_draft_is_renamed_and_remembers_with_whom_it_was_met(store):
    draft = store.drafts.create("one", at=AT)
    store.drafts.rename(draft.id, "Spring campaign")
    store.drafts.choose(draft.id, corpus="air", segment="airline=Delta", strictness=Strictness.STRICT)
    now = store.drafts.get(draft.id)
    assert (now.name, now.corpus, now.segment, now.strictness) == (
        "Spring campaign",
        "air",
        "airline=Delta",
        Strictness.STRICT,
    )
    assert now.saved_at == AT


def test_a_deleted_draft_is_gone_with_its_versions_and_its_id_is_not_used_again(store):
    draft = store.drafts.create("one", at=AT)
    store.drafts.delete(draft.id)
    store.drafts.delete(draft.id)
    assert store.drafts.list() == []
    assert store.drafts.create("two", at=AT).id > draft.id


def test_what_is_gone_cannot_be_read_or_changed(store):
    for change in (
        lambda: store.drafts.get(7),
        lambda: store.drafts.save(7, "x", at=AT),
        lambda: store.drafts.rename(7, "x"),
        lambda: store.drafts.versions(7),
        lambda: store.drafts.restore(7, 1, at=AT),
        lambda: store.drafts.choose(7, corpus=None, segment=None, strictness=None),
    ):
        with pytest.raises(UnknownDraft):
            change()


def test_an_unknown_version_changes_nothing(store):
    draft = store.drafts.create("one", at=AT)
    with pytest.raises(UnknownDraft, match="no version 9"):
        store.drafts.restore(draft.id, 9, at=AT)
    assert store.drafts.get(draft.id).text == "one"


def test_drafts_survive_a_restart(tmp_path):
    first = Store.open(tmp_path)
    draft = first.drafts.create("one", at=AT)
    first.close()
    again = Store.open(tmp_path)
    assert again.drafts.get(draft.id).text == "one"
    again.close()
