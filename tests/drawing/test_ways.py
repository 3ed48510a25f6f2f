"""Numbers that disagree, segments that differ and the way forward are drawn in words, every foreign one escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import drawing
from workshop.records import (
    CheckedClaim,
    Claim,
    Comment,
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
EVIL = '<img src=x onerror="alert(1)">'
CLAIM = Claim("Saves 5 hours a week", "It saves 5 hours a week", 0, 20)


def said(quote: str, number: str | None = None, stance: Stance = Stance.CONTRADICTS) -> Evidence:
    return Evidence(
        1, "c1", quote, 0, len(quote), stance, 0.9, 0.5, "a", "post", "2015", None, (("city", "Bath"),), number=number
    )


def checked(verdict: Verdict = Verdict.UNSUPPORTED, **more: object) -> CheckedClaim:
    return CheckedClaim(CLAIM, verdict, "A reason.", Counts(), **more)  # type: ignore[arg-type]


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\xa0", " ")


def test_a_number_that_disagrees_is_marked_in_the_quote_and_said_below_it():
    html = drawing.quote(said("It saves me about an hour.", "says “about an hour”, the claim says “5 hours”"), FACTS)
    assert 'It saves me <b class="off">about an hour</b>.' in html
    assert "Says about an hour, the claim says “5 hours”." in words_of(html)
    assert ".quote .off" in drawing.stylesheet()


def test_the_number_is_marked_in_the_whole_comment_too():
    item = said("It saves me an hour.", "says “an hour”, the claim says “5 hours”")
    item = replace(item, start=6, end=6 + len(item.quote))
    html = drawing.quote(item, FACTS, comment_text="Well. It saves me an hour.", unfolded=True)
    assert '<mark>It saves me <b class="off">an hour</b>.</mark>' in html


def test_a_number_broken_over_lines_is_found_and_its_words_stay_as_they_are():
    html = drawing.quote(said("It took two\n  hours.", "says “two hours”, the claim says “minutes”"), FACTS)
    assert '<b class="off">two\n  hours</b>' in html


@pytest.mark.parametrize("number", [None, "something else altogether", "says “9 days”, the claim says “2 days”"])
def test_a_quote_without_that_number_keeps_its_words_unmarked(number):
    assert 'class="off"' not in drawing.quote(said("It saves me an hour.", number), FACTS)


@given(st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_marking_a_number_changes_no_character_and_lets_nothing_through(before, number):
    quote = f"{before}{EVIL}{number}"
    words = " ".join(number.split()) or "1"
    html = drawing.quote(said(quote, f"says “{words}”, the claim says “{EVIL}”"), FACTS)
    assert words_of(re.search("<blockquote>(.*?)</blockquote>", html, re.DOTALL)[1]) == quote.replace("\xa0", " ")
    assert "<img" not in html


def segment(name: str, verdict: Verdict, *, differs: bool) -> SegmentVerdict:
    return SegmentVerdict(name, verdict, Counts(supports=3, contradicts=9), differs)


def test_segments_that_differ_are_named_in_a_sentence_and_all_of_them_on_demand():
    found = (
        segment("city=Bath", Verdict.CONTRADICTED, differs=True),
        segment("city=York", Verdict.CONTESTED, differs=False),
    )
    html = drawing.by_segment(checked(by_segment=found), FACTS)
    shown = words_of(html)
    assert "Bath guests say the opposite." in shown
    assert "By segment: 2 have enough voices" in shown
    assert "city: Bath" in shown
    assert "Guests say the opposite differs" in shown
    assert "Guests disagree3 say so, 9 say the opposite" in shown
    assert html.index("<details>") > html.index("Bath guests")


def test_without_segments_nothing_is_said_of_them():
    assert drawing.by_segment(checked(), FACTS) == ""


def test_the_way_forward_gives_their_words_with_the_count():
    near = Nearest(said("It saves me an hour.", stance=Stance.UNRELATED), 11)
    shown = words_of(drawing.way_forward(checked(nearest=near), FACTS))
    assert "11 guests say something like this:" in shown
    assert "It saves me an hour." in shown
    assert "A guest · 2015 · post · Bath" in shown
    assert "match" not in shown


def test_where_nothing_is_near_that_is_said_only_beside_a_bad_verdict():
    assert "Nothing that guests write comes near it." in drawing.way_forward(checked(), FACTS)
    assert drawing.way_forward(checked(Verdict.SUPPORTED), FACTS) == ""


def test_neither_segments_nor_the_way_forward_let_markup_through():
    near = Nearest(said(EVIL), 2)
    found = (segment(f"{EVIL}={EVIL}", Verdict.CONTRADICTED, differs=True),)
    facts = replace(FACTS, company=Company(person=EVIL, people=EVIL))
    answer = checked(nearest=near, by_segment=found)
    comment = Comment("c1", EVIL, EVIL, segments=((EVIL, EVIL),), date=EVIL)
    html = drawing.way_forward(answer, facts) + drawing.by_segment(answer, facts)
    html += drawing.quote_beside(EVIL, comment, facts.company, EVIL)
    assert "<img" not in html
    assert EVIL in words_of(html)
