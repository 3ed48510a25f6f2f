"""A number that disagrees is quoted beside the words that it stands in, wherever evidence is given."""

from __future__ import annotations

import pytest

from workshop import check
from workshop.check import Scope, check_message
from workshop.deciding import Match, decide_match
from workshop.exchange import check_as_json
from workshop.plain import check_as_text
from workshop.records import Check

MESSAGE, CAFE = "The coffee arrives within 5 minutes.", Scope("cafe")
PHRASE = "says “about 40 minutes”, the claim says “within 5 minutes”"


@pytest.fixture
def late_coffee(workbench, bring_in):
    """Open a corpus in which coffee comes late for some, in time for others, and one asks for it sooner."""
    bring_in(
        *(f"l{n},ann{n},Leeds,Your coffee arrives after about 40 minutes." for n in range(3)),
        "t1,bob,Leeds,Your coffee arrives within 3 minutes.",
        "n1,cat,Leeds,Your coffee arrives too late and it is awful.",
        "a1,dan,Leeds,Please let your coffee arrive within 2 minutes.",
    )
    return workbench


def numbers(done: Check) -> dict[str, str | None]:
    (claim,) = done.claims
    return {item.comment_id: item.number for item in claim.evidence}


def test_the_disagreeing_number_is_quoted_with_the_claims(late_coffee):
    said = numbers(check_message(late_coffee, MESSAGE, CAFE))
    assert said["l0"] == said["l1"] == said["l2"] == PHRASE


def test_a_number_that_agrees_or_none_or_a_wish_is_not_mentioned(late_coffee):
    said = numbers(check_message(late_coffee, MESSAGE, CAFE))
    assert set(said) >= {"t1", "l0"}
    assert {name: said.get(name) for name in ("t1", "n1", "a1")} == dict.fromkeys(("t1", "n1", "a1"))


def test_what_was_kept_shows_the_same_numbers(late_coffee):
    fresh = numbers(check_message(late_coffee, MESSAGE, CAFE))
    assert numbers(check.read(late_coffee, MESSAGE, CAFE).check) == fresh


def test_json_and_plain_text_give_it(late_coffee):
    done = check_message(late_coffee, MESSAGE, CAFE)
    (claim,) = check_as_json(done, n_evidence=0)["claims"]
    assert {item["number"] for item in claim["evidence"] if item["comment_id"] == "l0"} == {PHRASE}
    lines = check_as_text(done, n_evidence=0)
    assert f"The number: {PHRASE}" in " ".join(lines.split())


def test_a_match_that_a_person_moves_shows_its_number_only_on_the_other_side(late_coffee):
    (claim,) = check_message(late_coffee, MESSAGE, CAFE).claims
    match = next(
        Match("cafe", claim.claim.proposition, "l0", one.quote) for one in claim.evidence if one.comment_id == "l0"
    )
    decide_match(late_coffee, match, "supports")
    assert numbers(check_message(late_coffee, MESSAGE, CAFE))["l0"] is None
    decide_match(late_coffee, match, "contradicts")
    assert numbers(check_message(late_coffee, MESSAGE, CAFE))["l0"] == PHRASE
