"""The encoder without weights."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workshop.encoders import HashingEncoder

EXPECTED = [0.468405, -0.111525, 0.0, -0.71376, 0.0, -0.40149, 0.0, 0.31227]


@given(st.lists(st.text(), max_size=8), st.sampled_from([8, 64, 256]))
def test_every_text_gets_one_row_of_length_1(texts, dimension):
    vectors = HashingEncoder(dimension).encode(texts)
    assert vectors.shape == (len(texts), dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_the_same_text_gives_the_same_vector_on_every_machine():
    vector = HashingEncoder(8).encode(["Boarding was late."])[0]
    np.testing.assert_allclose(vector, EXPECTED, atol=1e-6)


def test_shared_words_and_spellings_bring_texts_nearer():
    claim, near, spelt_alike, far = HashingEncoder().encode(
        ["boarding was delayed", "the boarding was delayed again", "delays", "friendly crew"]
    )
    assert claim @ near > claim @ spelt_alike > claim @ far


def test_case_and_punctuation_do_not_count():
    one, other = HashingEncoder().encode(["Great CREW!!", "great, crew"])
    np.testing.assert_array_equal(one, other)


def test_the_fingerprint_tells_dimensions_apart():
    assert HashingEncoder(64).fingerprint != HashingEncoder(256).fingerprint


def test_progress_ends_with_everything_done():
    seen = []
    HashingEncoder().encode(["a", "b"], on_progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2, 2)
