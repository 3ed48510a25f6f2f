"""What counts as a hit, what as the costly error, and how gold verdicts come from people's labels."""

import pytest

from benchmarks.demo_claims import Answer, DemoClaim, is_costly, is_hit, load, score
from benchmarks.labelled import foreign_features, gold, opinions_of
from benchmarks.serving import memory_mib

FALSE = DemoClaim("You never wait on hold.", "Southwest", ("contradicted",), "false")
TRUE = DemoClaim("People love flying with us.", "Southwest", ("supported",), "true")


def review(features, product="Canon_G3"):
    return {"product": product, "features": features, "sentence": "words"}


def test_there_are_forty_demo_claims_of_five_kinds():
    claims = load()
    assert len(claims) == 40
    assert {one.kind for one in claims} == {"true", "false", "wished_for", "invented", "uncheckable"}


@pytest.mark.parametrize(
    ("got", "hit"),
    [(("contradicted",), True), (("contradicted", "thin"), False), (("supported",), False), ((), False)],
)
def test_a_hit_needs_every_claim_of_the_message_to_have_an_expected_verdict(got, hit):
    assert is_hit(FALSE, Answer(got)) is hit


def test_support_is_costly_only_where_it_is_wrong():
    assert is_costly(FALSE, Answer(("thin", "supported")))
    assert not is_costly(FALSE, Answer(("unsupported",)))
    assert not is_costly(TRUE, Answer(("supported",)))


def test_costly_errors_are_a_share_of_the_claims_that_are_not_supported():
    figures = score([FALSE, TRUE], [Answer(("supported",)), Answer(("supported",))])
    assert (figures["wrongly_supported"]["hits"], figures["wrongly_supported"]["n"]) == (1, 1)
    assert (figures["accuracy"]["hits"], figures["accuracy"]["n"]) == (1, 2)
    assert figures["by_kind"] == {"false": "0 of 1", "true": "1 of 1"}


@pytest.mark.parametrize(
    ("sides", "verdict"),
    [
        ((4, 0, 0), None),
        ((4, 1, 0), "supported"),
        ((0, 3, 1), None),
        ((1, 4, 0), "contradicted"),
        ((3, 1, 1), "contested"),
    ],
)
def test_gold_needs_five_people_and_three_quarters_of_them(sides, verdict):
    assert gold(*sides) == verdict


def test_a_reviewer_who_praises_and_blames_a_feature_is_one_mixed_person():
    written = {("Canon_G3", str(n)): [review("lens|2|")] for n in range(3)}
    written |= {("Canon_G3", str(n)): [review("lens|2|"), review("lens|-1|;lens|1|")] for n in range(3, 5)}
    assert [one.gold for one in opinions_of(written)] == ["contested"]


def test_features_of_another_kind_of_product_share_no_word_with_this_one():
    written = {
        ("Canon_G3", "1"): [review("battery life|2|")],
        ("Nikon_coolpix_4300", "1"): [review("lens|2|", "Nikon_coolpix_4300")],
        ("Nokia_6610", "1"): [review("ring tones|1|;batteries|1|;battery|-1|;lens|1|", "Nokia_6610")],
    }
    assert "ring tones" in foreign_features(written, "Canon_G3")
    assert "battery" not in foreign_features(written, "Canon_G3")
    assert "lens" not in foreign_features(written, "Canon_G3")


def test_memory_is_read_from_what_the_kernel_says():
    status = "VmPeak:\t 9000 kB\nVmHWM:\t  4096 kB\nVmRSS:\t  2048 kB\n"
    assert (memory_mib(status, "VmRSS"), memory_mib(status, "VmHWM"), memory_mib(status, "VmSwap")) == (2, 4, 0)
