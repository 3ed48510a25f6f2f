"""Everything opened from one BACKTALK_HOME: store, index, encoder and judge."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.encoders import Encoder, HashingEncoder
from workshop.settings import Settings
from workshop.stance import JoinedJudge, Judge, LexiconJudge, NumberJudge
from workshop.store import Store

if TYPE_CHECKING:
    from workshop.index import Generations, Index


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One corpus as one index generation sees it; it never changes under a reader.

    `version` and `fingerprint` name the members in the store; `corpus_id` is never used again,
    while a name may be; `encoder` is the fingerprint of the one that made it.
    """

    corpus: str
    corpus_id: int
    version: int
    fingerprint: str
    encoder: str
    index: Index


class Workbench:
    """The open parts, shared by every thread of a process. Models load on first use."""

    def __init__(self, settings: Settings, store: Store) -> None:
        """Take an open store; nothing else is loaded yet."""
        self.settings = settings
        self.store = store
        self._encoder: Encoder | None = None
        self._judge: Judge | None = None
        self._generations: dict[int, Generations] = {}
        self._lock = threading.RLock()

    @classmethod
    def open(cls, settings: Settings | None = None) -> Workbench:
        """Open the home that the settings name, and migrate its store if it is older."""
        settings = settings or Settings.load()
        return cls(settings, Store.open(settings.home))

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    @property
    def encoder(self) -> Encoder:
        """The encoder that the settings name.

        Raises:
            ModelUnavailable: its weights are missing, damaged or cannot be loaded.
        """
        with self._lock:
            if self._encoder is None:
                self._encoder = _encoder(self.settings)
            return self._encoder

    @property
    def judge(self) -> Judge:
        """The judge of stance that the settings name, with the numbers compared.

        Raises:
            ModelUnavailable: its weights are missing, damaged or cannot be loaded.
        """
        with self._lock:
            if self._judge is None:
                self._judge = _judge(self.settings)
            return self._judge

    @property
    def languages(self) -> str:
        """The languages that the models serve, as a manifest writes them: "de,en"."""
        return ",".join(self.settings.languages)

    @property
    def models_ready(self) -> bool:
        """Whether encoder and judge have been loaded, without loading them."""
        return self._encoder is not None and self._judge is not None

    @property
    def uploads(self) -> Path:
        """The folder in which files wait to be imported."""
        return self.settings.home / "uploads"

    def generations(self, corpus: str) -> Generations:
        """Return the index generations of a corpus."""
        return self.generations_of(self.store.corpora.get(corpus).id)

    def generations_of(self, corpus_id: int) -> Generations:
        """Return the index generations of the corpus with this id, whether it is still there or not."""
        from workshop.index import Generations

        with self._lock:
            if corpus_id not in self._generations:
                self._generations[corpus_id] = Generations(self.settings.home / "index" / str(corpus_id))
            return self._generations[corpus_id]

    def snapshot(self, corpus: str) -> Snapshot | None:
        """Return the newest generation, or None where none is whole and made with this encoder for these languages.

        Loads no model: until one has loaded, the generation's own word is taken.
        """
        corpus_id = self.store.corpora.get(corpus).id
        from workshop.index import DamagedIndex

        try:
            current = self.generations_of(corpus_id).current()
        except DamagedIndex:
            return None
        if current is None or current[0].languages != self.languages:
            return None
        if self._encoder and current[0].encoder != self._encoder.fingerprint:
            return None
        manifest, index = current
        return Snapshot(corpus, corpus_id, manifest.version, manifest.fingerprint, manifest.encoder, index)


def _encoder(settings: Settings) -> Encoder:
    if settings.encoder == "hashing":
        return HashingEncoder()
    from workshop.encoders import SentenceEncoder

    return SentenceEncoder.from_settings(settings)


def _judge(settings: Settings) -> Judge:
    if settings.judge == "lexicon":
        return LexiconJudge()
    if settings.judge == "backtalk":
        from workshop.stance.trained import TrainedJudge

        trained = TrainedJudge.from_settings(settings)
        return JoinedJudge(NumberJudge(trained), LexiconJudge(), trained.joined)
    from workshop.stance.named import NamedJudge

    return NumberJudge(NamedJudge.from_settings(settings))
