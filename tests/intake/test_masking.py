import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.intake import phones
from workshop.intake.cleaning import clean
from workshop.intake.masking import handles, mask
from workshop.records import Company

AIRLINE = Company(names=("United",), handles=("@united",), competitors=("Delta", "@AlaskaAir"))
TWEETS = Path(__file__).parents[3] / "shared" / "data" / "airline-tweets" / "Tweets.csv"

SIGNS = (
    "@|bob|.|com| |united|/|u/|<@U12345678>|%40|-|(|)|+|$|order |call |[|]|555|0199|1|2125550123|mailto:"
    "|https://x.com/|4111 1111 1111 1111|800-555-1212|2015-02-24"
)
PIECES = st.lists(
    st.sampled_from(SIGNS.split("|")),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(), PIECES))
def test_masking_twice_changes_nothing_more(text):
    once = mask(text, AIRLINE)
    again = mask(once.text, AIRLINE)
    assert again.text == once.text
    assert again.kinds == ()


@given(st.one_of(st.text(), PIECES))
def test_every_counted_mask_stands_in_the_text(text):
    masked = mask(text, AIRLINE)
    for kind, number in masked.kinds:
        assert 0 < number <= masked.text.count(f"[{kind}]") + text.count("[")


@given(st.from_regex(r"[a-z]{2,8}[.+_]?[a-z0-9]{1,5}@[a-z]{2,8}\.(com|de|co\.uk)", fullmatch=True), PIECES)
def test_no_address_survives(address, around):
    assert address not in mask(f"{around} {address} {around}", AIRLINE).text


@given(st.sampled_from(["4111111111111111", "5555555555554444", "378282246310005"]), st.sampled_from(["", " ", "-"]))
def test_no_payment_card_survives(digits, gap):
    number = gap.join(digits[place : place + 4] for place in range(0, len(digits), 4))
    assert mask(f"my card {number}, please", AIRLINE).kinds == (("card", 1),)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail john.o'brien+x@mail.co.uk.", "mail [email]."),
        ("https://x.com/?e=a@b.com&x=1", "https://x.com/?e=[email]&x=1"),
        ("https://x.com/a%40b.com", "https://x.com/[email]"),
        ("mailto:jo@x.de", "mailto:[email]"),
        ("call 800-555-1212 or +44 20 7946 0958", "call [phone] or [phone]"),
        ("(212) 555-0123!", "[phone]!"),
        ("call me at 555-0199", "call me at [phone]"),
        ("ring 07700 900123", "ring [phone]"),
        ("my number 2125550123", "my number [phone]"),
        ("@bob and .@ann_2 hi", "[handle] and .[handle] hi"),
        ("ask @john.smith today", "ask [handle] today"),
        ("@dave@mastodon.social hi", "[handle] hi"),
        ("thanks@bobby", "thanks[handle]"),
        ("as u/somebody said", "as [handle] said"),
        ("medium.com/@person", "medium.com/[handle]"),
    ],
)
def test_personal_data_is_masked(text, masked):
    assert mask(text, AIRLINE).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "@united @UNITED: @Delta @DeltaAssist @alaskaair.",
        "flight 1640 UA1234 at 5:30-7:30 on 2015-02-24 11:35:52 and 12/03/2015",
        "$1,234.56 and 10,000,000 miles, 99.99999999%, 1000000/10",
        "order 8005551212, ticket # 0162424965446, case 8473573, ref 0123456789",
        "bag tags 0016 964012, claim 4016 529557",
        "4111 1111 1111 1112",
        "see you @5pm, 2 @ $5 each",
    ],
)
def test_what_is_nobodys_personal_data_stays(text):
    assert mask(text, AIRLINE).text == text


def test_without_a_company_every_handle_is_a_persons():
    assert mask("@united hi", Company()).text == "[handle] hi"


def test_handles_are_listed_in_small_letters():
    assert handles("@United and @bob @5pm") == ["@united", "@bob"]


@pytest.mark.parametrize("piece", ["@", "a@", "a@b.", "1 ", "800-555-1212 ", "(", "1-", "%40"])
def test_hostile_repetition_is_masked_in_time(piece):
    assert mask(piece * 300, AIRLINE).text


@pytest.mark.data
@pytest.mark.skipif(not TWEETS.exists(), reason="the labelled data does not lie beside the checkout")
def test_phone_masks_on_real_posts_are_phone_numbers():
    with TWEETS.open(encoding="utf-8", newline="") as file:
        texts = [clean(row["text"]) for row in csv.DictReader(file)]
    found = [text for text in texts if phones.find(text)]
    assert 25 <= len(found) <= 40
    digits = [re.sub(r"\D", "", re.sub(r"https?://\S+", "", text)) for text in found]
    assert all(len(text) >= 10 for text in digits)
