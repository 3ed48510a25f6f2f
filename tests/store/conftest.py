"""Stores to test with: every promise holds in memory and in a folder."""

import pytest

from workshop.store import Store


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    opened = Store.in_memory() if request.param == "memory" else Store.open(tmp_path / "home")
    yield opened
    opened.close()
