"""The contract that every stance judge keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workshop.records import Judgement, Pair


class Judge(Protocol):
    """Says for each pair how probable each stance is.

    A judge is deterministic: the same pair gives the same judgement in any order and batch.
    `fingerprint` changes whenever a judgement could; cached judgements carry it.
    """

    @property
    def name(self) -> str:
        """The word that chooses this judge in the settings."""
        ...

    @property
    def fingerprint(self) -> str:
        """What names this judge's exact weights or rules."""
        ...

    def load(self) -> None:
        """Load what judging needs, so that a judge that cannot be had is known before anything is asked of it.

        Raises:
            ModelUnavailable: it is missing, damaged or cannot be loaded.
        """
        ...

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order. The four probabilities of each sum to 1."""
        ...
