"""Seeing to it that what a page waits for is worked on, and telling where it will not come."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from workshop import jobs
from workshop.check import Partial, Scope
from workshop.errors import WorkshopError
from workshop.records import CorpusFacts
from workshop.ui.bench import bench

TRIES = 3
"""How often one visitor's pages ask for the same answer, before they say that it does not come."""

_TRIED, _VISITOR = "asking_tried", "asking_visitor"

_WAITS_SECONDS = 90.0
"""How long a page counts as waiting after it last looked: browsers let a hidden tab look once a minute."""

_looked: dict[tuple[str, str, Scope], float] = {}
"""When each visitor last looked for a message. Lost with the process, and with it the pages that wait."""

_lock = threading.Lock()


def see_to_it(partial: Partial, scope: Scope, priority: int) -> WorkshopError | None:
    """Hand what a message lacks to the worker, unless it is at it; return why it will not come, or None.

    The comments as they are count: when they change, a message may be asked for as often again.
    """
    wanted = (partial.check.message, scope, partial.check.corpus)
    tried = _tried()
    if not partial.is_unfinished:
        tried.pop(wanted, None)
        return None
    wait(partial.check.message, scope)
    if is_at_work(partial, scope):
        return None
    n = tried.get(wanted, 0)
    failed = jobs.why_unanswered(bench(), partial.check.message, scope) if n else None
    if failed is None and n >= TRIES:
        return WorkshopError(
            f"The comments were read {n} times, and the answer is still not whole.",
            "Open the page again to try once more.",
        )
    if failed is None:
        jobs.submit_check(bench(), partial.check.message, scope, priority)
        tried[wanted] = n + 1
    return failed


def is_at_work(partial: Partial, scope: Scope) -> bool:
    """Return whether the worker has, waiting or running, what a message lacks: a first answer, or the rest of one."""
    working = jobs.checks_at_work(bench(), partial.check.message, scope)
    return any(job.kind != jobs.DEEPEN or not partial.pending for job in working)


def wait(message: str, scope: Scope) -> None:
    """Remember that this visitor waits for a message."""
    now = time.monotonic()
    with _lock:
        for known in [known for known, at in _looked.items() if now - at > _WAITS_SECONDS]:
            del _looked[known]
        _looked[_visitor(), message, scope] = now


def call_off(message: str, scope: Scope) -> None:
    """Cancel what this visitor needs no more; what a wall or another page waits for goes on."""
    tried, visitor = _tried(), _visitor()
    for known in [known for known in tried if known[:2] == (message, scope)]:
        del tried[known]
    with _lock:
        _looked.pop((visitor, message, scope), None)
        since = time.monotonic() - _WAITS_SECONDS
        if any(known[1:] == (message, scope) and at >= since for known, at in _looked.items()):
            return
    for job in jobs.checks_at_work(bench(), message, scope):
        if job.priority != jobs.WALL:
            bench().store.jobs.cancel(job.id, at=datetime.now(UTC))


def _tried() -> dict[tuple[str, Scope, CorpusFacts], int]:
    tried: dict[tuple[str, Scope, CorpusFacts], int] = st.session_state.setdefault(_TRIED, {})
    return tried


def _visitor() -> str:
    return str(st.session_state.setdefault(_VISITOR, uuid4().hex))
