"""The wall, measured in a real browser: nothing too small, nothing cut, nothing beyond the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workshop.drawing.style import stylesheet
from workshop.drawing.wall import wall, wall_stylesheet
from workshop.drawing.wall_plan import Slide
from workshop.records import (
    CheckedClaim,
    Claim,
    Company,
    CorpusFacts,
    Counting,
    Counts,
    Evidence,
    Nearest,
    Need,
    NeedKind,
    Overruling,
    SegmentVerdict,
    Stance,
    Verdict,
)

pytestmark = pytest.mark.browser

PICTURES = [(1280, 720), (1920, 1080)]
TRAVELLERS = CorpusFacts(
    name="harbour",
    title="Harbour Ferries, spring survey",
    segment="line=North",
    n_comments=2420,
    n_people=1622,
    share_with_author=1.0,
    n_not_judged=0,
    fingerprint="7f3a91c2e04d",
    company=Company(names=("Harbour Ferries",), person="traveller", people="travellers"),
)
UNKNOWN = CorpusFacts(
    name="posts",
    title="Posts, February 2015",
    segment=None,
    n_comments=14425,
    n_people=None,
    share_with_author=0.0,
    n_not_judged=0,
    fingerprint="7f3a91c2e04d",
    notice="Quotes for demonstration only",
)


def evidence(number: int, stance: Stance, words: str) -> Evidence:
    """Build one passage of a person of its own."""
    return Evidence(
        passage_id=number,
        comment_id=f"c{number}",
        quote=words,
        start=0,
        end=len(words),
        stance=stance,
        confidence=0.9 - number / 1000,
        similarity=0.5,
        author_key=f"p{number}",
        source="post",
        date="2015-02-22",
        rating=None,
        segments=(("line", "North"),),
    )


FOR = (
    evidence(1, Stance.SUPPORTS, "after 2 dropped calls at 2 hours on hold, I got through on 1 ring"),
    evidence(2, Stance.SUPPORTS, "Got help from a nice lady on the phone in Georgia."),
)
AGAINST = (
    evidence(
        3, Stance.CONTRADICTS, "I've been on hold for more than 2 hours and 30 minutes. Should I continue holding?"
    ),
    evidence(4, Stance.CONTRADICTS, "2 hours on hold for customer service never again"),
)
ASKING = (
    evidence(5, Stance.ASKS, "A simple callback system would fix most of the problem..."),
    evidence(6, Stance.ASKS, 'And bring back the "Agent will call you back..." feature. Why was that discontinued???'),
)
BEFORE = Claim("Our friendly crews look after you", "Our friendly crews look after you", 0, 33)
MESSAGE = "Our friendly crews look after you, and when plans change a real person answers your call within minutes."
IN_FOCUS = Claim("a real person answers your call within minutes", "a real person answers the call", 57, 103)
COUNTS = Counts(supports=4, contradicts=128, asks=10, on_topic=223, read=1622)


def slide(
    verdict: Verdict,
    reason: str,
    quotes: tuple[Evidence, ...] = (),
    *,
    facts: CorpusFacts = TRAVELLERS,
    counts: Counts = COUNTS,
    proof: str | None = None,
    overruled: Overruling | None = None,
    needs: tuple[Need, ...] = (),
) -> Slide:
    """Build a slide about the same message, with one other claim checked before."""
    claim = Claim(IN_FOCUS.text, IN_FOCUS.proposition, IN_FOCUS.start, IN_FOCUS.end, proof, needs)
    other = CheckedClaim(BEFORE, Verdict.CONTESTED, "", Counts(supports=66, contradicts=35))
    checked = CheckedClaim(claim, verdict, reason, counts, quotes, overruled)
    return Slide(MESSAGE, ((BEFORE, other), (claim, checked)), 1, facts, "Message 3 of 7")


def with_more(made: Slide, **more: object) -> Slide:
    """Add to the answer of the claim in focus."""
    *before, (claim, checked) = made.claims
    return replace(made, claims=(*before, (claim, replace(checked, **more))))


SEGMENTS = (
    SegmentVerdict("line=North", Verdict.SUPPORTED, Counts(supports=12), differs=True),
    SegmentVerdict("line=South", Verdict.CONTRADICTED, Counts(contradicts=40), differs=True),
    SegmentVerdict("line=West", Verdict.CONTRADICTED, Counts(contradicts=9)),
)
LONG_CLAIM = "we answer every call, letter and message " * 14
HOSTILE = Slide(
    f"<b>Wow</b> & {'Donaudampfschifffahrtsgesellschaft' * 4} {LONG_CLAIM}, and more. Then more! " * 2,
    (
        (
            (claim := Claim(LONG_CLAIM, "we answer", 152, 152 + len(LONG_CLAIM))),
            CheckedClaim(
                claim,
                Verdict.CONTRADICTED,
                "128 of the 223 comments (authors unknown) that talk about answering calls, letters and messages "
                "say the opposite, 4 say so (14,425 comments read, 12 not judged, 90 of 128 before 2020).",
                COUNTS,
                (
                    replace(
                        evidence(7, Stance.CONTRADICTS, "W" * 30 + " 9 days"),
                        number=f"says “9 days”, the claim says “{'<i>2</i> ' * 30}”",
                    ),
                    evidence(70, Stance.CONTRADICTS, "W" * 400),
                    evidence(8, Stance.CONTRADICTS, "😂" * 80),
                    evidence(
                        9,
                        Stance.SUPPORTS,
                        "<script>alert('hello')</script> they answer, every single time, & fast " * 4,
                    ),
                ),
            ),
        ),
    ),
    0,
    UNKNOWN,
    "Message 3 of 7",
)

SLIDES = {
    "supported": slide(
        Verdict.SUPPORTED,
        "All 13 travellers who talk about it say so, nobody says the opposite (2,420 comments read).",
        FOR,
        counts=Counts(supports=13, on_topic=13, read=1622),
    ),
    "contested": slide(
        Verdict.CONTESTED,
        "66 of the 101 travellers who talk about it say so, 35 the opposite (2,420 comments read).",
        FOR + AGAINST,
        counts=Counts(supports=66, contradicts=35, on_topic=101, read=1622),
    ),
    "contradicted": slide(
        Verdict.CONTRADICTED,
        "4 of the 223 travellers who talk about calls say so, 128 the opposite, 10 ask for it (2,420 comments read).",
        FOR + AGAINST,
    ),
    "wished_for": slide(
        Verdict.WISHED_FOR,
        "10 travellers who talk about it ask for it, nobody says so (2,420 comments read).",
        ASKING,
        counts=Counts(asks=10, on_topic=12, read=1622),
    ),
    "thin": slide(
        Verdict.THIN,
        "Only 3 of the 5 travellers who talk about it say so, 1 the opposite (2,420 comments read).",
        (*FOR, AGAINST[1]),
        counts=Counts(supports=2, contradicts=1, on_topic=5, read=1622),
    ),
    "unsupported": slide(
        Verdict.UNSUPPORTED,
        "Nobody of the 1,622 travellers mentions it (2,420 comments read).",
        counts=Counts(read=1622),
    ),
    "not_checkable": slide(
        Verdict.NOT_CHECKABLE,
        "This is not for travellers to say; it needs a source for the year.",
        proof="a source for the year",
        counts=Counts(),
    ),
    "not_checked": slide(
        Verdict.NOT_CHECKED,
        "Not checked: this sentence is in Spanish and the comments are in English.",
        counts=Counts(),
    ),
    "authors unknown": slide(
        Verdict.CONTRADICTED,
        "At least 128 comments (authors unknown) say the opposite, at least 4 say so, of at least 223 that talk about "
        "calls (14,425 comments read).",
        FOR + AGAINST,
        facts=UNKNOWN,
        counts=Counts(supports=4, contradicts=128, on_topic=223, read=14425, counting=Counting.AT_LEAST),
    ),
    "overruled": slide(
        Verdict.CONTRADICTED,
        "4 of the 223 travellers who talk about calls say so, 128 the opposite (2,420 comments read).",
        FOR + AGAINST,
        overruled=Overruling(Verdict.CONTESTED, "Ana", "2026-03-03T10:00:00Z", "Half of these are about one storm."),
    ),
    "needing proof": slide(
        Verdict.CONTESTED,
        "66 of the 101 travellers who talk about it say so, 35 the opposite (2,420 comments read).",
        FOR + AGAINST,
        counts=Counts(supports=66, contradicts=35, on_topic=101, read=1622),
        needs=(Need(NeedKind.ABSOLUTE, 71, 78, "answers", "the count of all cases, not examples"),),
    ),
    "needing several proofs": slide(
        Verdict.CONTRADICTED,
        "4 of the 223 travellers who talk about calls say so, 128 the opposite, 10 ask for it (2,420 comments read).",
        FOR + AGAINST,
        overruled=Overruling(Verdict.CONTESTED, "Ana", "2026-03-03T10:00:00Z", "Half of these are about one storm."),
        needs=(
            Need(NeedKind.SUPERLATIVE, 57, 70, "a real person", "a dated comparison with all others, and its source"),
            Need(NeedKind.MONEY, 84, 88, "call", "the price list with its date and every condition"),
        ),
    ),
    "numbers that disagree": with_more(
        slide(
            Verdict.CONTRADICTED,
            "4 of the 223 travellers who talk about calls say so, 128 the opposite (2,420 comments read).",
            (
                *FOR,
                replace(AGAINST[0], number="says “more than 2 hours and 30 minutes”, the claim says “minutes”"),
                replace(AGAINST[1], number="says “2 hours”, the claim says “minutes”"),
            ),
        ),
        by_segment=SEGMENTS,
    ),
    "segments that differ": with_more(
        slide(
            Verdict.SUPPORTED,
            "All 13 travellers who talk about it say so, nobody says the opposite (2,420 comments read).",
            FOR,
            counts=Counts(supports=13, on_topic=13, read=1622),
        ),
        by_segment=SEGMENTS,
    ),
    "an estimate": slide(
        Verdict.CONTRADICTED,
        "At least 60 of the 3,594 travellers who talk about it say so, at least 354 the opposite, at least 2 say both, "
        "at least 10 ask for it; by a sample of the others, about 9 more say so (0 to 52), about 245 more say the "
        "opposite (161 to 350), about 9 more ask (0 to 52) (14,425 comments read).",
        FOR + AGAINST,
    ),
    "the nearest thing": with_more(
        slide(
            Verdict.UNSUPPORTED,
            "58 travellers talk about it, none takes a side (2,420 comments read).",
            counts=Counts(on_topic=58, read=1622),
        ),
        nearest=Nearest(evidence(10, Stance.UNRELATED, "Boarding was quick this time, and that is all I ask."), 5),
    ),
    "the nearest thing, too long": with_more(
        slide(
            Verdict.UNSUPPORTED,
            "58 travellers talk about it, none takes a side (2,420 comments read).",
            counts=Counts(on_topic=58, read=1622),
        ),
        nearest=Nearest(evidence(11, Stance.UNRELATED, "Boarding was quick this time, was it not. " * 12), 5),
    ),
    "still being read": Slide(MESSAGE, ((BEFORE, None), (IN_FOCUS, None)), 1, TRAVELLERS, "Message 3 of 7"),
    "hostile": HOSTILE,
}

MEASURE = """() => {
  const frame = document.querySelector('.wall-frame').getBoundingClientRect();
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    const clipped = getComputedStyle(node.parentElement).textOverflow === 'ellipsis';
    const across = box.left >= frame.left && box.right <= frame.right + 1;
    const inside = clipped || (across && box.bottom <= frame.bottom + 1);
    texts.push([node.textContent, size, inside]);
  }
  const all = (selector) => [...document.querySelectorAll(selector)];
  const fits = (selector) => all(selector).map((element) => element.scrollHeight <= element.clientHeight + 1);
  const size = (selector) => all(selector).map((element) => parseFloat(getComputedStyle(element).fontSize));
  const foot = document.querySelector('.foot').getBoundingClientRect();
  const above = all('.quote, .none, .say, .verdict, .counts')
    .every((element) => element.getBoundingClientRect().bottom <= foot.top + 1);
  return {texts, above, quotesFit: fits('.quote blockquote'), wallFits: fits('.wall, .sides'),
          quotes: size('.quote blockquote'), verdicts: size('.verdict'), footBottom: foot.bottom, height: frame.height};
}"""


@pytest.mark.parametrize("width, height", PICTURES)
@pytest.mark.parametrize("name", SLIDES)
def test_every_verdict_fits_the_picture_at_sizes_a_room_can_read(browser, picture, name, width, height):
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(f"<style>{stylesheet()}{wall_stylesheet()}</style>{wall(SLIDES[name], 'dark')}")
    measured = page.evaluate(MEASURE)
    picture(page, f"wall-{name.replace(' ', '-')}-{height}")
    page.close()
    assert [text for text, size, _ in measured["texts"] if size < 0.035 * height - 0.01] == []
    assert [text for text, _, inside in measured["texts"] if not inside] == []
    assert measured["above"]
    assert all(measured["quotesFit"])
    assert all(measured["wallFits"])
    assert measured["footBottom"] <= height + 1
    assert {round(size * 720 / height) for size in measured["quotes"]} <= {31}
    assert {round(size * 720 / height) for size in measured["verdicts"]} == {79}


@pytest.mark.parametrize("name", ["supported", "contested", "contradicted", "wished_for", "thin", "authors unknown"])
def test_every_verdict_with_voices_shows_quotes(name):
    assert "<blockquote>" in wall(SLIDES[name])
