"""Telling languages: sure ones are found, and nothing that may be English is called anything else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.claims import split
from workshop.detector import guess, tell, tell_one
from workshop.languages import UNDETERMINED
from workshop.records import Company

REPOSITORY = Path(__file__).parents[1]
FOREIGN = [
    json.loads(line) for line in (REPOSITORY / "benchmarks/data/foreign_claims.jsonl").read_text("utf-8").splitlines()
]
SLOPPY = (
    "thx!!! luv ur crew",
    "omg worst airline EVER never again smh",
    "sooo goood",
    "DM sent",
    "any news? flight 1234 ORD to DCA",
    "Nice place",
    "Convenient location",
    "lol nope",
    "gr8 svc ty",
    "Amazing stay",
    "pls fix ur app its sooo laggy n crashes",
    "5 stars",
    "hahaha yes",
    "it was ok i guess",
    "Seat 14A, gate C12, 45 min late",
)


def test_comments_in_other_languages_are_told():
    assert tell(
        [
            "Das Zimmer war sehr sauber und die Gastgeberin freundlich.",
            "L'appartement est très bien situé, je recommande !",
            "Muy buen lugar, limpio y tranquilo.",
            "房间很宽敞，价格也很实惠。",
            "とても快適に過ごせました。",
            "Квартира чистая, хозяин очень приветливый.",
            "The room was very clean and the host was friendly.",
        ]
    ) == ["de", "fr", "es", "zh", "ja", "ru", "en"]


@pytest.mark.parametrize(
    "text", ["", "👍👍👍", "10/10", "!!!", "@someone #fail https://example.com/a/b", "[email] 3/4", "  "]
)
def test_what_holds_no_words_is_undetermined(text):
    assert tell_one(text) == guess(text) == UNDETERMINED


@pytest.mark.parametrize("text", ["ok", "Lufthansa", "Diana", "Super", "Gratis", "Nice", "Jake was great"])
def test_names_and_single_words_are_called_no_other_language(text):
    assert tell_one(text) in ("en", UNDETERMINED)


@pytest.mark.parametrize("text", SLOPPY)
def test_sloppy_english_is_called_no_other_language(text):
    assert tell_one(text) in ("en", UNDETERMINED)


def test_no_english_claim_or_message_of_ours_is_called_another_language():
    messages = [
        json.loads(line)["message"]
        for name in ("messages.jsonl", "messages_held_out.jsonl")
        for line in (REPOSITORY / "tests/claims" / name).read_text("utf-8").splitlines()
    ]
    claims = [claim.text for message in messages for claim in split(message, Company())]
    texts = [*messages, *claims]
    assert len(texts) > 500
    assert [text for text, told in zip(texts, tell(texts), strict=True) if told not in ("en", UNDETERMINED)] == []


def test_nine_of_ten_short_claims_in_other_languages_are_not_taken_for_english():
    told = tell(row["text"] for row in FOREIGN)
    assert sum(one not in ("en", UNDETERMINED) for one in told) >= 0.9 * len(FOREIGN)
    assert "en" not in told


@given(st.text(max_size=400))
def test_any_text_gets_one_code_and_always_the_same(text):
    told = tell_one(text)
    assert told == tell([text])[0]
    assert told == UNDETERMINED or len(told) == 2


@given(st.lists(st.sampled_from(["@somebody ", "https://example.com/x ", "[email] ", "😀 ", "2024 "]), max_size=4))
def test_handles_links_masks_and_signs_change_nothing(noise):
    for words in ("Das Zimmer war sehr sauber.", "The room was very clean.", "ok"):
        assert tell_one("".join(noise) + words) == tell_one(words)


def test_a_guess_is_made_where_nothing_is_sure():
    assert tell_one("Unser Support antwortet schnell") == UNDETERMINED
    assert guess("Unser Support antwortet schnell") == "de"
    assert guess("The coffee is great") == "en"


def test_a_full_disk_for_temporary_files_is_one_sentence():
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "from workshop.detector import load\nfrom workshop.errors import ModelUnavailable\n"
        "try:\n    load()\nexcept ModelUnavailable as error:\n    print(error)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert ended.stdout.startswith("The model that tells languages cannot be loaded: File too large. Make room")
