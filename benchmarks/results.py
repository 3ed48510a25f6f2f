"""Where results lie, and what is written beside every figure: the command, the machine, the versions, the day."""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")
LOAD_AT_START = round(os.getloadavg()[0], 1)
LIBRARIES = ("faiss-cpu", "numpy", "sentence-transformers", "SQLAlchemy", "streamlit", "torch", "vaderSentiment")
_INNERMOST = re.compile(r"\{[^{}\[\]]*\}|\[[^{}\[\]]*\]")
_BREAK = re.compile(r"\n\s*")


def write(
    name: str,
    figures: dict[str, Any],
    options: dict[str, Any] | None = None,
    *,
    program: str = "",
    folder: Path = RESULTS,
) -> None:
    """Keep the figures of one benchmark, and print them.

    Args:
        name: The file to keep them in.
        figures: What was measured, ready for JSON.
        options: The options that shaped it, None for one without a value; those that name folders stay out.
        program: The module that made them, where it is not called as the file is.
        folder: Where results lie.
    """
    given = [f" --{key}" if value is None else f" --{key} {value}" for key, value in (options or {}).items()]
    result = {
        "benchmark": name,
        "command": f"python -m benchmarks.{program or name}{''.join(given)}",
        "made_at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": machine(),
        "versions": versions(),
        "figures": figures,
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(as_json(result) + "\n", encoding="utf-8")
    print(as_json(figures))


def as_json(figures: dict[str, Any]) -> str:
    """Write figures as JSON, with each innermost group on one line."""
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    return _INNERMOST.sub(lambda found: _BREAK.sub(" ", found.group()), text)


def read(folder: Path = RESULTS) -> dict[str, dict[str, Any]]:
    """Return every result by the name of its benchmark."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def machine() -> dict[str, Any]:
    """Describe the machine without naming it; `load` counts the cores that were busy in the minute before."""
    facts: dict[str, Any] = {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
    }
    return facts | {"load": LOAD_AT_START}


def processor(facts: Path = Path("/proc/cpuinfo")) -> str:
    """Return what the processor calls itself."""
    if facts.is_file():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that figures depend on."""
    found = {name: version(name) for name in LIBRARIES}
    return {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version} | found
