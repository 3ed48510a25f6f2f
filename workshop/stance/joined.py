"""The judge that Backtalk uses unless told otherwise: the trained one and the lexicon one, joined."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workshop.records import Judgement, Pair, Stance
from workshop.stance.calibration import Calibration
from workshop.stance.judge import Judge

WEIGHT = 0.6
"""How much of the say the first judge has, 0 to 1; chosen on development data (docs/verdicts.md)."""

DOUBT = 0.03
"""What the second judge leaves at least to each stance: a word that is in no list is no proof that nothing was said."""


class JoinedJudge:
    """Judges by the weighted geometric mean of two judges' probabilities, calibrated.

    Two that err on different passages seldom err together, and a stance that one of them holds for most unlikely
    is not sure. On development claims this finds more true support at the same false support than either alone.

    Args:
        first: The judge with most of the say.
        second: The one that is asked beside it.
        calibration: From the mean to probabilities that mean what they say.
    """

    def __init__(self, first: Judge, second: Judge, calibration: Calibration | None = None) -> None:
        self._first, self._second = first, second
        self._calibration = calibration or Calibration()

    @property
    def name(self) -> str:
        """The name of the first judge: what the settings call the two together."""
        return self._first.name

    @property
    def fingerprint(self) -> str:
        """Both judges' fingerprints, and how they are weighed and calibrated."""
        both = f"{self._first.fingerprint}&{self._second.fingerprint}"
        return f"{both}@{WEIGHT}/{DOUBT}/{self._calibration.fingerprint}"

    def load(self) -> None:
        """Load both judges."""
        self._first.load()
        self._second.load()

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order. The four probabilities of each sum to 1."""
        if not pairs:
            return []
        similarities = np.array([pair.similarity for pair in pairs], dtype=np.float32)
        return [Judgement(*map(float, row)) for row in self._calibration.probabilities(self.mean(pairs), similarities)]

    def mean(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Return the weighted mean of both judges' log-probabilities, shape (n, 4), in the order of `Stance`."""
        first, second = _table(self._first.judge(pairs)), _table(self._second.judge(pairs))
        doubting = np.clip(second, 0.0, 1.0) * (1 - len(Stance) * DOUBT) + DOUBT
        mean = WEIGHT * np.log(np.clip(first, 1e-6, None)) + (1 - WEIGHT) * np.log(doubting)
        return np.asarray(mean, dtype=np.float32)


def _table(judgements: Sequence[Judgement]) -> NDArray[np.float64]:
    return np.array([[said.of(stance) for stance in Stance] for said in judgements], dtype=np.float64)
