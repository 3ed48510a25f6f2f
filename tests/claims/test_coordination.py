"""Which assertions a sentence joins, and which joined words assert nothing of their own."""

import pytest

from workshop.claims import split
from workshop.records import Company


def texts(message):
    return [claim.text for claim in split(message, Company())]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Setup takes minutes and support is friendly.", ["Setup takes minutes", "support is friendly"]),
        ("The app is fast, easy and reliable.", ["The app is fast", "easy", "reliable"]),
        ("Fast, friendly and fair.", ["Fast", "friendly", "fair"]),
        ("We answer within minutes and never put you on hold.", ["We answer within minutes", "never put you on hold"]),
        ("We deliver quickly, safely and on time.", ["We deliver quickly", "safely", "on time"]),
        ("Clean rooms, friendly staff and great breakfast", ["Clean rooms", "friendly staff", "great breakfast"]),
        ("It is quiet, but it heats well.", ["It is quiet", "it heats well"]),
        ("Nothing gets lost, so you can relax.", ["Nothing gets lost", "you can relax"]),
        ("The oven is quick; the hob is safe.", ["The oven is quick", "the hob is safe"]),
        ("The lift is both quiet and quick.", ["The lift is both quiet", "quick"]),
        ("We have a new app, which works offline.", ["We have a new app", "which works offline"]),
        ("Parents can see grades and book meetings.", ["Parents can see grades", "book meetings"]),
        ("Queues are no fun, so we text you.", ["Queues are no fun", "we text you"]),
        ("The nurses listen, explain and never rush you.", ["The nurses listen", "explain", "never rush you"]),
    ],
)
def test_joined_assertions_are_apart(message, expected):
    assert texts(message) == expected


@pytest.mark.parametrize(
    "message",
    [
        "Our bed and breakfast is near the sea",
        "You can pick and choose your seat",
        "Tom and Jerry love our cheese",
        "Your parcel arrives on time, not next week",
        "Our crews look after you from gate to gate",
        "Whether you fly once or every week, check-in is quick",
        "Our chargers work with both Apple and Android phones",
        "You can leave without giving a reason",
        "When you call, a nurse picks up",
        "If something breaks we repair it for free",
        "We call you back so that you never wait on hold",
        "The teachers who look after your child stay in touch",
        "Our pool, sauna and gym are open around the clock",
        "It works with Slack, Teams and Zoom",
        "You can reach us by phone, chat or e-mail",
        "Our fast, friendly crews look after you",
        "The battery lasts all day – even when you stream video",
        "Great coffee, fast wifi and plenty of sockets make us the place to work",
        "This summer, we are adding two trains",
        "The bank sits between a café and a library",
    ],
)
def test_what_asserts_one_thing_stays_whole(message):
    assert texts(message) == [message]


def test_a_lead_in_before_a_colon_is_no_claim():
    assert texts("Our promise: we call you back within an hour.") == ["we call you back within an hour"]
