"""What judging on until it runs dry saves and misses, beside judging every passage on the topic, on the demo comments.

`python -m benchmarks.prevalence [--home HOME]`. Every checkable demo claim is asked of the whole corpus twice. Where
the shorter way ends in an estimate, the interval of each side is held against the count of the longer way; and the
verdicts of both ways are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmarks import results
from benchmarks.demo_claims import load
from benchmarks.homes import DEMO, opened, parser, with_demo
from benchmarks.metrics import proportion
from workshop import claims
from workshop.answering import answer
from workshop.deepening import deepen
from workshop.evidence import Search
from workshop.opening import Closed, Opened, Scope, open_scope
from workshop.records import CheckedClaim, Claim
from workshop.thresholds import DEPTH

if TYPE_CHECKING:
    from workshop.workbench import Workbench

WHOLE = replace(DEPTH, deepest=1_000_000_000, dry_share=-1.0)
SIDES = ("supports", "contradicts", "asks")


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim, answered the short way and the whole way."""

    short: CheckedClaim
    whole: CheckedClaim

    @property
    def intervals(self) -> list[tuple[str, bool]]:
        """Return the sides that were estimated, and whether the interval holds what the whole way counted."""
        counts, estimate = self.short.counts, self.short.counts.estimate
        if estimate is None:
            return []
        found = []
        for side in SIDES:
            more = getattr(self.whole.counts, side) - getattr(counts, side)
            interval = getattr(estimate, side)
            found.append((side, interval.low <= more <= interval.high))
        return found


def main() -> None:
    """Measure, print each claim, and keep the figures."""
    given = parser(__doc__).parse_args()
    with with_demo(given.home) as home, opened(home) as bench:
        pairs = [ask(opened_demo(bench), claim) for claim in checkable(bench)]
        judge = bench.judge.fingerprint
    for pair in pairs:
        print(_line(pair))
    held = [holds for pair in pairs for _, holds in pair.intervals]
    figures = {
        "judge": judge,
        "n_claims": len(pairs),
        "n_estimated": sum(pair.short.counts.estimate is not None for pair in pairs),
        "intervals_that_hold": proportion(sum(held), len(held)) if held else None,
        "same_verdict": proportion(sum(pair.short.verdict is pair.whole.verdict for pair in pairs), len(pairs)),
        "passages_judged": sum(pair.short.counts.judged for pair in pairs),
        "passages_judged_whole": sum(pair.whole.counts.judged for pair in pairs),
        "claims": [_row(pair) for pair in pairs],
    }
    results.write("prevalence", figures)


def opened_demo(bench: Workbench) -> Opened:
    """Open the demo comments with the encoder in use."""
    _ = bench.encoder
    found = open_scope(bench, Scope(DEMO))
    assert not isinstance(found, Closed)  # noqa: S101 - the home was opened with its comments
    return found


def checkable(bench: Workbench) -> list[Claim]:
    """Return every claim of the demo messages that customers can speak to, each once."""
    company = bench.store.corpora.get(DEMO).company
    found = {claim.proposition: claim for one in load() for claim in claims.split(one.message, company)}
    return [claim for claim in found.values() if not claim.proof]


def ask(scope: Opened, claim: Claim) -> Pair:
    """Answer one claim both ways."""
    (vector,) = scope.bench.encoder.encode([claim.proposition])
    search = Search(claim.proposition, vector)
    short, whole = (answer(scope, claim, deepen(scope, search, _ignore, depth)) for depth in (DEPTH, WHOLE))
    return Pair(short, whole)


def _ignore(_heard: object, _at_most: int) -> None:
    """Nobody waits for the steps."""


def _line(pair: Pair) -> str:
    short, whole = pair.short.counts, pair.whole.counts
    missed = [side for side, holds in pair.intervals if not holds]
    said = f"{short.counting:8} {short.judged:5} of {whole.judged:5}  {pair.short.verdict} / {pair.whole.verdict}"
    return f"{said}  {pair.short.claim.text}{f'  MISSED {missed}' if missed else ''}"


def _row(pair: Pair) -> dict[str, Any]:
    short, whole, estimate = pair.short.counts, pair.whole.counts, pair.short.counts.estimate
    row: dict[str, Any] = {
        "claim": pair.short.claim.text,
        "counts": short.counting,
        "verdict": pair.short.verdict,
        "verdict_whole": pair.whole.verdict,
        "judged": short.judged,
        "judged_whole": whole.judged,
    }
    for side in SIDES if estimate else ():
        interval = getattr(estimate, side)
        row[side] = [getattr(short, side), interval.n, interval.low, interval.high, getattr(whole, side)]
    return row


if __name__ == "__main__":
    main()
