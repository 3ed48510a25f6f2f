"""A cross-encoder that somebody names in the settings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from workshop.encoders.weights import tokenizer_file
from workshop.errors import ModelUnavailable
from workshop.records import Pair, Stance
from workshop.settings import Settings
from workshop.stance.named import NamedJudge
from workshop.workbench import Workbench

pytestmark = pytest.mark.model

PAIRS = [
    Pair("It is quick.", "It took a week.", "I ordered it.", 0.4),
    Pair("It is quick.", "There in a minute.", "", 0.2),
    Pair("It is quick.", "The box is blue and a good deal longer than the other comments are.", "", 0.1),
]


def model(folder: Path, *labels: str) -> Path:
    """Write a tiny cross-encoder with random weights and these labels."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(7)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig(vocab_size=30522, **size, id2label=dict(enumerate(labels)))
    BertForSequenceClassification(config).save_pretrained(folder)
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_file=str(tokenizer_file()), **special).save_pretrained(folder)
    return folder


def test_an_inference_model_never_says_that_somebody_asks(tmp_path: Path) -> None:
    judge = NamedJudge(str(model(tmp_path, "contradiction", "entailment", "neutral")))
    for found in judge.judge(PAIRS):
        assert found.asks == 0
        assert sum(found.of(stance) for stance in Stance) == pytest.approx(1)


def test_labels_are_taken_by_their_names_and_not_by_their_order(tmp_path: Path) -> None:
    one = NamedJudge(str(model(tmp_path / "a", "supports", "contradicts", "asks", "unrelated"))).judge(PAIRS)
    other = NamedJudge(str(model(tmp_path / "b", "unrelated", "asks", "contradicts", "supports"))).judge(PAIRS)
    assert [found.supports for found in one] == pytest.approx([found.unrelated for found in other], abs=1e-5)


def test_a_model_with_other_labels_is_refused_and_they_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="good, bad"):
        NamedJudge(str(model(tmp_path, "good", "bad")))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        NamedJudge(str(tmp_path))


def test_other_weights_have_another_fingerprint(tmp_path: Path) -> None:
    folder = model(tmp_path / "a", "contradiction", "entailment", "neutral")
    other = tmp_path / "b"
    shutil.copytree(folder, other)
    config = json.loads((other / "config.json").read_text())
    (other / "config.json").write_text(json.dumps(config | {"hidden_act": "relu"}))
    assert NamedJudge(str(folder)).fingerprint[2:] != NamedJudge(str(other)).fingerprint[2:]


def test_the_settings_choose_the_judge(tmp_path: Path) -> None:
    named = str(model(tmp_path / "model", "contradiction", "entailment", "neutral"))
    for number, (setting, name) in enumerate([("backtalk", "backtalk"), ("lexicon", "lexicon"), (named, named)]):
        bench = Workbench.open(Settings(home=tmp_path / str(number), encoder="hashing", judge=setting))
        assert bench.judge.name == name
        bench.close()


def test_weights_that_cannot_be_loaded_are_known_before_anything_is_judged(tmp_path: Path) -> None:
    folder = model(tmp_path, "contradiction", "entailment", "neutral")
    (folder / "model.safetensors").write_bytes(b"these are no weights")
    with pytest.raises(ModelUnavailable, match="could not be loaded"):
        NamedJudge(str(folder)).load()
