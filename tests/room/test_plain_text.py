"""What people type: harmless, short, and still in their own script."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.errors import WorkshopError
from workshop.room.plain_text import MESSAGE, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Our coffee\n\n is  great\t ", "Our coffee is great"),
        ("safe \u202eevil\u202c words", "safe evil words"),
        ("\u2066a\u2069 \u200bb\u200b\ufeffc\u2060", "a bc"),
        ("nul\x00l and \x1b[31mred\x07", "null and [31mred"),
        ("Cafe\u0301", "Café"),
        ("a\u200d\u200d\u200db", "ab"),
        ("Wow \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f\u200d\U0001f525", None),
        ("\u062e\u062f\u0645\u0629 \u0645\u0645\u062a\u0627\u0632\u0629 \u65e5\u672c\u8a9e", None),
        ("\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48 \u0928\u092e\u0938\u094d\u0924\u0947", None),
        ("<script>alert(1)</script> & \"'", None),
        ("z" + "\u0301" * 60 + "algo", "\u017a\u0301\u0301\u0301algo"),
    ],
)
def test_what_is_kept_is_what_can_be_seen(typed, kept):
    assert clean(typed, MESSAGE) == (typed if kept is None else kept)


@pytest.mark.parametrize("typed", ["", "  \n", "\u200b\u200b", "\u202e", "\u3164\u2800", "\u00ad"])
def test_nothing_that_can_be_seen_is_refused(typed):
    with pytest.raises(WorkshopError, match="no words"):
        clean(typed, MESSAGE)


def test_the_limit_holds_to_the_character():
    assert len(clean("x" * MESSAGE, MESSAGE)) == MESSAGE
    with pytest.raises(WorkshopError, match="longer than 400"):
        clean("x" * (MESSAGE + 1), MESSAGE)


def test_a_very_long_text_is_refused_before_it_is_looked_at():
    began = time.perf_counter()
    for typed in ("x" * 10_000_000, "\u0301" * 100_000, " " * 100_000):
        with pytest.raises(WorkshopError, match="longer than"):
            clean(typed, MESSAGE)
    assert time.perf_counter() - began < 0.1


@given(st.text(max_size=1_600))
def test_cleaning_twice_changes_nothing_and_hides_nothing(typed):
    try:
        kept = clean(typed, MESSAGE)
    except WorkshopError:
        return
    assert clean(kept, MESSAGE) == kept == kept.strip()
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(char) for char in kept.replace("\u200d", "")} & {"Cc", "Cf", "Cs", "Co", "Zl"}
