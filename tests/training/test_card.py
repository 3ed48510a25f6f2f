"""The hash that ties the weights to what is said of them."""

import hashlib
import json

import pytest

from training.card import name_weights, write_card
from workshop.stance.calibration import Calibration
from workshop.stance.trained import WEIGHTS


def test_new_weights_are_named_in_the_card_and_nothing_else_of_it_changes(tmp_path):
    card = (WEIGHTS / "CARD.md").read_text(encoding="utf-8")
    (tmp_path / "CARD.md").write_text(card, encoding="utf-8")
    (tmp_path / "judge.onnx").write_bytes(b"new weights")
    write_card(tmp_path, Calibration(), Calibration())
    said = name_weights(tmp_path)
    digest = hashlib.sha256(b"new weights").hexdigest()
    assert json.loads((tmp_path / "judge.json").read_text(encoding="utf-8"))["sha256"] == digest
    before, after = card.splitlines(), (tmp_path / "CARD.md").read_text(encoding="utf-8").splitlines()
    assert [one for one in after if one not in before] == [f"sha256 of `judge.onnx`: `{digest}`"]
    assert len(after) == len(before)
    assert digest[:8] in said


def test_a_folder_without_a_card_is_left_so_and_a_card_without_a_hash_is_refused(tmp_path):
    (tmp_path / "judge.onnx").write_bytes(b"weights")
    assert "no card" in name_weights(tmp_path)
    (tmp_path / "CARD.md").write_text("# A card\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no line"):
        name_weights(tmp_path)
