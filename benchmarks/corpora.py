"""The comments that verdicts are measured on, each in a home that is built once and kept outside the repository."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from benchmarks import labelled
from benchmarks.homes import DEMO, MeasuredWorkbench, forget_answers, measured
from workshop import corpus, demo, reindex
from workshop.records import Company
from workshop.stance import Judge

DATA = labelled.DATA
Row = tuple[str, str, str, str]  # id, author, segment, comment


@dataclass(frozen=True, slots=True)
class Source:
    """Comments to take in: where they come from, whose customers wrote them, and what their segments are.

    `company` is what "we" means there. An empty author is unknown.
    """

    name: str
    rows: Callable[[], Iterable[Row]]
    company: Company = field(default_factory=Company)


def default_folder() -> Path:
    """Return where homes are kept unless another folder is named."""
    return Path(platformdirs.user_cache_path("backtalk-benchmarks", appauthor=False))


@contextmanager
def opened(folder: Path, source: Source, judge: Judge) -> Iterator[MeasuredWorkbench]:
    """Open the home that holds a source, importing it first where it is not there or not whole.

    Judgements made earlier are kept in it by the judge's fingerprint; answers are forgotten, so
    that a change of the code in between is measured.
    """
    home = folder / source.name
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with measured(home, judge) as bench:
        if source.name not in {one.name for one in corpus.listed(bench)}:
            _take(bench, source)
        reindex.index_now(bench, source.name, _told(source.name))
        forget_answers(bench)
        yield bench


def _take(bench: MeasuredWorkbench, source: Source) -> None:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["id", "author", "part", "comment"])
    writer.writerows(source.rows())
    columns = {"id": "id", "author": "author", "text": ["comment"], "segments": ["part"], "date": "", "rating": ""}
    plan = corpus.Plan(source.name, f"{source.name}.csv", columns=columns, company=source.company)
    data = table.getvalue().encode("utf-8", errors="replace")
    corpus.take(bench, corpus.preview(bench, data, plan), plan, _told(source.name))


def _told(name: str) -> Callable[[int, int], None]:
    """Return a way to tell on the terminal how far a long import is."""
    last = time.monotonic()

    def tell(done: int, whole: int) -> None:
        nonlocal last
        if time.monotonic() - last > 20:
            last = time.monotonic()
            print(f"{name}: {done:,} of {whole:,} passages", file=sys.stderr, flush=True)

    return tell


def _airlines() -> Iterator[Row]:
    for row in labelled.rows(DATA / "airline-tweets" / "Tweets.csv"):
        yield row["tweet_id"], row["name"], row["airline"], row["text"]


def _stays() -> Iterator[Row]:
    with gzip.open(DATA / "airbnb-albany" / "reviews.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["id"], row["reviewer_id"], "", row["comments"]


def _mixed() -> Iterator[Row]:
    with gzip.open(DATA / "scale" / "scale_real_comments.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if row["text"] and row["lang"]:
                yield str(number), "", row["source"], row["text"]


def reviews(products: tuple[str, ...]) -> Callable[[], Iterator[Row]]:
    """Return the reviews of some products, each one comment of one person."""

    def rows() -> Iterator[Row]:
        for (product, review), sentences in labelled.reviews().items():
            if product.startswith(products):
                name = f"{product} {review}"
                yield name, name, product, "\n".join(row["sentence"] for row in sentences)

    return rows


def _arguments() -> Iterator[Row]:
    for part in ("test_data/arguments_test", "kpm_data/arguments_dev", "kpm_data/arguments_train"):
        for row in labelled.rows(DATA / "argkp" / f"{part}.csv"):
            name = f"{Path(part).name} {row['arg_id']}"
            yield name, name, Path(part).name, row["argument"]


AIRLINES = Source("airlines", _airlines, demo.find(DEMO).whose)
STAYS = Source("stays", _stays, Company(person="guest", people="guests"))
MIXED = Source("mixed", _mixed)
TEST_REVIEWS = Source("reviews", reviews(labelled.TEST_PRODUCTS))
ARGUMENTS = Source("arguments", _arguments)


def _patients() -> Iterator[Row]:
    for name, column in (("text_data.csv", "feedback"), ("v6framework_230831.csv", "FFT answer")):
        for number, row in enumerate(labelled.rows(DATA / "survey-nhs" / name)):
            yield f"{name} {number}", "", "", row[column]


def _borrowers() -> Iterator[Row]:
    (path,) = (DATA / "complaints-cfpb").glob("*.csv")
    for row in labelled.rows(path):
        yield row["Complaint ID"], "", "", row["Consumer complaint narrative"]


def _owners_and_guests() -> Iterator[Row]:
    """Yield sentences: whose each is, is not known, so each stands for a person."""
    for path in sorted((DATA / "opinosis" / "topics").glob("*.data")):
        for number, line in enumerate(path.read_text(encoding="latin-1").splitlines()):
            yield f"{path.stem} {number}", "", "", line


DEVELOPMENT = (
    Source("patients", _patients, Company(person="patient", people="patients")),
    Source("hotels-cars-gadgets", _owners_and_guests),
    Source("borrowers", _borrowers),
    Source("players", reviews(labelled.DEVELOPMENT_PRODUCTS)),
)
"""What thresholds may be chosen on."""
