"""Stores to test with: every promise holds in memory and in a folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workshop
from workshop.store import Store


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """An empty home, migrated once: copying it is quicker than migrating one for every test."""
    home = tmp_path_factory.mktemp("blank") / "home"
    Store.open(home).close()
    return home


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    if request.param == "memory":
        opened = Store.in_memory()
    else:
        opened = Store.open(shutil.copytree(request.getfixturevalue("blank"), tmp_path / "home"))
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
