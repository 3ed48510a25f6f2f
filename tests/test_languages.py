"""Languages: every way to write one gives its code, and several fit into one phrase."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.languages import code_of, name_of, named

ROWS = [line.split("\t") for line in files("workshop").joinpath("languages.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("de_CH", "de"),
        ("deu", "de"),
        ("ger", "de"),
        (" German ", "de"),
        ("English (United States)", "en"),
        ("zh-Hans-CN", "zh"),
        ("yue", "zh"),
        ("nb", "no"),
        ("iw", "he"),
        ("en+", "en"),
        ("Scottish Gaelic", "gd"),
    ],
)
def test_a_language_is_known_however_files_write_it(written, code):
    assert code_of(written) == code


@pytest.mark.parametrize("written", [None, "", "  ", "klingon", "2016-06-27", "xx", "und", "?"])
def test_what_is_no_language_has_no_code(written):
    assert code_of(written) is None


def test_every_code_and_name_leads_to_one_language():
    for code, name, others in ROWS:
        assert len(code) == 2
        assert name_of(code) == name
        assert {code_of(one) for one in (code, name, *others.split())} == {code}
    assert len({code for code, _, _ in ROWS}) == len({name for _, name, _ in ROWS}) == len(ROWS)


def test_a_code_without_a_name_stands_for_itself():
    assert name_of("xx") == "xx"


@given(st.lists(st.sampled_from([code for code, _, _ in ROWS]), unique=True, max_size=40))
def test_a_phrase_names_at_most_three_languages_and_counts_the_others(codes):
    said = named(codes)
    shown = [name for name in map(name_of, codes) if name in said]
    assert len(shown) >= min(len(codes), 2)
    if len(codes) > 3:
        assert said.endswith(f"and {len(codes) - 2} other languages")


def test_one_two_three_and_more_languages_read_as_people_write_them():
    assert named([]) == ""
    assert named(["fr"]) == "French"
    assert named(["fr", "es"]) == "French and Spanish"
    assert named(["fr", "es", "de"]) == "French, Spanish and German"
    assert named(["fr", "es", "de", "it", "pt"]) == "French, Spanish and 3 other languages"
