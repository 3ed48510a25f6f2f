"""Long work that waits, runs or has ended: one table, from which workers take the most urgent."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from workshop.errors import Cancelled, WorkshopError
from workshop.store.database import Database
from workshop.store.tables import Moment, metadata

LEASE = timedelta(seconds=30)
"""A running job that nobody has heard of for so long has lost its worker."""

ATTEMPTS = 3
"""How often a job may lose its worker before it counts as failed: it may be what kills them."""

_BETWEEN_WRITES = timedelta(seconds=0.5)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("key", Text, index=True),
    Column("priority", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("happened", Text),
    Column("advice", Text),
    Column("worker", Text),
    Column("attempts", Integer, nullable=False),
    Column("stop_asked", Boolean, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("beat_at", Moment),
    Column("ended_at", Moment),
    sqlite_autoincrement=True,
)
Index(None, jobs.c.state, jobs.c.priority, jobs.c.id)


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class UnknownJob(WorkshopError):
    """No job has this id; ended ones are forgotten after a while."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. A lower `priority` is more urgent.

    `done` of `total` steps are behind it (0 of 0 before it says more), `note` says in words
    where it is; a failed job has `happened` and `advice`. `key` is the same for the same
    work. `beat_at` is the last sign of its worker.
    """

    id: int
    kind: str
    payload: dict[str, Any]
    key: str | None
    priority: int
    state: JobState
    done: int
    total: int
    note: str
    happened: str | None
    advice: str | None
    worker: str | None
    attempts: int
    stop_asked: bool
    queued_at: datetime
    beat_at: datetime | None
    ended_at: datetime | None


class Jobs:
    """The jobs of one store, for any number of workers. `at` is always now, with a time zone.

    What a worker says of a job that is not its own any more (cancelled, or taken from it
    after a long silence) raises Cancelled, so it stops.
    """

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def submit(
        self, kind: str, payload: Mapping[str, Any], *, priority: int, at: datetime, key: str | None = None
    ) -> Job:
        """Queue a job. If one with the same key waits already, that one becomes as urgent, and no other is made."""
        with self._database.write() as connection:
            same = (jobs.c.key == key) & (jobs.c.state == JobState.WAITING)
            waiting = None if key is None else connection.scalar(select(jobs.c.id).where(same))
            if waiting is not None:
                _write(connection, jobs.c.id == waiting, priority=min(priority, _get(connection, waiting).priority))
                return _get(connection, waiting)
            row = {"kind": kind, "payload": dict(payload), "key": key, "priority": priority, "queued_at": at}
            fresh = {"state": JobState.WAITING, "done": 0, "total": 0, "note": "", "attempts": 0, "stop_asked": False}
            made = connection.scalars(insert(jobs).values(row | fresh).returning(jobs.c.id)).one()
            return _get(connection, made)

    def get(self, job_id: int) -> Job:
        """Return one job.

        Raises:
            UnknownJob: There is none of this id, or it ended long ago.
        """
        with self._database.read() as connection:
            return _get(connection, job_id)

    def find(self, key: str) -> Job | None:
        """Return the newest job with a key, whatever its state."""
        with self._database.read() as connection:
            row = connection.execute(select(jobs).where(jobs.c.key == key).order_by(jobs.c.id.desc()).limit(1)).first()
            return None if row is None else _to_job(row._asdict())

    def list(self, *states: JobState) -> builtins.list[Job]:
        """Return the jobs in these states (all without any), the most urgent first, then the oldest."""
        with self._database.read() as connection:
            chosen = select(jobs).where(jobs.c.state.in_(states or tuple(JobState)))
            rows = connection.execute(chosen.order_by(jobs.c.priority, jobs.c.id))
            return [_to_job(row._asdict()) for row in rows]

    def most_urgent(self) -> Job | None:
        """Return the waiting job that would be taken next; waits for no writer."""
        with self._database.read() as connection:
            return _next(connection)

    def take(self, worker: str, *, at: datetime) -> Job | None:
        """Hand the most urgent waiting job, the oldest of equals, to one worker; None where nothing waits."""
        if self.most_urgent() is None:
            return None
        with self._database.write() as connection:
            job = _next(connection)
            if job is None:
                return None
            state = {"state": JobState.RUNNING, "worker": worker, "attempts": job.attempts + 1, "beat_at": at}
            _write(connection, jobs.c.id == job.id, **state)
            return _get(connection, job.id)

    def progress(self, job: Job, done: int, total: int, *, at: datetime, note: str = "") -> None:
        """Say where a running job is, which is also a sign of life; cheap enough to call at every step.

        Raises:
            Cancelled: Somebody asked for it to stop, or it is not this worker's any more.
        """
        with self._database.read() as connection:
            now = _own(connection, job)
        if now.stop_asked:
            raise Cancelled("This was stopped.", "Start it again whenever you like.")
        is_due = now.beat_at is None or at - now.beat_at >= _BETWEEN_WRITES
        if is_due or (done == total and now.done != done):
            with self._database.write() as connection:
                _own(connection, job)
                _write(connection, jobs.c.id == job.id, done=done, total=total, note=note, beat_at=at)

    def beat(self, job: Job, *, at: datetime) -> None:
        """Say that a running job's worker is alive, while one step takes long."""
        with self._database.write() as connection:
            _own(connection, job)
            _write(connection, jobs.c.id == job.id, beat_at=at)

    def finish(self, job: Job, *, at: datetime) -> None:
        """Mark a running job as done."""
        self._end(job, {"state": JobState.DONE, "ended_at": at})

    def fail(self, job: Job, error: WorkshopError, *, at: datetime) -> None:
        """Mark a running job as failed, with the two sentences that say why."""
        words = {"happened": error.happened, "advice": error.advice}
        self._end(job, {"state": JobState.FAILED, "ended_at": at} | words)

    def stop(self, job: Job, *, at: datetime) -> None:
        """Mark a running job as cancelled, once its worker has stopped."""
        self._end(job, {"state": JobState.CANCELLED, "ended_at": at})

    def put_back(self, job: Job) -> None:
        """Let a running job wait again, so that a more urgent one can go first; this costs it no attempt."""
        self._end(job, {"state": JobState.WAITING, "worker": None, "attempts": job.attempts - 1})

    def cancel(self, job_id: int, *, at: datetime) -> None:
        """Cancel a waiting job now and a running one at its next step; an ended one stays as it is."""
        with self._database.write() as connection:
            ended = {"state": JobState.CANCELLED, "ended_at": at}
            _write(connection, (jobs.c.id == job_id) & (jobs.c.state == JobState.WAITING), **ended)
            _write(connection, (jobs.c.id == job_id) & (jobs.c.state == JobState.RUNNING), stop_asked=True)

    def requeue_lost(self, *, at: datetime, lease: timedelta = LEASE) -> int:
        """Let running jobs wait again whose worker has been silent for longer than the lease.

        Returns:
            How many wait again. One that lost its worker ATTEMPTS times has failed instead,
            and one that was to stop is cancelled.
        """
        lost = (jobs.c.state == JobState.RUNNING) & (jobs.c.beat_at < at - lease)
        with self._database.read() as connection:
            if connection.scalar(select(jobs.c.id).where(lost).limit(1)) is None:
                return 0
        why = {"happened": f"This broke off {ATTEMPTS} times.", "advice": "Look at the log, then start it again."}
        with self._database.write() as connection:
            ended = {"ended_at": at, "worker": None}
            _write(connection, lost & jobs.c.stop_asked, state=JobState.CANCELLED, **ended)
            _write(connection, lost & (jobs.c.attempts >= ATTEMPTS), state=JobState.FAILED, **ended, **why)
            return _write(connection, lost, state=JobState.WAITING, worker=None)

    def prune(self, *, before: datetime) -> None:
        """Forget jobs that ended before a time, with their payloads."""
        with self._database.write() as connection:
            connection.execute(delete(jobs).where(jobs.c.ended_at < before))

    def _end(self, job: Job, values: Mapping[str, Any]) -> None:
        with self._database.write() as connection:
            _own(connection, job)
            _write(connection, jobs.c.id == job.id, **values)


def _get(connection: Connection, job_id: int) -> Job:
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
    if row is None:
        raise UnknownJob("This job is not known any more.", "Start it again if it is still needed.")
    return _to_job(row._asdict())


def _own(connection: Connection, job: Job) -> Job:
    """Return a running job as it is now, if it still belongs to the worker that took it."""
    now = _get(connection, job.id)
    if (now.state, now.worker, now.attempts) != (JobState.RUNNING, job.worker, job.attempts):
        raise Cancelled("This was handed to somebody else.", "Nothing needs to be done.")
    return now


def _next(connection: Connection) -> Job | None:
    waiting = select(jobs).where(jobs.c.state == JobState.WAITING)
    row = connection.execute(waiting.order_by(jobs.c.priority, jobs.c.id).limit(1)).first()
    return None if row is None else _to_job(row._asdict())


def _write(connection: Connection, chosen: ColumnElement[bool], **values: object) -> int:
    return connection.execute(update(jobs).where(chosen).values(values)).rowcount


def _to_job(values: dict[str, Any]) -> Job:
    return Job(**values | {"state": JobState(values["state"])})
