"""Judgements kept by claim, passage with its context, and judge."""

from dataclasses import replace

import pytest

from workshop.records import Judgement, Pair
from workshop.store.judgements import Judgements

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


def many(name, n):
    return {Pair(f"{name} {number}", "passage", "", 0.5): SAID for number in range(n)}


def small(store):
    return Judgements(store.database, most=10, look_every=5)


def test_the_oldest_judgements_go_when_there_are_too_many_and_those_just_made_stay(store):
    kept = small(store)
    first, then, last = many("first", 4), many("then", 4), many("last", 9)
    for made in (first, then):
        kept.put(made, "j")
    assert kept.get(first | then, "j").keys() == (first | then).keys()
    again = {next(iter(first)): SAID}
    kept.put(again, "j")  # judged anew, so no longer the oldest
    kept.put(last, "j")
    assert kept.get(first | then | last, "j").keys() == (again | last).keys()


def test_more_new_judgements_than_are_kept_all_stay_until_the_next(store):
    kept = small(store)
    made = many("new", 25)
    kept.put(many("old", 3), "j")
    kept.put(made, "j")
    assert kept.get(made | many("old", 3), "j").keys() == made.keys()


def test_the_judgements_of_other_judges_go_first(store):
    kept = small(store)
    mine, others, new = many("mine", 4), many("others", 4), many("new", 5)
    kept.put(mine, "j")
    kept.put(others, "other")
    kept.put(new, "j")
    assert kept.get(mine | new, "j").keys() == (mine | new).keys()
    assert len(kept.get(others, "other")) == 1


def test_judgements_are_looked_over_only_now_and_then(store):
    kept = Judgements(store.database, most=2, look_every=100)
    made = many("claim", 50)
    for pair, said in made.items():
        kept.put({pair: said}, "j")
    assert kept.get(made, "j").keys() == made.keys()
