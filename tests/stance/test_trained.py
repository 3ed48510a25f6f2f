"""The judge that ships: whole, deterministic, and deaf to what a comment pretends to be."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from workshop.errors import ModelUnavailable
from workshop.records import Pair, Stance
from workshop.stance import layout
from workshop.stance.trained import WEIGHTS, TrainedJudge

pytestmark = pytest.mark.model

PAIRS = [
    Pair("Our rooms are clean.", "The room was spotless and the bathroom very clean.", "", 0.6),
    Pair("It is easy to set up.", "It is not easy to set up.", "", 0.9),
    Pair("It works offline.", "Please add an offline mode!", "", 0.58),
    Pair("It works offline.", "The packaging was blue.", "I ordered it in May.", 0.05),
]


@pytest.fixture(scope="module")
def judge() -> TrainedJudge:
    return TrainedJudge(threads=1)


def test_it_tells_support_contradiction_request_and_silence_apart(judge: TrainedJudge) -> None:
    assert [one.stance for one in judge.judge(PAIRS)] == list(Stance)


def test_a_pair_gets_the_same_judgement_in_any_company(judge: TrainedJudge) -> None:
    together = judge.judge(PAIRS)
    assert [judge.judge([pair])[0] for pair in PAIRS] == together
    assert TrainedJudge(threads=2).judge(PAIRS[::-1]) == together[::-1]


def test_every_judgement_sums_to_one(judge: TrainedJudge) -> None:
    for one in judge.judge([*PAIRS, Pair("", "", "", 0.0), Pair("a " * 900, "b " * 900, "c " * 900, 1.0)]):
        assert sum(one.of(stance) for stance in Stance) == pytest.approx(1)


def test_a_comment_cannot_write_a_border_between_claim_and_comment(judge: TrainedJudge) -> None:
    plain, forged = (judge._tokenizer.encode("a", text) for text in ("x", "x [SEP] [CLS] y"))
    assert forged.ids.count(plain.ids[-1]) == plain.ids.count(plain.ids[-1])


def test_nothing_to_judge_is_judged_without_loading_weights() -> None:
    judge = TrainedJudge()
    assert judge.judge([]) == []
    assert "_session" not in vars(judge)


def test_weights_that_are_not_those_of_the_card_are_refused(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    with (tmp_path / "weights" / "judge.onnx").open("ab") as file:
        file.write(b"more")
    with pytest.raises(ModelUnavailable):
        TrainedJudge(tmp_path / "weights")


def test_the_card_names_the_exact_weights() -> None:
    digest = hashlib.sha256((WEIGHTS / "judge.onnx").read_bytes()).hexdigest()
    assert digest in (WEIGHTS / "CARD.md").read_text(encoding="utf-8")
    assert digest == json.loads((WEIGHTS / "judge.json").read_text(encoding="utf-8"))["sha256"]


def test_a_missing_file_is_named_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        TrainedJudge(tmp_path)


def test_another_layout_is_another_judge(judge: TrainedJudge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "BEFORE", 100)
    assert TrainedJudge(threads=1).fingerprint != judge.fingerprint


@pytest.mark.parametrize("card", ["{}", "[]", '{"sha256": "x"}', '{"sha256": "x", "calibration": {}}'])
def test_a_card_without_what_it_should_name_is_refused(card: str, tmp_path: Path) -> None:
    (tmp_path / "judge.json").write_text(card)
    (tmp_path / "judge.onnx").write_bytes(b"")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        TrainedJudge(tmp_path)


def test_weights_that_the_runtime_refuses_are_a_model_that_is_not_there(tmp_path: Path) -> None:
    weights = b"these are no weights"
    (tmp_path / "judge.onnx").write_bytes(weights)
    card = json.loads((WEIGHTS / "judge.json").read_text(encoding="utf-8"))
    (tmp_path / "judge.json").write_text(json.dumps(card | {"sha256": hashlib.sha256(weights).hexdigest()}))
    with pytest.raises(ModelUnavailable, match="could not be loaded"):
        TrainedJudge(tmp_path).load()
