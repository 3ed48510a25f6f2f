"""The forty demo claims against the demo comments: hits and misses of both judges, cosine alone and word overlap.

`python -m benchmarks.demo_claims [--home HOME]`. The claims and their verdicts were committed before
Backtalk was run on any of them, and nothing is tuned on them. The lines of the two baselines
were fixed before their first run, without looking: half.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import judges, results
from benchmarks.homes import DEMO, measured, opened, parser, with_demo
from benchmarks.judges import COSINE, LINE, OVERLAP
from benchmarks.metrics import overlap, proportion
from workshop.check import Scope, check_message
from workshop.evidence import passage_ids
from workshop.records import Strictness, Verdict
from workshop.thresholds import THRESHOLDS
from workshop.workbench import Workbench

CLAIMS = Path(__file__).parents[1] / "corpus" / f"{DEMO}-claims.jsonl"
K = THRESHOLDS[Strictness.NORMAL].k


@dataclass(frozen=True, slots=True)
class DemoClaim:
    """A message, the segment that it is for, and the verdicts that count as a hit."""

    message: str
    segment: str
    expected: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one way of answering said to one message; several verdicts where it holds several claims."""

    got: tuple[str, ...]
    reason: str = ""


def load(path: Path = CLAIMS) -> list[DemoClaim]:
    """Read the claims in the order of the file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [DemoClaim(one["message"], one["segment"], tuple(one["expected"]), one["kind"]) for one in lines]


def is_hit(claim: DemoClaim, answer: Answer) -> bool:
    """Say whether every claim that was found in the message got an expected verdict."""
    return bool(answer.got) and set(answer.got) <= set(claim.expected)


def is_costly(claim: DemoClaim, answer: Answer) -> bool:
    """Say whether something is shown as supported that is not: the error that does the most harm."""
    return Verdict.SUPPORTED in answer.got and Verdict.SUPPORTED not in claim.expected


def score(claims: list[DemoClaim], answers: list[Answer]) -> dict[str, Any]:
    """Count hits in all, by kind and among what customers can judge, and costly errors, each with its interval."""
    hits = [is_hit(claim, answer) for claim, answer in zip(claims, answers, strict=True)]
    open_to_them = [hit for claim, hit in zip(claims, hits, strict=True) if claim.kind != "uncheckable"]
    falsely = [is_costly(claim, answer) for claim, answer in zip(claims, answers, strict=True)]
    unsupported = [Verdict.SUPPORTED not in claim.expected for claim in claims]
    return {
        "accuracy": proportion(sum(hits), len(hits)),
        "accuracy_without_uncheckable": proportion(sum(open_to_them), len(open_to_them)),
        "wrongly_supported": proportion(sum(falsely), sum(unsupported)),
        "by_kind": {
            kind: f"{sum(hit for claim, hit in zip(claims, hits, strict=True) if claim.kind == kind)} of {n}"
            for kind, n in Counter(claim.kind for claim in claims).items()
        },
    }


def by_backtalk(bench: Workbench, claims: list[DemoClaim]) -> list[Answer]:
    """Check every message as a person would, at normal strictness, every passage on the topic judged."""
    answers = []
    for claim in claims:
        checked = check_message(bench, claim.message, Scope(DEMO, claim.segment)).claims
        answers.append(Answer(tuple(one.verdict.value for one in checked), " ".join(one.reason for one in checked)))
    return answers


def by_counting(
    bench: Workbench, claims: list[DemoClaim], agrees: Callable[[DemoClaim, str, float], bool]
) -> list[Answer]:
    """Call supported what at least k comments of the segment agree with, and all else unsupported."""
    snapshot = bench.snapshot(DEMO)
    assert snapshot is not None  # noqa: S101 - the home was opened with its comments
    vectors = bench.encoder.encode([claim.message for claim in claims])
    answers = []
    for claim, vector in zip(claims, vectors, strict=True):
        only = passage_ids(bench, snapshot, f"airline={claim.segment}")
        ids, similarities = snapshot.index.above(vector, -1.0, ids=only)
        near = dict(zip(ids.tolist(), similarities.tolist(), strict=True))
        read = bench.store.comments.passages(list(near), snapshot.version)
        agreeing = {passage.comment.id for passage, _ in read if agrees(claim, passage.quote, near[passage.id])}
        said = Verdict.SUPPORTED if len(agreeing) >= K else Verdict.UNSUPPORTED
        answers.append(Answer((said.value,), f"{len(agreeing)} comments agree"))
    return answers


def main() -> None:
    """Print hits and misses of every judge, and keep the figures."""
    made = parser(__doc__)
    judges.add_judge(made)
    given = made.parse_args()
    claims = load()
    said: dict[str, list[Answer]] = {}
    with with_demo(given.home) as home, opened(home) as bench:
        for name, judge in judges.named(bench.store, given.judge).items():
            with measured(home, judge) as measuring:
                said[name] = by_backtalk(measuring, claims)
        near = by_counting(bench, claims, lambda _, __, similarity: similarity >= LINE)
        shared = by_counting(bench, claims, lambda claim, text, _: overlap(claim.message, text) >= LINE)
    for name, answers in said.items():
        print(f"== {name}")
        for claim, answer in zip(claims, answers, strict=True):
            print(_line(claim, answer))
    constant = Counter(one for claim in claims for one in claim.expected).most_common(1)[0][0]
    ways = said | {
        f"{COSINE}, {K} comments at {LINE} or more": near,
        f"{OVERLAP}, {K} comments with {LINE:.0%} of the words": shared,
        f"always {constant}, the most frequent verdict": [Answer((constant,))] * len(claims),
    }
    figures = {
        "strictness": "normal",
        "ways": {name: score(claims, answers) for name, answers in ways.items()},
        "claims": {
            name: [_row(claim, answer) for claim, answer in zip(claims, answers, strict=True)]
            for name, answers in said.items()
        },
    }
    results.write("demo_claims", figures)


def _line(claim: DemoClaim, answer: Answer) -> str:
    word = "hit " if is_hit(claim, answer) else "MISS"
    return (
        f"{word} {claim.kind:12} {claim.segment:14} {claim.message}\n"
        f"     expected {' or '.join(claim.expected)}, got {', '.join(answer.got)}: {answer.reason}"
    )


def _row(claim: DemoClaim, answer: Answer) -> dict[str, Any]:
    return {
        "message": claim.message,
        "segment": claim.segment,
        "kind": claim.kind,
        "expected": " or ".join(claim.expected),
        "got": ", ".join(answer.got),
        "hit": is_hit(claim, answer),
        "reason": answer.reason,
    }


if __name__ == "__main__":
    main()
