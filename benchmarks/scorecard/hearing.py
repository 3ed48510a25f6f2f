"""Judging a claim once, as the product does, and deciding it under any thresholds afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop import claims
from workshop.check import Scope
from workshop.deepening import deepen
from workshop.evidence import Search
from workshop.opening import Opened, open_scope
from workshop.records import Counts, Stance, Verdict
from workshop.thresholds import Thresholds
from workshop.verdicts import Voice, decide, tally

if TYPE_CHECKING:
    from workshop.workbench import Workbench


_GRAVEST = (
    Verdict.SUPPORTED,
    Verdict.CONTESTED,
    Verdict.CONTRADICTED,
    Verdict.WISHED_FOR,
    Verdict.THIN,
    Verdict.UNSUPPORTED,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The voices on one claim: None where customers cannot judge it. `n` passages were judged for it."""

    voices: tuple[Voice, ...] | None
    n: int = 0
    _counts: dict[tuple[float, float, float], Counts] = field(default_factory=dict, compare=False)

    def verdict(self, thresholds: Thresholds) -> str:
        """Return the verdict that these voices give; people are counted once for equal least probabilities."""
        if self.voices is None:
            return Verdict.NOT_CHECKABLE.value
        least = (thresholds.supports, thresholds.contradicts, thresholds.asks)
        if least not in self._counts:
            self._counts[least] = tally(self.voices, thresholds, read=0)
        return decide(self._counts[least], thresholds).value


def hear(bench: Workbench, corpus: str, message: str, segment: str | None = None) -> list[Spoken]:
    """Judge what bears on each claim of a message, as deep as the product goes.

    Voices that say nothing about the claim are left out: no threshold gives them a side.
    """
    opened = open_scope(bench, Scope(corpus, segment))
    assert isinstance(opened, Opened)  # noqa: S101 - the home was opened with its comments
    pieces = claims.split(message, opened.facts.company)
    vectors = bench.encoder.encode([piece.proposition for piece in pieces])
    spoken = []
    for piece, vector in zip(pieces, vectors, strict=True):
        if piece.proof:
            spoken.append(Spoken(None))
            continue
        judged = deepen(opened, Search(piece.proposition, vector), lambda _heard, _at_most: None).judged
        voices = tuple(
            Voice(one.candidate.person, one.judgement, on_topic=True)
            for one in judged
            if one.judgement.stance is not Stance.UNRELATED
        )
        spoken.append(Spoken(voices, len(judged)))
    return spoken


def joined(spoken: list[Spoken], thresholds: Thresholds) -> str:
    """Return the one verdict of a message; several, joined, where its claims differ."""
    return "+".join(sorted({one.verdict(thresholds) for one in spoken}))


def gravest(spoken: list[Spoken], thresholds: Thresholds) -> str:
    """Return the one verdict of a message that does most harm where it is wrong: "supported" if any claim ends so."""
    said = {one.verdict(thresholds) for one in spoken}
    return next((verdict.value for verdict in _GRAVEST if verdict.value in said), Verdict.NOT_CHECKABLE.value)
