"""Presses held against what became of them, and what the processor did meanwhile."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.serving import Server
from workshop.room.records import Event

NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the clock, and of the processor for this program and for the server: up to a moment, or for a time."""

    clock: float = 0.0
    ours: float = 0.0
    servers: float = 0.0

    def __sub__(self, before: Taken) -> Taken:
        """Return what was taken since."""
        return Taken(self.clock - before.clock, self.ours - before.ours, self.servers - before.servers)

    def __add__(self, more: Taken) -> Taken:
        """Return what two times took together."""
        return Taken(self.clock + more.clock, self.ours + more.ours, self.servers + more.servers)


@dataclass(slots=True)
class Part:
    """What one part of a workshop took: how long each thing waited, in seconds, and what else was counted."""

    used: Taken = Taken()
    seconds: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def __add__(self, more: Part) -> Part:
        """Return the same part of two messages together."""
        seconds = {what: self.seconds.get(what, []) + taken for what, taken in more.seconds.items()}
        counts = {what: self.counts.get(what, 0) + n for what, n in more.counts.items()}
        return Part(self.used + more.used, self.seconds | seconds, self.counts | counts)

    def figures(self) -> dict[str, Any]:
        """Return the figures, ready for JSON."""
        lasted = max(self.used.clock, 1e-9)
        cores = {
            "seconds": round(self.used.clock, 1),
            "server_cores_busy": round(self.used.servers / lasted, 2),
            "load_cores_busy": round(self.used.ours / lasted, 2),
        }
        waits = {what: spread(taken) for what, taken in self.seconds.items() if taken}
        return cores | self.counts | {"milliseconds": waits}


def taken(server: Server) -> Taken:
    """Return what has been taken by now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    fields = Path(f"/proc/{server.process_id}/stat").read_text("utf-8").rpartition(")")[2].split()
    servers = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return Taken(time.monotonic(), used.ru_utime + used.ru_stime, servers)


def clock_offset() -> float:
    """Return what makes a time of day, as events carry it, a moment of this process's clock."""
    return time.monotonic() - datetime.now(UTC).timestamp()


def pairs(pressed: Sequence[float], mine: Iterator[Event], offset: float) -> Iterator[tuple[float, Event | None]]:
    """Pair presses and events of one person in order; a press without an event before the next press is alone."""
    event = next(mine, None)
    for start, after in pairwise([*pressed, NEVER]):
        if event is not None and start <= event.at.timestamp() + offset + 0.005 < after + 0.005:
            yield start, event
            event = next(mine, None)
        else:
            yield start, None


def first(seen: Sequence[tuple[float, int]], wanted: int) -> float:
    """Return the moment from which a number was reached that only grows; NEVER where it was not."""
    return next((at for at, there in seen if there >= wanted), NEVER)


def spread(seconds: Sequence[float]) -> dict[str, int | None]:
    """Return how many there are, the median, the 95th percentile and the longest, in milliseconds."""
    found = sorted(1000 * one for one in seconds)
    if not found or found[-1] == NEVER:
        return {"n": len(found), "p50": None, "p95": None, "longest": None}
    p50, p95 = (found[min(len(found) - 1, int(share * len(found)))] for share in (0.5, 0.95))
    return {"n": len(found), "p50": round(p50), "p95": round(p95), "longest": round(found[-1])}
