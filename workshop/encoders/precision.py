"""Owns when the encoder may use half-size numbers: native to the CPU, and agreeing with float32."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from workshop.encoders.contract import Vectors

_CPU_FACTS = Path("/proc/cpuinfo")
_NATIVE = {"avx512_bf16", "amx_bf16"}

SENTENCES = (
    "The crew was friendly and helped us with the bags.",
    "The crew was rude and ignored us for the whole flight.",
    "Setting it up took five minutes.",
    "It is not easy to set up at all.",
    "My flight was cancelled and nobody told us why!!",
    "thanks for the quick reply, you guys rock",
    "I wish there were an offline mode.",
    "Why does it always crash when I open the camera?",
    "Battery life is great, two days without charging.",
    "The battery dies after three hours.",
    "Still waiting for my refund after six weeks...",
    "They refunded me the same day.",
    "Prices went up 40% in 2014 and the seats got smaller.",
    "Cheap, clean, and close to the station.",
    "Not bad.",
    "ok",
    "Worst customer service ever, on hold for 2 hours and then disconnected.",
    "The doctor listened and explained everything in plain words.",
    "Waiting times are far too long.",
    "I was seen within ten minutes of arriving.",
    "The screen scratches easily, but the sound is fine.",
    "Love love love it 😍",
    "Please add dark mode and a way to export my notes.",
    "They lost my suitcase twice on the same trip.",
    "The app remembers where I stopped, even on another phone.",
    "Would not buy it again.",
    "Everything worked out of the box.",
    "The manual is only in German.",
    "Gate changed four times, then we sat on the runway until midnight.",
    "Our host answered every message within the hour.",
    "There is mould in the bathroom.",
    "A bargain for what you get, though the delivery took its time.",
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The cosine between the built-in sentences in the chosen precision and in float32."""

    n_sentences: int
    mean: float
    min: float

    @property
    def is_close(self) -> bool:
        """Whether a search would not notice: true bfloat16 measured 0.9999, poor int8 0.89."""
        return self.mean >= 0.9995 and self.min >= 0.999


def compare(reference: Vectors, other: Vectors) -> Agreement:
    """Compare two encodings of the same texts, rows of length 1."""
    cosines = np.sum(reference * other, axis=1)
    return Agreement(len(cosines), float(cosines.mean()), float(cosines.min()))


def is_native(facts: Path = _CPU_FACTS) -> bool:
    """Tell whether this CPU multiplies bfloat16 itself; where nobody says, it does not."""
    try:
        words = facts.read_text(encoding="utf-8").split()
    except OSError:
        return False
    return not _NATIVE.isdisjoint(words)
