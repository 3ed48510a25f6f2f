"""Long work: one job table, and one worker that does the most urgent first and resumes after a restart."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from workshop import corpus, demo, giving_way
from workshop.check import Scope, check_message, load_models
from workshop.errors import Cancelled, CannotWrite, WorkshopError
from workshop.records import Company, Strictness
from workshop.reindex import index_now, is_behind
from workshop.store.jobs import JobState

if TYPE_CHECKING:
    from workshop.encoders.contract import Progress
    from workshop.store.jobs import Job
    from workshop.workbench import Workbench

_log = logging.getLogger(__name__)

WALL, DRAFT, DEEPER, IMPORT = 0, 1, 2, 3
"""Priorities: a lower number goes first, and interrupts longer work of a higher one."""

DEEPEN = "deepen"
"""The kind of job that judges on, past a message's first answer."""

_LOOK_SECONDS = 0.1
_BEAT_SECONDS = 5.0
_KEEP = timedelta(days=1)


def submit_check(bench: Workbench, message: str, scope: Scope, priority: int = DRAFT) -> Job:
    """Have a message checked; `check.read` shows each answer as soon as it is there.

    The first answer comes from the best passages; where there were more, a second job with
    less urgency judges on, until none is left or a sample tells the rest.
    """
    return _submit_check(bench, message, scope, priority, deep=False)


def checks_at_work(bench: Workbench, message: str, scope: Scope) -> list[Job]:
    """Return the jobs, waiting or running, that check a message or judge it deeper."""
    wanted = _payload(message, scope)
    return [job for job in bench.store.jobs.list(JobState.WAITING, JobState.RUNNING) if job.payload == wanted]


def why_unanswered(bench: Workbench, message: str, scope: Scope) -> WorkshopError | None:
    """Return why the last check of a message, or judging on, failed, as two sentences; None where it did not."""
    payload = _payload(message, scope)
    known = (bench.store.jobs.find(_key(kind, payload)) for kind in ("check", DEEPEN))
    job = max(filter(None, known), key=lambda one: one.id, default=None)
    if job is None or job.state is not JobState.FAILED:
        return None
    return WorkshopError(job.happened or "The check broke off.", job.advice or "Open the page again to try once more.")


def submit_import(bench: Workbench, data: bytes, plan: corpus.Plan) -> Job:
    """Have a file imported; the bytes wait in the home until that is done."""
    name = hashlib.sha256(data).hexdigest()
    # File and job in one step: a file that no job names is deleted, for it holds what nobody has masked yet.
    with bench.store.write():
        bench.uploads.mkdir(parents=True, exist_ok=True)
        waiting = bench.uploads / name
        draft = waiting.with_suffix(".part")
        try:
            draft.write_bytes(data)
            draft.replace(waiting)
        except OSError as error:
            raise CannotWrite(
                f"The file cannot be kept for its import ({error.strerror}).", "Make room on that disk, and try again."
            ) from error
        return _submit(bench, "import", {"upload": name, "plan": asdict(plan)}, IMPORT)


def submit_demo(bench: Workbench, manifest: str) -> Job:
    """Have the demo corpus of a manifest fetched and imported."""
    return _submit(bench, "demo", {"manifest": manifest}, IMPORT)


def _submit_check(bench: Workbench, message: str, scope: Scope, priority: int, *, deep: bool) -> Job:
    return _submit(bench, DEEPEN if deep else "check", _payload(message, scope), priority)


def _payload(message: str, scope: Scope) -> dict[str, Any]:
    return {"message": message, "scope": asdict(scope)}


def _submit(bench: Workbench, kind: str, payload: dict[str, Any], priority: int) -> Job:
    return bench.store.jobs.submit(kind, payload, priority=priority, at=_now(), key=_key(kind, payload))


def _key(kind: str, payload: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([kind, payload], sort_keys=True).encode()).hexdigest()


class Worker:
    """Does the jobs of one store, one at a time, in a thread of its own.

    Long work asks at every step whether something more urgent waits, and lets it go first.
    """

    def __init__(self, bench: Workbench) -> None:
        """Take the open parts; `start` begins."""
        self._bench = bench
        self._name = f"{os.getpid()}-{id(self):x}"
        self._stopping = threading.Event()
        self._running: list[Job] = []
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin to work, first on what a killed process left behind."""
        for name, target in (("worker", self._work), ("worker-beat", self._beat)):
            thread = threading.Thread(target=target, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Stop at the next step; unfinished jobs wait for the next start."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(timeout=10)

    def run_waiting(self) -> None:
        """Do what waits now, in this thread, and return."""
        while self._do_next(before=None):
            pass

    def _work(self) -> None:
        with _patiently("The home could not be looked over."):
            self._catch_up()
            self._bench.store.jobs.prune(before=_now() - _KEEP)
        while not self._stopping.is_set():
            with _patiently("No job could be taken or ended."):
                if self._do_next(before=None):
                    continue
            self._stopping.wait(_LOOK_SECONDS)

    def _catch_up(self) -> None:
        """Index what was stored but not embedded when a process was killed."""
        _drop_uploads(self._bench)
        for known in self._bench.store.corpora.list():
            if is_behind(self._bench, known.name):
                _submit(self._bench, "index", {"corpus": known.name}, IMPORT)

    def _beat(self) -> None:
        """Say that running jobs are alive, also while a step takes long; take up those that are not."""
        while not self._stopping.wait(_BEAT_SECONDS):
            for job in list(self._running):
                try:
                    self._bench.store.jobs.beat(job, at=_now())
                except WorkshopError:
                    continue  # it was stopped, which the work itself will notice at its next step
            with _patiently("Lost jobs could not be taken up."):
                self._bench.store.jobs.requeue_lost(at=_now())

    def _do_next(self, *, before: int | None) -> bool:
        """Do the most urgent job, if it is more urgent than `before`; say whether there was one."""
        jobs = self._bench.store.jobs
        waiting = jobs.most_urgent()
        if waiting is None or (before is not None and waiting.priority >= before):
            return False
        job = jobs.take(self._name, at=_now())
        if job is None:
            return False
        self._running.append(job)
        try:
            self._do(job)
        finally:
            self._running.remove(job)
        if "upload" in job.payload:
            _drop_uploads(self._bench)
        return True

    def _do(self, job: Job) -> None:
        jobs = self._bench.store.jobs
        try:
            _KINDS[job.kind](self._bench, job.payload, self._reporter(job))
        except _Stopping:
            jobs.put_back(job)
        except Cancelled:
            self._end(jobs.stop, job)
        except WorkshopError as error:
            self._end(partial(jobs.fail, error=error), job)
        except Exception as error:  # noqa: BLE001 - a boundary: a job must not end the worker
            _log.exception("Job %s (%s) broke.", job.id, job.kind)
            broke = WorkshopError(f"This broke off ({type(error).__name__}).", "Look at the log, then start it again.")
            self._end(partial(jobs.fail, error=broke), job)
        else:
            self._end(jobs.finish, job)

    def _end(self, ending: Callable[..., None], job: Job) -> None:
        try:
            ending(job, at=_now())
        except Cancelled:
            _log.info("Job %s had been taken over.", job.id)

    def _reporter(self, job: Job) -> Progress:
        began = time.monotonic()

        def report(done: int, total: int) -> None:
            nonlocal began
            if self._stopping.is_set():
                raise _Stopping("The app is closing.", "The work goes on at the next start.")
            self._bench.store.jobs.progress(job, done, total, at=_now())
            if job.priority == DEEPER:
                self._give_way(time.monotonic() - began)
            while self._do_next(before=job.priority):
                pass
            began = time.monotonic()

        return report

    def _give_way(self, took: float) -> None:
        """Rest after a step of judging deeper while a room acts, unless something more urgent waits."""
        until = time.monotonic() + giving_way.seconds(took, _now(), self._bench.store.rooms.last_act())
        while (left := until - time.monotonic()) > 0 and not self._stopping.wait(min(left, _LOOK_SECONDS)):
            waiting = self._bench.store.jobs.most_urgent()
            if waiting is not None and waiting.priority < DEEPER:
                return


@contextmanager
def _patiently(what: str) -> Iterator[None]:
    """Let a thread of the worker outlive a store that is locked or a disk that is full: it tries again."""
    try:
        yield
    except WorkshopError:
        _log.exception(what)


def _drop_uploads(bench: Workbench) -> None:
    """Delete the files that no job waits for; it also clears up after a kill."""
    with bench.store.write():
        waiting = bench.store.jobs.list(JobState.WAITING, JobState.RUNNING)
        named = {job.payload.get("upload") for job in waiting}
        for path in bench.uploads.glob("*"):
            if path.name not in named:
                path.unlink(missing_ok=True)


class _Stopping(Cancelled):
    """The worker is to end; what it does waits for the next one."""


def _check(bench: Workbench, payload: dict[str, Any], report: Progress) -> None:
    # A message that no model can check gets no answer that is kept; the job fails, so that a waiting page is told why.
    load_models(bench)
    scope = _scope(payload)
    done = check_message(bench, payload["message"], scope, deep=False, on_progress=report)
    if done.is_first_answer:
        _submit_check(bench, payload["message"], scope, DEEPER, deep=True)


def _deepen(bench: Workbench, payload: dict[str, Any], report: Progress) -> None:
    load_models(bench)
    check_message(bench, payload["message"], _scope(payload), deep=True, on_progress=report)


def _import(bench: Workbench, payload: dict[str, Any], report: Progress) -> None:
    upload = bench.uploads / payload["upload"]
    plan = _plan(payload["plan"])
    corpus.take(bench, corpus.preview(bench, upload.read_bytes(), plan), plan, report)


def _demo(bench: Workbench, payload: dict[str, Any], report: Progress) -> None:
    demo.load(bench, payload["manifest"], on_progress=report)


def _index(bench: Workbench, payload: dict[str, Any], report: Progress) -> None:
    index_now(bench, payload["corpus"], report)


_KINDS: dict[str, Callable[[Workbench, dict[str, Any], Progress], None]] = {
    "check": _check,
    DEEPEN: _deepen,
    "import": _import,
    "demo": _demo,
    "index": _index,
}


def _scope(payload: dict[str, Any]) -> Scope:
    scope = payload["scope"]
    return Scope(scope["corpus"], scope["segment"], Strictness(scope["strictness"]))


def _plan(kept: dict[str, Any]) -> corpus.Plan:
    company = kept["company"] and Company(**{name: _tupled(value) for name, value in kept["company"].items()})
    return corpus.Plan(**kept | {"company": company})


def _tupled(value: object) -> Any:  # noqa: ANN401 - a field of Company, as JSON gives it back
    return tuple(value) if isinstance(value, list) else value


def _now() -> datetime:
    return datetime.now(UTC)
