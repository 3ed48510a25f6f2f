"""Run `python -m benchmarks.faults [--short] [PART ...]`: it prints a table and writes results/faults.json."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

# Before NumPy is loaded: its threads would not survive a fork.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

from benchmarks.faults import children, kills, limits, rooms, syscalls, together, workers

RESULTS = Path(__file__).parents[1] / "results" / "faults.json"

Found = dict[str, Any]


def main() -> None:
    """Run the parts that were asked for; the exit status is 1 where anything was wrong."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    given.add_argument("part", nargs="*", help=f"which of {', '.join(_parts(short=True, times=None))}; all without any")
    given.add_argument("--short", action="store_true", help="a minute's worth, for the tests; writes no results")
    given.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given.add_argument("--times", type=int, help="how often the part rooms kills its server (50, short: 4)")
    asked = given.parse_args()
    children.load()
    parts = _parts(short=asked.short, times=asked.times)
    found = {name: _run(parts[name]) for name in asked.part or parts}
    if asked.json:
        print(json.dumps(found))
    else:
        _print(found)
    if not asked.short:
        _keep(found)
    sys.exit(any(part["wrong"] for part in found.values()))


def _parts(*, short: bool, times: int | None) -> dict[str, Callable[[Path], Found]]:
    return {
        "together": partial(together.check_beside_imports, n_checks=20 if short else 200, n_rounds=1 if short else 6),
        "kills": partial(_kills, every=20 if short else 1),
        "syscalls": partial(syscalls.kill_at_calls, every=40 if short else 2),
        "workers": partial(workers.kill_workers, n_kills=2 if short else 20),
        "limits": partial(limits.fill_and_lock, n_sizes=2 if short else 8),
        "rooms": partial(rooms.kill_servers, n_kills=times or (4 if short else 50)),
    }


def _kills(folder: Path, every: int) -> Found:
    deeds: list[Found] = []
    for number, deed in enumerate(kills.deeds(folder)):
        place = folder / str(number)
        place.mkdir()
        deeds.append(kills.kill_everywhere(place, deed, every))
    wrong = [f"{deed['deed']}: {what}" for deed in deeds for what in deed.pop("wrong")]
    return {"n_kills": sum(deed["n_kills"] for deed in deeds), "deeds": deeds, "wrong": wrong}


def _run(part: Callable[[Path], Found]) -> Found:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = part(Path(folder))
    return found | {"minutes": round((time.monotonic() - began) / 60, 1)}


def _print(found: dict[str, Found]) -> None:
    for name, part in found.items():
        shown = ", ".join(f"{what} {value}" for what, value in part.items() if what not in {"wrong", "deeds"})
        print(f"{name:<10} wrong: {len(part['wrong'])}  {shown}")
        for deed in part.get("deeds", []):
            print(f"{'':<10} {deed['deed']}: " + ", ".join(f"{w} {v}" for w, v in deed.items() if w != "deed"))
        for what in part["wrong"]:
            print(f"{'':<10} ! {what}")


def _keep(found: dict[str, Found]) -> None:
    """Write the parts that ran beside those of earlier runs."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    stamp = datetime.now(UTC).date().isoformat()
    kept |= {name: {"on": stamp} | part for name, part in found.items()}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
