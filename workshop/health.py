"""Looking over a home: store, indexes, models and versions, for `doctor`."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from workshop import __version__
from workshop.errors import ModelUnavailable, WorkshopError
from workshop.index import DamagedIndex
from workshop.reindex import index_now, is_behind

if TYPE_CHECKING:
    from workshop.encoders.contract import Progress
    from workshop.workbench import Workbench

MASKED = "Masked: e-mail addresses, phone and card numbers, people's handles. Names are not masked yet."
"""What is masked before anything is stored, said wherever comments come in."""

_LIBRARIES = ("streamlit", "sentence-transformers", "torch", "faiss-cpu", "SQLAlchemy", "numpy")


@dataclass(frozen=True, slots=True)
class CorpusHealth:
    """One corpus: how much the store and the index hold, and what is wrong, if anything."""

    name: str
    n_comments: int
    n_passages: int
    n_indexed: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class Health:
    """What was found; `problems` are sentences, each with what to do."""

    home: str
    encoder: dict[str, Any]
    judge: str
    corpora: tuple[CorpusHealth, ...]
    versions: dict[str, str]
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return everything as one JSON object."""
        corpora = [
            {
                "name": corpus.name,
                "n_comments": corpus.n_comments,
                "n_passages": corpus.n_passages,
                "n_indexed": corpus.n_indexed,
                "problem": corpus.problem,
            }
            for corpus in self.corpora
        ]
        return {
            "format": "doctor/1",
            "home": self.home,
            "encoder": self.encoder,
            "judge": self.judge,
            "corpora": corpora,
            "versions": self.versions,
            "problems": list(self.problems),
        }

    def lines(self) -> Iterator[str]:
        """Yield the findings as plain lines."""
        yield f"Home: {self.home}"
        yield "Encoder: " + ", ".join(f"{name} {value}" for name, value in self.encoder.items() if value is not None)
        yield f"Judge: {self.judge}"
        for corpus in self.corpora:
            state = corpus.problem or "whole"
            yield f"Corpus {corpus.name}: {corpus.n_comments:,} comments, {corpus.n_passages:,} passages, {state}"
        if not self.corpora:
            yield "No corpus yet. Import comments, or run: backtalk demo"
        yield "Versions: " + ", ".join(f"{name} {number}" for name, number in self.versions.items())
        yield MASKED


def examine(bench: Workbench) -> Health:
    """Look at everything; a model that cannot load is a finding, not an error.

    Raises:
        UnreadableStore: the database is damaged, so nothing it says can be relied on.
    """
    problems = []
    try:
        encoder = _encoder(bench)
    except WorkshopError as error:
        encoder = {"name": bench.settings.encoder}
        problems.append(str(error))
    judge = bench.settings.judge
    try:
        judge = bench.judge.fingerprint
    except WorkshopError as error:
        problems.append(str(error))
    bench.store.database.look_over()
    corpora = tuple(_corpus(bench, corpus.name) for corpus in bench.store.corpora.list())
    problems += [f"{corpus.name}: {corpus.problem}" for corpus in corpora if corpus.problem]
    versions = {"backtalk": __version__, "python": platform.python_version()}
    versions |= {name: version(name) for name in _LIBRARIES}
    return Health(str(bench.settings.home), encoder, judge, corpora, versions, tuple(problems))


def rebuild_all(bench: Workbench, on_progress: Progress | None = None) -> None:
    """Build every index anew from the store, which is always possible.

    Raises:
        ModelUnavailable: the encoder cannot be loaded; every index is still there.
    """
    _ = bench.encoder
    for corpus in bench.store.corpora.list():
        bench.generations(corpus.name).discard()
        index_now(bench, corpus.name, on_progress)


def _encoder(bench: Workbench) -> dict[str, Any]:
    encoder = bench.encoder
    agreement = getattr(encoder, "agreement", None)
    return {
        "name": encoder.name,
        "precision": encoder.precision,
        "fingerprint": encoder.fingerprint,
        "agreement_with_float32": agreement and {"mean": agreement.mean, "min": agreement.min},
    }


def _corpus(bench: Workbench, name: str) -> CorpusHealth:
    newest = bench.store.corpora.get(name).version
    n_comments = bench.store.comments.facts(name, newest).n_comments
    n_passages = len(bench.store.comments.passage_ids(name, newest, served=bench.settings.languages))
    problem, n_indexed = None, 0
    try:
        current = bench.generations(name).current()
        n_indexed = len(current[1]) if current else 0
        if is_behind(bench, name) or n_indexed != n_passages:
            problem = "the index is not in step with the comments; run: backtalk doctor --rebuild"
    except DamagedIndex as error:
        problem = str(error)
    except ModelUnavailable:
        problem = "the index cannot be looked over until the model loads"
    return CorpusHealth(name, n_comments, n_passages, n_indexed, problem)
