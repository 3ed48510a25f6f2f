"""Versions: a fingerprint that depends on the members alone, and members that can be listed again."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.records import Comment, PassageSpan
from workshop.store import Store
from workshop.store.batches import Batch
from workshop.store.versions import Member, fingerprint

AT = datetime(2024, 3, 1, tzinfo=UTC)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
members = st.builds(
    Member,
    texts,
    st.sampled_from(["aa", "bb"]),
    st.none() | texts,
    st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
)
bodies = st.lists(members, unique_by=lambda member: member.comment_id, max_size=8)


def whole(text):
    return [PassageSpan(0, len(text))]


@settings(max_examples=40)
@given(bodies, st.randoms())
def test_a_fingerprint_does_not_depend_on_the_order(body, chance):
    shuffled = list(body)
    chance.shuffle(shuffled)
    assert fingerprint(shuffled) == fingerprint(body)


@settings(max_examples=40)
@given(bodies, bodies)
def test_different_members_have_different_fingerprints(one, other):
    by_id = [sorted(body, key=lambda member: member.comment_id) for body in (one, other)]
    assert (fingerprint(one) == fingerprint(other)) == (by_id[0] == by_id[1])


def test_a_fingerprint_is_the_hash_of_the_members_as_json_by_comment_id():
    body = [Member(f"c{n:04d}", "aa", None, (("airline", "Delta"),)) for n in range(1200)]
    assert fingerprint(reversed(body)) == sha256(json.dumps(body).encode()).hexdigest()
    assert fingerprint([]) == sha256(b"[]").hexdigest()


comments = st.builds(
    Comment,
    id=st.sampled_from([f"c{n}" for n in range(12)]),
    text=st.sampled_from(["Fine.", "Poor.", "Late.", "Ünïcode 😀 here."]),
    source=st.just("posts"),
    author_key=st.sampled_from([None, "p", "q"]),
    segments=st.sampled_from([(), (("airline", "Delta"),), (("airline", "Delta"), ("cabin", "Economy"))]),
)
imports = st.lists(st.lists(comments, max_size=6, unique_by=lambda comment: comment.id), max_size=4)


def expected(comments_by_id):
    return [
        Member(name, sha256(comment.text.encode()).hexdigest(), comment.author_key, comment.segments)
        for name, comment in sorted(comments_by_id.items())
    ]


@pytest.fixture(scope="module")
def shared():
    store = Store.in_memory()
    yield store
    store.close()


@settings(max_examples=12, deadline=None)
@given(imports)
def test_every_version_lists_again_what_it_held(shared, batches):
    shared.corpora.create("air", at=AT)
    state, history = {}, {0: {}}
    for n, batch in enumerate(batches):
        state = state | {comment.id: comment for comment in batch}
        added = shared.comments.add("air", batch, batch=Batch(str(n), "a.csv", AT), split=whole)
        assert (added.version in history) == (history.get(added.version) == state)
        history[added.version] = state
    for version, held in history.items():
        listed = shared.comments.members("air", version)
        assert listed == expected(held)
        assert shared.comments.facts("air", version).fingerprint == fingerprint(listed)
        assert len(shared.comments.passage_ids("air", version)) == len(held)
    shared.corpora.remove("air")


@settings(max_examples=8, deadline=None)
@given(st.lists(comments, min_size=2, max_size=8, unique_by=lambda comment: comment.id), st.randoms())
def test_the_order_of_imports_does_not_change_the_fingerprint(shared, body, chance):
    shuffled = list(body)
    chance.shuffle(shuffled)
    cut = len(body) // 2
    names = set()
    for parts in ([body], [shuffled[:cut], shuffled[cut:]]):
        shared.corpora.create("air", at=AT)
        for n, part in enumerate(parts):
            shared.comments.add("air", part, batch=Batch(str(n), "a.csv", AT), split=whole)
        names.add(shared.corpora.get("air").fingerprint)
        shared.corpora.remove("air")
    assert len(names) == 1
