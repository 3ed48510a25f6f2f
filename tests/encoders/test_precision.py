"""When half-size numbers may be used."""

import numpy as np

from workshop.encoders.precision import SENTENCES, Agreement, compare, is_native


def test_there_are_thirty_two_different_sentences_to_compare():
    assert len(set(SENTENCES)) == 32


def test_a_cpu_that_names_bfloat16_has_it(tmp_path):
    facts = tmp_path / "cpuinfo"
    facts.write_text("processor : 0\nflags : fpu sse2 avx512f avx512_bf16 vaes\n", encoding="utf-8")
    assert is_native(facts)


def test_a_cpu_that_does_not_name_it_has_not(tmp_path):
    facts = tmp_path / "cpuinfo"
    facts.write_text("processor : 0\nflags : fpu sse2 avx512f avx512_vnni\n", encoding="utf-8")
    assert not is_native(facts)


def test_where_nobody_says_what_the_cpu_has_it_has_not(tmp_path):
    assert not is_native(tmp_path / "missing")


def test_agreement_is_the_mean_and_the_least_cosine():
    reference = np.array([[1, 0], [0, 1]], dtype=np.float32)
    other = np.array([[1, 0], [0.6, 0.8]], dtype=np.float32)
    agreement = compare(reference, other)
    assert (agreement.n_sentences, round(agreement.mean, 4), round(agreement.min, 4)) == (2, 0.9, 0.8)
    assert not agreement.is_close


def test_measured_bfloat16_is_close_and_measured_int8_is_not():
    assert Agreement(32, 0.99996, 0.99992).is_close
    assert not Agreement(32, 0.944, 0.892).is_close
