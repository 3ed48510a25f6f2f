"""The wall of a workshop, phase by phase, before any browser sees it."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import wording
from workshop.drawing.answer import verdict_head
from workshop.drawing.room_foot import RoomFoot, room_row
from workshop.drawing.room_wall import paused, room_stylesheet, waiting, writing
from workshop.drawing.room_wall_decide import BY_EVIDENCE, Row, decided, deciding
from workshop.drawing.room_wall_guess import HowTheyDid, expected, guessing, how_they_did, written_by
from workshop.drawing.room_wall_lobby import Door, lobby
from workshop.drawing.room_wall_pins import Pinned, listening, said, words_that_fit
from workshop.drawing.room_wall_rework import difference, rework
from workshop.drawing.wall import wall, wall_stylesheet
from workshop.drawing.wall_heights import room
from workshop.drawing.wall_plan import Slide, plan
from workshop.records import (
    CheckedClaim,
    Claim,
    Comment,
    Company,
    CorpusFacts,
    Counting,
    Counts,
    Evidence,
    Stance,
    Verdict,
)
from workshop.room.records import Agreement, Ending, Voting

FACTS = CorpusFacts(
    "posts",
    "Posts",
    None,
    2420,
    1622,
    1.0,
    0,
    "7f3a91c2e04d",
    Company(person="traveller", people="travellers"),
    notice="For <tests> only",
)
FOOT = RoomFoot("KITE 47", "Guess", 14, place="Message 3 of 7", has_clock=True)
OUTCOME = "What do we say when <flights> are cancelled?"
EVIL = "<img src=x onerror=alert(1)>"


def comment(number: int, text: str) -> Comment:
    return Comment(f"c{number}", text, "survey", author_key=f"p{number}", date="2015-02-17")


def claim_of(message: str, words: str) -> Claim:
    start = message.index(words)
    return Claim(words, words, start, start + len(words))


def checked(claim: Claim, verdict: Verdict, *, quote: str = "") -> CheckedClaim:
    side = Stance.CONTRADICTS if verdict is Verdict.CONTRADICTED else Stance.SUPPORTS
    found = Evidence(1, "c1", quote, 0, len(quote), side, 0.9, 0.5, "p1", "survey", "2015-02", None, ())
    counts = Counts(supports=4, contradicts=128, on_topic=132, read=1622)
    said = "128 travellers say the opposite, 4 say so (2,420 comments read)."
    return CheckedClaim(claim, verdict, said, counts, (found,) if quote else ())


def slide(verdict: Verdict | None = Verdict.CONTRADICTED, message: str = "We care, and a person answers.") -> Slide:
    claim = claim_of(message, message.rstrip(".").rpartition(" and ")[2])
    answer = checked(claim, verdict, quote="2 hours on hold & nobody") if verdict else None
    return Slide(message, ((claim, answer),), 0, FACTS, room=FOOT)


def test_nothing_on_the_wall_is_under_three_and_a_half_u():
    import re

    for size in re.findall(
        r"font(?:-size)?: [^;]*?calc\(([\d.]+) \* var\(--u\)\)", room_stylesheet() + wall_stylesheet()
    ):
        assert float(size) >= 3.5


def test_the_foot_says_how_to_join_where_the_room_is_and_how_many_phones_there_are():
    drawn = room_row(replace(FOOT, guessed="room guessed opposite"))
    assert "Join with <b>KITE 47</b>" in drawn
    assert "Message 3 of 7, room guessed opposite" in drawn
    assert "<b>14</b> phones" in drawn
    assert "<b>1</b> phone<" in room_row(replace(FOOT, n_phones=1))
    assert "Join with" not in room_row(replace(FOOT, code=""))


def test_the_lobby_shows_the_code_its_picture_what_it_is_for_and_who_is_waiting():
    door = Door("KITE47", "http://192.168.1.5:8501/join?code=KITE47", "data:image/png;base64,AAAA")
    drawn = lobby(OUTCOME, door, FOOT, FACTS)
    assert '<p class="code">KITE 47</p>' in drawn
    assert 'src="data:image/png;base64,AAAA"' in drawn
    assert "192.168.1.5:8501/join<" in drawn
    assert "1,622 travellers are waiting" in drawn
    assert "&lt;flights&gt;" in drawn


def test_the_lobby_counts_comments_where_their_authors_are_unknown():
    assert "2,420 comments are waiting" in lobby("", Door("KITE47"), FOOT, replace(FACTS, n_people=None))


def test_a_lobby_into_which_nobody_comes_names_the_likely_cause_and_the_way_out():
    door = Door("KITE47", "http://192.168.1.5:8501/join", is_silent=True)
    drawn = lobby(OUTCOME, door, FOOT, FACTS)
    assert "guest Wi-Fi" in drawn
    assert "firewall" in drawn
    assert "hotspot" in drawn
    assert "guest Wi-Fi" not in lobby(OUTCOME, replace(door, is_silent=False), FOOT, FACTS)


def test_a_lobby_that_phones_cannot_reach_says_so():
    assert "Phones cannot reach this laptop" in lobby(OUTCOME, Door("KITE47"), FOOT, FACTS)


def test_a_lobby_with_its_code_hidden_shows_neither_code_nor_address():
    drawn = lobby(OUTCOME, Door("", "http://192.168.1.5:8501/join"), replace(FOOT, code=""), FACTS)
    assert "192.168" not in drawn
    assert "KITE47" not in drawn


def test_pins_arrive_as_quotes_with_how_many_have_pinned_and_what_must_be_said_beside_a_quote():
    pins = [Pinned(comment(1, f"Never again {EVIL}"), 2)]
    drawn = listening(OUTCOME, pins, (9, 14, 3), FOOT, FACTS)
    assert "9 of 14 have pinned three" in drawn
    assert "<blockquote>Never again &lt;img" in drawn
    assert "pinned by 2 · A traveller · 17 Feb 2015" in drawn
    assert "1 of 1 shown" in drawn
    assert "For &lt;tests&gt; only" in drawn


def test_before_anything_is_pinned_the_wall_says_what_to_do():
    assert "Pin what the room should hear." in listening(OUTCOME, [], (0, 14, 3), FOOT, FACTS)
    assert "Nothing is pinned yet" in said(OUTCOME, [], FOOT, FACTS)


def test_what_they_say_has_the_comments_that_most_pinned_first():
    pins = [Pinned(comment(1, "First words."), 1), Pinned(comment(2, "Second words."), 5)]
    drawn = said(OUTCOME, pins, FOOT, FACTS)
    assert "6 pins on 2 comments" in drawn
    assert drawn.index("Second words.") < drawn.index("First words.")


def test_more_pins_than_fit_are_counted():
    drawn = listening(
        OUTCOME, [Pinned(comment(n, "So many words here. " * 9), 1) for n in range(40)], (9, 14, 3), FOOT, FACTS
    )
    assert 2 <= drawn.count("<blockquote>") < 12
    assert f"{drawn.count('<blockquote>')} of 40 shown" in drawn


@given(st.text(max_size=600))
def test_the_words_of_a_pin_are_a_piece_of_the_comment(text):
    assert words_that_fit(text) in text


def test_a_long_comment_is_shown_by_whole_sentences():
    text = "I waited for hours. " + "Nobody ever told us anything at all about the long delay. " * 6 + "Never again."
    piece = words_that_fit(text)
    assert len(piece) < len(text)
    assert piece.endswith(".")


def test_writing_shows_how_many_handed_in_and_no_word():
    drawn = writing(OUTCOME, (9, 14, 17), FOOT)
    assert "9 of 14 have handed in" in drawn
    assert "17 messages are in." in drawn
    assert "messages" not in writing(OUTCOME, (0, 14, 0), FOOT)


def test_guessing_has_a_plain_line_one_question_and_neither_mark_nor_colour():
    drawn = guessing(slide(), 11, 14, FOOT)
    assert "What do 1,622 travellers say to this?" in drawn
    assert "<b>11 of 14</b> have guessed." in drawn
    assert 'class="claim v-pending is-open"' in drawn
    assert 'class="mark"' not in drawn
    assert "v-contradicted" not in drawn
    assert "on hold" not in drawn


def test_guessing_never_tells_what_the_other_claims_met():
    message = "We care, and a person answers."
    care, person = claim_of(message, "We care"), claim_of(message, "a person answers")
    pairs = ((care, checked(care, Verdict.SUPPORTED)), (person, checked(person, Verdict.CONTRADICTED)))
    drawn = guessing(Slide(message, pairs, 1, FACTS), 0, 14, FOOT)
    assert drawn.count('<span class="claim') == 1
    assert "Claim 2 of 2: what do 1,622 travellers say to this?" in drawn
    assert "v-supported" not in drawn


def test_a_message_too_long_for_the_wall_is_guessed_by_its_sentence():
    long = "This goes on and on without an end. " * 10 + "We care, and a person answers."
    drawn = guessing(slide(None, long), 0, 14, FOOT)
    assert "a person answers" in drawn
    assert "on and on" not in drawn


def test_the_revealed_wall_says_how_the_room_did_and_keeps_the_foot_of_the_room():
    did = HowTheyDid(14, {Verdict.SUPPORTED: 8, Verdict.CONTRADICTED: 6}, 6, 5, Agreement.FEW)
    told = f"{written_by(4)} {how_they_did(did)}"
    drawn = wall(replace(slide(), told=told, room=replace(FOOT, guessed=expected(did))))
    assert "Four of you wrote this, independently." in drawn
    assert "6 of 14 guessed this; more said “say so” (8)." in drawn
    assert "A few of those who talk about it agree: 5 guessed that." in drawn
    assert "Message 3 of 7, room guessed say so" in drawn
    assert "Customers say the opposite" not in drawn
    assert "Travellers say the opposite" in drawn
    assert "2 hours on hold &amp; nobody" in drawn
    assert "For &lt;tests&gt; only" in drawn


def test_what_the_room_expected_is_said_only_where_it_agreed():
    even = HowTheyDid(3, {Verdict.SUPPORTED: 1, Verdict.CONTRADICTED: 1, Verdict.UNSUPPORTED: 1}, 1)
    right = HowTheyDid(3, {Verdict.SUPPORTED: 2, Verdict.CONTRADICTED: 1}, 2)
    less_than_half = HowTheyDid(7, {Verdict.SUPPORTED: 3, Verdict.CONTRADICTED: 2, Verdict.UNSUPPORTED: 2}, 2)
    assert (how_they_did(even), expected(even)) == ("1 of 3 guessed this.", "")
    assert (how_they_did(right), expected(right)) == ("2 of 3 guessed this.", "room guessed say so")
    assert how_they_did(less_than_half) == "2 of 7 guessed this; more said “say so” (3)."
    assert expected(less_than_half) == ""


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_said_in_words_wherever_a_room_sees_it(verdict):
    answer = slide(verdict).claims[0][1]
    said = escape(wording.verdict_head(verdict, FACTS, answer.counts))
    assert said in wall(slide(verdict))
    assert said in verdict_head(answer, FACTS), "on phones and beside the stage"
    voted = deciding(OUTCOME, [row("One", verdict)], Voting.OPEN, (9, 14), FOOT)
    assert escape(wording.tag(verdict, answer.counts)) in voted


def test_what_the_room_did_takes_its_place_from_the_quotes_and_not_from_the_wall():
    with_it = replace(slide(), told="A sentence about the room. " * 5)
    assert room(with_it) < room(slide()) - 5
    assert plan(with_it).sides


def test_nobody_guessed_is_no_sentence():
    assert how_they_did(None) == ""
    assert how_they_did(HowTheyDid(0, {}, 0)) == ""
    assert expected(HowTheyDid(0, {}, 0)) == ""


def test_who_wrote_it_is_said_only_where_names_are_shown_or_several_did():
    assert written_by(1) == ""
    assert written_by(1, "Ann") == "Written by Ann."
    assert written_by(13, "Ann") == "13 of you wrote this, independently."


def test_rework_shows_both_wordings_and_the_difference_in_verdicts():
    now = slide(Verdict.SUPPORTED, "We are kind, and a person answers.")
    drawn = rework(slide(), now, FOOT)
    assert "Before: they say the opposite. Now: they say so." in drawn
    assert drawn.index("We care") < drawn.index("We are kind")
    assert "Travellers say the opposite" in drawn
    assert "Travellers say so" in drawn


def test_a_new_wording_that_is_still_being_read_is_not_judged():
    assert difference(slide(), slide(None)) == "Reading the comments for the new wording"
    assert difference(slide(), slide()) == "The verdict stays as it was"
    assert difference(slide(), replace(slide(), claims=())) == "The new wording makes no claim"


def row(text: str, verdict: Verdict | None, **others: object) -> Row:
    claim = Claim(text, text, 0, len(text))
    return Row(text, (checked(claim, verdict) if verdict else None,), **others)


def test_dots_are_hidden_until_voting_has_closed():
    rows = [row("One", Verdict.SUPPORTED, dots=37)]
    for voting in (Voting.NOT_YET, Voting.OPEN):
        assert "37" not in deciding(OUTCOME, rows, voting, (9, 14), FOOT)
    assert "9 of 14 have placed their dots" in deciding(OUTCOME, rows, Voting.OPEN, (9, 14), FOOT)
    assert "<b>37</b> dots" in deciding(OUTCOME, rows, Voting.CLOSED, (9, 14), FOOT)


def test_counts_beside_a_message_say_whether_there_may_be_more():
    sure = row("One", Verdict.CONTRADICTED)
    counts = replace(sure.answers[0].counts, counting=Counting.AT_LEAST)
    first = replace(sure, answers=(replace(sure.answers[0], counts=counts),))
    assert "4 for · 128 against" in deciding(OUTCOME, [sure], Voting.OPEN, (9, 14), FOOT)
    assert "at least" not in deciding(OUTCOME, [sure], Voting.OPEN, (9, 14), FOOT)
    assert "at least 4 for · 128 against" in deciding(OUTCOME, [first], Voting.OPEN, (9, 14), FOOT)


def test_votes_never_rank_messages_above_what_customers_say():
    rows = [row("Loved", Verdict.CONTRADICTED, dots=50), row("True", Verdict.SUPPORTED, dots=1)]
    drawn = deciding(OUTCOME, rows, Voting.CLOSED, (9, 14), FOOT)
    assert drawn.index("True") < drawn.index("Loved")
    assert "Ordered by what customers say, then by dots." in drawn


def test_before_voting_closes_equal_verdicts_stand_as_they_were_handed_in():
    rows = [row("Early", Verdict.SUPPORTED, dots=1), row("Late", Verdict.SUPPORTED, dots=9)]
    drawn = deciding(OUTCOME, rows, Voting.OPEN, (9, 14), FOOT)
    assert drawn.index("Early") < drawn.index("Late")
    assert "then as handed in" in drawn


def test_every_verdict_has_its_place_in_the_order():
    assert set(BY_EVIDENCE) == set(Verdict)


def test_a_list_longer_than_the_wall_has_pages_that_take_turns():
    drawn = deciding(OUTCOME, [row(f"Message number {n}", Verdict.THIN) for n in range(40)], Voting.OPEN, (9, 14), FOOT)
    n = drawn.count('<section class="page')
    assert n > 2
    assert f"Page {n} of {n}." in drawn
    assert all(f"Message number {at}<" in drawn for at in range(40))
    assert f"@keyframes turns-{n} " in room_stylesheet()


def test_without_a_message_the_wall_says_that_nothing_can_be_voted_on():
    assert "No message can be voted on yet." in deciding(OUTCOME, [], Voting.OPEN, (0, 14), FOOT)
    assert "No message was handed in." in decided(OUTCOME, [], FOOT)


def test_what_was_decided_stands_with_its_owner():
    rows = [
        row("Gone", Verdict.CONTRADICTED, ending=Ending.LET_GO),
        row("Kept", Verdict.SUPPORTED, ending=Ending.HOLD_ON, owner=EVIL),
        row("Open still", None),
    ]
    drawn = decided(OUTCOME, rows, FOOT, over=True)
    assert "We hold on to 1 of 3 messages" in drawn
    assert drawn.index("Kept") < drawn.index("Open still") < drawn.index("Gone")
    assert "The workshop has ended." in drawn
    assert EVIL not in drawn


def test_a_paused_and_a_waiting_room_say_what_comes():
    assert "Paused" in paused(OUTCOME, FOOT, "dark")
    assert "<b>Soon.</b> Wait." in waiting(OUTCOME, "Next", [("Soon.", "Wait.")], FOOT)
