"""Owns the real encoder: a sentence-transformers model from a local folder."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from workshop.encoders import precision as precisions
from workshop.encoders.contract import Progress, Vectors
from workshop.encoders.precision import Agreement
from workshop.encoders.turns import Turns
from workshop.encoders.weights import DEFAULT, Weights, locate
from workshop.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from workshop.settings import Settings

_BATCH = 32


class SentenceEncoder:
    """Encodes meaning. Made in about 0.1 s (the files are checked); the model loads on first use, or with `load`.

    A text longer than the model's limit (256 tokens, about 180 words, for the default)
    is encoded by its beginning, so hand it passages, not whole comments.

    Safe to share between threads; short work gets its turn between the batches of long work.

    Attributes:
        agreement: how near bfloat16 came to float32; None before loading, or where it was not tried.
    """

    def __init__(
        self,
        model: str = DEFAULT,
        *,
        precision: Literal["auto", "float32", "bfloat16"] = "auto",
        threads: int | None = None,
    ) -> None:
        """Find and check the files.

        Args:
            model: the default's name, a folder, or a hub's name for one downloaded earlier.
            precision: "auto" is bfloat16 where the CPU has it and both agree, else float32.
            threads: how many torch may use in this process; None leaves its own choice.

        Raises:
            ModelUnavailable: the model is not here, or its files are not the official ones.
        """
        self._weights: Weights = locate(model)
        self._threads = threads
        self._wants_check = precision == "auto"
        half = precision == "bfloat16" or (self._wants_check and precisions.is_native())
        self._precision = "bfloat16" if half else "float32"
        self._turns = Turns()
        self._load_once = threading.Lock()
        self.agreement: Agreement | None = None

    @classmethod
    def from_settings(cls, settings: Settings) -> SentenceEncoder:
        """Make the encoder that the settings name, and load it, so that its fingerprint is settled.

        Raises:
            ModelUnavailable: the model is not here, is damaged or cannot be loaded.
        """
        encoder = cls(settings.encoder, precision=settings.precision, threads=settings.model_threads)
        encoder.load()
        return encoder

    @property
    def name(self) -> str:
        """The model's name, or its folder where it was named by folder."""
        return self._weights.name

    @property
    def dimension(self) -> int:
        """The length of each vector, read from the model's files."""
        return self._weights.dimension

    @property
    def precision(self) -> str:
        """The number format: what was asked for, and after loading what proved good."""
        return self._precision

    @property
    def fingerprint(self) -> str:
        """Name, digest of all files, and precision.

        Loading can still turn bfloat16 into float32 where both disagree (never seen so
        far): who keeps vectors reads the fingerprint after `load`.
        """
        return f"{Path(self.name).name}@{self._weights.digest}/{self._precision}"

    def load(self) -> None:
        """Load the model now; the first time in a process this takes seconds.

        Raises:
            ModelUnavailable: the files cannot be loaded.
        """
        with self._load_once:
            _ = self._model

    def encode(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """Return one row of length 1 for each text; equal texts are encoded once.

        Raises:
            ModelUnavailable: the model cannot be loaded.
        """
        self.load()
        places: dict[str, int] = {}
        rows = [places.setdefault(text, len(places)) for text in texts]
        distinct = list(places)
        vectors = np.empty((len(distinct), self.dimension), dtype=np.float32)
        order = np.argsort(self._lengths(distinct), kind="stable")[::-1]
        for start in range(0, len(distinct), _BATCH):
            batch = order[start : start + _BATCH]
            vectors[batch] = self._encode_batch(self._model, [distinct[place] for place in batch])
            if on_progress is not None:
                on_progress(start + len(batch), len(distinct))
        return vectors[rows] if len(distinct) < len(texts) else vectors

    def _encode_batch(self, model: SentenceTransformer, texts: list[str]) -> Vectors:
        with self._turns.mine():
            found = model.encode(texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True)
        vectors = np.asarray(found, dtype=np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return vectors

    def _lengths(self, texts: list[str]) -> list[int]:
        """Count tokens: batches of equal token counts waste 2 % on padding, of equal characters 44 %."""
        tokenizer = self._model.tokenizer
        if not texts or not callable(tokenizer):
            return [len(text) for text in texts]
        with self._turns.mine():
            found = tokenizer(texts, truncation=True, padding=False, return_attention_mask=False)
        return [len(ids) for ids in found["input_ids"]]

    @cached_property
    def _model(self) -> SentenceTransformer:
        model = _load(self._weights, self._threads)
        if self._precision == "float32":
            return model
        import torch

        reference = self._encode_batch(model, list(precisions.SENTENCES))
        model = model.to(torch.bfloat16)
        self.agreement = precisions.compare(reference, self._encode_batch(model, list(precisions.SENTENCES)))
        if self._wants_check and not self.agreement.is_close:
            self._precision = "float32"
            return _load(self._weights, self._threads)
        return model


def _load(weights: Weights, threads: int | None) -> SentenceTransformer:
    """Load from the folder: no network, nothing printed, no code from the folder."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for noisy in ("transformers", "sentence_transformers"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    if threads is not None:
        torch.set_num_threads(threads)
    try:
        return SentenceTransformer(
            str(weights.folder), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
        )
    except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
        raise ModelUnavailable(
            f"The model {weights.name} could not be loaded.", "Install it again, or choose another in the settings."
        ) from error
