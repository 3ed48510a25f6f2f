"""Vectors kept by text and encoder."""

import hashlib
import time

import numpy as np
import pytest


def hashed(*texts):
    return [hashlib.sha256(text.encode()).hexdigest() for text in texts]


def rows(n, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(n, 384)).astype(np.float32)
    return dict(zip(hashed(*map(str, range(n))), vectors, strict=True))


def test_vectors_come_back_bit_for_bit(store):
    made = rows(1200)
    store.vectors.put(made, "e/float32")
    found = store.vectors.get([*made, *hashed("never seen")], "e/float32")
    assert found.keys() == made.keys()
    assert all(found[name].dtype == np.float32 and np.array_equal(found[name], made[name]) for name in made)


def test_another_encoder_knows_nothing(store):
    made = rows(3)
    store.vectors.put(made, "e/float32")
    assert store.vectors.get(list(made), "e/bfloat16") == {}


def test_what_is_known_stays_as_it_is(store):
    made, other = rows(2), rows(2, seed=1)
    store.vectors.put(made, "e")
    store.vectors.put(other, "e")
    found = store.vectors.get(list(made), "e")
    assert all(np.array_equal(found[name], made[name]) for name in made)


def test_purged_texts_are_forgotten_for_every_encoder(store):
    made = rows(3)
    store.vectors.put(made, "one")
    store.vectors.put(made, "two")
    gone, *stay = made
    store.vectors.purge([gone, *hashed("never seen")])
    for encoder in ("one", "two"):
        assert store.vectors.get(list(made), encoder).keys() == set(stay)


def test_nothing_asked_and_nothing_given_is_nothing(store):
    store.vectors.put({}, "e")
    store.vectors.purge([])
    assert store.vectors.get([], "e") == {}


@pytest.mark.slow
def test_a_corpus_of_25_000_passages_is_kept_and_read_in_seconds(store):
    made = rows(25_000)
    began = time.monotonic()
    store.vectors.put(made, "e")
    assert len(store.vectors.get(list(made), "e")) == 25_000
    assert time.monotonic() - began < 15
