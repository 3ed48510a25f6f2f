"""Keeping a corpus's index in step with its store: embed what is new, drop what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from workshop.detector import tell
from workshop.index import DamagedIndex, FaissIndex, Manifest
from workshop.languages import UNDETERMINED
from workshop.store.rows import hash_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workshop.encoders.contract import Progress, Vectors
    from workshop.index import Generations, Ids, Index
    from workshop.records import Passage
    from workshop.store.corpora import Corpus
    from workshop.workbench import Workbench

_AT_ONCE = 16_384
"""Passages whose words are held in memory at once."""

_BETWEEN_WRITES = 1_024
"""New passages embedded between two writes of their vectors: what a kill can cost."""


@dataclass(frozen=True, slots=True)
class _Step:
    """The way from the generation in use to the corpus's newest version."""

    corpus: Corpus
    generation: int
    index: Index | None
    added: Ids
    removed: Ids


def is_behind(bench: Workbench, corpus: str) -> bool:
    """Whether the index lacks the newest version, or was made otherwise than now, or was not tidied up after."""
    return _step(bench, corpus) is not None or not bench.generations(corpus).is_swept


def index_now(bench: Workbench, corpus: str, on_progress: Progress | None = None) -> None:
    """Make the corpus's index hold exactly its newest version, made with the encoder in use.

    The language of new comments is told first: those that the models do not serve are left out, so that no search
    ever finds them. Safe to call at any time, from any process: what is there already is kept, and a kill at
    any point leaves the generation before in use and the finished vectors in the store.

    Args:
        bench: The open store and models.
        corpus: The corpus.
        on_progress: Called with passages done and passages in all; it may raise to stop.
    """
    while (step := _step(bench, corpus)) is not None:
        total = len(step.added)
        bench.store.comments.tell_languages(corpus, tell, partial(on_progress, 0, total) if on_progress else None)
        ids, vectors = _embedded(bench, step, on_progress)
        _switch(bench, step, ids, vectors)
    generations = bench.generations(corpus)
    if not generations.is_swept:
        with bench.store.database.lock():
            generations.sweep()


def _step(bench: Workbench, corpus: str) -> _Step | None:
    newest = bench.store.corpora.get(corpus)
    held = _held(bench, newest)
    # Since the store was read, another process may have brought the index even further.
    if held is not None and held[0].version >= newest.version:
        return None
    if held is None:
        added = bench.store.comments.passage_ids(corpus, newest.version)
        return _Step(newest, _generation(bench.generations_of(newest.id)), None, added, np.empty(0, dtype=np.int64))
    manifest, index = held
    changes = bench.store.comments.changes(corpus, manifest.version, newest.version)
    return _Step(newest, manifest.generation, index, changes.added, changes.removed)


def _held(bench: Workbench, corpus: Corpus) -> tuple[Manifest, Index] | None:
    """Return the generation in use if it is whole, made as it would be now, and of a version that the store knows.

    It does not know it once an older copy of the store was put back.
    """
    try:
        current = bench.generations_of(corpus.id).current()
    except DamagedIndex:
        return None
    if current is None or (current[0].encoder, current[0].languages) != (bench.encoder.fingerprint, bench.languages):
        return None
    known = bench.store.corpora.fingerprint(corpus.id, current[0].version)
    return current if known == current[0].fingerprint else None


def _generation(generations: Generations) -> int:
    try:
        current = generations.current()
    except DamagedIndex:
        return -1
    return current[0].generation if current else 0


def _embedded(bench: Workbench, step: _Step, on_progress: Progress | None) -> tuple[Ids, Vectors]:
    """Return the ids and vectors of the new passages that can be judged; those erased meanwhile are left out."""
    served = {*bench.settings.languages, UNDETERMINED}
    ids: list[int] = []
    parts = [np.empty((0, bench.encoder.dimension), dtype=np.float32)]
    total = len(step.added)
    for start in range(0, total, _AT_ONCE):
        there = bench.store.comments.passages(step.added[start : start + _AT_ONCE].tolist(), step.corpus.version)
        read = [passage for passage, _ in there if passage.comment.language in served]
        ids += [passage.id for passage in read]
        parts.append(_vectors(bench, read, step.corpus, (start, total), on_progress))
    return np.array(ids, dtype=np.int64), np.concatenate(parts)


def _vectors(
    bench: Workbench, read: Sequence[Passage], corpus: Corpus, place: tuple[int, int], on_progress: Progress | None
) -> NDArray[np.float32]:
    """Return a vector for each passage, from the store where its words were embedded before."""
    start, total = place
    names = [hash_text(passage.quote) for passage in read]
    known = bench.store.vectors.get(names, bench.encoder.fingerprint)
    new = {name: passage for name, passage in zip(names, read, strict=True) if name not in known}
    # Texts of like length go together: a batch costs as much as its longest text.
    waiting = sorted(new, key=lambda name: (len(new[name].quote), name))
    for first in range(0, len(waiting), _BETWEEN_WRITES):
        batch = [new[name] for name in waiting[first : first + _BETWEEN_WRITES]]
        made = bench.encoder.encode([passage.quote for passage in batch])
        _keep(bench, batch, made, corpus)
        known |= zip(waiting[first : first + _BETWEEN_WRITES], made, strict=True)
        if on_progress:
            on_progress(start + len(read) - len(waiting) + first + len(batch), total)
    if on_progress and read:
        on_progress(start + len(read), total)
    return np.stack([known[name] for name in names]) if read else np.empty((0, bench.encoder.dimension), np.float32)


def _keep(bench: Workbench, batch: Sequence[Passage], made: Vectors, corpus: Corpus) -> None:
    """Keep vectors by their words, but none of words that were erased while they were embedded."""
    with bench.store.write():
        left = bench.store.comments.passages([passage.id for passage in batch], corpus.version)
        there = {passage.id for passage, _ in left}
        kept = {hash_text(p.quote): vector for p, vector in zip(batch, made, strict=True) if p.id in there}
        bench.store.vectors.put(kept, bench.encoder.fingerprint)


def _switch(bench: Workbench, step: _Step, ids: Ids, vectors: Vectors) -> None:
    """Write the new generation, unless another process switched first or the corpus is gone."""
    generations = bench.generations_of(step.corpus.id)
    index = FaissIndex.build(ids, vectors) if step.index is None else step.index.updated(ids, vectors, step.removed)
    manifest = Manifest(
        encoder=bench.encoder.fingerprint,
        precision=bench.encoder.precision,
        version=step.corpus.version,
        fingerprint=step.corpus.fingerprint,
        languages=bench.languages,
    )
    with bench.store.database.lock():
        is_there = bench.store.corpora.fingerprint(step.corpus.id, step.corpus.version) is not None
        if is_there and _generation(generations) == step.generation:
            generations.write(index, manifest)
            generations.sweep()
