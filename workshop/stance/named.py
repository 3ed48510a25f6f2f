"""A judge that the settings name: any cross-encoder on this machine that tells entailment from contradiction."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workshop.encoders.turns import Turns
from workshop.encoders.weights import digest_of, folder_of
from workshop.errors import ModelUnavailable
from workshop.records import Judgement, Pair, Stance
from workshop.stance.layout import as_inference, as_two_texts, fingerprint

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from workshop.settings import Settings

_INFERENCE = {"entailment": Stance.SUPPORTS, "contradiction": Stance.CONTRADICTS, "neutral": Stance.UNRELATED}
"""What the labels of natural language inference mean here; such a model never says that somebody asks."""

_OWN = {stance.value: stance for stance in Stance}
_BATCH = 32


class NamedJudge:
    """A sentence-transformers cross-encoder whose labels are our four stances, or those of inference.

    It loads on first use. An inference model reads the comment as premise and the claim as hypothesis. Its
    probabilities are taken as they come: the thresholds were not chosen for it.

    Args:
        model: A folder, or a hub's name for a model downloaded earlier.
        threads: How many torch may use in this process; None leaves its own choice.

    Raises:
        ModelUnavailable: it is not here, cannot be loaded, or has other labels.
    """

    def __init__(self, model: str, *, threads: int | None = None) -> None:
        folder = folder_of(model)
        self.name = model
        self._folder, self._threads = folder, threads
        self._stances = _stances(model, folder)
        self._layout = as_two_texts if Stance.ASKS in self._stances else as_inference
        self.fingerprint = f"{Path(model).name}@{digest_of(folder, name=model)}/{fingerprint(self._layout)}"
        self._turns = Turns()

    @classmethod
    def from_settings(cls, settings: Settings) -> NamedJudge:
        """Make the judge of the cross-encoder that the settings name."""
        return cls(settings.judge, threads=settings.model_threads)

    def load(self) -> None:
        """Load the model now; the first time in a process this takes seconds."""
        _ = self._model

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order."""
        if not pairs:
            return []
        texts = [self._layout(pair.proposition, pair.before, pair.passage) for pair in pairs]
        with self._turns.mine():
            raw = self._model.predict(texts, batch_size=_BATCH, show_progress_bar=False, apply_softmax=True)
        found = np.asarray(raw, dtype=np.float64)
        return [self._judgement(row / row.sum()) for row in found]

    @cached_property
    def _model(self) -> CrossEncoder:
        return _load(self.name, self._folder, self._threads)

    def _judgement(self, row: Sequence[float]) -> Judgement:
        given = {stance.value: 0.0 for stance in Stance}
        for stance, probability in zip(self._stances, row, strict=True):
            given[stance.value] += float(probability)
        return Judgement(**given)


def _stances(model: str, folder: Path) -> tuple[Stance, ...]:
    """Read from the model's own file what its outputs are called."""
    try:
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("id2label", {})
        named = [str(labels[str(n)]).lower() for n in range(len(labels))]
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise ModelUnavailable(
            f"The judge {model} does not say what its outputs mean.", "Choose another in the settings."
        ) from error
    for meaning in (_OWN, _INFERENCE):
        if set(named) == set(meaning):
            return tuple(meaning[name] for name in named)
    raise ModelUnavailable(
        f"The judge {model} has the labels {', '.join(named) or 'of nothing'}.",
        f"Name one with {', '.join(_INFERENCE)} or {', '.join(_OWN)}, or use `backtalk`.",
    )


def _load(model: str, folder: Path, threads: int | None) -> CrossEncoder:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import torch
    from safetensors import SafetensorError
    from sentence_transformers import CrossEncoder

    for noisy in ("transformers", "sentence_transformers"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    if threads is not None:
        torch.set_num_threads(threads)
    try:
        loaded: CrossEncoder = CrossEncoder(
            str(folder), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
        )
    except (OSError, ValueError, RuntimeError, ImportError, KeyError, SafetensorError) as error:
        raise ModelUnavailable(
            f"The judge {model} could not be loaded.", "Install it again, or choose another in the settings."
        ) from error
    return loaded
