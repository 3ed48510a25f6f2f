"""The judge that Backtalk ships: a small BERT of its own training, in eight-bit numbers, run by ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workshop.encoders.weights import tokenizer_file
from workshop.errors import ModelUnavailable
from workshop.records import Judgement, Pair, Stance
from workshop.stance.calibration import Calibration
from workshop.stance.layout import LONGEST, as_two_texts, fingerprint

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

    from workshop.settings import Settings

WEIGHTS = Path(__file__).resolve().parent / "weights"


class TrainedJudge:
    """Reads claim and passage together; calibrated. Made in milliseconds, the weights load on first use.

    Every pair is run by itself, without padding: a pair gets the same judgement in any company, since eight-bit
    numbers are scaled by what is run together. Pairs share the threads.

    Args:
        folder: Where `judge.onnx` and `judge.json` lie. The latter holds two calibrations, of this judge alone and, as
            `joined`, of what it says joined with the lexicon judge.
        threads: How many to use; None for one a core.

    Raises:
        ModelUnavailable: a file is missing, or is not the one that the card names.
    """

    name = "backtalk"

    def __init__(self, folder: Path = WEIGHTS, *, threads: int | None = None) -> None:
        self._weights = folder / "judge.onnx"
        self._threads = threads or os.cpu_count() or 1
        try:
            card = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
            named, self._calibration = card["sha256"], Calibration.from_card(card["calibration"])
            self.joined = Calibration.from_card(card["joined"])
            digest = hashlib.sha256(self._weights.read_bytes()).hexdigest()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelUnavailable("The judge's weights cannot be read.", "Install backtalk again.") from error
        if digest != named:
            raise ModelUnavailable("The judge's weights are not those of its card.", "Install backtalk again.")
        self.fingerprint = f"{self.name}@{digest[:12]}/{self._calibration.fingerprint}/{fingerprint(as_two_texts)}"

    @classmethod
    def from_settings(cls, settings: Settings) -> TrainedJudge:
        """Make the judge with as many threads as the settings allow a model."""
        return cls(threads=settings.model_threads)

    def load(self) -> None:
        """Load weights and tokenizer now; a fraction of a second the first time."""
        _ = self._tokenizer, self._session

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order."""
        if not pairs:
            return []
        similarities = np.array([pair.similarity for pair in pairs], dtype=np.float32)
        found = self._calibration.probabilities(self.logits(pairs), similarities)
        return [Judgement(**dict(zip(Stance, map(float, row), strict=True))) for row in found]

    def logits(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Return the model's raw outputs, shape (n, 4), in the order of `Stance`."""
        texts = [as_two_texts(pair.proposition, pair.before, pair.passage) for pair in pairs]
        encoded = self._tokenizer.encode_batch(texts)
        with ThreadPoolExecutor(self._threads) as pool:
            rows = list(pool.map(self._run, encoded))
        return np.stack(rows)

    def _run(self, encoded: Encoding) -> NDArray[np.float32]:
        given = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(encoded.ids)), dtype=np.int64),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        session = self._session
        with _translated():
            (found,) = session.run(None, given)
        return np.asarray(found[0], dtype=np.float32)

    @cached_property
    def _session(self) -> InferenceSession:
        with _translated():
            return _session_of(self._weights)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(tokenizer_file()))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST, strategy="longest_first")
        tokenizer.encode_special_tokens = True  # "[SEP]" in a comment is five characters, not a border
        return tokenizer


def _session_of(weights: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@contextmanager
def _translated() -> Iterator[None]:
    """Say what the runtime's errors, which have no class in common, mean for a person."""
    foreign = _foreign()
    try:
        yield
    except foreign as error:
        raise _broken() from error


@cache
def _foreign() -> tuple[type[Exception], ...]:
    """Return what the runtime raises; looked up once, since every pair is run by itself."""
    try:
        from onnxruntime.capi import onnxruntime_pybind11_state as state
    except ImportError as error:
        raise _broken() from error
    own = (kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception))
    return (*own, OSError, ValueError, RuntimeError, ImportError)


def _broken() -> ModelUnavailable:
    return ModelUnavailable("The judge could not be loaded or run.", "Install backtalk again.")
