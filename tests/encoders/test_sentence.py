"""The real encoder, with its real weights."""

import subprocess
import sys
import threading

import numpy as np
import pytest

from workshop.encoders import SentenceEncoder
from workshop.errors import Cancelled

pytestmark = pytest.mark.model

TEXTS = ["It is easy to set up.", "My bag was lost!", "thanks 👍", "It is easy to set up.", "", "word " * 900]


@pytest.fixture(scope="module")
def encoder():
    """In float32 whatever the processor has, so that a text has the same vector in any company."""
    return SentenceEncoder(precision="float32", threads=1)


@pytest.fixture(scope="module")
def vectors(encoder):
    return encoder.encode(TEXTS)


def test_rows_are_float32_of_length_1_in_the_order_given(encoder, vectors):
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    for text, vector in zip(TEXTS, vectors, strict=True):
        np.testing.assert_allclose(encoder.encode([text])[0], vector, atol=1e-5)


def test_in_half_size_numbers_a_text_is_all_but_the_same_in_any_company():
    encoder = SentenceEncoder(precision="bfloat16", threads=1)
    for text, vector in zip(TEXTS, encoder.encode(TEXTS), strict=True):
        assert float(encoder.encode([text])[0] @ vector) > 0.999


def test_equal_texts_are_encoded_once(encoder):
    totals = []
    vectors = encoder.encode(["Same."] * 100 + ["Other."], on_progress=lambda done, total: totals.append((done, total)))
    assert totals == [(2, 2)]
    np.testing.assert_array_equal(vectors[0], vectors[99])


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_paraphrases_are_nearer_than_other_topics(encoder):
    claim, near, far = encoder.encode(["It is easy to set up.", "Setup was simple.", "My bag was lost."])
    assert claim @ near > 0.6
    assert claim @ far < 0.3


def test_the_fingerprint_names_model_files_and_precision():
    exact = SentenceEncoder(precision="float32")
    assert exact.fingerprint.startswith("all-MiniLM-L6-v2@")
    assert exact.fingerprint.endswith("/float32")


def test_bfloat16_is_compared_with_float32_and_has_its_own_fingerprint(vectors):
    half = SentenceEncoder(precision="bfloat16", threads=1)
    half.load()
    assert half.fingerprint.endswith("/bfloat16")
    assert half.agreement.n_sentences == 32
    assert half.agreement.is_close
    cosines = np.sum(half.encode(TEXTS[:4]) * vectors[:4], axis=1)
    assert cosines.min() > 0.999


def test_what_progress_raises_stops_the_work(encoder):
    def stop(done, total):
        raise Cancelled("Stopped.", "Start again.")

    with pytest.raises(Cancelled):
        encoder.encode([f"text {n}" for n in range(200)], on_progress=stop)


def test_threads_share_one_encoder(encoder, vectors):
    found = {}

    def encode(name):
        found[name] = encoder.encode(TEXTS[:4])

    threads = [threading.Thread(target=encode, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for rows in found.values():
        np.testing.assert_allclose(rows, vectors[:4], atol=1e-5)
    assert len(found) == 4


def test_loading_prints_nothing_at_all():
    program = "from workshop.encoders import SentenceEncoder; SentenceEncoder(threads=1).encode(['quiet'])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
