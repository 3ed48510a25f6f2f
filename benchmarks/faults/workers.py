"""A worker killed at random moments of an import: after the restart the job is done once, and nothing is doubled."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.faults import children, world
from workshop import jobs
from workshop.corpus import Plan
from workshop.health import examine
from workshop.settings import Settings
from workshop.store.jobs import JobState
from workshop.workbench import Workbench

_N_ROWS = 300
_LONGEST_SECONDS = 120


def kill_workers(folder: Path, n_kills: int) -> dict[str, object]:
    """Kill so many workers, each in a home of its own, and return what was found."""
    chance = random.Random(20240301)  # noqa: S311 - when to kill, not a secret
    rows = {str(n): world.row(n) for n in range(_N_ROWS)}
    data = world.write(folder / "rows.csv", rows).read_bytes()
    whole = _lifetime(folder / "whole", data)
    wrong: list[str] = []
    ended: dict[str, int] = {}
    for n in range(n_kills):
        home = folder / f"home{n}"
        children.answer(partial(_submit, home, data))
        _kill_within(home, chance.uniform(0, whole))
        state = children.answer(partial(_state, home))
        ended[state] = ended.get(state, 0) + 1
        found = children.answer(partial(_restart, home, rows))
        wrong += [f"kill {n} ({state}): {what}" for what in found]
    return {"n_kills": n_kills, "undisturbed_seconds": round(whole, 2), "found_as": ended, "wrong": wrong}


def _bench(home: Path) -> Workbench:
    return Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))


def _submit(home: Path, data: bytes) -> int:
    bench = _bench(home)
    columns = {"text": ["comment"], "segments": ["city"], "id": "id", "author": "author"}
    job = jobs.submit_import(bench, data, Plan(world.CORPUS, "rows.csv", columns=columns))
    bench.close()
    return job.id


def _work(home: Path) -> None:
    bench = _bench(home)
    worker = jobs.Worker(bench)
    worker.start()
    while bench.store.jobs.list(JobState.WAITING, JobState.RUNNING) or any(bench.uploads.iterdir()):
        time.sleep(0.01)
    worker.stop()


def _lifetime(home: Path, data: bytes) -> float:
    """Return the seconds that a worker lives when nobody kills it."""
    children.answer(partial(_submit, home, data))
    began = time.monotonic()
    ended = children.run(partial(_work, home))
    if ended.status:
        raise RuntimeError(ended.err)
    return time.monotonic() - began


def _kill_within(home: Path, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as said:
        child = children.start(partial(_work, home), Path(said))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        children.wait(child, Path(said))


def _state(home: Path) -> str:
    bench = _bench(home)
    (job,) = bench.store.jobs.list()
    bench.close()
    return str(job.state)


def _restart(home: Path, rows: world.State) -> list[str]:
    """Do what the next start does, with a lease that is over, and return what is wrong."""
    bench = _bench(home)
    # A worker that was killed was heard of just now; the lease is cut short so that nobody waits half a minute.
    bench.store.jobs.requeue_lost(at=datetime.now(UTC) + timedelta(seconds=1), lease=timedelta(0))
    worker = jobs.Worker(bench)
    worker.start()
    latest = time.monotonic() + _LONGEST_SECONDS
    while bench.store.jobs.list(JobState.WAITING, JobState.RUNNING) and time.monotonic() < latest:
        time.sleep(0.01)
    worker.stop()
    ended = [(job.kind, str(job.state)) for job in bench.store.jobs.list() if job.kind == "import"]
    wrong = [] if ended == [("import", "done")] else [f"jobs: {ended}"]
    if world.stored(bench.store) != world.texts(rows):
        wrong.append("the comments are not those of the file")
    if len(bench.store.comments.batches(world.CORPUS)) != 1 or bench.store.corpora.get(world.CORPUS).version != 1:
        wrong.append("the import was done twice")
    wrong += [f"upload left behind: {path.name}" for path in bench.uploads.iterdir()]
    wrong += [*examine(bench).problems, *world.wrong_in(world.ask(bench, 1), rows)]
    bench.close()
    return wrong
