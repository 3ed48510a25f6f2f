"""Opening a scope: the comments, the index generation and the settings that every claim of a message is met with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop import answers, corpus
from workshop.errors import ModelUnavailable
from workshop.records import CheckSettings, Claim, CorpusFacts, Strictness
from workshop.thresholds import THRESHOLDS, THRESHOLDS_VERSION, Thresholds

if TYPE_CHECKING:
    from workshop.workbench import Snapshot, Workbench


@dataclass(frozen=True, slots=True)
class Scope:
    """Which comments answer, and how strictly. `segment` is a value or "dimension=value"."""

    corpus: str
    segment: str | None = None
    strictness: Strictness = Strictness.NORMAL


@dataclass(frozen=True, slots=True)
class Opened:
    """One scope, opened: the same comments and settings for every claim of a message."""

    bench: Workbench
    snapshot: Snapshot
    facts: CorpusFacts
    settings: CheckSettings
    year: int

    @property
    def thresholds(self) -> Thresholds:
        """Those of the strictness in force."""
        return THRESHOLDS[self.settings.strictness]

    @property
    def is_settled(self) -> bool:
        """Whether the comments are still those that were opened: none was erased since, nor the corpus made again."""
        facts, bench = self.facts, self.bench
        if bench.store.corpora.get(facts.name).id != self.snapshot.corpus_id:
            return False
        found = bench.store.comments.facts(
            facts.name, self.snapshot.version, facts.segment, served=self.settings.languages
        )
        return found == facts

    def key(self, claim: Claim) -> str:
        """Return the name under which the answer to a claim is kept."""
        return answers.key(claim, self.snapshot.corpus_id, self.facts, self.settings, self.year)


@dataclass(frozen=True, slots=True)
class Closed:
    """A scope that cannot answer now, and why."""

    facts: CorpusFacts
    settings: CheckSettings
    why: str


def open_scope(bench: Workbench, scope: Scope) -> Opened | Closed:
    """Open a scope as it is now.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment.
    """
    judge, why = bench.settings.judge, None
    try:
        judge = bench.judge.fingerprint
    except ModelUnavailable as error:
        why = f"{error.happened} {error.advice}"
    snapshot = bench.snapshot(scope.corpus)
    facts = corpus.facts(bench, scope.corpus, scope.segment, snapshot=snapshot)
    settings = CheckSettings(
        strictness=scope.strictness,
        thresholds=THRESHOLDS_VERSION,
        encoder=snapshot.encoder if snapshot else bench.settings.encoder,
        judge=judge,
        languages=bench.settings.languages,
    )
    if not facts.n_comments:
        return Closed(facts, settings, f"{facts.title} has no comments yet; import some")
    if why:
        return Closed(facts, settings, why)
    if snapshot is None:
        return Closed(facts, settings, "the comments are still being read in; the answer comes when that is done")
    return Opened(bench, snapshot, facts, settings, datetime.now(UTC).year)
