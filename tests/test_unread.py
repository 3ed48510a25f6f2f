"""Claims of a message in another language are marked with it, and no rule for English is applied to them."""

from __future__ import annotations

from workshop import claims
from workshop.records import Company
from workshop.unread import split

ENGLISH = ("en",)


def languages(message, served=ENGLISH):
    return [claim.language for claim in split(message, Company(), served)]


def test_an_english_message_is_split_as_ever():
    message = "It is easy to set up, and our support answers fast. Welcome aboard!"
    assert split(message, Company(), ENGLISH) == claims.split(message, Company())


def test_every_claim_of_a_german_message_is_german_also_one_too_short_to_be_sure_of():
    found = split("Es ist einfach einzurichten. Unser Support antwortet schnell.", Company(), ENGLISH)
    assert [claim.language for claim in found] == ["de", "de"]
    assert not any(claim.is_asked for claim in found)


def test_one_foreign_sentence_is_marked_alone():
    assert languages("It is easy to set up. Die Mitarbeiter sind freundlich.") == [None, "de"]


def test_an_english_sentence_in_a_german_message_is_asked():
    message = "Es ist einfach einzurichten. Unser Support antwortet schnell. The coffee is great."
    assert languages(message) == ["de", "de", None]


def test_what_rules_for_english_make_of_other_words_is_forgotten():
    message = "安装非常简单。客服回复很快。"
    assert all(claim.proof for claim in claims.split(message, Company()))
    found = split(message, Company(), ENGLISH)
    assert [(claim.language, claim.proof, claim.needs) for claim in found] == [("zh", None, ()), ("zh", None, ())]


def test_a_language_that_the_models_serve_is_asked():
    message = "Es ist einfach einzurichten. Unser Support antwortet schnell."
    assert languages(message, ("de", "en")) == [None, None]
    assert languages("Everybody likes the friendly staff of this hotel.", ("de",)) == ["en"]


def test_where_nothing_is_sure_the_claim_is_asked():
    assert languages("Super! Wow.") == [None, None]
