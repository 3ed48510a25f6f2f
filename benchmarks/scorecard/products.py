"""Part 3: verdicts on three products whose reviewers' opinions are labelled, by all of Backtalk."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from benchmarks import corpora, labelled
from benchmarks.corpora import TEST_REVIEWS, Source
from benchmarks.homes import MeasuredWorkbench
from benchmarks.judges import COSINE, OVERLAP
from benchmarks.labelled import Opinion
from benchmarks.metrics import confusion, proportion
from benchmarks.scorecard.card import SEED, Card
from benchmarks.scorecard.counting import Crowd, verdict
from workshop.check import Scope, check_message
from workshop.records import Strictness
from workshop.thresholds import THRESHOLDS

INVENTED_EACH = 110
"""Claims from other kinds of product for each of the three: 330 in all, where there are as many."""

K = THRESHOLDS[Strictness.NORMAL].k


def measure(card: Card) -> dict[str, Any]:
    """Check every claim at normal strictness, every candidate judged, and compare with the labels."""
    claims = card.sample(claims_with_gold(labelled.TEST_PRODUCTS))
    gold = [one.gold for one in claims]
    said: dict[str, list[str]] = {}
    with corpora.opened(card.folder, TEST_REVIEWS, card.judges[0].itself) as bench:
        for way in card.judges:
            bench.measured = way.itself
            said[way.name] = [verdict_of(bench, TEST_REVIEWS, one) for one in claims]
        said |= by_counting(bench, TEST_REVIEWS, claims)
    said |= {f"always {one}": [one] * len(claims) for one in ("supported", "unsupported")}
    return {"n": dict(Counter(gold)), "ways": {name: compare(gold, answers) for name, answers in said.items()}}


def compare(gold: list[str], said: list[str]) -> dict[str, Any]:
    """Count hits in all and on features that people talk about, and what is wrongly shown as supported."""
    hits = [one == other for one, other in zip(gold, said, strict=True)]
    real = [hit for one, hit in zip(gold, hits, strict=True) if one != "unsupported"]
    bad = [
        other == "supported" for one, other in zip(gold, said, strict=True) if one in ("unsupported", "contradicted")
    ]
    return {
        "accuracy": proportion(sum(hits), len(hits)),
        "accuracy_on_named_features": proportion(sum(real), len(real)),
        "wrongly_supported": proportion(sum(bad), len(bad)),
        "confusion": confusion(gold, said),
    }


def claims_with_gold(products: tuple[str, ...]) -> list[Opinion]:
    """Return the features that enough people talk about, and invented ones from other kinds of product."""
    written = labelled.reviews()
    found = labelled.opinions_of(written, products)
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    for product in products:
        foreign = labelled.foreign_features(written, product)
        drawn = draw.sample(foreign, min(INVENTED_EACH, len(foreign)))
        found += [Opinion(product, feature, "unsupported") for feature in drawn]
    return found


def verdict_of(bench: MeasuredWorkbench, source: Source, one: Opinion) -> str:
    """Return the verdict on "The {feature} is good."; several, joined, where it splits into claims that differ."""
    checked = check_message(bench, claim_of(one), Scope(source.name, f"part={one.product}")).claims
    return "+".join(sorted({claim.verdict.value for claim in checked}))


def by_counting(bench: MeasuredWorkbench, source: Source, claims: list[Opinion]) -> dict[str, list[str]]:
    """Return what both baselines say: supported where at least k people have a passage that agrees."""
    crowd = Crowd(bench, source.name)
    vectors = bench.encoder.encode([claim_of(one) for one in claims])
    parts = [f"part={one.product}" for one in claims]
    return {
        COSINE: [verdict(crowd.near(vector, part), K) for vector, part in zip(vectors, parts, strict=True)],
        OVERLAP: [verdict(crowd.sharing(claim_of(one), part), K) for one, part in zip(claims, parts, strict=True)],
    }


def claim_of(one: Opinion) -> str:
    """Write the claim about one feature."""
    return f"The {one.feature} is good."
