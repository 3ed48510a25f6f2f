"""Part 8: what invented but plausible claims come to against whole corpora, at each strictness.

The claims were written, and the corpora searched for them by hand, before any run. Nobody says what they say: what
ends as supported, contested or thin is noise. A message that splits into several claims counts by the gravest of them.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import corpora
from benchmarks.corpora import AIRLINES, MIXED, STAYS, Source
from benchmarks.judges import COSINE, OVERLAP
from benchmarks.metrics import proportion
from benchmarks.scorecard.card import QUICK, Card
from benchmarks.scorecard.counting import Crowd, verdict
from benchmarks.scorecard.hearing import gravest, hear
from workshop import corpus
from workshop.records import Strictness
from workshop.thresholds import THRESHOLDS

CLAIMS = Path(__file__).parents[1] / "data" / "invented_claims.jsonl"
SHOWN = ("supported", "contested", "thin", "contradicted")
"""What a person is shown as said by somebody; each is counted with its interval."""

Verdicts = dict[str, str]
"""The verdict at each strictness, by its name."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A claim that nobody in its corpus makes; `on_topic` where people do talk about its topic."""

    claim: str
    corpus: str
    on_topic: bool


def load(path: Path = CLAIMS) -> list[Invented]:
    """Read the claims in the order of the file."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Invented(one["claim"], one["corpus"], one["on_topic"]) for one in lines]


def measure(card: Card) -> dict[str, Any]:
    """Meet every claim with its corpus; those of the largest only where the run is one of scale."""
    sources = [AIRLINES, STAYS, *([MIXED] if card.scale else [])]
    claims = load()
    said: dict[str, dict[Invented, Verdicts]] = {}
    sizes = {}
    for source in sources:
        mine = card.sample([one for one in claims if one.corpus == source.name], QUICK // 6)
        answers, sizes[source.name] = against(card, source, mine)
        for way, verdicts in answers.items():
            said.setdefault(way, {}).update(verdicts)
    return {
        "corpora": sizes,
        "ways": {way: summed(verdicts) for way, verdicts in said.items()},
        "supported": {way.name: supported(said[way.name]) for way in card.judges},
    }


def against(
    card: Card, source: Source, claims: list[Invented]
) -> tuple[dict[str, dict[Invented, Verdicts]], dict[str, Any]]:
    """Return the verdicts of every way on claims about one corpus, and how large that is and how long it took."""
    said: dict[str, dict[Invented, Verdicts]] = {}
    facts: dict[str, Any] = {"n_claims": len(claims)}
    with corpora.opened(card.folder, source, card.judges[0].itself) as bench:
        facts["n_comments"] = corpus.facts(bench, source.name).n_comments
        for way in card.judges:
            bench.measured = way.itself
            began, n = time.monotonic(), 0
            said[way.name] = {}
            for one in claims:
                spoken = hear(bench, source.name, one.claim)
                said[way.name][one] = {
                    strictness.value: gravest(spoken, values) for strictness, values in THRESHOLDS.items()
                }
                n += sum(each.n for each in spoken)
            facts[f"passages a claim, {way.name}"] = round(n / max(1, len(claims)))
            facts[f"seconds, {way.name}"] = round(time.monotonic() - began, 1)
        crowd = Crowd(bench, source.name)
        vectors = bench.encoder.encode([one.claim for one in claims])
        near = {one: crowd.near(vector) for one, vector in zip(claims, vectors, strict=True)}
        sharing = {one: crowd.sharing(one.claim) for one in claims}
    for name, people in ((COSINE, near), (OVERLAP, sharing)):
        said[name] = {
            one: {strictness.value: verdict(n, values.k) for strictness, values in THRESHOLDS.items()}
            for one, n in people.items()
        }
    return said, facts


def summed(said: dict[Invented, Verdicts]) -> dict[str, Any]:
    """Count verdicts at each strictness: in all with intervals, and by corpus and topic."""
    return {
        strictness.value: {
            "all": _shares(verdicts[strictness.value] for verdicts in said.values()),
            "verdicts": {
                f"{corpus}, {'on topic' if on_topic else 'off topic'}": dict(
                    Counter(
                        verdicts[strictness.value]
                        for one, verdicts in said.items()
                        if (one.corpus, one.on_topic) == (corpus, on_topic)
                    )
                )
                for corpus, on_topic in sorted({(one.corpus, one.on_topic) for one in said})
            },
        }
        for strictness in Strictness
    }


def supported(said: dict[Invented, Verdicts]) -> dict[str, list[str]]:
    """Name the claims that end as supported, by strictness: each is to be read before it is called an error."""
    return {
        strictness.value: [one.claim for one, verdicts in said.items() if verdicts[strictness.value] == "supported"]
        for strictness in Strictness
    }


def _shares(verdicts: Iterable[str]) -> dict[str, Any]:
    counted = Counter(verdicts)
    return {name: proportion(counted[name], counted.total()) for name in SHOWN}
