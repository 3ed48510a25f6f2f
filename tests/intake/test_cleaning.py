import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workshop.intake.cleaning import clean

SIGNS = "& amp; lt; #60; < > b / br x \u200d \u0301 é Ã © \x9d \ud800 \u202e \x00 \x1b[1m <!-- --> <script> </script>"
MARKUP = st.lists(
    st.sampled_from(SIGNS.split(" ")),
    max_size=40,
).flatmap(lambda pieces: st.sampled_from(["", " ", "\n", "\u00a0", "\r"]).map(lambda gap: gap.join(pieces)))


@given(st.one_of(st.text(st.characters()), MARKUP))
@example("&amp;amp;lt;b&gt;")
@example("<<b>b>")
@example("Ã\u00a0")
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert clean(once) == once


@given(st.one_of(st.text(st.characters()), MARKUP))
def test_cleaned_text_holds_no_invisible_signs_and_no_loose_white_space(text):
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|  |\n\n\n", cleaned
    )


@given(st.text(st.sampled_from("abc XYZ 123.,!?'\"()-:;#@/%+*=_[]{}|~$"), max_size=60))
def test_plain_words_stay_as_typed(text):
    assert clean(text) == re.sub(" +", " ", text).strip()


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("I &lt;3 you", "I <3 you"),
        ("a < b and c > d", "a < b and c > d"),
        ("x <b and c> y", "x <b and c> y"),
        ("5 <br> 6<br/>7", "5\n6\n7"),
        ("<p class='x'>Hi</p><p>there</p>", "Hi\n\nthere"),
        ("very <b>good</b> food", "very good food"),
        ("AT&T, R&D, ?a=1&copy=2", "AT&T, R&D, ?a=1&copy=2"),
        ("caf\u0065\u0301", "café"),
        ("schÃ¶n â€œhereâ€\x9d", "schön “here”"),
        ("“curly” stays ’", "“curly” stays ’"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\n b", "a\n\nb"),
        ("wo\u00adrd\u200b s\u202eafe", "word safe"),
        ("👩\u200d👩\u200d👧 family", "👩\u200d👩\u200d👧 family"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("<script>alert(1)</script>fine", "fine"),
        ("&notit; &#x1F600; &amp;lt;3", "&notit; 😀 <3"),
        ("\ufeff\x00", ""),
    ],
)
def test_cleaning_takes_markup_and_leaves_words(raw, cleaned):
    assert clean(raw) == cleaned


@pytest.mark.parametrize("piece", ["&amp;", "<", "<b ", "<!--", "<script>", "&#38;amp;", '<a x="', "Ã", "b>", "\u200d"])
def test_hostile_repetition_is_cleaned_in_time(piece):
    assert clean(clean(piece * 1_000)) == clean(piece * 1_000)


def test_a_text_nested_without_end_is_defused():
    assert clean("<" * 500 + "b>" * 500 + " words stay").endswith("words stay")
