"""From a model's raw outputs, and the similarity, to probabilities that mean what they say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

N_STANCES = 4


@dataclass(frozen=True, slots=True)
class Calibration:
    """Softmax of `scale * logits + similarity * slope + shift`.

    `slope` and `shift` hold one number a stance, in the order of `Stance`. Fitted on development data only
    (training/calibrate.py).
    """

    scale: float = 1.0
    slope: tuple[float, ...] = (0.0,) * N_STANCES
    shift: tuple[float, ...] = (0.0,) * N_STANCES

    @classmethod
    def from_card(cls, values: Mapping[str, Any]) -> Calibration:
        """Read what `as_card` gave."""
        return cls(float(values["scale"]), tuple(values["slope"]), tuple(values["shift"]))

    def as_card(self) -> dict[str, Any]:
        """Return the numbers for the card beside the weights."""
        return asdict(self)

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that name these numbers."""
        return hashlib.sha256(json.dumps(self.as_card(), sort_keys=True).encode()).hexdigest()[:8]

    def probabilities(self, logits: NDArray[np.float32], similarities: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return rows that sum to 1, shape (n, 4), for logits of shape (n, 4) and similarities of shape (n,)."""
        raw = self.scale * logits.astype(np.float64) + similarities[:, None] * np.array(self.slope) + self.shift
        grown = np.exp(raw - raw.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True))
