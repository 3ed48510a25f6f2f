"""The scorecard's own counting, on cases small enough to be worked out by hand."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import development, judges, probes, results, verdicts
from benchmarks.judges import LEXICON, OverlapJudge, Way
from benchmarks.labelled import _both
from benchmarks.remembering import Remembering, RememberingEncoder
from benchmarks.scorecard import calibration, invented, products, recall, tables
from benchmarks.scorecard.arguments import best_of_each
from benchmarks.scorecard.counting import Crowd, verdict
from benchmarks.scorecard.hearing import Spoken, gravest, hear, joined
from benchmarks.scorecard.invented import Invented
from benchmarks.scorecard.requests import offers, praises, things
from benchmarks.scorecard.sentences import macro_f1
from training.triples import is_held
from workshop.encoders import HashingEncoder
from workshop.records import Judgement, Pair, Stance, Strictness
from workshop.stance import LexiconJudge
from workshop.thresholds import THRESHOLDS, Thresholds
from workshop.verdicts import Voice

SURE = Judgement(0.9, 0.05, 0.0, 0.05)
AGAINST = Judgement(0.05, 0.9, 0.0, 0.05)
NORMAL = THRESHOLDS[Strictness.NORMAL]


class Counting:
    """A judge that supports everything and counts what it is asked."""

    name = "counting"
    fingerprint = "counting-1"

    def __init__(self):
        self.asked = []

    def load(self):
        """Need nothing."""

    def judge(self, pairs):
        self.asked += pairs
        return [SURE for _ in pairs]


def test_each_argument_keeps_its_best_key_point():
    best = best_of_each([(0, 0), (1, 0), (0, 1), (1, 1)], [0.1, 0.9, 0.4, 0.9])
    assert best == [((0, 1), 0.4), ((1, 0), 0.9)]


def test_the_macro_f1_of_three_stances_counts_a_stance_that_is_never_met_as_zero():
    found = macro_f1(["supports", "unrelated"], ["supports", "contradicts"], [1, 2])
    assert found["value"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["low"] <= found["value"] <= found["high"]


def test_pairs_of_one_sentence_are_drawn_together():
    one_sentence = macro_f1(["supports", "unrelated"] * 3, ["supports", "supports"] * 3, [7] * 6)
    assert one_sentence["low"] == one_sentence["value"] == one_sentence["high"]


def test_a_sentence_for_a_feature_supports_praise_and_contradicts_blame():
    assert _both({"+"}) == [("good", "supports"), ("bad", "contradicts")]
    assert _both({"-"}) == [("good", "contradicts"), ("bad", "supports")]
    assert _both({"+", "-"}) == []


def test_a_baseline_supports_from_its_line_on_and_never_contradicts():
    way = Way("word overlap", OverlapJudge(), 0.5)
    half, less = way.judge.judge(
        [Pair("The wifi is fast.", "Wifi was slow", "", 0.0), Pair("The hotel wifi is fast.", "Wifi was slow", "", 0.0)]
    )
    assert way.side(half) == "supports"
    assert way.side(less) == "unrelated"


def test_a_request_takes_no_side_but_counts_as_a_request():
    way = Way(LEXICON, LexiconJudge())
    asks = Judgement(0.0, 0.0, 0.9, 0.1)
    assert way.side(asks) == "unrelated"
    assert way.counted(asks) is Stance.ASKS


def test_nothing_is_judged_twice_not_even_by_another_process_of_the_same_judge(workbench):
    pairs = [Pair("It is quiet.", f"Room {n} is quiet.", "", 0.5) for n in range(3)]
    first = Counting()
    assert Remembering(first, workbench.store).judge([*pairs, pairs[0]]) == [SURE] * 4
    assert len(first.asked) == 3
    second = Counting()
    assert Remembering(second, workbench.store).judge(pairs) == [SURE] * 3
    assert second.asked == []


def test_remembered_vectors_are_those_of_the_encoder(workbench):
    encoder = RememberingEncoder(HashingEncoder(), workbench.store)
    texts = ["a quiet room", "a loud room", "a quiet room"]
    once, again = encoder.encode(texts), encoder.encode(texts)
    assert np.array_equal(once, HashingEncoder().encode(texts))
    assert np.array_equal(once, again)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_the_lexicon_judge_is_measured_once_and_beside_every_other(workbench):
    assert list(judges.named(workbench.store, "lexicon")) == [LEXICON]


def test_a_probe_passes_with_its_stance_or_another_that_its_writer_lets_pass():
    one = probes.Probe("questions", "Open late.", "", "Open late?", "unrelated", ("asks",))
    assert [one.passes(stance) for stance in ("unrelated", "asks", "supports")] == [True, True, False]


def test_probes_are_counted_in_all_and_by_kind():
    made = [probes.Probe(kind, "c", "", "p", "supports", ()) for kind in ("numbers", "numbers", "sarcasm")]
    figures = probes.score(made, ["supports", "unrelated", "supports"])
    assert (figures["all"]["hits"], figures["all"]["n"]) == (2, 3)
    assert {kind: one["hits"] for kind, one in figures["kinds"].items()} == {"numbers": 1, "sarcasm": 1}


def test_every_probe_and_every_invented_claim_can_be_read():
    stances = {stance.value for stance in Stance}
    assert all({one.expected, *one.also} <= stances and one.claim and one.passage for one in probes.load())
    claims = invented.load()
    assert len(claims) == 300
    assert {one.corpus for one in claims} == {"airlines", "stays", "mixed"}
    assert sum(one.on_topic for one in claims) == 150
    assert {one.claim for one in claims}.isdisjoint(one.claim for one in invented.load(development.CLAIMS))


def test_what_a_sentence_names_becomes_claims_without_its_label():
    assert things("Please add a dark mode to the desktop app.") == ("dark mode", "desktop app")
    assert offers("Please add a dark mode.") == ["It offers dark mode."]
    assert offers("Why?") == []
    assert praises("Why?") == ["It is good."]


def test_a_claim_that_customers_cannot_judge_is_not_checkable_whatever_they_say():
    assert Spoken(None).verdict(NORMAL) == "not_checkable"


def test_one_hearing_can_be_decided_under_any_thresholds():
    voices = tuple(Voice(f"p{n}", SURE, on_topic=True) for n in range(5))
    heard = [Spoken(voices)]
    assert joined(heard, NORMAL) == "supported"
    assert joined(heard, Thresholds(k=6, share=0.75, supports=0.6, contradicts=0.6, asks=0.6)) == "thin"
    assert joined(heard, Thresholds(k=5, share=0.75, supports=0.95, contradicts=0.6, asks=0.6)) == "unsupported"
    assert joined([*heard, Spoken(())], NORMAL) == "supported+unsupported"


def test_a_message_counts_by_the_gravest_of_its_claims():
    supported = Spoken(tuple(Voice(f"p{n}", SURE, on_topic=True) for n in range(5)))
    contradicted = Spoken(tuple(Voice(f"p{n}", AGAINST, on_topic=True) for n in range(5)))
    assert gravest([contradicted, supported], NORMAL) == "supported"
    assert gravest([Spoken(()), contradicted], NORMAL) == "contradicted"
    assert gravest([Spoken(None)], NORMAL) == "not_checkable"


def test_what_is_heard_is_what_the_product_judges(cafe):
    cafe_judge = Counting()
    bench = judges.Workbench(cafe.settings, cafe.store)
    bench._judge = cafe_judge  # as loaded, without the settings' own
    (spoken,) = hear(bench, "cafe", "The coffee is great.")
    assert spoken.n == len(cafe_judge.asked) > 0
    assert spoken.verdict(NORMAL) == "supported"


def test_baselines_count_people_and_not_passages(cafe):
    crowd = Crowd(cafe, "cafe")
    assert crowd.sharing("The coffee is great.") == 8
    assert crowd.sharing("The coffee is great.", "city=York") == 0
    assert crowd.sharing("Nothing of this kind.") == 0
    vector = cafe.encoder.encode(["The coffee is great, number 1 of my week."])[0]
    assert crowd.near(vector) >= 1
    assert (verdict(5, 5), verdict(4, 5)) == ("supported", "unsupported")


def test_costly_errors_are_a_share_of_what_should_not_be_supported():
    found = products.compare(["supported", "unsupported", "contradicted"], ["supported", "supported", "thin"])
    assert (found["accuracy"]["hits"], found["accuracy"]["n"]) == (1, 3)
    assert (found["wrongly_supported"]["hits"], found["wrongly_supported"]["n"]) == (1, 2)
    assert (found["accuracy_on_named_features"]["hits"], found["accuracy_on_named_features"]["n"]) == (1, 2)


def test_invented_claims_are_counted_by_strictness_and_the_supported_ones_are_named():
    on, off = Invented("a", "airlines", True), Invented("b", "stays", False)
    said = {
        on: {"strict": "thin", "normal": "supported", "loose": "supported"},
        off: {"strict": "unsupported", "normal": "unsupported", "loose": "thin"},
    }
    counted = invented.summed(said)
    assert counted["normal"]["all"]["supported"]["share"] == 0.5
    assert counted["strict"]["all"]["thin"]["hits"] == 1
    assert counted["loose"]["verdicts"] == {"airlines, on topic": {"supported": 1}, "stays, off topic": {"thin": 1}}
    assert invented.supported(said) == {"strict": [], "normal": ["a"], "loose": ["a"]}


def test_letters_and_digits_tell_where_a_sentence_lies_whatever_was_cleaned_between():
    assert recall.squashed("It's 10% off , I _think_ !") == "its10offithink"
    passages = [(1, 0, 10), (2, 10, 20)]
    assert recall._overlapping(passages, 8, 12) == {1, 2}
    assert recall._overlapping(passages, 10, 12) == {2}


def test_a_setting_that_hides_all_support_finds_no_true_support():
    voices = tuple(Voice(f"p{n}", SURE, on_topic=True) for n in range(5))
    heard = [
        development.Heard("good", "supported", development.NOMAD, [Spoken(voices)]),
        development.Heard("fake", "unsupported", development.INVENTED, [Spoken(voices)]),
    ]
    found = development.outcome(heard, NORMAL)
    assert (found.true_support, found.false_support, found.right_nomad) == (1.0, 1.0, 1.0)
    found = development.outcome(heard, Thresholds(k=6, share=0.75, supports=0.6, contradicts=0.6, asks=0.6))
    assert (found.true_support, found.false_support, found.false_thin) == (0.0, 0.0, 1.0)


def test_labelled_claims_are_held_out_and_need_three_passages_on_one_side_and_that_clearly(tmp_path):
    held, trained_on = "claim 2", "claim 1"
    assert is_held(held)
    assert not is_held(trained_on)
    said = {held: "SSS", "claim 22": "SSSCC", "claim 44": "CCCC", "claim 47": "SSU", trained_on: "SSS"}
    words = {"S": "supports", "C": "contradicts", "U": "unrelated"}
    rows = [{"data": "d", "claim": claim, "stance": words[one]} for claim, sides in said.items() for one in sides]
    (tmp_path / "l.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    assert development.labelled_claims("d", tmp_path) == [(held, "supported"), ("claim 44", "contradicted")]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_every_case_lies_in_one_bin_of_its_probability(cases):
    said = [Judgement(chance, 0.0, 0.0, 1.0 - chance) for chance, _ in cases]
    found = calibration.reliability(said, ["supports" if label else "unrelated" for _, label in cases], "supports")
    assert sum(one["n"] for one in found["bins"]) == len(cases)
    assert 0.0 <= found["error"] <= 1.0


def test_the_picture_shows_every_judge_and_no_baseline():
    found = {"error": 0.1, "n": 2, "bins": [{"from": 0.0, "n": 2, "said": 0.05, "true": 0.5}]}
    drawn = calibration.picture({"probes": {"lexicon judge": {"supports": found}, "cosine alone": {"supports": found}}})
    assert "probes: lexicon judge, error 0.100, n = 2" in drawn
    assert "cosine" not in drawn
    assert drawn.count("<circle") == 1


def test_the_scorecard_was_measured_with_the_same_judges_and_thresholds_in_every_part():
    parts = results.read()[verdicts.NAME]["figures"]
    assert set(parts) == set(verdicts.PARTS)
    assert len({json.dumps([part["judges"], part["thresholds"]]) for part in parts.values()}) == 1


def test_the_scorecard_names_every_way_with_its_interval():
    part = {"share": 0.5, "low": 0.25, "high": 0.75, "hits": 2, "n": 4}
    ways = {
        name: {"all": part, "kinds": {"numbers": part}} for name in ("lexicon judge", "cosine alone", "always supports")
    }
    made = {"made_at": "2026-03-01", "seconds": 1, "thresholds": "t", "judges": {"lexicon judge": "l-1"}}
    text = tables.render({"probes": made | {"figures": {"n": 4, "ways": ways, "likeliest": ways}}})
    assert "| scorecard | lexicon judge | cosine alone | constant answers |" in text
    assert (
        "| … numbers | 50.0 % (25.0 to 75.0), 2 of 4 | 50.0 % (25.0 to 75.0), 2 of 4 | always supports: 50.0 % |"
        in text
    )
