"""Competitors' names, as the judge reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import corpus
from workshop.check import Scope, check_message
from workshop.deciding import Match, decide_match
from workshop.records import Company, Pair
from workshop.rivals import as_read, named, put

COMPANY = Company(
    names=("Bean Street", "Delta Dental"),
    products=("Bean Air",),
    handles=("@beanstreet",),
    competitors=("Delta", "Delta Air Lines", "@Coastline", "C&A (old)", "Two Brothers", "Bean", "", " ", "!"),
)

NAMES = st.text(max_size=8) | st.sampled_from([".*", "(", "[a", "\\", "a|b", "x+", "", "  ", "@", "$^"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Delta is faster.", "another company is faster."),
        ("I love DELTA's crew and delta’s food", "I love another company's crew and another company’s food"),
        ("delta air  lines beat you", "another company beat you"),
        ("@Delta, @DeltaAssist and #delta", "another company, another company and another company"),
        ("coastline was kinder than @coastline", "another company was kinder than another company"),
        ("Took a Delta flight from the Delta desk", "Took another company flight from another company desk"),
        ("at C&A (old)!", "at another company!"),
        ("Two Brothers' prices, 'Two Brothers' is cheap", "another company's prices, 'another company' is cheap"),
        ("Deltas, deltaic, my_delta, x@delta.com, @deltafan", "Deltas, deltaic, my_delta, x@delta.com, @deltafan"),
        ("Delta Dental, a Bean Air and @beanstreet!", "Delta Dental, a Bean Air and @beanstreet!"),
        ("Bean, bean street", "another company, bean street"),
    ],
)  # fmt: skip
def test_a_competitor_reads_as_another_company_and_nobody_else_does(written: str, read: str) -> None:
    assert put(written, COMPANY) == read


def test_claim_passage_and_sentence_before_are_read_alike() -> None:
    read = as_read(Pair("They beat Delta.", "Delta took hours.", "I flew Delta.", 0.3), COMPANY)
    assert read == Pair("They beat another company.", "another company took hours.", "I flew another company.", 0.3)


@given(st.text(), st.lists(NAMES, max_size=4), st.lists(NAMES, max_size=3))
def test_any_name_can_be_given_and_without_competitors_a_text_stays(
    text: str, theirs: list[str], own: list[str]
) -> None:
    company = Company(names=tuple(own), competitors=tuple(theirs))
    put(text, company)
    assert put(text, Company(names=tuple(own), competitors=("", " ", "\t"))) == text
    assert put(text, Company(names=tuple(own))) == text
    assert put(text, Company(names=tuple(theirs), competitors=tuple(theirs))) == text


@given(st.lists(st.sampled_from(["Delta", "crew", "was", "@delta", "it's", "then", "delta,", "Deltas"])))
def test_the_words_of_others_are_unchanged(words: list[str]) -> None:
    expected = " ".join(words).replace("@delta", "Delta").replace("delta,", "Delta,")
    for name in ("Deltas", "Delta"):
        expected = expected.replace(name, "another company" if name == "Delta" else "\0")
    assert put(" ".join(words), Company(competitors=("Delta",))) == expected.replace("\0", "Deltas")


def test_praise_of_a_competitor_is_no_support_and_is_shown_as_it_was_written(workbench, bring_in) -> None:
    """The cafe's guests praise the coffee of Bar Nine: the judge reads "another company", the store keeps the name."""
    rows = [f'p{n},ann{n},Leeds,"The coffee at Bar Nine is great, number {n} of my week."' for n in range(8)]
    bring_in(*rows)
    read = []
    judge = workbench.judge.judge
    workbench._judge = Listening(workbench.judge, lambda pairs: read.extend(pairs) or judge(pairs))

    def supporting() -> int:
        (claim,) = check_message(workbench, "The coffee is great.", Scope("cafe")).claims
        assert all("Bar Nine" in item.quote for item in claim.evidence)
        return claim.counts.supports

    assert supporting() == 8
    workbench.store.corpora.update_company("cafe", Company(names=("Bean Street",), competitors=("Bar Nine",)))
    read.clear()
    assert supporting() == 0
    assert "at another company is great" in read[0].passage
    assert workbench.store.judgements.get(read, workbench.judge.fingerprint).keys() == set(read)
    (known,) = {one for one in read if "number 1 of" in one.passage}
    match = Match("cafe", known.proposition, "p1", "The coffee at Bar Nine is great, number 1 of my week.")
    decided = decide_match(workbench, match, "supports")
    judged = workbench.store.judgements.get([known], workbench.judge.fingerprint)[known]
    assert decided.judged is not None
    assert (decided.judged.judgement, decided.quote) == (judged, match.quote)
    corpus.erase(workbench, "cafe", comment_id="p3")
    erased = [pair for pair in read if "number 3" in pair.passage]
    assert erased
    assert not workbench.store.judgements.get(erased, workbench.judge.fingerprint)


def test_names_matter_to_kept_answers_only_beside_competitors() -> None:
    assert named(Company(names=("Bean Street",))) == ()
    assert named(COMPANY) != named(Company(competitors=("Delta",)))


class Listening:
    """A judge that lets somebody hear what it reads."""

    def __init__(self, judge, judging) -> None:
        self.fingerprint, self.load, self.judge = judge.fingerprint, judge.load, judging
