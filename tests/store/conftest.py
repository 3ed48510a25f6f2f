"""Stores to test with: every promise holds in memory and in a folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import workshop
from workshop.store import Store


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    opened = Store.in_memory() if request.param == "memory" else Store.open(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def python():
    """Start a Python of its own that finds this package; whatever still runs at the end is killed."""
    started = []
    environment = os.environ | {"PYTHONPATH": str(Path(workshop.__file__).parents[1])}

    def start(*arguments):
        command = [sys.executable, *map(str, arguments)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()
