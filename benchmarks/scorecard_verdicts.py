"""Verdicts on three products whose reviewers' opinions are labelled, by all of Backtalk from import to verdict."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import labelled
from benchmarks.homes import opened
from benchmarks.labelled import Opinion
from benchmarks.metrics import confusion, overlap, proportion
from workshop import corpus
from workshop.check import Scope, check_message
from workshop.evidence import passage_ids
from workshop.records import Strictness, Verdict
from workshop.thresholds import THRESHOLDS
from workshop.workbench import Workbench

CORPUS = "reviews"
SEED = 7
LINE = 0.5
INVENTED_EACH = 110
"""Claims from other kinds of product for each of the three: 330 in all, where there are as many."""

K = THRESHOLDS[Strictness.NORMAL].k


def measure() -> dict[str, Any]:
    """Import the reviews, check every claim, and compare with the labels."""
    claims = claims_with_gold()
    with tempfile.TemporaryDirectory(prefix="backtalk-") as folder, opened(Path(folder)) as bench:
        import_reviews(bench)
        said = [verdict_of(bench, one) for one in claims]
        near = by_counting(bench, claims, lambda _, __, similarity: similarity >= LINE)
        shared = by_counting(bench, claims, lambda claim, text, _: overlap(claim, text) >= LINE)
    gold = [one.gold for one in claims]
    ways = {
        "first judge (lexicon)": said,
        "cosine alone": near,
        "word overlap": shared,
        "always supported": ["supported"] * len(claims),
        "always unsupported": ["unsupported"] * len(claims),
    }
    return {
        "n": dict(Counter(gold)),
        "ways": {way: compare(gold, answers) for way, answers in ways.items()},
        "confusion": confusion(gold, said),
    }


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
    }


def claims_with_gold() -> list[Opinion]:
    """Return the features that enough people talk about, and invented ones from other kinds of product."""
    written = labelled.reviews()
    found = labelled.opinions_of(written)
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    for product in labelled.TEST_PRODUCTS:
        foreign = labelled.foreign_features(written, product)
        drawn = draw.sample(foreign, min(INVENTED_EACH, len(foreign)))
        found += [Opinion(product, feature, "unsupported") for feature in drawn]
    return found


def import_reviews(bench: Workbench) -> None:
    """Take every review of the test products in as one comment of one person."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["id", "author", "product", "comment"])
    for (product, review), sentences in labelled.reviews().items():
        if product in labelled.TEST_PRODUCTS:
            name = f"{product} {review}"
            writer.writerow([name, name, product, "\n".join(row["sentence"] for row in sentences)])
    columns = {"id": "id", "author": "author", "text": ["comment"], "segments": ["product"]}
    plan = corpus.Plan(CORPUS, "reviews.csv", columns=columns)
    corpus.take(bench, corpus.preview(bench, table.getvalue().encode(), plan), plan)


def verdict_of(bench: Workbench, one: Opinion) -> str:
    """Return the verdict on "The {feature} is good."; several, joined, where it splits into claims that differ."""
    checked = check_message(bench, claim_of(one), Scope(CORPUS, f"product={one.product}")).claims
    return "+".join(sorted({claim.verdict.value for claim in checked}))


def by_counting(bench: Workbench, claims: list[Opinion], agrees: Callable[[str, str, float], bool]) -> list[str]:
    """Call supported what at least k people have a passage for that agrees, and all else unsupported."""
    snapshot = bench.snapshot(CORPUS)
    assert snapshot is not None  # noqa: S101 - just imported
    said = []
    for one, vector in zip(claims, bench.encoder.encode([claim_of(one) for one in claims]), strict=True):
        only = passage_ids(bench, snapshot, f"product={one.product}")
        ids, similarities = snapshot.index.above(vector, -1.0, ids=only)
        near = dict(zip(ids.tolist(), similarities.tolist(), strict=True))
        people = {
            passage.comment.author_key
            for passage, _ in bench.store.comments.passages(list(near), snapshot.version)
            if agrees(claim_of(one), passage.quote, near[passage.id])
        }
        said.append((Verdict.SUPPORTED if len(people) >= K else Verdict.UNSUPPORTED).value)
    return said


def claim_of(one: Opinion) -> str:
    """Write the claim about one feature."""
    return f"The {one.feature} is good."
