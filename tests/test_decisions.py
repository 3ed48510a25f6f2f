"""A person's last word, laid over what the machine found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import decisions
from workshop.answers import in_order
from workshop.decisions import DecidedMatch, hash_words
from workshop.nearest import nothing_near
from workshop.records import (
    CheckedClaim,
    Claim,
    Comment,
    Company,
    CorpusFacts,
    Counting,
    Counts,
    Decision,
    Evidence,
    Judgement,
    Nearest,
    Overruling,
    Passage,
    Stance,
    Strictness,
    Verdict,
)
from workshop.store.rows import hash_text
from workshop.thresholds import THRESHOLDS, Thresholds
from workshop.verdicts import Voice, decide, tally

NORMAL = THRESHOLDS[Strictness.NORMAL]
FACTS = CorpusFacts("cafe", "Cafe", None, 100, 60, 1.0, 0, "f", Company(person="guest", people="guests"))
CLAIM = Claim("The coffee is great", "The coffee is great", 0, 19)
SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS)
TAKES = {Verdict.SUPPORTED: 2, Verdict.CONTESTED: 1, Verdict.CONTRADICTED: 0}


def row(number: int, person: str, stance: Stance, *, confidence: float = 0.9, counted: bool = True) -> Evidence:
    quote = f"Words {number}."
    return Evidence(
        number, f"c{number}", quote, 0, len(quote), stance, confidence, 0.5, person, "post", "2026", None, (),
        counted=counted,
    )  # fmt: skip


def checked(*rows: Evidence, thresholds: Thresholds = NORMAL, on_topic: int = 0) -> CheckedClaim:
    """Return what the machine would have made of these rows."""
    counts = counted(rows, thresholds, on_topic)
    return CheckedClaim(CLAIM, decide(counts, thresholds), "A reason.", counts, in_order(rows))


def counted(rows: tuple[Evidence, ...], thresholds: Thresholds, on_topic: int = 0) -> Counts:
    voices = [
        Voice(r.author_key or r.comment_id, sure(r.stance if r.counted else Stance.UNRELATED), True) for r in rows
    ]
    counts = tally(voices, thresholds, read=60)
    return replace(counts, on_topic=max(counts.on_topic, on_topic))


def sure(stance: Stance) -> Judgement:
    return Judgement(**{other.value: 0.97 if other is stance else 0.01 for other in Stance})


def on(item: Evidence, stance: Stance, *, by: str = "Ana", reason: str = "") -> DecidedMatch:
    decision = Decision(stance, by, "2026-03-03T10:00:00+00:00", reason)
    return DecidedMatch(item.comment_id, hash_words(item.quote), decision, sure(item.stance), 0.5)


def apply(
    found: CheckedClaim,
    *matches: DecidedMatch,
    overruled: Overruling | None = None,
    thresholds: Thresholds = NORMAL,
    facts: CorpusFacts = FACTS,
) -> CheckedClaim:
    return decisions.apply(found, matches, overruled, thresholds=thresholds, facts=facts, year=2026)


PRAISE = tuple(row(n, f"p{n}", Stance.SUPPORTS) for n in range(6))


def test_without_a_decision_nothing_changes() -> None:
    assert apply(checked(*PRAISE)) == checked(*PRAISE)


def test_a_rejected_match_counts_for_nothing_and_stays_visible() -> None:
    done = apply(checked(*PRAISE), on(PRAISE[0], Stance.UNRELATED, reason="another shop"))
    assert done.counts.supports == 5
    assert done.verdict is Verdict.SUPPORTED
    (out,) = done.rejected
    assert out.comment_id == "c0"
    assert out.stance is Stance.SUPPORTS
    assert not out.counted
    assert out.decision
    assert (out.decision.by, out.decision.reason, out.decision.machine) == ("Ana", "another shop", Stance.SUPPORTS)
    assert len(done.evidence) == 6


def test_a_confirmed_match_counts_however_unsure_it_is() -> None:
    unsure = row(9, "p9", Stance.SUPPORTS, confidence=0.51, counted=False)
    before = checked(*PRAISE[:4], unsure)
    assert before.verdict is Verdict.THIN
    done = apply(before, on(unsure, Stance.SUPPORTS))
    assert done.verdict is Verdict.SUPPORTED
    assert done.machine is Verdict.THIN
    assert done.counts.supports == 5


def test_a_match_turned_around_counts_for_the_other_side_with_the_judges_own_probability_of_it() -> None:
    done = apply(checked(*PRAISE), on(PRAISE[0], Stance.CONTRADICTS))
    assert (done.counts.supports, done.counts.contradicts) == (5, 1)
    moved = done.evidence[0]
    assert (moved.stance, moved.confidence) == (Stance.CONTRADICTS, 0.01)
    assert moved.decision
    assert (moved.decision.machine, moved.decision.confidence) == (Stance.SUPPORTS, 0.9)


def test_two_stances_of_one_passage_are_never_likelier_than_certain() -> None:
    sure_of_it = row(1, "p1", Stance.SUPPORTS, confidence=0.99)
    match = replace(on(sure_of_it, Stance.CONTRADICTS), judgement=sure(Stance.CONTRADICTS))
    (moved,) = apply(checked(sure_of_it), match).evidence
    assert moved.confidence == 0.01


def test_whoever_says_both_after_a_decision_is_mixed() -> None:
    twice = (row(1, "ann", Stance.SUPPORTS), row(2, "ann", Stance.SUPPORTS))
    done = apply(checked(*twice), on(twice[0], Stance.CONTRADICTS))
    assert (done.counts.supports, done.counts.contradicts, done.counts.mixed) == (0, 0, 1)
    undone = apply(checked(*twice), on(twice[0], Stance.UNRELATED))
    assert undone.counts.supports == 1


def test_the_reason_says_how_many_were_decided_and_what_the_machine_alone_says() -> None:
    done = apply(checked(*PRAISE), *(on(item, Stance.UNRELATED) for item in PRAISE[:2]))
    assert done.verdict is Verdict.THIN
    assert done.machine is Verdict.SUPPORTED
    assert "2 matches decided by hand, without that they say so" in done.reason
    same = apply(checked(*PRAISE), on(PRAISE[0], Stance.SUPPORTS))
    assert same.machine is None
    assert "1 match decided by hand)" in same.reason
    assert "without that" not in same.reason


def test_the_topic_keeps_its_people_and_never_has_fewer_than_take_a_side() -> None:
    assert apply(checked(*PRAISE, on_topic=40), on(PRAISE[0], Stance.UNRELATED)).counts.on_topic == 40
    lone = replace(checked(PRAISE[0]), counts=Counts(supports=1, on_topic=1, read=60, judged=1))
    added = place(row(7, "p7", Stance.ASKS), Stance.ASKS)
    assert apply(lone, added).counts.on_topic == 2


def test_counts_that_say_at_least_still_say_so() -> None:
    first = replace(checked(*PRAISE), counts=replace(checked(*PRAISE).counts, counting=Counting.AT_LEAST))
    assert apply(first, on(PRAISE[0], Stance.UNRELATED)).counts.counting is Counting.AT_LEAST


def place(item: Evidence, stance: Stance, *, segments: tuple[tuple[str, str], ...] = ()) -> DecidedMatch:
    """Return a decision on a passage that the machine did not find, with the place where its words stand."""
    comment = Comment(item.comment_id, item.quote, "post", author_key=item.author_key, segments=segments)
    passage = Passage(item.passage_id, item.start, item.end, comment)
    return replace(on(item, stance), passages=(passage,), judgement=None, similarity=None)


def test_what_only_a_person_found_is_counted_too() -> None:
    missed = row(8, "p8", Stance.CONTRADICTS)
    done = apply(checked(*PRAISE), place(missed, Stance.CONTRADICTS))
    assert done.counts.contradicts == 1
    found = done.evidence[0]
    assert (found.quote, found.confidence, found.counted) == (missed.quote, 0.0, True)
    assert found.decision
    assert found.decision.machine is None


def test_what_a_person_found_elsewhere_is_not_counted_in_a_segment() -> None:
    leeds = replace(FACTS, segment="city=Leeds")
    missed = row(8, "p8", Stance.CONTRADICTS)
    inside = place(missed, Stance.CONTRADICTS, segments=(("city", "Leeds"),))
    outside = place(missed, Stance.CONTRADICTS, segments=(("city", "York"),))
    assert apply(checked(*PRAISE), inside, facts=leeds).counts.contradicts == 1
    assert apply(checked(*PRAISE), outside, facts=leeds) == checked(*PRAISE)


def test_a_decision_on_words_that_are_gone_changes_nothing() -> None:
    gone = replace(on(row(8, "p8", Stance.SUPPORTS), Stance.SUPPORTS), passages=())
    assert apply(checked(*PRAISE), gone) == checked(*PRAISE)
    assert decisions.missing(checked(*PRAISE), [gone]) == [gone]
    assert decisions.missing(checked(*PRAISE), [on(row(8, "p8", Stance.SUPPORTS), Stance.UNRELATED)]) == []


NEAR_BY = row(20, "p20", Stance.UNRELATED)


@pytest.mark.parametrize("stance", [Stance.UNRELATED, Stance.SUPPORTS])
def test_the_nearest_thing_is_set_aside_once_a_person_rejects_it_or_counts_it_as_support(stance: Stance) -> None:
    found = replace(checked(PRAISE[0]), nearest=Nearest(NEAR_BY, 3))
    done = apply(found, place(NEAR_BY, stance))
    assert done.nearest is None
    assert done.set_aside
    assert done.set_aside.said.decision
    assert done.set_aside.said.decision.stance is stance
    assert nothing_near(done, FACTS) is None


@pytest.mark.parametrize("stance", [Stance.CONTRADICTS, Stance.ASKS])
def test_the_nearest_thing_says_what_a_person_made_of_it(stance: Stance) -> None:
    found = replace(checked(PRAISE[0]), nearest=Nearest(NEAR_BY, 3))
    nearest = apply(found, place(NEAR_BY, stance)).nearest
    assert nearest
    assert (nearest.n_people, nearest.said.stance) == (3, stance)
    assert nearest.said.decision
    assert (nearest.said.decision.by, nearest.said.decision.machine) == ("Ana", Stance.UNRELATED)


def test_what_was_decided_elsewhere_leaves_the_nearest_thing_as_it_is() -> None:
    found = replace(checked(PRAISE[0]), nearest=Nearest(NEAR_BY, 3))
    done = apply(found, on(PRAISE[0], Stance.UNRELATED))
    assert (done.nearest, done.set_aside) == (found.nearest, None)


@pytest.mark.parametrize("verdict", [Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED])
def test_a_claim_without_voices_stays_so_and_can_be_overruled(verdict: Verdict) -> None:
    silent = CheckedClaim(CLAIM, verdict, "Why.", Counts())
    over = Overruling(Verdict.SUPPORTED, "Ana", "2026-03-03T10:00:00+00:00", "They can say this.")
    done = apply(silent, place(PRAISE[0], Stance.SUPPORTS), overruled=over)
    assert done == replace(silent, overruled=over)


def test_an_overruling_changes_nothing_that_the_machine_says() -> None:
    over = Overruling(Verdict.CONTRADICTED, "", "2026-03-03T10:00:00+00:00", "It is irony.")
    assert apply(checked(*PRAISE), overruled=over) == replace(checked(*PRAISE), overruled=over)


def test_the_name_of_words_is_the_stores_hash_of_them() -> None:
    assert hash_words("Wörter.") == hash_text("Wörter.")


rows = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(SIDES), st.floats(0.5, 1.0), st.booleans()), max_size=24
).map(
    lambda drawn: tuple(
        row(n, f"p{person}", stance, confidence=round(confidence, 6), counted=is_counted)
        for n, (person, stance, confidence, is_counted) in enumerate(drawn)
    )
)
strictness = st.sampled_from(list(Strictness)).map(THRESHOLDS.__getitem__)
stances = st.lists(st.sampled_from([None, *Stance]), min_size=24, max_size=24)


@given(rows, stances, strictness, st.integers(0, 30))
def test_any_decisions_give_the_one_verdict_that_the_rows_left_would_have_given(
    found: tuple[Evidence, ...], decided: list[Stance | None], thresholds: Thresholds, on_topic: int
) -> None:
    matches = [on(item, stance) for item, stance in zip(found, decided, strict=False) if stance]
    before = checked(*found, thresholds=thresholds, on_topic=on_topic)
    done = apply(before, *matches, thresholds=thresholds)
    anew = counted(done.evidence, thresholds)
    assert replace(done.counts, on_topic=0) == replace(anew, on_topic=0)
    assert done.verdict is decide(anew, thresholds)
    assert done.counts.on_topic >= max(before.counts.on_topic, anew.supports + anew.contradicts + anew.mixed, anew.asks)
    assert done.machine is (before.verdict if done.verdict is not before.verdict else None)
    assert done.evidence == in_order(done.evidence)
    assert sorted(item.passage_id for item in done.evidence) == sorted(item.passage_id for item in found)
    assert ("decided by hand" in done.reason) is bool(matches)


@given(rows, stances, strictness, st.data())
def test_rejecting_a_support_never_moves_a_claim_towards_supported(
    found: tuple[Evidence, ...], decided: list[Stance | None], thresholds: Thresholds, data: st.DataObject
) -> None:
    supports = [item for item in found if item.stance is Stance.SUPPORTS]
    if not supports:
        return
    out = data.draw(st.sampled_from(supports))
    others = [on(i, s) for i, s in zip(found, decided, strict=False) if s and i is not out]
    machine = checked(*found, thresholds=thresholds)
    before = apply(machine, *others, thresholds=thresholds)
    after = apply(machine, *others, on(out, Stance.UNRELATED), thresholds=thresholds)
    assert after.counts.supports <= before.counts.supports
    if after.verdict is Verdict.SUPPORTED:
        assert before.verdict is Verdict.SUPPORTED
    if before.verdict in TAKES and after.verdict in TAKES:
        assert TAKES[after.verdict] <= TAKES[before.verdict]


@given(rows, stances, strictness)
def test_taking_every_decision_back_restores_what_the_machine_said(
    found: tuple[Evidence, ...], decided: list[Stance | None], thresholds: Thresholds
) -> None:
    machine = checked(*found, thresholds=thresholds)
    matches = [on(item, stance) for item, stance in zip(found, decided, strict=False) if stance]
    apply(machine, *matches, thresholds=thresholds)
    assert apply(machine, thresholds=thresholds) == machine


@given(rows, stances, strictness)
def test_confirming_what_counts_changes_no_count(
    found: tuple[Evidence, ...], _decided: list[Stance | None], thresholds: Thresholds
) -> None:
    machine = checked(*found, thresholds=thresholds)
    done = apply(machine, *(on(item, item.stance) for item in found if item.counted), thresholds=thresholds)
    assert (done.counts, done.verdict, done.machine) == (machine.counts, machine.verdict, None)
