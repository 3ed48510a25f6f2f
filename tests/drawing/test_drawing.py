"""The pieces say what the records say, by word as well as by colour, and escape every foreign word."""

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
    Company,
    CorpusFacts,
    Counts,
    Evidence,
    Overruling,
    Stance,
    Verdict,
)

FACTS = CorpusFacts(
    name="air",
    title="Airline posts",
    segment="airline=Southwest",
    n_comments=2420,
    n_people=1622,
    share_with_author=1.0,
    n_not_judged=0,
    fingerprint="f",
    company=Company(person="traveller", people="travellers"),
)
UNKNOWN = replace(FACTS, n_people=None, share_with_author=0.0)
HOLD = "2 hours on hold for customer service never us SW again"
EVIL = '<img src=x onerror="alert(1)">'


def evidence(text=HOLD, start=0, end=None, stance=Stance.CONTRADICTS, **more) -> Evidence:
    end = len(text) if end is None else end
    given_ = {"author_key": "a", "source": "post", "date": "2015-02-22T11:35:52-08:00", "rating": None}
    given_ |= {"segments": (("airline", "Southwest"),), "confidence": 0.97, "similarity": 0.5} | more
    return Evidence(1, "c1", text[start:end], start, end, stance, **given_)


def checked(message, words, verdict, evidence_=(), counts=None, **more) -> CheckedClaim:
    start = message.index(words)
    claim = Claim(words, words, start, start + len(words))
    return CheckedClaim(claim, verdict, "A reason.", counts or Counts(), tuple(evidence_), **more)


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\xa0", " ")


MESSAGE = "Our crews are kind. We answer in minutes!\n\nBags fly free."


def test_marking_keeps_every_character_of_the_text_between_its_tags():
    answers = [checked(MESSAGE, "We answer in minutes", Verdict.CONTRADICTED)]
    pending = [Claim("Bags fly free", "Bags fly free", 43, 56)]
    html = drawing.marked_text(MESSAGE, answers, pending=pending)
    assert words_of(re.sub(r'<span class="tag.*?</i>[^<]*</span>', "", html)) == MESSAGE


def test_claims_are_numbered_in_text_order_and_named_in_words():
    answers = [
        checked(MESSAGE, "Bags fly free", Verdict.THIN, counts=Counts(supports=3)),
        checked(MESSAGE, "Our crews are kind", Verdict.CONTESTED),
    ]
    shown = words_of(drawing.marked_text(MESSAGE, answers, pending=[Claim("We answer", "We answer", 20, 29)]))
    assert "Our crews are kind. 1 disagree" in shown
    assert "2 reading" in shown
    assert "Bags fly free. 3 only 3" in shown


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_line_a_colour_and_a_word_of_its_own(verdict):
    html = drawing.marked_text(MESSAGE, [checked(MESSAGE, "Bags fly free", verdict)])
    name = drawing.VERDICT_CLASS[verdict]
    assert f'class="claim {name}"' in html
    assert f".claim.{name} {{" in drawing.stylesheet()
    assert f".{name} > .mark" in drawing.stylesheet()
    assert f'class="tag {name}"' in html


def test_a_clickable_claim_carries_its_number_and_says_what_it_is():
    answers = [checked(MESSAGE, "Bags fly free", Verdict.SUPPORTED)]
    html = drawing.marked_text(MESSAGE, answers, clickable=True, open_claim=1)
    assert 'data-claim="1"' in html
    assert 'aria-label="Claim 1, say so: Bags fly free"' in html
    assert 'aria-expanded="true"' in html


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_a_person_wrote_can_become_markup(before, words):
    message = before + EVIL + words
    claim = Claim(EVIL + words, EVIL, len(before), len(message))
    answer = CheckedClaim(claim, Verdict.THIN, EVIL, Counts(), overruled=Overruling(Verdict.THIN, EVIL, EVIL, EVIL))
    item = evidence(EVIL, 0, 4, source=EVIL, date=EVIL, segments=((EVIL, EVIL),))
    facts = replace(FACTS, company=Company(person=EVIL, people=EVIL))
    html = (
        drawing.marked_text(message, [answer], clickable=True)
        + drawing.verdict_head(answer, facts, 1)
        + drawing.claim_row(answer, facts, 1)
        + drawing.quote(item, facts, comment_text=EVIL)
        + drawing.quote(item, facts, comment_text=EVIL, unfolded=True)
        + drawing.summary(message, [replace(answer, verdict=Verdict.SUPPORTED)], facts)
        + drawing.tagged("v-thin", EVIL)
    )
    assert "<img" not in html
    assert set(re.findall(r"<(\w+)", html)) <= {
        *("div", "span", "p", "b", "i", "em", "h3", "h4", "figure", "figcaption", "blockquote", "mark", "br"),
        *("details", "summary"),
    }


def test_a_quote_is_the_exact_words_with_who_when_where_and_how_sure():
    shown = words_of(drawing.quote(evidence(), FACTS))
    assert HOLD in shown
    assert "A traveller · 22 Feb 2015 · post · Southwest" in shown
    assert "Clear match" in shown


def test_a_quote_claims_a_person_only_where_its_own_author_is_known():
    assert "traveller" not in drawing.quote(evidence(author_key=None), UNKNOWN)
    some_known = replace(FACTS, share_with_author=0.5)
    assert "A traveller" in drawing.quote(evidence(), some_known)
    assert "Author unknown" in drawing.quote(evidence(author_key=None), some_known)


def test_the_match_is_bold_in_its_whole_comment_and_the_rest_stays_verbatim():
    text = "thanks & bye, I got through on 1 ring 😀"
    item = evidence(text, 14, 37, Stance.SUPPORTS)
    html = drawing.quote(item, FACTS, comment_text=text, unfolded=True)
    whole = re.search("<blockquote>(.*?)</blockquote>", html).group(1)
    assert words_of(whole) == text
    assert "<mark>I got through on 1 ring</mark>" in whole


def test_a_comment_that_is_all_match_has_nothing_to_open():
    assert "<details" not in drawing.quote(evidence(), FACTS, comment_text=HOLD)
    assert "<details" in drawing.quote(evidence(end=15), FACTS, comment_text=HOLD)


def test_a_side_says_how_many_of_how_many_it_shows():
    answer = checked(MESSAGE, "Bags fly free", Verdict.CONTRADICTED, [evidence()] * 5, Counts(contradicts=5))
    shown = words_of(drawing.columns(answer, FACTS, per_side=2))
    assert "They say the opposite2 of 5 matches shown" in shown
    assert "They say sonobody" in shown


def test_the_empty_side_is_shown_and_is_not_called_proof():
    assert words_of(drawing.empty_side(Stance.CONTRADICTS, FACTS)) == (
        "We looked for the opposite and found nobody. That is not the same as proof."
    )
    assert "no comment" in drawing.empty_side(Stance.CONTRADICTS, UNKNOWN)


def test_the_head_says_the_verdict_large_and_keeps_the_machines_when_overruled():
    over = Overruling(Verdict.SUPPORTED, "Ana", "2025-03-03T10:00:00+00:00", "They mean the old line.")
    answer = checked(MESSAGE, "Bags fly free", Verdict.CONTRADICTED, overruled=over)
    shown = words_of(drawing.verdict_head(answer, FACTS, 3))
    assert "Claim 3Bags fly freeTravellers say the opposite" in shown
    assert "Overruled by Ana, 3 Mar 2025: Travellers say so. They mean the old line." in shown


def test_the_balance_is_drawn_by_counts_and_said_in_words():
    html = drawing.balance(Counts(supports=4, asks=10, contradicts=1280))
    assert 'aria-label="4 say so, 10 ask for it, 1,280 say the opposite"' in html
    assert 'class="v-contradicted" style="flex:1280"' in html
    assert "nobody takes a side" in drawing.balance(Counts())


@pytest.mark.parametrize("verdict", [Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED])
def test_verdicts_without_voices_have_no_balance(verdict):
    assert "balance" not in drawing.claim_row(checked(MESSAGE, "Bags fly free", verdict), FACTS, 1)


def test_the_shares_of_a_text_cover_all_of_its_words():
    answers = [checked(MESSAGE, "Bags fly free", Verdict.SUPPORTED)]
    pending = [Claim("We answer in minutes", "", 20, 40)]
    shares = drawing.shares(MESSAGE, answers, pending)
    assert [item.label for item in shares] == ["Say so", "Being read", "In no claim"]
    assert sum(item.share for item in shares) == pytest.approx(1)


def test_the_summary_counts_only_claims_that_customers_could_speak_to():
    answers = [
        checked(MESSAGE, "Our crews are kind", Verdict.NOT_CHECKABLE),
        checked(MESSAGE, "We answer in minutes", Verdict.CONTRADICTED),
        checked(MESSAGE, "Bags fly free", Verdict.SUPPORTED),
    ]
    sentence, below = drawing.summary_words(MESSAGE, answers, FACTS)
    assert sentence == "Travellers back 1 of the 2 claims they could speak to."
    assert below == "That is 27 % of the text, counted in words."
    assert drawing.summary_words(MESSAGE, answers, UNKNOWN)[0].startswith("Comments back 1 of the 2")
    assert drawing.summary_words(MESSAGE, answers[1:2], FACTS)[0] == (
        "Travellers do not back the one claim they could speak to."
    )
    assert drawing.summary_words(MESSAGE, answers[1:2] * 2, FACTS)[0].startswith("Travellers back none of the 2 claims")
    assert drawing.summary_words(MESSAGE, answers[2:] * 2, FACTS)[0].startswith("Travellers back all 2 claims")
    assert drawing.summary_words(MESSAGE, answers[:1], FACTS)[0] == "No claim here that travellers could speak to."
    assert "Reading claim 2 of 2" in drawing.summary_words(MESSAGE, answers[:1], FACTS, pending=[answers[1].claim])[0]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2015-02-23", "23 Feb 2015"),
        ("2015-02-23T23:59:00-08:00", "23 Feb 2015"),
        ("2015-02", "Feb 2015"),
        ("2015", "2015"),
        ("2015-13-40", "2015-13-40"),
        ("spring", "spring"),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_said_in_words_as_far_as_they_were_given(date, words):
    assert drawing.day_in_words(date) == words


def test_a_framed_piece_knows_its_ground():
    assert drawing.framed("x", "dark") == '<div class="bt dark">x</div>'


def test_the_stylesheet_asks_no_other_host_for_anything():
    assert not re.search(r"url\(|@import|https?:", drawing.stylesheet())


def test_what_is_asked_about_is_marked_without_any_verdict_and_said_before_it():
    drawn = drawing.asked_text("<b>We</b> care & call", (10, 16), "Claim 2 of 2:")
    said = '<span class="unseen">Claim 2 of 2: </span>'
    assert drawn == f'&lt;b&gt;We&lt;/b&gt; <mark class="asked">{said}care &amp;</mark> call'
    assert drawing.asked_text("We & you", None) == "We &amp; you"
