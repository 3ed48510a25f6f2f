"""Judgements and vectors that are kept from one run to the next, so that only what is new costs time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from workshop.encoders import Encoder
from workshop.encoders.contract import Progress, Vectors
from workshop.records import Judgement, Pair
from workshop.stance import Judge
from workshop.store import Store
from workshop.store.rows import hash_text

_AT_ONCE = 2_048


@contextmanager
def memory(folder: Path) -> Iterator[Store]:
    """Open the store in which things are kept; made where it is missing."""
    home = folder / "memory"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = Store.open(home)
    try:
        yield store
    finally:
        store.close()


class Remembering:
    """A judge that keeps what it said in a store, so that no pair is judged twice, in this run or the next.

    Long work is done in parts, sorted by length, each kept before the next begins. `itself` is the
    judge without memory, for homes that have their own.
    """

    def __init__(self, judge: Judge, store: Store) -> None:
        """Take the judge and an open store."""
        self.itself = judge
        self._store = store

    @property
    def name(self) -> str:
        """The name of the judge itself."""
        return self.itself.name

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the judge itself."""
        return self.itself.fingerprint

    def load(self) -> None:
        """Load the judge itself."""
        self.itself.load()

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order."""
        known = self._store.judgements.get(pairs, self.fingerprint)
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        missing.sort(key=lambda pair: len(pair.proposition) + len(pair.before) + len(pair.passage))
        began = time.monotonic()
        for start in range(0, len(missing), _AT_ONCE):
            part = missing[start : start + _AT_ONCE]
            new = dict(zip(part, self.itself.judge(part), strict=True))
            self._store.judgements.put(new, self.fingerprint)
            known |= new
        if len(missing) >= _AT_ONCE:
            rate = len(missing) / (time.monotonic() - began)
            print(f"{self.name}: judged {len(missing):,} pairs, {rate:,.0f} a second", file=sys.stderr, flush=True)
        return [known[pair] for pair in pairs]


class RememberingEncoder:
    """An encoder that keeps its vectors in a store, by its fingerprint."""

    def __init__(self, encoder: Encoder, store: Store) -> None:
        """Take the encoder, loaded, and an open store."""
        self._encoder = encoder
        self._store = store

    @property
    def name(self) -> str:
        """The name of the encoder itself."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The length of each vector."""
        return self._encoder.dimension

    @property
    def precision(self) -> str:
        """The number format of the encoder itself."""
        return self._encoder.precision

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the encoder itself."""
        return self._encoder.fingerprint

    def encode(self, texts: Sequence[str], *, on_progress: Progress | None = None) -> Vectors:
        """Return one row for each text, in the order given."""
        hashes = {text: hash_text(text) for text in texts}
        known = self._store.vectors.get(list(hashes.values()), self.fingerprint)
        missing = [text for text, name in hashes.items() if name not in known]
        if missing:
            made = self._encoder.encode(missing, on_progress=on_progress)
            new = {hashes[text]: vector for text, vector in zip(missing, made, strict=True)}
            self._store.vectors.put(new, self.fingerprint)
            known |= new
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.stack([known[hashes[text]] for text in texts])
