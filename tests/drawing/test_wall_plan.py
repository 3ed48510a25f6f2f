"""What the wall shows of a message and its quotes, before any browser sees it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workshop.drawing.fitting import BOLD, SANS, SERIF, lines, shortened
from workshop.drawing.wall import wall
from workshop.drawing.wall_plan import SHORT_QUOTE, Slide, plan, quotes_for_wall
from workshop.records import CheckedClaim, Claim, CorpusFacts, Counts, Evidence, Stance, Verdict

FACTS = CorpusFacts("ferries", "Ferries", None, 100, 90, 1.0, 0, "7f3a91c2e04d")


def quote(
    number: int, words: str, *, confidence: float = 0.9, counted: bool = True, author: str | None = None
) -> Evidence:
    return Evidence(
        passage_id=number,
        comment_id=f"c{number}",
        quote=words,
        start=0,
        end=len(words),
        stance=Stance.SUPPORTS,
        confidence=confidence,
        similarity=0.5,
        author_key=author or f"p{number}",
        source="survey",
        date="2025-06",
        rating=None,
        segments=(),
        counted=counted,
    )


def slide(message: str, claim_text: str, quotes: tuple[Evidence, ...]) -> Slide:
    start = message.index(claim_text)
    claim = Claim(claim_text, claim_text, start, start + len(claim_text))
    counts = Counts(supports=len(quotes), on_topic=len(quotes), read=90)
    checked = CheckedClaim(
        claim, Verdict.SUPPORTED, "9 of the 12 customers say so (100 comments read).", counts, quotes
    )
    return Slide(message, ((claim, checked),), 0, FACTS)


def test_the_surest_short_passage_comes_first_and_a_long_one_last():
    long = quote(1, "very " * 30 + "long", confidence=0.99)
    sure, unsure = quote(2, "They answer at once.", confidence=0.95), quote(3, "They do answer.", confidence=0.7)
    checked = slide("We answer.", "We answer", (long, unsure, sure)).checked
    assert quotes_for_wall(checked, Stance.SUPPORTS) == [sure, unsure, long]


def test_one_person_and_the_same_words_are_quoted_once():
    first, again = quote(1, "They answer.", author="p1"), quote(2, "Always there.", confidence=0.8, author="p1")
    copied = quote(3, "they ANSWER.", confidence=0.7)
    checked = slide("We answer.", "We answer", (first, again, copied)).checked
    assert quotes_for_wall(checked, Stance.SUPPORTS) == [first]


def test_a_quote_kept_off_the_wall_gives_its_place_to_the_next_and_still_counts():
    first, second = quote(1, "They answer."), quote(2, "Always there for us.", confidence=0.8)
    shown = replace(slide("We answer.", "We answer", (first, second)), kept_off=frozenset({1}))
    drawn = wall(shown)
    assert "They answer." not in drawn
    assert "Always there for us." in drawn
    assert "1 of 2 matches</em>" in drawn


def test_a_match_too_unsure_to_count_is_not_quoted_on_the_wall():
    checked = slide("We answer.", "We answer", (quote(1, "Perhaps.", counted=False),)).checked
    assert quotes_for_wall(checked, Stance.SUPPORTS) == []


def test_where_no_match_is_sure_enough_the_wall_says_what_to_do_next():
    shown = slide("We answer.", "We answer", (quote(1, "Perhaps.", counted=False),))
    silent = replace(shown.checked, verdict=Verdict.UNSUPPORTED, counts=Counts(on_topic=4, read=90))
    drawn = wall(replace(shown, claims=((silent.claim, silent),)))
    assert "Ask them." in drawn
    assert "We looked" not in drawn


def test_a_long_message_is_told_by_the_sentence_that_holds_the_claim():
    words = "We sail every day of the year, and we have done so for longer than anybody can remember. " * 4
    told = plan(
        slide(
            words + "Our crew answers every question. Come aboard!",
            "Our crew answers every question",
            (quote(1, "They do."),),
        )
    )
    assert told.slide.message.strip() == "Our crew answers every question."
    claim = told.slide.claims[0][0]
    assert told.slide.message[claim.start : claim.end] == "Our crew answers every question"


def test_two_short_quotes_stand_on_a_side_where_they_fit():
    quotes = (
        quote(1, "They answer at once."),
        quote(2, "Always there for us.", confidence=0.8),
        quote(3, "Yes.", confidence=0.7),
    )
    sides = dict(plan(slide("We answer.", "We answer", quotes)).sides)
    assert [item.passage_id for item in sides[Stance.SUPPORTS]] == [1, 2]


def test_a_quote_that_never_fits_is_counted_and_not_cut():
    giant = quote(1, "on and on " * 200)
    drawn = wall(slide("We answer.", "We answer", (giant,)))
    assert "<blockquote>" not in drawn
    assert "Counted, not shown here." in drawn


@given(st.text(max_size=300), st.text(min_size=1, max_size=SHORT_QUOTE))
def test_foreign_words_never_become_markup(before: str, words: str):
    hostile = f'{before}<img src=x onerror="alert(1)"> & <b>we answer</b>'
    drawn = wall(slide(hostile, "we answer", (quote(1, f"<script>{words}</script>"),)))
    assert "<img" not in drawn
    assert "<script" not in drawn


@given(st.text(max_size=200), st.floats(min_value=5, max_value=60), st.integers(min_value=1, max_value=4))
def test_a_shortened_text_takes_no_more_lines_than_allowed(text: str, width: float, n_lines: int):
    assert lines(shortened(text, BOLD, width, n_lines), BOLD, width) <= n_lines


@given(
    st.lists(st.text(alphabet="abcWM .", min_size=1, max_size=12), max_size=30), st.floats(min_value=8, max_value=40)
)
def test_more_words_never_take_fewer_lines(words: list[str], width: float):
    heights = [lines(" ".join(words[:n]), SANS, width) for n in range(len(words) + 1)]
    assert heights == sorted(heights)


def test_their_type_is_reckoned_wider_than_the_narrowest_serif():
    assert SERIF.width("The ferry was late again") > 24 * 0.41
