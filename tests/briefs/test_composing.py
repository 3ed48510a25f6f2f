import pytest

from workshop.briefs import compose
from workshop.errors import WorkshopError
from workshop.records import Stance

MADE = {"made_at": "2026-03-04T09:00:00+00:00", "made_by": "Tomasz", "version": "0.1"}


def test_every_quote_is_exactly_in_its_stored_comment(check, comments):
    brief = compose("Quiet?", [check], **MADE)
    quotes = [quote for claim in brief.claims for side in claim.sides for quote in side.quotes]
    assert len(quotes) == 5
    assert all(quote.text in comments[quote.comment_id] for quote in quotes)
    assert all(row.quote in comments[row.comment_id] for row in brief.annex)


def test_people_are_numbered_and_their_keys_stay_out(check):
    brief = compose("Quiet?", [check, check], **MADE)
    assert {row.who for row in brief.annex} == {f"Person {n}" for n in range(1, 6)}
    assert "k1" not in {quote.who for claim in brief.claims for side in claim.sides for quote in side.quotes}


def test_printed_quotes_of_one_side_are_by_different_people(check):
    side = compose("Quiet?", [check], **MADE).claims[0].sides[0]
    assert [quote.who for quote in side.quotes] == ["Person 4", "Person 5"]
    assert (side.n_counted, side.note) == (3, "2 of 3 matches printed")


def test_the_annex_lists_each_counted_match_and_no_other(check):
    brief = compose("Quiet?", [check], **MADE)
    assert len(brief.annex) == 6
    people = {stance: {row.who for row in brief.annex if row.stance is stance} for stance in Stance}
    counts = check.claims[0].counts
    assert len(people[Stance.SUPPORTS]) == counts.supports
    assert len(people[Stance.CONTRADICTS]) == counts.contradicts
    assert len(people[Stance.ASKS]) == counts.asks


def test_a_quote_kept_back_counts_but_its_words_are_not_printed(check, comments):
    place = ("c2", comments["c2"])
    brief = compose("Quiet?", [check], hidden={place}, **MADE)
    side = brief.claims[0].sides[1]
    assert side.note == "1 of 2 matches printed, 1 kept back by hand"
    assert [row.quote for row in brief.annex if row.comment_id == "c2"] == [None]
    assert len(brief.annex) == 6


def test_other_words_at_the_place_of_a_quote_kept_back_are_printed(check, comments):
    side = compose("Quiet?", [check], hidden={("c2", "x" * len(comments["c2"]))}, **MADE).claims[0].sides[1]
    assert "kept back" not in side.note


def test_an_empty_side_is_said_to_be_empty(check):
    claim = compose("Quiet?", [check], **MADE).claims[1]
    said = [side.empty for side in claim.sides]
    assert said[1] == "We looked for the opposite and found nobody. That is not the same as proof."
    assert all(said)


def test_dates_are_printed_as_precisely_as_they_were_given(check):
    sides = compose("Quiet?", [check], **MADE).claims[0].sides
    days = [quote.day for side in sides for quote in side.quotes]
    assert days == ["3 February 2020", None, "3 February 2020", "February 2020", "2019"]


def test_an_overruled_verdict_stands_beside_the_machines(check):
    claim = compose("Quiet?", [check], **MADE).claims[0]
    assert claim.words == "Guests disagree"
    assert claim.overruled.startswith("Overruled by Ana <i>, 3 March 2026: Guests say the opposite. the tram")


def test_what_is_not_shown_follows_from_the_data(check):
    limits = " ".join(compose("Quiet?", [check], **MADE).claims[0].limits)
    assert "It rests on 4 guests." in limits
    assert "there may be more" in limits
    assert "1 match was too unsure" in limits
    assert "165 guests say nothing about it" in limits
    assert "Only comments of the segment town=Oslo were read." in limits
    assert "before 7 January 2019 or after June 2020" in limits
    assert "6 years old" in limits
    assert "What 12 comments say. They could not be judged" in limits
    assert "Authors are unknown" not in limits


def test_where_authors_are_unknown_no_people_are_claimed(unknown):
    brief = compose("Quiet?", [unknown], **MADE)
    claim = brief.claims[0]
    assert claim.words == "Comments disagree"
    assert {row.who for row in brief.annex} == {"Author unknown"}
    assert any("one person may have written several" in limit for limit in claim.limits)
    assert any("carry no date" in limit for limit in claim.limits)
    assert any("It shows what these comments say" in limit for limit in claim.limits)
    assert "found no comment" in brief.claims[1].sides[0].empty


def test_a_claim_that_nobody_can_check_has_no_sides(check):
    claim = compose("Quiet?", [check], **MADE).claims[2]
    assert claim.sides == ()
    assert claim.limits == ("Anything about this claim: no comment was counted for or against it.",)


def test_several_messages_share_notices_corpora_and_numbers(check):
    brief = compose("Quiet?", [check, check], **MADE)
    assert [claim.label for claim in brief.claims] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert {row.label for row in brief.annex} == {"1.1", "2.1"}
    assert (len(brief.notices), len(brief.corpora), len(brief.settings)) == (1, 1, 1)


def test_a_brief_of_nothing_is_refused():
    with pytest.raises(WorkshopError, match="at least one message"):
        compose("Quiet?", [], **MADE)
