"""A kill -9 at every system call that writes, so also inside a commit; needs strace."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.faults import children, kills

_CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
_PATIENCE_SECONDS = 60


def kill_at_calls(folder: Path, every: int) -> dict[str, object]:
    """Kill the second import of a home at each call (or each so-many-th), and return what was found."""
    tracer = shutil.which("strace")
    if tracer is None:
        return {"n_kills": 0, "skipped": "there is no strace", "wrong": []}
    deed = next(deed for deed in kills.deeds(folder) if deed.name == "import")
    start = kills.prepared(folder, deed)
    kept: dict[str, int] = {}
    wrong: list[str] = []
    n_after = 0
    for call in _CALLS:
        for place in count(1, every):
            home = kills.copied(start, folder / "home")
            ended = _traced(tracer, f"{call}:signal=KILL:when={place}", home, deed)
            if ended.status == 0:
                break
            kept[call] = kept.get(call, 0) + 1
            if not ended.was_killed:
                wrong.append(f"{call} {place}: not killed but ended with {ended.status}: {ended.err}")
                break
            n_after += kills.look(home, deed, f"{call} {place}", wrong)
    return {"n_kills": sum(kept.values()), "calls": kept, "n_found_done": n_after, "wrong": wrong}


def _traced(tracer: str, rule: str, home: Path, deed: kills.Deed) -> children.Ended:
    with tempfile.TemporaryDirectory() as said:
        child = children.start(partial(_once_traced, home, deed), Path(said))
        call = rule.partition(":")[0]
        command = [tracer, "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={rule}"]
        watching = subprocess.Popen([*command, "-p", str(child)], stderr=subprocess.DEVNULL)
        ended = children.wait(child, Path(said))
        watching.wait(timeout=_PATIENCE_SECONDS)
    return ended


def _once_traced(home: Path, deed: kills.Deed) -> None:
    """Wait for the tracer without a system call that it counts, then do the deed."""
    latest = time.monotonic() + _PATIENCE_SECONDS
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text(encoding="ascii"):
        if time.monotonic() > latest:
            raise TimeoutError("strace did not attach")
        time.sleep(0.005)
    children.command(home, *deed.arguments)()
