"""The nearest thing that customers do say: which words can be quoted, which are alike, what is near enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workshop.counting import Counting, Counts
from workshop.nearest import Voice, choose, introduction, is_quotable, nothing_near
from workshop.records import CheckedClaim, Claim, Company, CorpusFacts, Evidence, Nearest, Stance, Verdict

GUESTS = CorpusFacts("inn", "Inn", None, 900, 800, 1.0, 0, "f0", Company(person="guest", people="guests"))
NOBODY_KNOWN = replace(GUESTS, n_people=None, share_with_author=0.0)
WORDS = {"breakfast": 0.7, "free": 0.3}


@pytest.mark.parametrize(
    "words",
    [
        "The breakfast was the best of our whole trip.",
        "@inn you can't even see from the list which rooms are quiet.",
        "Breakfast costs 18 dollars, which I find too much.",
        "My room was cleaned every single morning! 😀",
        "When we came down, the breakfast was over.",
        "Thanks to Anna we got our luggage back within the hour.",
    ],
)
def test_a_sentence_that_tells_something_can_be_quoted(words):
    assert is_quotable(words)


@pytest.mark.parametrize(
    "words",
    [
        "Why is breakfast not included?",
        "can you tell me when breakfast is served",
        "Is there a breakfast for early risers",
        "See https://inn.example for the breakfast times there",
        "Look at www.inn.example where they show breakfast",
        "Thank you so much!",
        "Hi there, good morning to you all",
        "Great breakfast!",
        "Breakfast in the garden under the trees",
        "because nobody told us that breakfast ends at nine.",
        "and the breakfast was cold when we came down.",
        "After they took our breakfast away.",
        "The breakfast was good but...",
        "We went down for breakfast and the",
        "@inn @other #breakfast #inn",
        "",
        "…",
        "word " * 60,
    ],
)
def test_questions_links_greetings_and_fragments_are_not_quoted(words):
    assert not is_quotable(words)


def voice(
    words, person, *, similarity=0.7, stance=Stance.UNRELATED, related=0.3, tone=0.0, named=frozenset({"breakfast"})
):
    return Voice(words, person, similarity, stance, related, tone, named)


def alike(*voices, likeness=0.8):
    return np.full((len(voices), len(voices)), likeness, dtype=np.float32) + np.eye(len(voices), dtype=np.float32) * (
        1 - likeness
    )


def pick(*voices, likeness=0.8, weights=WORDS):
    return choose(voices, alike(*voices, likeness=likeness), weights)


COSTS, DEAR, PRICE = (
    "Breakfast costs 18 dollars a head.",
    "We paid 20 dollars for breakfast.",
    "The breakfast is not free.",
)


def test_nothing_is_chosen_where_there_is_nothing():
    assert pick() is None


def test_the_quote_is_one_of_many_who_say_alike_and_people_are_counted_once():
    voices = [voice(COSTS, "ann"), voice(DEAR, "bob"), voice(PRICE, "bob"), voice("Breakfast was 15 dollars.", "cem")]
    chosen = pick(*voices)
    assert chosen.n_people == 3


def test_what_is_far_from_the_claim_is_not_the_nearest():
    assert pick(voice(COSTS, "ann", similarity=0.45)) is None


def test_what_is_near_but_shares_none_of_the_claims_words_must_be_close():
    assert pick(voice(COSTS, "ann", similarity=0.6, named=frozenset())) is None
    assert pick(voice(COSTS, "ann", similarity=0.75, related=0.6, named=frozenset())).n_people == 1


def test_rare_words_of_the_claim_tell_more_than_common_ones():
    about_planes = voice(
        "I know that the plane is in the air.", "ann", similarity=0.62, related=0.0, named=frozenset({"plane"})
    )
    about_power = voice(
        "There was no power at any of the seats.", "bob", similarity=0.62, related=0.0, named=frozenset({"power"})
    )
    chosen = pick(about_planes, about_power, likeness=0.1, weights={"plane": 0.2, "power": 0.8})
    assert chosen.at == 1


def test_only_those_who_speak_of_the_same_word_are_alike():
    voices = [voice("Your flights are really cheap.", "ann", named=frozenset({"cheap", "fly"}))]
    voices += [
        voice("That was the last time I fly with you.", f"p{n}", similarity=0.5, named=frozenset({"fly"}))
        for n in range(4)
    ]
    chosen = pick(*voices, weights={"cheap": 0.8, "fly": 0.2})
    assert (chosen.at, chosen.n_people) == (0, 1)


def test_opposite_tones_and_other_sides_are_not_alike():
    praise = voice("The breakfast was free and wonderful.", "ann", tone=0.8)
    blame = voice("The breakfast was not free, what a shame.", "bob", tone=-0.6, similarity=0.6)
    other_side = voice(
        "No breakfast without paying for it.", "cem", tone=0.8, stance=Stance.CONTRADICTS, similarity=0.6
    )
    assert pick(praise, blame, other_side).n_people == 1


def test_whoever_only_asks_does_not_say_so():
    asking = [voice("Is breakfast free?", f"p{n}", similarity=0.6) for n in range(3)]
    assert pick(voice(COSTS, "ann"), *asking).n_people == 1


def test_many_who_say_alike_outweigh_one_who_is_a_little_nearer():
    many = [voice(COSTS, f"p{n}", similarity=0.62) for n in range(9)]
    likeness = np.eye(10, dtype=np.float32)
    likeness[:9, :9] = 0.9
    chosen = choose([*many, voice(PRICE, "ann", similarity=0.7)], likeness, WORDS)
    assert (chosen.at, chosen.n_people) == (0, 9)


def test_the_next_best_is_quoted_where_the_best_cannot_be():
    chosen = pick(voice("Breakfast free?", "ann", similarity=0.9), voice(COSTS, "bob"), likeness=0.1)
    assert chosen.at == 1


def evidence():
    return Evidence(1, "c1", COSTS, 0, len(COSTS), Stance.UNRELATED, 0.7, 0.7, "ann", "form", None, None, ())


def test_how_many_say_it_is_said_in_words():
    assert introduction(Nearest(evidence(), 11), GUESTS) == "11 guests say something like this"
    assert introduction(Nearest(evidence(), 1), GUESTS) == "1 guest says"
    assert (
        introduction(Nearest(evidence(), 11), NOBODY_KNOWN) == "11 comments (authors unknown) say something like this"
    )


def test_where_nothing_is_near_that_is_said_once_judging_is_done():
    claim = CheckedClaim(Claim("Free breakfast", "Breakfast is free.", 0, 14), Verdict.UNSUPPORTED, "…", Counts())
    assert nothing_near(claim, GUESTS) == "Nothing that guests write comes near it."
    assert nothing_near(claim, NOBODY_KNOWN) == "Nothing in the comments comes near it."
    assert nothing_near(replace(claim, counts=Counts(counting=Counting.AT_LEAST)), GUESTS) is None
    assert nothing_near(replace(claim, verdict=Verdict.SUPPORTED), GUESTS) is None
    assert nothing_near(replace(claim, nearest=Nearest(evidence(), 2)), GUESTS) is None
