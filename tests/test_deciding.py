"""A person's last word in a home: counted at once, kept over imports, gone with the erased."""

import threading
from dataclasses import replace

import pytest

from workshop import check, corpus, deciding
from workshop.check import Scope, check_message
from workshop.deciding import Match, Place
from workshop.decisions import Choice
from workshop.errors import UnknownComment, UnknownCorpus, UnknownSegment, WorkshopError
from workshop.records import Stance, Strictness, Verdict

COFFEE = "The coffee is great."
CAFE = Scope("cafe")


def claim_of(bench, scope=CAFE, message=COFFEE):
    (claim,) = check_message(bench, message, scope).claims
    return claim


def match_of(bench, comment_id, scope=CAFE):
    claim = claim_of(bench, scope)
    (item,) = [one for one in claim.evidence if one.comment_id == comment_id]
    return Match("cafe", claim.claim.proposition, comment_id, item.quote)


def place_of(bench, segment=None):
    return Place("cafe", claim_of(bench).claim.proposition, segment)


def test_a_decision_counts_at_once_in_answers_that_were_kept_and_judges_nothing_again(cafe):
    match = match_of(cafe, "p3")
    deciding.decide_match(cafe, match, Choice.REJECT, by="Ana", reason="Another shop.")
    steps = []
    done = check_message(cafe, COFFEE, CAFE, on_progress=lambda *step: steps.append(step)).claims[0]
    assert steps == []
    assert done.counts.supports == 7
    assert [item.comment_id for item in done.rejected] == ["p3"]
    (read,) = check.read(cafe, COFFEE, CAFE).check.claims
    assert read == done


def test_enough_decisions_change_the_verdict_and_the_machines_stays(cafe):
    for n in range(4):
        deciding.decide_match(cafe, match_of(cafe, f"p{n}"), "reject")
    done = claim_of(cafe)
    assert (done.verdict, done.machine) == (Verdict.THIN, Verdict.SUPPORTED)
    assert "4 matches decided by hand, without that they say so" in done.reason


def test_undoing_restores_what_the_machine_said_and_keeps_the_history(cafe):
    before = claim_of(cafe)
    match = match_of(cafe, "p3")
    deciding.decide_match(cafe, match, Choice.CONTRADICTS, by="Ana")
    assert claim_of(cafe) != before
    assert deciding.undo_match(cafe, match, by="Bo")
    assert claim_of(cafe) == before
    assert not deciding.undo_match(cafe, match)
    assert [(row.stance, row.act.by) for row in deciding.history(cafe, "cafe")] == [
        (Stance.CONTRADICTS, "Ana"),
        (None, "Bo"),
    ]


def test_a_retry_of_the_same_press_changes_nothing(cafe):
    match = match_of(cafe, "p3")
    first = deciding.decide_match(cafe, match, Choice.REJECT, client_key="press-1")
    assert deciding.decide_match(cafe, match, Choice.REJECT, client_key="press-1") == first
    place = place_of(cafe)
    over = deciding.overrule(cafe, place, Verdict.THIN, reason="x", client_key="press-1")
    assert deciding.overrule(cafe, place, Verdict.THIN, reason="x", client_key="press-1") == over
    assert len(deciding.history(cafe, "cafe")) == 2


def test_a_decision_holds_in_every_segment_and_at_every_strictness(cafe):
    deciding.decide_match(cafe, match_of(cafe, "p3"), Choice.REJECT)
    assert claim_of(cafe, Scope("cafe", "Leeds")).counts.supports == 7
    assert claim_of(cafe, Scope("cafe", strictness=Strictness.LOOSE)).counts.supports == 7
    assert claim_of(cafe, Scope("cafe", "York")).evidence == ()


def test_what_the_machine_missed_can_be_added_and_shows_in_its_own_segment_only(cafe):
    before = claim_of(cafe)
    quote = cafe.store.comments.comment("cafe", "w0").text
    assert "w0" not in {item.comment_id for item in before.evidence}
    match = Match("cafe", before.claim.proposition, "w0", quote)
    kept = deciding.decide_match(cafe, match, Choice.CONTRADICTS, by="Ana")
    assert kept.judged is not None
    done = claim_of(cafe)
    assert done.counts.contradicts == before.counts.contradicts + 1
    assert done.evidence[0].quote == quote
    assert claim_of(cafe, Scope("cafe", "York")).counts.contradicts == 1
    assert claim_of(cafe, Scope("cafe", "Leeds")).counts.contradicts == 0


def test_there_is_nothing_to_confirm_where_the_machine_found_no_match(cafe):
    quote = cafe.store.comments.comment("cafe", "w0").text
    with pytest.raises(WorkshopError, match="no match to confirm"):
        deciding.decide_match(cafe, Match("cafe", claim_of(cafe).claim.proposition, "w0", quote), Choice.CONFIRM)


def test_to_confirm_a_moved_match_leaves_it_where_it_is_shown(cafe):
    match = match_of(cafe, "p3")
    deciding.decide_match(cafe, match, Choice.CONTRADICTS)
    assert deciding.decide_match(cafe, match, Choice.CONFIRM, by="Bo").stance is Stance.CONTRADICTS
    deciding.decide_match(cafe, match, Choice.REJECT)
    assert deciding.decide_match(cafe, match, Choice.CONFIRM).stance is Stance.SUPPORTS


def test_a_judge_with_another_opinion_finds_the_decision_still_standing(cafe):
    match = match_of(cafe, "p3")
    deciding.decide_match(cafe, match, Choice.CONFIRM, by="Ana")
    cafe._judge = Silent()
    done = claim_of(cafe)
    assert [(item.comment_id, item.stance) for item in done.evidence] == [("p3", Stance.SUPPORTS)]
    assert done.counts.supports == 1
    assert "1 match decided by hand" in done.reason


class Silent:
    """A judge for whom nothing has anything to do with anything."""

    name = fingerprint = "silent"

    def load(self):
        """Need nothing."""

    def judge(self, pairs):
        from workshop.records import Judgement

        return [Judgement(0.0, 0.0, 0.0, 1.0) for _ in pairs]


def test_a_judge_that_cannot_be_had_stops_no_decision(cafe):
    from workshop.errors import ModelUnavailable

    class Absent(Silent):
        def judge(self, pairs):
            raise ModelUnavailable("The model is gone.", "Get it back.")

    match = match_of(cafe, "p3")
    cafe._judge = Absent()
    kept = deciding.decide_match(cafe, match, Choice.CONTRADICTS)
    assert kept.judged is None
    with pytest.raises(WorkshopError, match="no match to confirm"):
        deciding.decide_match(cafe, replace(match, proposition="Another claim"), Choice.CONFIRM)
    (row,) = deciding.training_rows(cafe, "cafe")
    assert (row["machine_stance"], row["machine_confidence"], row["judge"]) == (None, None, None)


def test_a_decision_is_kept_when_its_comment_is_imported_again(cafe, bring_in):
    deciding.decide_match(cafe, match_of(cafe, "p3"), Choice.REJECT)
    old = {item.passage_id for item in claim_of(cafe).rejected}
    bring_in('p3,ann3,York,"The coffee is great, number 3 of my week."')
    done = claim_of(cafe)
    assert [item.comment_id for item in done.rejected] == ["p3"]
    assert {item.passage_id for item in done.rejected}.isdisjoint(old)
    bring_in('p3,ann3,York,"The coffee is great, I say."')
    assert claim_of(cafe).rejected == ()


@pytest.mark.parametrize("target", [{"comment_id": "p3"}, {"author": "ann3"}])
def test_erasing_takes_the_decisions_along(cafe, target):
    deciding.decide_match(cafe, match_of(cafe, "p3"), Choice.REJECT, reason="Names a secret.")
    deciding.decide_match(cafe, match_of(cafe, "p4"), Choice.REJECT)
    corpus.erase(cafe, "cafe", **target)
    assert [row.comment_id for row in deciding.history(cafe, "cafe")] == ["p4"]
    assert [item.comment_id for item in claim_of(cafe).rejected] == ["p4"]
    assert b"Names a secret" not in b"".join(p.read_bytes() for p in cafe.settings.home.iterdir() if p.is_file())


def test_a_corpus_made_again_has_no_decisions(cafe, bring_in):
    deciding.decide_match(cafe, match_of(cafe, "p3"), Choice.REJECT)
    deciding.overrule(cafe, place_of(cafe), Verdict.THIN, reason="x")
    corpus.remove(cafe, "cafe")
    bring_in('p3,ann3,Leeds,"The coffee is great, number 3 of my week."')
    assert deciding.history(cafe, "cafe") == []
    assert claim_of(cafe).rejected == ()


def test_an_overruled_verdict_stands_beside_the_machines_for_its_segment(cafe):
    deciding.overrule(cafe, place_of(cafe), "contested", by="  Ana \n Lee ", reason="They mean\nthe old machine.")
    done = claim_of(cafe)
    assert done.verdict is Verdict.SUPPORTED
    assert done.overruled
    assert (done.overruled.verdict, done.overruled.by) == (Verdict.CONTESTED, "Ana Lee")
    assert done.overruled.reason == "They mean the old machine."
    assert claim_of(cafe, Scope("cafe", "Leeds")).overruled is None
    deciding.overrule(cafe, place_of(cafe, "Leeds"), Verdict.THIN, reason="Few.")
    assert claim_of(cafe, Scope("cafe", "city=Leeds")).overruled.verdict is Verdict.THIN
    assert deciding.withdraw(cafe, place_of(cafe))
    assert not deciding.withdraw(cafe, place_of(cafe))
    assert claim_of(cafe).overruled is None
    assert claim_of(cafe, Scope("cafe", "Leeds")).overruled is not None


def test_a_claim_that_is_not_for_customers_can_be_overruled(cafe):
    greeting = claim_of(cafe, message="Welcome aboard!")
    deciding.overrule(cafe, Place("cafe", greeting.claim.proposition), Verdict.SUPPORTED, reason="They do say so.")
    done = claim_of(cafe, message="Welcome aboard!")
    assert (done.verdict, done.overruled.verdict) == (Verdict.NOT_CHECKABLE, Verdict.SUPPORTED)


def test_what_is_not_there_cannot_be_decided(cafe):
    match = match_of(cafe, "p3")
    for change, error, words in (
        ({"corpus": "hotel"}, UnknownCorpus, "hotel"),
        ({"comment_id": "nobody"}, UnknownComment, "nobody"),
        ({"quote": "Other words."}, UnknownComment, "p3"),
    ):
        with pytest.raises(error, match=words):
            deciding.decide_match(cafe, replace(match, **change), Choice.REJECT)


def test_words_that_cannot_be_kept_are_refused_in_a_sentence(cafe):
    match = match_of(cafe, "p3")
    for given, words in (
        ({"choice": "like"}, "like"),
        ({"by": "n" * 81}, "81 characters"),
        ({"reason": "n" * 501}, "501 characters"),
        ({"client_key": ""}, "key"),
        ({"client_key": "k" * 129}, "key"),
    ):
        with pytest.raises(WorkshopError, match=words):
            deciding.decide_match(cafe, match, **{"choice": Choice.REJECT} | given)
    assert deciding.history(cafe, "cafe") == []


def test_a_verdict_that_cannot_be_given_is_refused_in_a_sentence(cafe):
    place = place_of(cafe)
    for change, verdict, reason, error, words in (
        ({}, "supported", " \n", WorkshopError, "reason"),
        ({}, "proven", "x", WorkshopError, "proven"),
        ({}, Verdict.NOT_CHECKED, "x", WorkshopError, "not_checked"),
        ({"segment": "Paris"}, "thin", "x", UnknownSegment, "Paris"),
        ({"corpus": "hotel"}, "thin", "x", UnknownCorpus, "hotel"),
        ({"proposition": " "}, "thin", "x", WorkshopError, "no claim"),
    ):
        with pytest.raises(error, match=words):
            deciding.overrule(cafe, replace(place, **change), verdict, reason=reason)
    assert deciding.history(cafe, "cafe") == []


def test_half_a_character_in_a_reason_is_kept_as_a_question_mark(cafe):
    kept = deciding.decide_match(cafe, match_of(cafe, "p3"), Choice.REJECT, reason="so \ud83d what")
    assert kept.act.reason == "so ? what"


def test_what_stands_is_handed_to_the_next_training(cafe):
    proposition = claim_of(cafe).claim.proposition
    deciding.decide_match(cafe, match_of(cafe, "p3"), Choice.REJECT, by="Ana", reason="Another shop.")
    deciding.decide_match(cafe, match_of(cafe, "p4"), Choice.CONFIRM)
    deciding.decide_match(cafe, match_of(cafe, "p5"), Choice.CONFIRM)
    deciding.undo_match(cafe, match_of(cafe, "p5"))
    first, second = deciding.training_rows(cafe, "cafe")
    assert (first["claim"], first["stance"], first["machine_stance"]) == (proposition, "unrelated", "supports")
    assert (first["by"], first["reason"], first["before"]) == ("Ana", "Another shop.", "")
    assert first["passage"] == cafe.store.comments.comment("cafe", "p3").text
    assert 0.5 < first["machine_confidence"] <= 1
    assert first["judge"] == cafe.judge.fingerprint
    assert (second["stance"], second["by"]) == ("supports", "")


def test_two_people_who_press_at_once_are_both_kept(cafe):
    match = match_of(cafe, "p3")
    presses = [
        threading.Thread(target=deciding.decide_match, args=(cafe, match, Choice.REJECT), kwargs={"by": name})
        for name in ("Ana", "Bo", "Cy", "Di")
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join(timeout=60)
    assert {row.act.by for row in deciding.history(cafe, "cafe")} == {"Ana", "Bo", "Cy", "Di"}
    assert len(claim_of(cafe).rejected) == 1
