"""What people decided: every step is kept, the last one stands, and the erased take theirs along."""

from datetime import UTC, datetime, timedelta

import pytest

from workshop.errors import UnknownCorpus
from workshop.records import Comment, Judgement, Rating, Stance, Verdict
from workshop.store.batches import Batch
from workshop.store.decision_rows import Act, Judged
from workshop.store.decisions import standing, standing_verdicts

AT = datetime(2024, 3, 1, tzinfo=UTC)
CLAIM = "The seats are clean."
COMMENT = Comment("c1", "Ana was rude. The seats were clean.", "posts", author_key="p1")
JUDGED = Judged("lexicon", Judgement(0.7, 0.1, 0.1, 0.1), 0.5)


def add(store, *comments, corpus="air"):
    batch = Batch(file_hash="h", filename="a.csv", added_at=AT)
    version = store.comments.add(corpus, comments, batch=batch).version
    ids = store.comments.passage_ids(corpus, version).tolist()
    return {(p.comment.id, p.quote): p.id for p, _ in store.comments.passages(ids, version)}


@pytest.fixture
def air(store):
    store.corpora.create("air", at=AT)
    store.corpora.create("sea", at=AT)
    return store


@pytest.fixture
def clean(air):
    return add(air, COMMENT)["c1", "The seats were clean."]


def decide(store, passage, stance, *, claim=CLAIM, judged=JUDGED, **act):
    return store.decisions.add_match("air", claim, passage, stance, act=Act(**{"at": AT} | act), judged=judged)


def test_a_decision_is_kept_with_its_words_and_what_the_machine_said(air, clean):
    kept = decide(air, clean, Stance.CONTRADICTS, by="Ana", reason="It is irony.")
    assert air.decisions.matches("air") == [kept]
    assert (kept.comment_id, kept.quote, kept.before) == ("c1", "The seats were clean.", "Ana was rude.")
    assert COMMENT.text[kept.start : kept.end] == kept.quote
    assert kept.stance is Stance.CONTRADICTS
    assert (kept.act.by, kept.act.reason, kept.act.at) == ("Ana", "It is irony.", AT)
    assert kept.judged == JUDGED
    assert air.decisions.matches("sea") == []


def test_the_last_decision_stands_and_all_are_kept(air, clean):
    decide(air, clean, Stance.SUPPORTS)
    last = decide(air, clean, Stance.UNRELATED, at=AT - timedelta(days=1))
    other = decide(air, clean, Stance.ASKS, claim="Another claim.")
    rows = air.decisions.matches("air")
    assert len(rows) == 3
    assert standing(rows) == {CLAIM: [last], "Another claim.": [other]}
    assert air.decisions.matches("air", ["Another claim."]) == [other]


def test_a_row_without_a_stance_takes_back_what_stood_and_stays_in_the_history(air, clean):
    decide(air, clean, Stance.SUPPORTS)
    decide(air, clean, None)
    rows = air.decisions.matches("air")
    assert standing(rows) == {}
    assert [row.stance for row in rows] == [Stance.SUPPORTS, None]


def test_the_same_press_twice_is_one_decision(air, clean):
    first = decide(air, clean, Stance.SUPPORTS, client_key="k1")
    again = decide(air, clean, Stance.UNRELATED, client_key="k1", at=AT + timedelta(seconds=9))
    assert again == first
    assert air.decisions.matches("air") == [first]
    assert decide(air, clean, Stance.UNRELATED, client_key="k2").id != first.id


def test_a_press_in_another_corpus_is_another_press(air, clean):
    decide(air, clean, Stance.SUPPORTS, client_key="k1")
    there = add(air, COMMENT, corpus="sea")["c1", "The seats were clean."]
    act = Act(AT, client_key="k1")
    air.decisions.add_match("sea", CLAIM, there, Stance.ASKS, act=act, judged=None)
    assert [row.stance for row in air.decisions.matches("sea")] == [Stance.ASKS]
    assert [row.stance for row in air.decisions.matches("air")] == [Stance.SUPPORTS]


def test_a_passage_of_another_corpus_or_none_is_refused(air, clean):
    there = add(air, COMMENT, corpus="sea")["c1", "The seats were clean."]
    assert decide(air, there, Stance.SUPPORTS) is None
    assert decide(air, 10**6, Stance.SUPPORTS) is None
    with pytest.raises(UnknownCorpus):
        air.decisions.add_match("land", CLAIM, clean, Stance.SUPPORTS, act=Act(AT), judged=None)
    with pytest.raises(UnknownCorpus):
        air.decisions.matches("land")


def test_a_decision_stands_when_its_comment_comes_again(air, clean):
    decide(air, clean, Stance.SUPPORTS)
    ids = add(air, Comment("c1", COMMENT.text, "posts", author_key="p1", rating=Rating(1, 1, 5)))
    now = ids["c1", "The seats were clean."]
    assert now != clean
    last = decide(air, now, Stance.UNRELATED)
    assert standing(air.decisions.matches("air")) == {CLAIM: [last]}


@pytest.mark.parametrize("target", [{"comment_id": "c1"}, {"author_key": "p1"}])
def test_the_erased_take_every_decision_on_them_along(air, clean, target):
    add(air, Comment("c2", "The seats were clean.", "posts", author_key="p2"))
    decide(air, clean, Stance.SUPPORTS, reason="Says so plainly.")
    now = add(air, Comment("c1", COMMENT.text + " We flew home at night.", "posts", author_key="p1"))
    decide(air, now["c1", "The seats were clean."], Stance.UNRELATED)
    other = decide(air, now["c2", "The seats were clean."], Stance.SUPPORTS)
    air.comments.erase("air", **target, at=AT)
    assert air.decisions.matches("air") == [other]


def test_a_removed_corpus_takes_its_decisions_along(air, clean):
    decide(air, clean, Stance.SUPPORTS)
    air.decisions.add_verdict("air", CLAIM, None, Verdict.THIN, act=Act(AT, reason="x"))
    air.corpora.remove("air")
    air.corpora.create("air", at=AT)
    assert air.decisions.matches("air") == []
    assert air.decisions.verdicts("air") == []


def test_a_verdict_stands_for_its_segment_only(air):
    whole = air.decisions.add_verdict("air", CLAIM, None, Verdict.SUPPORTED, act=Act(AT, "Ana", "Seen it."))
    part = air.decisions.add_verdict("air", CLAIM, "seat=12", Verdict.THIN, act=Act(AT, reason="Few."))
    rows = air.decisions.verdicts("air", [CLAIM])
    assert rows == [whole, part]
    assert standing_verdicts(rows, None) == {CLAIM: whole}
    assert standing_verdicts(rows, "seat=12") == {CLAIM: part}
    assert standing_verdicts(rows, "seat=13") == {}
    assert (whole.verdict, whole.act.by, whole.act.reason) == (Verdict.SUPPORTED, "Ana", "Seen it.")


def test_a_verdict_is_taken_back_by_a_later_row(air):
    air.decisions.add_verdict("air", CLAIM, None, Verdict.SUPPORTED, act=Act(AT, reason="x", client_key="a"))
    air.decisions.add_verdict("air", CLAIM, None, Verdict.THIN, act=Act(AT, reason="y", client_key="a"))
    air.decisions.add_verdict("air", CLAIM, None, None, act=Act(AT, client_key="b"))
    rows = air.decisions.verdicts("air")
    assert [row.verdict for row in rows] == [Verdict.SUPPORTED, None]
    assert standing_verdicts(rows, None) == {}


def test_many_claims_at_once_are_read_in_parts(air, clean):
    kept = decide(air, clean, Stance.SUPPORTS, claim="Claim 700.")
    assert air.decisions.matches("air", [f"Claim {n}." for n in range(1400)]) == [kept]


def test_the_passages_of_a_comment_are_those_of_the_version(air, clean):
    assert [p.quote for p, _ in air.comments.passages_of("air", ["c1", "c9"], 1)] == [
        "Ana was rude.",
        "The seats were clean.",
    ]
    add(air, Comment("c1", "New words.", "posts"))
    assert [p.quote for p, _ in air.comments.passages_of("air", ["c1"], 2)] == ["New words."]
    assert [p.id for p, _ in air.comments.passages_of("air", ["c1"], 1)][1] == clean


def test_one_judgement_is_found_again_whatever_the_similarity(air):
    from workshop.records import Pair

    judgement = Judgement(0.7, 0.1, 0.1, 0.1)
    air.judgements.put({Pair(CLAIM, "So clean.", "Wow.", 0.25): judgement}, "judge")
    assert air.judgements.one(CLAIM, "So clean.", "Wow.", "judge") == (judgement, 0.25)
    assert air.judgements.one(CLAIM, "So clean.", "", "judge") is None
    assert air.judgements.one(CLAIM, "So clean.", "Wow.", "other") is None
