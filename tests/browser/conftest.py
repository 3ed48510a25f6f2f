"""A real browser and the whole app on a port of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Open the browser of this machine; without one the test is skipped."""
    found = os.environ.get("BACKTALK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium or Chrome on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[[Path], str]]:
    """Return a way to serve a home with the hashing encoder; it gives the address."""
    running: list[subprocess.Popen[bytes]] = []

    def serve(home: Path) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = {"BACKTALK_HOME": str(home), "BACKTALK_ENCODER": "hashing", "BACKTALK_PORT": str(port)}
        with (home / "log.txt").open("ab") as log:
            command = [sys.executable, "-m", "workshop", "serve"]
            running.append(subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}"
        _wait(address, home / "log.txt")
        return address

    yield serve
    for process in running:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(log.read_text("utf-8"))


@pytest.fixture
def picture() -> Callable[[object, str], None]:
    """Return a way to save a picture of a page, where BACKTALK_PICTURES names a folder."""

    def save(page: object, name: str) -> None:
        folder = os.environ.get("BACKTALK_PICTURES")
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}.png"))  # type: ignore[attr-defined]

    return save
