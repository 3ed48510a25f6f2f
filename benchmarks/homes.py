"""A home of its own for every benchmark, with the demo comments in it and nothing kept of earlier answers."""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import delete

from workshop import corpus, demo, reindex
from workshop.settings import Settings, home_folder
from workshop.stance import Judge
from workshop.stance.asserted import assertion
from workshop.stance.reading import read
from workshop.store import Store
from workshop.store.checks import checks
from workshop.store.database import DATABASE_FILE
from workshop.store.judgements import judgements
from workshop.workbench import Workbench

DEMO = "airline-posts"


def parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser that knows which home to copy."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--home", type=Path, default=home_folder(), help="home to copy the demo comments from")
    return made


@contextmanager
def with_demo(source: Path) -> Iterator[Path]:
    """Yield a copy of a home that holds the demo comments; imports them where `source` has none.

    The copy goes at the end; `source` is only read.
    """
    with tempfile.TemporaryDirectory(prefix="backtalk-") as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        copy(source, home)
        with opened(home) as bench:
            if DEMO not in {one.name for one in corpus.listed(bench)}:
                demo.load(bench, DEMO)
            reindex.index_now(bench, DEMO)
            forget(bench)
        yield home


@contextmanager
def opened(home: Path) -> Iterator[Workbench]:
    """Open a home, with the settings of the environment otherwise."""
    bench = Workbench.open(Settings(home=home))
    try:
        yield bench
    finally:
        bench.close()


class MeasuredWorkbench(Workbench):
    """A workbench whose judge is the one that is measured, whatever the settings name; it can be changed."""

    def __init__(self, settings: Settings, store: Store, judge: Judge) -> None:
        """Take an open store and the judge to begin with."""
        super().__init__(settings, store)
        self.measured = judge

    @property
    def judge(self) -> Judge:
        """The judge that is measured now."""
        return self.measured


@contextmanager
def measured(home: Path, judge: Judge) -> Iterator[MeasuredWorkbench]:
    """Open a home in which a given judge answers, with the settings of the environment otherwise."""
    settings = Settings(home=home)
    bench = MeasuredWorkbench(settings, Store.open(settings.home), judge)
    try:
        yield bench
    finally:
        bench.close()


def copy(source: Path, home: Path) -> None:
    """Copy archives, and the store with its index where it has the demo, as it is between two writes."""
    copy_archives(source, home)
    if not (source / "index").is_dir():
        return
    shutil.copytree(source / "index", home / "index")
    shutil.copy2(source / "secret", home / "secret")
    with (
        closing(sqlite3.connect(f"file:{source / DATABASE_FILE}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(home / DATABASE_FILE)) as new,
    ):
        old.backup(new)


def copy_archives(source: Path, home: Path) -> None:
    """Copy what was fetched before, so that no benchmark measures the network."""
    if (source / "archives").is_dir():
        shutil.copytree(source / "archives", home / "archives")


def forget_answers(bench: Workbench) -> None:
    """Forget every answer, but no judgement: what comes next is counted anew by the code as it is."""
    with bench.store.write() as connection:
        connection.execute(delete(checks))


def forget(bench: Workbench) -> None:
    """Forget every answer and judgement, in the store and in this process, as if nothing was ever asked."""
    forget_answers(bench)
    with bench.store.write() as connection:
        connection.execute(delete(judgements))
    forget_readings()


def forget_readings() -> None:
    """Forget what the lexicon judge read in this process."""
    read.cache_clear()
    assertion.cache_clear()
