"""A home of its own for every test of a screen, with the hashing encoder and a few comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.whole import Whole, serve
from workshop import corpus
from workshop.jobs import Worker
from workshop.records import Company
from workshop.ui import bench as benches
from workshop.workbench import Workbench

ENTRY = str(Path(benches.__file__).with_name("app.py"))
POSTS = (
    b"text,author,date,rating,line\n"
    b'"Waited two hours on hold, nobody answers the phone.",ann,2015-02-17,1,North\n'
    b'"On hold for an hour and nobody answers. The phone line is useless.",bob,2015-02-18,2,North\n'
    b'"Nobody answers the phone!! <b>Third</b> call today.",cat,2015-02-19,1,North\n'
    b'"The phone was answered at once. Thank you.",dan,2015-02-20,5,South\n'
    b'"Please call us back, a callback would be great. Write to me at eve@example.com",eve,2015-02-21,3,South\n'
)
MESSAGES = "Somebody answers the phone at once. We call you back.\n\nWelcome aboard."


@pytest.fixture
def bench(tmp_path, monkeypatch) -> Iterator[Workbench]:
    """Open an empty home, with the encoder loaded that needs no weights."""
    monkeypatch.setenv("BACKTALK_HOME", str(tmp_path))
    monkeypatch.setenv("BACKTALK_ENCODER", "hashing")
    monkeypatch.setenv("BACKTALK_JUDGE", "lexicon")
    monkeypatch.setenv("BACKTALK_JUDGE", "lexicon")
    benches.bench.cache_clear()
    opened = benches.bench()
    assert opened.encoder
    assert opened.judge
    yield opened
    opened.close()
    benches.bench.cache_clear()


@pytest.fixture(scope="session")
def whole(tmp_path_factory) -> Iterator[Whole]:
    """Serve a home with a workshop in it."""
    with serve(tmp_path_factory.mktemp("home")) as served:
        yield served


@pytest.fixture
def full(bench) -> Workbench:
    """Bring five comments in."""
    company = Company(names=("Harbour Ferries",), person="traveller", people="travellers")
    plan = corpus.Plan(
        "ferries",
        "posts.csv",
        columns={"segments": ("line",)},
        company=company,
        title="Ferry posts",
        notice="For <tests> only.",
    )
    corpus.take(bench, corpus.preview(bench, POSTS, plan), plan)
    return bench


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """Return a way to open a page by its file, with parameters in the address."""

    def open_page(view: str, **parameters: str) -> AppTest:
        page = AppTest.from_file(ENTRY, default_timeout=30).run()
        for name, value in parameters.items():
            page.query_params[name] = value
        return page.switch_page(f"views/{view}.py").run()

    return open_page


@pytest.fixture
def shown() -> Callable[[AppTest], str]:
    """Return a way to read all HTML of a page, which must not have failed."""

    def read(page: AppTest) -> str:
        assert not page.exception
        return "\n".join(str(piece.proto.body) for piece in page.get("html"))

    return read


@pytest.fixture
def draft(full) -> int:
    """Keep a text whose claims have been answered."""
    from workshop import jobs
    from workshop.check import Scope

    number = full.store.drafts.create(MESSAGES, at=datetime.now(UTC), name="Phones").id
    jobs.submit_check(full, MESSAGES, Scope("ferries"), jobs.WALL)
    for line in MESSAGES.splitlines():
        if line:
            jobs.submit_check(full, line, Scope("ferries"), jobs.WALL)
    Worker(full).run_waiting()
    return number
