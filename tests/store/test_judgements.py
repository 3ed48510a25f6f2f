"""Judgements kept by claim, passage with its context, and judge."""

from dataclasses import replace

import pytest

from workshop.records import Judgement, Pair

PAIR = Pair("Boarding is quick.", "It took forever.", "We stood at the gate.", 0.4321)
SAID = Judgement(0.05, 0.9, 0.01, 0.04)


def test_a_judgement_comes_back_as_it_went_in(store):
    store.judgements.put({PAIR: SAID}, "lexicon/1")
    assert store.judgements.get([PAIR, PAIR], "lexicon/1") == {PAIR: SAID}


@pytest.mark.parametrize(
    "other",
    [
        replace(PAIR, proposition="Boarding is slow."),
        replace(PAIR, passage="It took no time."),
        replace(PAIR, before="We sat."),
        replace(PAIR, before="We stood at the gate.It took forever.", passage=""),
        replace(PAIR, similarity=0.2),
    ],
    ids=["claim", "passage", "context", "cut elsewhere", "similarity"],
)
def test_another_pair_is_not_known(store, other):
    store.judgements.put({PAIR: SAID}, "lexicon/1")
    assert store.judgements.get([other], "lexicon/1") == {}


def test_another_judge_knows_nothing(store):
    store.judgements.put({PAIR: SAID}, "lexicon/1")
    assert store.judgements.get([PAIR], "lexicon/2") == {}


def test_noise_in_the_similarity_does_not_matter(store):
    store.judgements.put({PAIR: SAID}, "lexicon/1")
    noisy = replace(PAIR, similarity=PAIR.similarity + 3e-7)
    assert store.judgements.get([noisy], "lexicon/1") == {noisy: SAID}


def test_the_newest_judgement_counts(store):
    store.judgements.put({PAIR: SAID}, "lexicon/1")
    nearer, newer = replace(PAIR, similarity=0.9), Judgement(0.7, 0.1, 0.1, 0.1)
    store.judgements.put({nearer: newer}, "lexicon/1")
    assert store.judgements.get([PAIR, nearer], "lexicon/1") == {nearer: newer}


def test_many_pairs_on_several_claims_are_kept_at_once(store):
    made = {
        Pair(f"claim {n % 3}", f"passage {n}", "", n / 2000): Judgement(n / 2000, 0, 0, 1 - n / 2000)
        for n in range(2000)
    }
    store.judgements.put(made, "j")
    assert store.judgements.get(made, "j") == made


def test_purged_passages_are_forgotten_with_every_claim_and_judge(store):
    other = replace(PAIR, passage="Fine.")
    for judge in ("one", "two"):
        store.judgements.put({PAIR: SAID, replace(PAIR, proposition="x"): SAID, other: SAID}, judge)
    store.judgements.purge([(PAIR.passage, PAIR.before)])
    for judge in ("one", "two"):
        assert store.judgements.get([PAIR, replace(PAIR, proposition="x"), other], judge) == {other: SAID}


def test_nothing_asked_and_nothing_given_is_nothing(store):
    store.judgements.put({}, "j")
    store.judgements.purge([])
    assert store.judgements.get([], "j") == {}
