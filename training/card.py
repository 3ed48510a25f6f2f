"""What lies beside the weights that ship: their hash with the calibrations, and the card that names the hash."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from workshop.stance.calibration import Calibration

_HASH = re.compile(r"(?<=^sha256 of `judge\.onnx`: `)[0-9a-f]{64}(?=`$)", re.MULTILINE)


def write_card(folder: Path, alone: Calibration, joined: Calibration) -> None:
    """Write `judge.json`: the hash that ties the weights to their card, and the calibrations alone and joined."""
    card = {
        "format": "judge/1",
        "sha256": _digest(folder),
        "calibration": alone.as_card(),
        "joined": joined.as_card(),
    }
    (folder / "judge.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def name_weights(folder: Path) -> str:
    """Put the hash of the weights into the line of `CARD.md` that holds the old one; return what was done.

    Raises:
        ValueError: there is a card, but no line of it holds a hash.
    """
    path = folder / "CARD.md"
    if not path.exists():
        return f"{path}: there is no card to name the weights in"
    text, digest = path.read_text(encoding="utf-8"), _digest(folder)
    old = _HASH.search(text)
    if old is None:
        raise ValueError(f"{path} has no line that says: sha256 of `judge.onnx`: `…`")
    path.write_text(_HASH.sub(digest, text), encoding="utf-8")
    return f"{path}: sha256 {old.group()[:8]}… is now {digest[:8]}…; its figures are still those of the old weights"


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / "judge.onnx").read_bytes()).hexdigest()
