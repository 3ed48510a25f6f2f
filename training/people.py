"""What people wrote in the public data that may be trained on, as passages with the sentence before each."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from training.triples import DATA
from workshop import passages


@dataclass(frozen=True, slots=True)
class Said:
    """One passage of somebody's comment, with the sentence before it ("" for the first)."""

    before: str
    passage: str

    @property
    def key(self) -> str:
        """What names the passage in our files, which hold no words of others: 16 hex digits of a sha256."""
        return hashlib.sha256(f"{self.before}\n{self.passage}".encode()).hexdigest()[:16]


def patients() -> Iterator[Said]:
    """Yield the passages of the hospital survey."""
    folder = DATA / "survey-nhs"
    for name, column in (("text_data.csv", "feedback"), ("v6framework_230831.csv", "FFT answer")):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield from _passages(row[column])


def borrowers() -> Iterator[Said]:
    """Yield the passages of complaints about banks and lenders."""
    (path,) = (DATA / "complaints-cfpb").glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield from _passages(row["Consumer complaint narrative"])


def owners_and_guests() -> Iterator[Said]:
    """Yield the sentences about hotels, cars and gadgets; each stands alone in this data set."""
    for path in sorted((DATA / "opinosis" / "topics").glob("*.data")):
        for line in path.read_text(encoding="latin-1").splitlines():
            if text := " ".join(line.split()):
                yield Said("", text)


PEOPLE = {"survey-nhs": patients, "complaints-cfpb": borrowers, "opinosis": owners_and_guests}
"""Each data set by the name of its folder."""


def _passages(text: str) -> Iterator[Said]:
    before = ""
    text = " ".join(text.split())
    for span in passages.split(text):
        passage = text[span.start : span.end]
        yield Said(before, passage)
        before = passage
