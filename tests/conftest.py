"""A home of its own for every test that needs one, and the data that some measure with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workshop import corpus
from workshop.records import Company
from workshop.settings import Settings
from workshop.store import Store
from workshop.workbench import Workbench

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def workbench(tmp_path):
    """Open an empty home with the encoder that needs no weights."""
    settings = Settings(home=tmp_path / "home", encoder="hashing", judge="lexicon")
    opened = Workbench(settings, Store.open(settings.home))
    yield opened
    opened.close()


@pytest.fixture
def bring_in(workbench) -> Callable[..., corpus.Report]:
    """Return a way to import rows of CSV into the corpus `cafe`."""

    def import_rows(*rows: str, header: str = "id,author,city,comment", **plan: object) -> corpus.Report:
        data = "\n".join([header, *rows]).encode()
        company = Company(names=("Bean Street",), person="guest", people="guests")
        made = corpus.Plan("cafe", "cafe.csv", **{"company": company, "columns": {"segments": ["city"]}} | plan)
        return corpus.take(workbench, corpus.preview(workbench, data, made), made)

    return import_rows


@pytest.fixture
def cafe(workbench, bring_in):
    """Open a home with a corpus in which eight guests praise the coffee, and six wait too long."""
    praise = [f'p{n},ann{n},Leeds,"The coffee is great, number {n} of my week."' for n in range(8)]
    waits = [f'w{n},bob{n},York,"The queue is not short, it took {20 + n} minutes."' for n in range(6)]
    bring_in(*praise, *waits)
    return workbench


@pytest.fixture
def shared_data() -> Path:
    """Return the folder of labelled data, or skip."""
    if not SHARED.is_dir():
        pytest.skip("The labelled data is not beside this checkout.")
    return SHARED
