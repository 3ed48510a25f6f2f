"""What a person decided is drawn beside what the machine found."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from workshop import drawing, wording
from workshop.drawing.wall import wall
from workshop.drawing.wall_heights import say_lines
from workshop.drawing.wall_plan import Slide
from workshop.drawing.wall_words import counts_for_wall
from workshop.records import (
    CheckedClaim,
    Claim,
    Company,
    CorpusFacts,
    Counting,
    Counts,
    Decision,
    Evidence,
    Overruling,
    Stance,
    Verdict,
)

FACTS = CorpusFacts(
    "air", "Airline posts", None, 900, 600, 1.0, 0, "f", Company(person="traveller", people="travellers")
)
MESSAGE = "Bags fly free."
CLAIM = Claim("Bags fly free", "Bags fly free", 0, 13)
AT = "2026-03-03T10:00:00+00:00"
OVER = Overruling(Verdict.CONTESTED, "Ana", AT, "They mean the old line.")


def row(decision: Decision | None, *, stance: Stance = Stance.SUPPORTS, counted: bool = True) -> Evidence:
    quote = "My bag cost nothing."
    return Evidence(
        1, "c1", quote, 0, len(quote), stance, 0.9, 0.5, "a", "post", None, None, (), counted=counted, decision=decision
    )


def checked(*rows: Evidence, **more: object) -> CheckedClaim:
    reason = "6 of the 6 travellers say so (900 comments read, 2 matches decided by hand, without that they disagree)."
    return CheckedClaim(CLAIM, Verdict.SUPPORTED, reason, Counts(supports=6, on_topic=6), rows, **more)  # type: ignore[arg-type]


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision(Stance.SUPPORTS, "Ana", AT, "", Stance.SUPPORTS, 0.9), "Confirmed by Ana, 3 Mar 2026"),
        (Decision(Stance.SUPPORTS, "", AT, "", Stance.SUPPORTS, 0.9), "Confirmed by somebody, 3 Mar 2026"),
        (Decision(Stance.UNRELATED, "Ana", AT, "Old.", Stance.SUPPORTS, 0.9), "Rejected by Ana, 3 Mar 2026: Old."),
        (Decision(Stance.SUPPORTS, "Ana", AT, "", Stance.ASKS, 0.9), "Moved here from “They ask for it” by Ana"),
        (Decision(Stance.SUPPORTS, "Ana", AT, "", Stance.UNRELATED, 0.9), "Added by Ana"),
        (Decision(Stance.SUPPORTS, "Ana", AT, ""), "Added by Ana"),
    ],
)
def test_a_quote_says_who_decided_it_in_place_of_how_sure_it_is(decision: Decision, words: str) -> None:
    shown = words_of(drawing.quote(row(decision, counted=not decision.is_rejection), FACTS))
    assert words in shown
    assert "Clear match" not in shown
    assert "not counted" not in shown


def test_a_rejected_quote_looks_like_one_and_keeps_its_words() -> None:
    rejected = row(Decision(Stance.UNRELATED, "Ana", AT, "<b>", Stance.SUPPORTS, 0.9), counted=False)
    html = drawing.quote(rejected, FACTS)
    assert 'class="quote v-supported rejected"' in html
    assert "My bag cost nothing." in html
    assert "<b>" not in html
    assert ".quote.rejected" in drawing.stylesheet()


def test_an_overruled_verdict_shows_both_in_a_row_a_text_and_a_summary() -> None:
    over = checked(overruled=OVER)
    closed = words_of(drawing.claim_row(over, FACTS, 1))
    assert "Travellers say so" in closed
    assert "Overruled by Ana, 3 Mar 2026: Travellers disagree. They mean the old line." in closed
    assert "1 say so, overruled" in words_of(drawing.marked_text(MESSAGE, [over]))
    assert drawing.summary_words(MESSAGE, [over], FACTS)[1].endswith("1 verdict overruled by hand.")


def test_the_wall_shows_both_verdicts_and_what_was_decided() -> None:
    shown = words_of(wall(Slide(MESSAGE, ((CLAIM, checked(overruled=OVER)),), 0, FACTS)))
    assert "Travellers say so" in shown
    assert "Overruled by Ana, 3 Mar 2026: Travellers disagree. They mean the old line." in shown
    assert "2 matches decided by hand, without that they disagree" in shown


def test_the_wall_shortens_what_a_sample_leaves_open_and_never_what_a_person_decided() -> None:
    beside = (
        "1,210 in French and Spanish not judged, 20 of 26 before 2020, 12 matches decided by hand, without that they "
        "disagree"
    )
    said = "At least 1,200 of the 1,600 travellers who talk about your bags say so, at least 109 ask for it"
    sample = "; by a sample of the others, about 210 more say so (12 to 480), at most 90 more say the opposite"
    few = "; with so few, anything from under half to nearly all could be true of everybody"
    long = replace(checked(), reason=f"{said}{sample}{few} (12,430 comments read, {beside}).")
    assert counts_for_wall(long) == f"{said} ({beside})."
    brief = replace(checked(), reason=f"6 travellers say so{few} (900 comments read, 1 match decided by hand).")
    assert counts_for_wall(brief) == f"6 travellers say so{few} (1 match decided by hand)."


def test_a_quote_on_the_wall_says_that_a_person_decided_it_before_what_a_narrow_column_cuts() -> None:
    confirmed = Decision(Stance.SUPPORTS, "Ana", AT, "", Stance.SUPPORTS, 0.9)
    quoted = replace(row(confirmed), date="2015-02-23", segments=(("line", "North"),))
    shown = wall(Slide(MESSAGE, ((CLAIM, checked(quoted)),), 0, FACTS))
    assert "A traveller · decided by hand · 23 Feb 2015 · North" in words_of(shown)
    alone = wall(Slide(MESSAGE, ((CLAIM, checked(replace(quoted, decision=None))),), 0, FACTS))
    assert "A traveller · 23 Feb 2015 · North" in words_of(alone)


def test_the_wall_says_of_the_other_claims_too_that_a_person_overruled_them() -> None:
    message = f"{MESSAGE} They always did."
    other = Claim("They always did", "Bags always flew free", 16, 31)
    claims = ((CLAIM, checked(overruled=OVER)), (other, replace(checked(), claim=other)))
    slide = Slide(message, claims, 1, FACTS)
    assert "Bags fly free. say so, overruled They always did." in words_of(wall(slide))
    plain = replace(slide, claims=((CLAIM, checked()), claims[1]))
    longer = [f"{message} {'so ' * n}" for n in range(40)]
    assert any(say_lines(replace(slide, message=one)) > say_lines(replace(plain, message=one)) for one in longer)


def test_the_wall_counts_matches_and_says_so_where_the_sentence_counts_people() -> None:
    rows = [replace(row(None), passage_id=n, comment_id=f"c{n}", quote=f"Free, {n}.") for n in range(3)]
    shown = words_of(wall(Slide(MESSAGE, ((CLAIM, checked(*rows)),), 0, FACTS)))
    assert "They say so 1 of 3 matches" in shown


def test_a_persons_verdict_is_final_while_the_machines_still_grows() -> None:
    first = replace(checked(overruled=replace(OVER, verdict=Verdict.UNSUPPORTED)), verdict=Verdict.UNSUPPORTED)
    first = replace(first, counts=Counts(counting=Counting.AT_LEAST))
    shown = words_of(drawing.verdict_head(first, FACTS))
    assert "So far nobody says so" in shown
    assert "Overruled by Ana, 3 Mar 2026: Nobody says so." in shown


@pytest.mark.parametrize("verdict", [one for one in Verdict if not one.value.startswith("not_")])
def test_every_verdict_of_the_machine_alone_has_its_words(verdict: Verdict) -> None:
    assert wording.by_hand(1, verdict).startswith("1 match decided by hand, without that ")
