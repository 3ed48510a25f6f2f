"""On the wall: the number that disagrees, the segments that differ where there is room, and the nearest thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workshop.drawing.wall import wall
from workshop.drawing.wall_plan import Slide, plan, quotes_for_wall
from workshop.drawing.wall_words import counts_for_wall
from workshop.records import (
    CheckedClaim,
    Claim,
    Company,
    CorpusFacts,
    Counts,
    Evidence,
    Nearest,
    SegmentVerdict,
    Stance,
    Verdict,
)

FACTS = CorpusFacts("inn", "Inn", None, 900, 600, 1.0, 0, "f", Company(person="guest", people="guests"))
MESSAGE = "We answer within minutes."
CLAIM = Claim("We answer within minutes", "We answer within minutes", 0, 24)
SEGMENTS = (
    SegmentVerdict("city=Bath", Verdict.SUPPORTED, Counts(supports=12), differs=True),
    SegmentVerdict("city=York", Verdict.CONTRADICTED, Counts(contradicts=40), differs=True),
)


def said(n: int, words: str, stance: Stance = Stance.CONTRADICTS, number: str | None = None) -> Evidence:
    return Evidence(
        n, f"c{n}", words, 0, len(words), stance, 1 - n / 100, 0.5, f"p{n}", "post", None, None, (), number=number
    )


def slide(
    verdict: Verdict, *quotes: Evidence, reason: str = "9 guests say so (900 comments read).", **more: object
) -> Slide:
    checked = CheckedClaim(CLAIM, verdict, reason, Counts(), quotes, **more)  # type: ignore[arg-type]
    return Slide(MESSAGE, ((CLAIM, checked),), 0, FACTS)


def test_a_quote_whose_number_disagrees_comes_before_surer_ones_and_says_both_numbers():
    plain = said(1, "They never answer.")
    late = said(2, "It took two hours.", number="says “two hours”, the claim says “minutes”")
    shown = slide(Verdict.CONTRADICTED, plain, late)
    assert quotes_for_wall(shown.checked, Stance.CONTRADICTS) == [late, plain]
    drawn = wall(shown)
    assert 'It took <b class="off">two hours</b>.' in drawn
    assert '<span class="their-words">two hours</span>, not “minutes”.' in drawn


def test_segments_that_differ_are_named_where_they_take_no_quotes_place():
    drawn = wall(slide(Verdict.CONTRADICTED, said(1, "They never answer."), by_segment=SEGMENTS))
    assert "Bath guests say so, York guests the opposite." in drawn


def test_segments_that_differ_are_left_out_where_a_quote_needs_the_room():
    # Two quotes that just fill what is left.
    for length in range(60, 90):
        quotes = (said(1, "late " * (length // 5)), said(2, "slow " * (length // 5)))
        reason = f"{'Very many guests say so, and say it. ' * 4}(900 comments read)."
        without = plan(slide(Verdict.CONTRADICTED, *quotes, reason=reason))
        with_them = plan(slide(Verdict.CONTRADICTED, *quotes, reason=reason, by_segment=SEGMENTS))
        assert with_them.quotes == without.quotes
        assert with_them.slide.message == without.slide.message


def test_where_nobody_can_be_quoted_the_nearest_thing_is_with_its_count():
    near = Nearest(said(3, "They call back within a day.", Stance.UNRELATED), 11)
    drawn = wall(slide(Verdict.UNSUPPORTED, nearest=near))
    assert "The nearest thing they do say: 11 guests say something like this." in drawn
    assert "They call back within a day." in drawn
    assert "Ask them." in drawn


@pytest.mark.parametrize("kept_off", [True, False])
def test_the_nearest_thing_is_not_shown_where_it_does_not_fit_or_is_kept_off(kept_off):
    words = "They call back." if kept_off else "They call back within a day. " * 30
    shown = slide(Verdict.UNSUPPORTED, nearest=Nearest(said(3, words, Stance.UNRELATED), 11))
    drawn = wall(replace(shown, kept_off=frozenset({3} if kept_off else ())))
    assert "The nearest thing" not in drawn
    assert "They call back" not in drawn
    assert "Until they answer," in drawn


def test_beside_quotes_there_is_no_room_for_the_nearest_thing():
    near = Nearest(said(3, "They call back within a day.", Stance.UNRELATED), 11)
    assert "The nearest thing" not in wall(slide(Verdict.CONTRADICTED, said(1, "They never answer."), nearest=near))


def test_a_long_estimate_gives_way_and_the_counts_keep_saying_at_least():
    rest = (
        "by a sample of the others, about 245 more say the opposite (161 to 350), " + "about 9 more ask (0 to 52), " * 6
    )
    shown = slide(Verdict.CONTRADICTED, reason=f"At least 60 guests say so; {rest} (900 comments read).")
    assert counts_for_wall(shown.checked) == "At least 60 guests say so."
    short = slide(Verdict.CONTRADICTED, reason="At least 60 guests say so; at most 3 more could (900 comments read).")
    assert counts_for_wall(short.checked) == "At least 60 guests say so; at most 3 more could."
