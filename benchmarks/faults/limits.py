"""A disk that is full and a store that is locked: one clear sentence, and nothing lost."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event

from benchmarks.faults import children, world
from workshop.health import examine
from workshop.reindex import index_now, is_behind
from workshop.settings import Settings
from workshop.store import Store
from workshop.store.database import DATABASE_FILE
from workshop.workbench import Workbench

_PAGE = 4096
_MORE_PAGES = 120
_BUSY_SECONDS = 0.3


def fill_and_lock(folder: Path, n_sizes: int) -> dict[str, object]:
    """Import into homes that may not grow beyond so many sizes, and into a locked one; return what was found."""
    before = {str(n): world.row(n) for n in range(30)}
    more = {str(n): world.row(n) for n in range(10, 330)} | {str(n): world.row(n, 2) for n in range(10)}
    start = folder / "start"
    made = children.run(children.command(start, "import", world.write(folder / "a.csv", before), *world.OPTIONS))
    if made.status:
        raise RuntimeError(made.err)
    children.answer(partial(_empty_log, start))
    act = ("import", world.write(folder / "b.csv", more), *world.OPTIONS)
    wrong: list[str] = []
    n_refused = 0
    for name, limit in _limits(start, n_sizes):
        home = folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(start, home)
        ended = children.run(partial(_limited, limit, children.command(home, *act)))
        n_refused += ended.status != 0
        if ended.status and not ended.is_one_sentence:
            wrong.append(f"{name}: status {ended.status}: {ended.err[-600:]}")
        wrong += [f"{name}: {what}" for what in children.answer(partial(_whole, home, before, before | more))]
        again = children.run(children.command(home, *act))
        if again.status:
            wrong.append(f"{name}: with room again: {again.err[-600:]}")
        wrong += [f"{name}: with room again: {what}" for what in children.answer(partial(_whole, home, before | more))]
    return {
        "n_limits": 2 * n_sizes,
        "n_refused": n_refused,
        "locked": _locked(start, act, before, wrong),
        "wrong": wrong,
    }


def _empty_log(home: Path) -> None:
    """Move everything into the one file whose size the limits are about."""
    store = Store.open(home)
    store.database.empty_log()
    store.close()


def _limits(start: Path, n: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield limits from too little for the first write to nearly enough."""
    size = (start / DATABASE_FILE).stat().st_size
    for place in range(n):
        limit = _PAGE + place * 3 * size // n
        yield f"files up to {limit:,} bytes", partial(_limit_files, limit)
    for place in range(n):
        pages = size // _PAGE + 1 + place * _MORE_PAGES // n
        yield f"{pages} pages", partial(_limit_pages, pages)


def _limit_files(limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def _limit_pages(pages: int) -> None:
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)


def _limited(limit: Callable[[], None], act: Callable[[], None]) -> None:
    limit()
    act()


def _whole(home: Path, *allowed: world.State) -> list[str]:
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    if is_behind(bench, world.CORPUS):
        index_now(bench, world.CORPUS)
    now = world.stored(bench.store)
    states = [state for state in allowed if world.texts(state) == now]
    wrong = [] if states else [f"neither before nor after: {len(now)} comments"]
    wrong += [what for state in states for what in world.wrong_in(world.ask(bench, 1), state)]
    wrong += examine(bench).problems
    bench.close()
    return wrong


def _locked(start: Path, act: tuple[str | Path, ...], before: world.State, wrong: list[str]) -> str:
    """Import beside a writer that does not end; return the sentence."""
    with tempfile.TemporaryDirectory() as said:
        store = Store.open(start)
        with store.write():
            child = children.start(partial(_impatient, children.command(start, *act)), Path(said))
            ended = children.wait(child, Path(said))
        store.close()
    if not ended.is_one_sentence:
        wrong.append(f"locked: status {ended.status}: {ended.err[-600:]}")
    wrong += [f"locked: {what}" for what in children.answer(partial(_whole, start, before))]
    return ended.err.splitlines()[-1] if ended.err else ""


def _impatient(act: Callable[[], None]) -> None:
    Store.open.__func__.__kwdefaults__["timeout_seconds"] = _BUSY_SECONDS  # type: ignore[attr-defined]
    began = time.monotonic()
    try:
        act()
    finally:
        assert time.monotonic() - began >= _BUSY_SECONDS  # noqa: S101 - a child's own check
