"""Processes that do one thing in a home and may die over it: forked, so that each costs milliseconds."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.cli import main

_LOADED = ("faiss", "alembic.command", "alembic.config", "workshop.cli.commands", "workshop.jobs", "workshop.health")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: `status` is its exit status, minus the signal that killed it."""

    status: int
    out: str
    err: str

    @property
    def was_killed(self) -> bool:
        """Whether it died of kill -9."""
        return self.status == -signal.SIGKILL

    @property
    def is_one_sentence(self) -> bool:
        """Whether it failed as the command line should: exit status 1 and one line that begins with Error."""
        lines = [line for line in self.err.splitlines() if not line.startswith(("Passages", "Personal"))]
        errors = [line for line in lines if line.startswith("Error: ")]
        return self.status == 1 and len(errors) == 1 and lines[-1] == errors[0] and "Traceback" not in self.err


def load() -> None:
    """Import everything now, so that children need not."""
    for name in _LOADED:
        importlib.import_module(name)


def start(act: Callable[[], object], folder: Path) -> int:
    """Fork a child that does one thing and writes what it says into a folder; return its process id."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        act()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - the child's last words
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def wait(child: int, folder: Path) -> Ended:
    """Wait for a child and return how it ended."""
    _, raw = os.waitpid(child, 0)
    said = [(folder / name).read_text(encoding="utf-8") if (folder / name).exists() else "" for name in ("out", "err")]
    return Ended(os.waitstatus_to_exitcode(raw), *said)


def run(act: Callable[[], object]) -> Ended:
    """Do one thing in a child and wait for it."""
    with tempfile.TemporaryDirectory() as folder:
        return wait(start(act, Path(folder)), Path(folder))


def answer(act: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Do one thing in a child and return what it returned, as JSON brings it back.

    Raises:
        RuntimeError: the child failed; its last words are the message.
    """
    ended = run(lambda: print(json.dumps(act())))
    if ended.status:
        raise RuntimeError(f"status {ended.status}: {ended.err}")
    return json.loads(ended.out.splitlines()[-1])


def command(home: Path, *arguments: str | Path) -> Callable[[], None]:
    """Return the command line's program with these arguments, to be run in a child."""

    def act() -> None:
        os.environ |= {"BACKTALK_HOME": str(home), "BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}
        sys.argv = ["backtalk", *map(str, arguments)]
        try:
            main()
        except SystemExit as end:
            if end.code:
                raise

    return act
