"""Imports that wait or run: how far they are, and how they ended."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from workshop.store.jobs import Job, JobState
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.comments import shelf
from workshop.ui.comments.shelf import Deed
from workshop.ui.guard import guarded
from workshop.ui.labels import plain

SECONDS = 1.0
_MINE = "comments_jobs"
_KINDS = ("import", "demo")


def follow(job: Job) -> None:
    """Remember a job of this visitor, so that its end is told here."""
    st.session_state.setdefault(_MINE, []).append(job.id)


def draw() -> None:
    """Draw what is on its way in; looks again every second while there is something."""
    if _working() or st.session_state.get(_MINE):
        _watch()


@st.fragment(run_every=SECONDS)
@guarded
def _watch() -> None:
    for job in _working():
        _draw_one(job)
    mine = [bench().store.jobs.get(number) for number in st.session_state.get(_MINE, [])]
    ended = [job for job in mine if job.ended_at is not None]
    if ended:
        st.session_state[_MINE] = [job.id for job in mine if job.ended_at is None]
        page.tell(" ".join(_ending(job) for job in ended))
        _open(ended[-1])
        st.rerun(scope="app")


def _working() -> list[Job]:
    return [job for job in bench().store.jobs.list(JobState.WAITING, JobState.RUNNING) if job.kind in _KINDS]


def _draw_one(job: Job) -> None:
    with st.container(border=True, key=f"card_job_{job.id}"):
        share = job.done / job.total if job.total else 0.0
        st.progress(min(share, 1.0), text=plain(f"{_name(job)}: {_where(job)}"))
        st.button("Stop", key=f"comments_stop_{job.id}", on_click=guarded(_stop), args=(job.id,))


def _open(job: Job) -> None:
    """Turn the page to what has come in."""
    name = (job.payload.get("plan") or {}).get("corpus") or job.payload.get("manifest")
    if job.state is JobState.DONE and name in {corpus.name for corpus in bench().store.corpora.list()}:
        shelf.turn_to(str(name), Deed.READ)


def _where(job: Job) -> str:
    if job.state is JobState.WAITING:
        return "waits for its turn"
    return f"{job.done:,} of {job.total:,} passages read" if job.total else "the file is being read"


def _name(job: Job) -> str:
    plan = job.payload.get("plan") or {}
    return str(plan.get("filename") or "Demo comments")


def _ending(job: Job) -> str:
    if job.state is JobState.DONE:
        return f"{_name(job)} is in."
    if job.state is JobState.CANCELLED:
        return f"{_name(job)} was stopped. What had been stored stays; bring the file in again for the rest."
    return f"{_name(job)} did not come in. {job.happened or ''} {job.advice or ''}"


def _stop(job_id: int) -> None:
    bench().store.jobs.cancel(job_id, at=datetime.now(UTC))
