"""Two processes at once: one imports and erases by the command line while this one checks again and again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults import world
from workshop.corpus import Plan, preview, take
from workshop.errors import WorkshopError
from workshop.records import Check
from workshop.settings import Settings
from workshop.workbench import Workbench

_PER_FILE = 40
_FILES_AT_ONCE = 3
_PAUSE_SECONDS = 0.02
_LONGEST_CHECK_SECONDS = 60


class Importer:
    """The other process: one command after another. `states` says what each version must hold, the first first.

    After each command it waits until a check has ended (`checked`), so that it cannot outrun a slow checker.
    """

    def __init__(self, home: Path, folder: Path) -> None:
        """Take the home, and a folder for the files."""
        self.states: list[dict[str, world.Row]] = []
        self.erased: set[str] = set()
        self.wrong: list[str] = []
        self.n_commands = 0
        self.checked = threading.Event()
        self._home = home
        self._folder = folder
        self._gone: set[str] = set()

    def work(self, n_rounds: int) -> None:
        """Import new comments and revisions, then erase somebody, round after round."""
        now: dict[str, world.Row] = {}
        for turn in range(n_rounds):
            files = []
            for part in range(_FILES_AT_ONCE):
                place = _FILES_AT_ONCE * turn + part
                rows = dict(_rows(place))
                files.append(world.write(self._folder / f"{place}.csv", rows))
                # Later files still hold what was erased; the store must not take it in again.
                now = now | {name: one for name, one in rows.items() if one.author not in self._gone}
                self.states.append(now)
            self._run("import", *files, *world.OPTIONS)
            author = f"guest{7 * turn}"
            self._run("erase", "--corpus", world.CORPUS, "--author", author, "--yes")
            self._gone.add(author)
            self.erased |= {name for name, one in now.items() if one.author == author}
            now = {name: one for name, one in now.items() if one.author != author}
            self.states.append(now)

    def _run(self, *arguments: str | Path) -> None:
        command = [sys.executable, "-m", "workshop", *map(str, arguments)]
        models = {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}
        given = os.environ | {"BACKTALK_HOME": str(self._home)} | models
        ended = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
        self.n_commands += 1
        if ended.returncode:
            self.wrong.append(f"{arguments[0]} ended with {ended.returncode}: {ended.stderr}")
        self.checked.clear()
        self.checked.wait(_LONGEST_CHECK_SECONDS)


def _rows(place: int) -> Iterator[tuple[str, world.Row]]:
    """Return one file's comments: new ones, and every fifth of the old ones in other words."""
    for number in range(place * _PER_FILE, (place + 1) * _PER_FILE):
        yield str(number), world.row(number)
    for number in range(place % 5, place * _PER_FILE, 5):
        yield str(number), world.row(number, place + 1)


def check_beside_imports(folder: Path, n_checks: int, n_rounds: int) -> dict[str, object]:
    """Check until the imports end, and at least so many times; return what was found."""
    home = folder / "home"
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    other = Importer(home, folder)
    thread = threading.Thread(target=other.work, args=(n_rounds,))
    done: list[Check] = []
    wrong: list[str] = other.wrong
    seconds: list[float] = []
    n_beside = 0
    thread.start()
    while thread.is_alive() and not (bench.store.corpora.list() and bench.snapshot(world.CORPUS)):
        time.sleep(_PAUSE_SECONDS)
    while thread.is_alive() or len(seconds) < n_checks:
        began = time.monotonic()
        try:
            done.append(world.ask(bench, len(seconds)))
        except WorkshopError as error:
            wrong.append(f"check {len(seconds)}: {error}")
        seconds.append(time.monotonic() - began)
        other.checked.set()
        n_beside += thread.is_alive()
        time.sleep(_PAUSE_SECONDS)
    thread.join()
    versions = _states_by_fingerprint(bench, other, wrong)
    wrong += _wrong_in(folder, done, versions, other.erased)
    bench.close()
    return {
        "n_checks": len(seconds),
        "n_beside_imports": n_beside,
        "n_commands": other.n_commands,
        "n_versions": len(other.states),
        "n_versions_seen": len({check.corpus.fingerprint for check in done}),
        "n_in_segments": sum(check.corpus.segment is not None for check in done),
        "n_quotes": sum(len(world.quotes(check)) for check in done),
        "longest_check_seconds": round(max(seconds), 2),
        "wrong": wrong,
    }


def _states_by_fingerprint(bench: Workbench, other: Importer, wrong: list[str]) -> dict[str, world.State]:
    corpus = bench.store.corpora.get(world.CORPUS)
    if corpus.version != len(other.states) or world.stored(bench.store) != world.texts(other.states[-1]):
        wrong.append(f"version {corpus.version} of {len(other.states)} does not hold what was imported")
    names = [bench.store.corpora.fingerprint(corpus.id, number) or "" for number in range(1, corpus.version + 1)]
    return dict(zip(names, other.states, strict=False))


def _wrong_in(folder: Path, done: list[Check], versions: dict[str, world.State], erased: set[str]) -> Iterator[str]:
    """Yield what is wrong in the checks; each version is also checked in a home that never knew another."""
    by_version = defaultdict(list)
    for number, check in enumerate(done):
        if check.corpus.fingerprint not in versions:
            yield f"check {number} names an unknown version {check.corpus.fingerprint}"
        else:
            by_version[check.corpus.fingerprint].append((number, check))
    for name, checks in by_version.items():
        alone = _alone(folder / name[:16], versions[name])
        for number, check in checks:
            yield from (f"check {number}: {what}" for what in world.wrong_in(check, versions[name]))
            expected, found = world.quotes(world.ask(alone, number)), world.quotes(check)
            lacking = {item for item in expected - found if item[0] not in erased}
            if found - expected or lacking:
                yield f"check {number}: not what a home of its own says: {found - expected} {lacking}"
        alone.close()


def _alone(home: Path, state: world.State) -> Workbench:
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    file = world.write(home / "all.csv", state)
    columns = {"text": ["comment"], "segments": ["city"], "id": "id", "author": "author"}
    plan = Plan(world.CORPUS, file.name, columns=columns)
    take(bench, preview(bench, file.read_bytes(), plan), plan)
    return bench
