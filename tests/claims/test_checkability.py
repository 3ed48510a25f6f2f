"""What customers can speak to, and which proof the rest needs."""

import pytest

from workshop.claims import checkability as kinds
from workshop.claims import split
from workshop.records import Company


def proofs(message):
    return [claim.proof for claim in split(message, Company())]


@pytest.mark.parametrize(
    "message",
    [
        "Our wifi works at 40,000 feet.",
        "Two checked bags fly free.",
        "As good as the leading brand.",
        "As Europe's leading provider of sheds, we answer within the hour.",
        "Approved by our guests.",
        "We are the best airline in the world.",
        "We call you back.",
        "We will call you back within the hour.",
        "We care about you.",
        "Call us any time.",
        "Get started in minutes.",
        "No hidden fees.",
        "Friendly staff",
        "Our seamless digital solution resolves every disruption in seconds.",
        "Our knives stay sharp for 20 years.",
        "Every room has two beds.",
        "We plan your trip.",
        "Our gluten-free menu is huge.",
        "We explain the law in plain English.",
        "Saves you $500 a year.",
        "Our award-winning support answers in minutes.",
        "We answer fast because we hire enough people.",
        "Live chat support, 24/7",
        "The app launches in a second.",
        "You'll love your new sofa.",
        "With over 20 years in the business, we know what travellers want.",
        "Doors open at nine.",
        "We are proud to offer free wifi.",
    ],
)
def test_what_a_customer_could_have_seen_or_felt_is_checkable(message):
    assert None in proofs(message)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Welcome aboard!", kinds.GREETING),
        ("Thank you for flying with us.", kinds.GREETING),
        ("Your journey, reimagined.", kinds.SLOGAN),
        ("Imagine travel without stress.", kinds.SLOGAN),
        ("We believe in people.", kinds.VISION),
        ("We want to be the first choice.", kinds.VISION),
        ("By 2030 we will be carbon neutral.", kinds.VISION),
        ("We have been flying since 1971.", kinds.COMPANY_FACT),
        ("Founded in 1984, Acme is a brewery.", kinds.COMPANY_FACT),
        ("We are #1 in Europe.", kinds.RANKING),
        ("Trusted by 10,000 teams.", kinds.COMPANY_FACT),
        ("Our new Basic fare costs $49.", kinds.PRICE),
        ("From £9.99 a month", kinds.PRICE),
        ("We are ISO 27001 certified.", kinds.DOCUMENT),
        ("Terms and conditions apply.", kinds.DOCUMENT),
        ("Clinically proven to work.", kinds.STUDY),
        ("9 out of 10 dentists recommend it.", kinds.SURVEY),
        ("We are the market leader.", kinds.RANKING),
        ("Award-winning", kinds.RANKING),
        ("CO2-neutral since 2019.", kinds.ENVIRONMENT),
        ("Your deposits are insured up to £85,000.", kinds.DOCUMENT),
        ("Certified to ISO 27001.", kinds.DOCUMENT),
        ("Tired of waiting?", kinds.QUESTION),
        ("Book now!", kinds.INVITATION),
        ("Learn more at www.acme.com.", kinds.INVITATION),
        ("Opening hours", kinds.HEADING),
    ],
)
def test_what_needs_another_proof_says_which(message, kind):
    assert proofs(message) == [kind]


def test_every_kind_of_proof_is_one_short_plain_phrase():
    for proof in kinds.PROOFS:
        assert proof[0].islower()
        assert not proof.endswith(".")
        assert len(proof) < 80
