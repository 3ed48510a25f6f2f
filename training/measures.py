"""Figures on labelled examples."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from workshop.records import Stance


def macro_f1(true: Sequence[Stance], said: Sequence[Stance]) -> float:
    """Return the mean F1 over the stances that occur among the true ones."""
    labels = sorted(set(true))
    return float(f1_score(true, said, labels=labels, average="macro", zero_division=0))


def expected_calibration_error(said: NDArray[np.float64], true: NDArray[np.bool_], bins: int = 15) -> float:
    """Return the mean gap between probability and share of hits, over equal-width bins, weighted by their size."""
    places = np.clip((said * bins).astype(int), 0, bins - 1)
    gaps = (abs(float((said[places == n] - true[places == n]).sum())) for n in range(bins))
    return sum(gaps) / len(said)
