"""The proof a claim needs, in words, in JSON and in plain text, kept answer or not."""

from dataclasses import replace

from workshop import check, proofs
from workshop.check import Scope, check_message
from workshop.claims import split
from workshop.exchange import check_as_json
from workshop.plain import check_as_text
from workshop.records import Company, CorpusFacts

MESSAGE = "The coffee is always great and the cheapest in town."
CAFE = Scope("cafe")
GUESTS = CorpusFacts("inn", "Inn", None, 90, 80, 1.0, 0, "f", Company(person="guest", people="guests"))


def claim_of(message):
    (claim,) = split(message, Company())
    return claim


def test_the_sentence_names_the_words_and_each_proof_once():
    said = proofs.sentence(claim_of("We always smile when you call and never sigh when every bag is free."), GUESTS)
    assert said.startswith("Needs proof beside guests’ words: the count of all cases")
    assert said.count("the count of all cases, not examples (“always”") == 1
    assert said.endswith("the price list with its date and every condition (“free”).")


def test_no_need_no_sentence():
    assert proofs.sentence(claim_of("The coffee is hot."), GUESTS) == ""


def test_where_authors_are_unknown_it_speaks_of_comments():
    unknown = replace(GUESTS, n_people=None, share_with_author=0.0)
    assert proofs.heading(unknown) == "Needs proof beside these comments"
    assert proofs.heading(replace(GUESTS, company=Company(people="people"))) == "Needs proof beside people’s words"


def test_a_kept_answer_has_the_needs_of_the_message_at_hand(cafe):
    first = check_message(cafe, MESSAGE, CAFE)
    again = check.read(cafe, f"Hello! {MESSAGE}", CAFE).check
    words = [[need.words for need in item.claim.needs] for item in first.claims]
    assert words == [["always"], ["cheapest", "cheapest"]]
    assert [[need.words for need in item.claim.needs] for item in again.claims[1:]] == words
    for item in again.claims:
        assert all(need.words == again.message[need.start : need.end] for need in item.claim.needs)


def test_json_and_plain_text_name_the_proof(cafe):
    done = check_message(cafe, MESSAGE, CAFE)
    first = check_as_json(done, n_evidence=1)["claims"][0]["needs"]
    assert first == [
        {"kind": "absolute", "start": 14, "end": 20, "words": "always", "proof": "the count of all cases, not examples"}
    ]
    text = check_as_text(done, n_evidence=1)
    assert "▯ Needs proof beside guests’ words: the count of all cases, not examples (“always”)." in text
