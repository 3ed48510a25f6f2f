"""Codes: many, short, and the same however they are typed."""

import pytest

from workshop.room.codes import N_CODES, WORDS, typed, written


def test_there_are_many_words_of_four_letters():
    assert len(WORDS) == len(set(WORDS)) >= 250
    assert all(len(word) == 4 and word.isalpha() and word.isupper() and word.isascii() for word in WORDS)


def test_every_number_has_its_own_code():
    assert len({written(number) for number in range(N_CODES)}) == N_CODES
    assert written(N_CODES - 1)[-2:] == "99"


@pytest.mark.parametrize("text", ["KITE 47", "kite47", " Kite 4 7 ", "KITE\t47"])
def test_case_and_spaces_do_not_matter(text):
    assert typed(text) == "KITE47"


def test_a_long_code_is_cut_before_it_is_compared():
    assert len(typed("x" * 100_000)) == 16
