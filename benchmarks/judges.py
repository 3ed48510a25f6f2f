"""The judges and the baselines that are measured side by side, and which of them are measured."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.metrics import overlap
from benchmarks.remembering import Remembering, memory
from workshop.records import Judgement, Pair, Stance, Strictness
from workshop.settings import Settings
from workshop.stance import Judge, LexiconJudge
from workshop.store import Store
from workshop.thresholds import THRESHOLDS
from workshop.verdicts import counted_stance
from workshop.workbench import Workbench

JOINED = "joined judge"
LEXICON = "lexicon judge"
SHIPPED = "backtalk"
"""What the settings call the judge that ships: the trained one joined with the lexicon judge."""

COSINE = "cosine alone"
OVERLAP = "word overlap"
LINE = 0.5
"""From here on a baseline counts a passage as support; fixed before the first run, for both."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of judging: a judge with the product's thresholds, or a baseline with one line."""

    name: str
    judge: Judge
    line: float | None = None

    def counted(self, judgement: Judgement) -> Stance:
        """Return what a passage counts for at normal strictness."""
        if self.line is None:
            return counted_stance(judgement, THRESHOLDS[Strictness.NORMAL])
        return Stance.SUPPORTS if judgement.supports >= self.line else Stance.UNRELATED

    @property
    def itself(self) -> Judge:
        """The judge without a memory of its own."""
        return self.judge.itself if isinstance(self.judge, Remembering) else self.judge

    def side(self, judgement: Judgement) -> str:
        """Return the side that a passage counts for; a request takes none."""
        stance = self.counted(judgement)
        return (Stance.UNRELATED if stance is Stance.ASKS else stance).value


class CosineJudge:
    """Calls similarity the probability of support: the baseline that knows topics and no sides."""

    name = COSINE
    fingerprint = COSINE

    def load(self) -> None:
        """Need nothing."""

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order."""
        return [_support(max(0.0, min(1.0, pair.similarity))) for pair in pairs]


class OverlapJudge:
    """Calls the share of the claim's words that a passage holds the probability of support."""

    name = OVERLAP
    fingerprint = OVERLAP

    def load(self) -> None:
        """Need nothing."""

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order."""
        return [_support(overlap(pair.proposition, pair.passage)) for pair in pairs]


def _support(chance: float) -> Judgement:
    return Judgement(chance, 0.0, 0.0, 1.0 - chance)


def named(store: Store, judge: str = SHIPPED) -> dict[str, Judge]:
    """Return a judge as the settings would name it, and the lexicon judge, which is there once if it is the one."""
    lexicon: Judge = LexiconJudge()
    chosen = Workbench(Settings.load().model_copy(update={"judge": judge}), store).judge
    return {LEXICON: lexicon} if chosen.fingerprint == lexicon.fingerprint else {JOINED: chosen, LEXICON: lexicon}


@contextmanager
def ways(folder: Path, judge: str = SHIPPED) -> Iterator[list[Way]]:
    """Yield the judges and the baselines; what judges say is remembered in this folder."""
    with memory(folder) as store:
        made = [Way(name, Remembering(one, store)) for name, one in named(store, judge).items()]
        yield [*made, Way(COSINE, CosineJudge(), LINE), Way(OVERLAP, OverlapJudge(), LINE)]


def add_judge(parser: ArgumentParser) -> None:
    """Let a program be told which judge to measure."""
    parser.add_argument(
        "--judge",
        default=SHIPPED,
        help="the judge to measure beside the lexicon judge: the one that ships, `lexicon` for that alone, or "
        "a cross-encoder on this machine, by folder or hub name",
    )
