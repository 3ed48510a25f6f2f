"""The hand-written probes: hits and misses of each judge, one line a miss, and the pass rate of each kind.

`python -m benchmarks.probes [--judge JUDGE] [--homes FOLDER] [--all]`. They were committed before the first training
triple; nothing is trained, chosen or worded by them. A probe passes where the stance that the sentence counts for at
normal strictness is the expected one, or another that its writer lets pass.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import corpora, judges
from benchmarks.judges import Way
from benchmarks.metrics import proportion
from benchmarks.scorecard.card import Card, pairs_of
from workshop.encoders import Encoder, SentenceEncoder
from workshop.records import Judgement, Pair
from workshop.settings import Settings

PROBES = Path(__file__).with_name("data") / "probes.jsonl"


@dataclass(frozen=True, slots=True)
class Probe:
    """A claim, a customer's sentence with the one before it, the right stance, and others that pass."""

    kind: str
    claim: str
    before: str
    passage: str
    expected: str
    also: tuple[str, ...]

    def passes(self, stance: str) -> bool:
        """Say whether this stance is a hit."""
        return stance == self.expected or stance in self.also


def load(path: Path = PROBES) -> list[Probe]:
    """Read the probes in the order of the file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Probe(one["kind"], one["claim"], one["before"], one["passage"], one["expected"], tuple(one["also"]))
        for one in lines
    ]


def asked(encoder: Encoder, probes: list[Probe]) -> list[Pair]:
    """Return the probes as judges read them."""
    return pairs_of(encoder, [(one.claim, one.passage, one.before) for one in probes])


def measure(card: Card) -> dict[str, Any]:
    """Return the pass rates of every way, of answering always the same, and of the judges' likeliest stances."""
    probes = load()
    pairs = asked(card.encoder, probes)
    judged = {way.name: way.judge.judge(pairs) for way in card.ways}
    said = {way.name: [way.counted(one).value for one in judged[way.name]] for way in card.ways}
    said |= {f"always {one}": [one] * len(probes) for one in ("supports", "unrelated")}
    likeliest = {way.name: [one.stance.value for one in judged[way.name]] for way in card.judges}
    return {
        "n": len(probes),
        "ways": {name: score(probes, answers) for name, answers in said.items()},
        "likeliest": {name: score(probes, answers) for name, answers in likeliest.items()},
    }


def score(probes: list[Probe], said: list[str]) -> dict[str, Any]:
    """Count hits in all and by kind, each with its interval."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for probe, stance in zip(probes, said, strict=True):
        hits[probe.kind].append(probe.passes(stance))
    return {
        "all": proportion(sum(map(sum, hits.values())), len(probes)),
        "kinds": {kind: proportion(sum(found), len(found)) for kind, found in hits.items()},
    }


def main() -> None:
    """Print misses (or every probe) and the pass rates of every judge."""
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument("--homes", type=Path, default=corpora.default_folder(), help="where judgements are remembered")
    made.add_argument("--all", action="store_true", help="print hits too")
    judges.add_judge(made)
    given = made.parse_args()
    probes = load()
    pairs = asked(SentenceEncoder.from_settings(Settings.load()), probes)
    with judges.ways(given.homes, given.judge) as ways:
        for way in ways:
            said = way.judge.judge(pairs)
            if way.line is None:
                _print_lines(way, probes, said, hits_too=given.all)
            figures = score(probes, [way.counted(one).value for one in said])
            print(f"\n{way.name}: {figures['all']['hits']} of {len(probes)} pass")
            for kind, one in figures["kinds"].items():
                interval = f"({one['low']:.1%} to {one['high']:.1%})"
                print(f"  {kind:26} {one['hits']:3} of {one['n']:3}  {one['share']:6.1%} {interval}")


def _print_lines(way: Way, probes: list[Probe], said: list[Judgement], *, hits_too: bool) -> None:
    print(f"\n== {way.name}, {way.judge.fingerprint}")
    for probe, judgement in zip(probes, said, strict=True):
        stance = way.counted(judgement).value
        hit = probe.passes(stance)
        if hit and not hits_too:
            continue
        chances = " ".join(f"{name[0]}{getattr(judgement, name):.2f}" for name in ("supports", "contradicts", "asks"))
        before = f"[{probe.before}] " if probe.before else ""
        print(f"{'hit ' if hit else 'MISS'} {probe.kind}: {probe.claim} | {before}{probe.passage}")
        print(f"     expected {' or '.join((probe.expected, *probe.also))}, got {stance} ({chances})")


if __name__ == "__main__":
    main()
