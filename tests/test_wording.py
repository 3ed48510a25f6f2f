"""Words and marks for counts and verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workshop.records import Company, CorpusFacts, Counting, Counts, Stance, Verdict
from workshop.wording import (
    GLYPH,
    SHORT,
    STANCE_WORDS,
    authors_known,
    cannot_read,
    certainty,
    comments_of,
    not_judged,
    tag,
    verdict_head,
    voices,
    who,
)

GUESTS = CorpusFacts("inn", "Inn", None, 14_425, 1_622, 1.0, 0, "f0", Company(person="guest", people="guests"))
NOBODY_KNOWN = replace(GUESTS, n_people=None, share_with_author=0.0)


def test_counts_have_the_right_word_number_and_thousands() -> None:
    assert voices(1, GUESTS) == "1 guest"
    assert voices(0, GUESTS) == "0 guests"
    assert voices(12_800, GUESTS) == "12,800 guests"
    assert voices(128, NOBODY_KNOWN) == "128 comments (authors unknown)"
    assert voices(1, NOBODY_KNOWN) == "1 comment (author unknown)"


def test_only_a_corpus_whose_authors_are_all_known_speaks_of_people() -> None:
    assert authors_known(GUESTS)
    assert not authors_known(NOBODY_KNOWN)
    assert not authors_known(replace(GUESTS, share_with_author=0.4))
    assert voices(2, replace(GUESTS, share_with_author=0.4)) == "2 comments (authors partly unknown)"


@pytest.mark.parametrize(
    ("verdict", "counts", "head", "without_authors"),
    [
        (Verdict.SUPPORTED, Counts(20), "Guests say so", "Comments say so"),
        (Verdict.CONTESTED, Counts(20, 20), "Guests disagree", "Comments disagree"),
        (Verdict.CONTRADICTED, Counts(0, 20), "Guests say the opposite", "Comments say the opposite"),
        (Verdict.WISHED_FOR, Counts(asks=20), "Guests are asking for it", "Comments are asking for it"),
        (Verdict.THIN, Counts(2), "Only 2 say so", "Only 2 say so"),
        (Verdict.THIN, Counts(0, 1), "Only 1 says the opposite", "Only 1 says the opposite"),
        (Verdict.THIN, Counts(1, 2), "Only 3 take a side", "Only 3 take a side"),
        (Verdict.THIN, Counts(mixed=1), "Only 1 takes a side", "Only 1 takes a side"),
        (Verdict.THIN, Counts(asks=1), "Only 1 asks for it", "Only 1 asks for it"),
        (Verdict.UNSUPPORTED, Counts(), "Nobody says so", "No comment says so"),
        (Verdict.NOT_CHECKABLE, Counts(), "Not for guests to say", "Not for guests to say"),
        (Verdict.NOT_CHECKED, Counts(), "Not checked", "Not checked"),
    ],
)
def test_the_large_type_says_the_verdict(verdict: Verdict, counts: Counts, head: str, without_authors: str) -> None:
    assert verdict_head(verdict, GUESTS, counts) == head
    assert verdict_head(verdict, NOBODY_KNOWN, counts) == without_authors


def test_a_first_answer_that_may_still_grow_says_so_far() -> None:
    first = Counts(2, counting=Counting.AT_LEAST)
    assert verdict_head(Verdict.THIN, GUESTS, first) == "So far only 2 say so"
    assert verdict_head(Verdict.UNSUPPORTED, GUESTS, replace(first, supports=0)) == "So far nobody says so"


def test_every_verdict_and_stance_has_its_own_word_and_mark() -> None:
    assert set(SHORT) == set(GLYPH) == set(Verdict)
    assert len(set(SHORT.values())) == len(set(GLYPH.values())) == len(Verdict)
    assert set(STANCE_WORDS) == set(Stance)


def test_the_tag_of_a_thin_claim_gives_the_number() -> None:
    assert tag(Verdict.THIN, Counts(1, 1)) == "only 2"
    assert tag(Verdict.SUPPORTED, Counts(20)) == "say so"


def test_a_quote_says_who_speaks_without_inventing_a_person() -> None:
    assert who("k1", GUESTS.company) == "A guest"
    assert who("k1", Company(person="owner", people="owners")) == "An owner"
    assert who(None, GUESTS.company) == "Author unknown"


def test_a_corpus_says_how_many_comments_and_by_whom() -> None:
    assert comments_of(GUESTS) == "14,425 comments by 1,622 guests"
    assert comments_of(NOBODY_KNOWN) == "14,425 comments (authors unknown)"
    assert comments_of(replace(GUESTS, share_with_author=0.4)) == "14,425 comments, authors known for 40 %"
    assert comments_of(replace(NOBODY_KNOWN, n_comments=1)) == "1 comment (author unknown)"


def test_certainty_is_a_word_and_grows_with_the_probability() -> None:
    assert [certainty(value) for value in (0.99, 0.7, 0.5)] == ["clear match", "likely match", "unsure"]


def test_comments_that_cannot_be_judged_are_counted_by_language() -> None:
    assert not_judged(GUESTS) == ""
    assert not_judged(replace(GUESTS, n_not_judged=1_210, not_judged=(("fr", 1_200), ("es", 10)))) == (
        "1,210 in French and Spanish not judged"
    )
    several = (("fr", 120), ("es", 60), ("de", 20), ("it", 7), ("ko", 3))
    assert not_judged(replace(GUESTS, n_not_judged=210, not_judged=several)) == (
        "210 in French, Spanish and 3 other languages not judged"
    )


def test_a_claim_that_cannot_be_read_names_its_language_and_those_that_can() -> None:
    assert cannot_read("de", ("en",)) == "this is German; Backtalk's models read English"
    assert cannot_read("sv", ("de", "en")) == "this is Swedish; Backtalk's models read German and English"
