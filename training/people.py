"""What people wrote in the public data that may be trained on, as passages with the sentence before each."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

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


def players() -> Iterator[Said]:
    """Yield the sentences of the reviews of one DVD player, each with the one before it in its review."""
    with (DATA / "product-reviews" / "sentences.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["product"].startswith("Apex")]
    for earlier, row in zip([None, *rows], rows, strict=False):
        same = earlier is not None and earlier["review_id"] == row["review_id"]
        yield Said(earlier["sentence"] if same and earlier else "", row["sentence"])


def merged(*sources: str) -> Iterator[Said]:
    """Yield the passages of those parts of the merged comments whose stated licence permits shipping weights."""
    path = DATA / "scale" / "scale_real_comments.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["source"] in sources and row["licence"] in {"MIT repo", "MIT"}:
                yield from _passages(row["text"])


PEOPLE: dict[str, Callable[[], Iterator[Said]]] = {
    "survey-nhs": patients,
    "complaints-cfpb": borrowers,
    "opinosis": owners_and_guests,
    "product-reviews": players,
    "hotels": partial(merged, "sentimentr_hotel_reviews"),
    "posts": partial(merged, "sentimentr_crowdflower_products", "sentimentr_crowdflower_self_driving_cars"),
    "places-and-things": partial(
        merged,
        "sentimentr_kotzias_reviews_yelp",
        "sentimentr_kotzias_reviews_amazon_cells",
        "sentimentr_course_evaluations",
    ),
}
"""Each set of comments, by its folder or by what it holds."""


def _passages(text: str) -> Iterator[Said]:
    before = ""
    text = " ".join(text.split())
    for span in passages.split(text):
        passage = text[span.start : span.end]
        yield Said(before, passage)
        before = passage
