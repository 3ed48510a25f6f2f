"""Keeping every text that anything is measured on out of what is trained on."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from sys import intern

from training.sources import TRAINING_PRODUCTS
from training.triples import DATA, HERE, Triple

ROOT = HERE.parent
RUN = 7
"""Words in a row that two texts may not share."""

OURS = (
    (ROOT / "benchmarks" / "data" / "probes.jsonl", ("claim", "before", "passage")),
    (ROOT / "benchmarks" / "data" / "invented_claims.jsonl", ("claim",)),
    (ROOT / "corpus" / "airline-posts-claims.jsonl", ("message",)),
    (ROOT / "tests" / "stance" / "probes.jsonl", ("claim", "before", "comment")),
    (HERE / "development" / "invented_claims.jsonl", ("claim",)),
)


class Measured:
    """Everything that is measured on, as whole texts and as runs of words."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts; letters' case and punctuation do not count."""
        self._whole: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            words = _words(text)
            if len(words) > 2:
                self._whole.add(words)
            self._runs.update(_runs(words))

    def holds(self, triple: Triple) -> bool:
        """Whether claim or passage is one of the texts, or shares a run of `RUN` words with one."""
        for text in (triple.claim, triple.passage, triple.before):
            words = _words(text)
            if words in self._whole or any(run in self._runs for run in _runs(words)):
                return True
        return False


def measured() -> Measured:
    """Return every probe, demo claim, invented claim and test split, as far as the data lies beside the checkout."""
    return Measured(_texts())


def _texts() -> Iterator[str]:
    for path, keys in OURS:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (row[key] for key in keys)
    for row in _rows(DATA / "product-reviews" / "sentences.csv"):
        if row["product"] not in TRAINING_PRODUCTS:
            yield row["sentence"]
    for name, column in (("arguments", "argument"), ("key_points", "key_point")):
        for part in ("kpm_data/{}_dev.csv", "test_data/{}_test.csv"):
            yield from (row[column] for row in _rows(DATA / "argkp" / part.format(name)))
    for path in sorted((DATA / "suggestions").glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            yield from (row[1] for row in csv.reader(file) if len(row) > 1)
    for path in sorted((DATA / "counterfactuals").glob("*.tsv")):
        yield from (row["sentence"] for row in _rows(path, delimiter="\t"))
    yield from (row["text"] for row in _rows(DATA / "airline-tweets" / "Tweets.csv"))
    with gzip.open(DATA / "airbnb-albany" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from (row["comments"].replace("<br/>", " ") for row in csv.DictReader(file))


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(intern, re.findall(r"[a-z0-9']+", text.lower())))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[start : start + RUN] for start in range(len(words) - RUN + 1))


def _rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)
