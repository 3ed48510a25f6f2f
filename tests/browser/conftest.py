"""A real browser and the whole app on a port of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.room_pages import ferries
from tests.rooms import Room
from workshop.ui.supervising import WATCHED

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PICTURES = Path(__file__).parents[2] / ".tests" / "pictures"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


QUICK = {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}


class Server:
    """The whole app on a port of its own, that can be killed and started again.

    It runs without the parent that would start it anew; with the hashing encoder and the lexicon judge, or with the
    models that people have.
    """

    def __init__(self, home: Path, *, has_models: bool) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._home = home
        self._models = {} if has_models else QUICK
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {"BACKTALK_HOME": str(self._home), "BACKTALK_PORT": str(self.port)}
        settings |= self._models
        with (self._home / "log.txt").open("ab") as log:
            command = [sys.executable, "-m", "workshop", "serve"]
            told = {"stdin": subprocess.PIPE, "stdout": log, "stderr": log}
            self._process = subprocess.Popen(command, env=os.environ | settings | {WATCHED: "1"}, **told)
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2):  # noqa: S310 - our own server
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        pytest.fail((self._home / "log.txt").read_text("utf-8"))

    def sleep(self) -> None:
        """Stand still, as on a laptop whose lid was closed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


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
def serve() -> Iterator[Callable[..., Server]]:
    """Return a way to serve a home."""
    running: list[Server] = []

    def start(home: Path, *, has_models: bool = False) -> Server:
        running.append(Server(home, has_models=has_models))
        running[-1].start()
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def picture() -> Callable[[object, str], None]:
    """Return a way to save a picture of a page, to be looked at in `.tests/pictures`."""

    def save(page: object, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")  # type: ignore[attr-defined]
        page.screenshot(path=str(PICTURES / f"{name}.png"))  # type: ignore[attr-defined]

    return save


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Open a workshop over a few comments."""
    opened = ferries(tmp_path)
    yield opened
    opened.bench.close()


@pytest.fixture
def server(room: Room, tmp_path: Path, serve: Callable[..., Server]) -> Server:
    """Serve the home of the room."""
    assert room.code
    return serve(tmp_path)
