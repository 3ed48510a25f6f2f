"""How a claim is worded for searching and judging: as a customer would say it."""

import pytest

from workshop.claims import split
from workshop.records import Company

ACME = Company(names=("Acme", "Acme Air"), products=("Orbit",), competitors=("Delta",))


def propositions(message):
    return [claim.proposition for claim in split(message, ACME)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Our crews are friendly.", "The crews are friendly."),
        ("We answer your call within minutes.", "They answer my call within minutes."),
        ("You're in good hands.", "I'm in good hands."),
        ("Our wifi lets you work at 40,000 feet.", "The wifi lets me work at 40,000 feet."),
        ("We treat your pets like our own.", "They treat my pets like their own."),
        ("Everything you need is in the box.", "Everything I need is in the box."),
        ("It is ready before you are.", "It is ready before I am."),
        ("I bake every loaf by hand.", "They bake every loaf by hand."),
        ("Acme answers every call.", "They answer every call."),
        ("Acme Air is never late.", "They are never late."),
        ("Acme's crews are friendly.", "The crews are friendly."),
        ("The Acme app is free.", "The app is free."),
        ("At Acme, we fix your boiler the same day.", "They fix my boiler the same day."),
        ("Unlike Delta, Acme pays refunds.", "Unlike Delta, they pay refunds."),
        ("Our planes are newer than Delta's.", "The planes are newer than Delta's."),
        ("Cancel any time.", "I can cancel any time."),
        ("Works offline.", "It works offline."),
        ("That's why we call you back.", "They call me back."),
        ("We promise that your food arrives hot.", "My food arrives hot."),
        ("We are proud to serve the freshest coffee in town.", "They serve the freshest coffee in town."),
        ("If you're not happy, send it back.", "If I'm not happy, I can send it back."),
        ("we fix phones while u wait", "They fix phones while I wait."),
    ],
)
def test_the_company_is_they_and_the_reader_is_i(message, expected):
    assert propositions(message) == [expected]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "We answer within minutes and never put you on hold.",
            ["They answer within minutes.", "They never put me on hold."],
        ),
        ("We wash and iron your shirts.", ["They wash my shirts.", "They iron my shirts."]),
        ("The app is fast, easy and reliable.", ["The app is fast.", "The app is easy.", "The app is reliable."]),
        ("Our rooms and our lobby are spotless.", ["The rooms are spotless.", "The lobby is spotless."]),
        ("You will learn a lot and leave happy.", ["I will learn a lot.", "I will leave happy."]),
        (
            "We never share, sell or rent your details.",
            ["They never share my details.", "They never sell my details.", "They never rent my details."],
        ),
        ("Support: friendly and fast.", ["Support is friendly.", "Support is fast."]),
    ],
)
def test_subjects_auxiliaries_and_objects_are_carried(message, expected):
    assert propositions(message) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Meet Orbit. It plans your week.", "Orbit plans my week."),
        ("Our drivers know the city. They are polite.", "The drivers are polite."),
        ("The heat pump is quiet, but it keeps your home warm.", "The heat pump keeps my home warm."),
        ("I bake every loaf and deliver it by bike.", "They deliver every loaf by bike."),
    ],
)
def test_it_and_they_become_the_nearest_earlier_subject(message, expected):
    assert propositions(message)[-1] == expected


def test_it_stays_where_nothing_was_named_before():
    assert propositions("It just works.") == ["It just works."]


@pytest.mark.parametrize(
    ("message", "proposition"),
    [
        ("Too many of you waited on hold for hours.", "Too many of us waited on hold for hours."),
        ("Two of you can share a room.", "Two of us can share a room."),
        ("We take care of you.", "They take care of me."),
    ],
)
def test_several_readers_are_us_and_one_is_me(message: str, proposition: str) -> None:
    assert [claim.proposition for claim in split(message, Company())] == [proposition]
