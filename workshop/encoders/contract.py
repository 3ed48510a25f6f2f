"""Owns what every encoder promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of length 1, so that the inner product of two is their similarity, -1 to 1."""

Progress = Callable[[int, int], None]
"""Called with done and total; what it raises stops the work."""


class Encoder(Protocol):
    """Turns texts into vectors, near to one another where the meaning is near."""

    @property
    def name(self) -> str:
        """The name that a person knows it by."""

    @property
    def dimension(self) -> int:
        """The length of each vector."""

    @property
    def precision(self) -> str:
        """The number format that it computes in, such as "float32"."""

    @property
    def fingerprint(self) -> str:
        """Names exact weights and precision: equal fingerprints make comparable vectors."""

    def encode(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """Return float32 of shape (texts, dimension), in the order given, rows of length 1."""
