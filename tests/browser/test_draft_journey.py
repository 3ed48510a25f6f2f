"""Writing on the Draft page in a real browser: the caret stays, nothing is lost, a claim and a quote open."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workshop.records import Comment, Company
from workshop.reindex import index_now
from workshop.settings import Settings
from workshop.store.batches import Batch
from workshop.workbench import Workbench

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("BACKTALK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000
WROTE = "Third flight this week. The crew is not friendly. Never again."
CLAIM = "The crew is friendly."


class Server:
    """The whole app with the hashing encoder, on a port of its own, that can be ended and started again."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {"BACKTALK_HOME": str(self._home), "BACKTALK_ENCODER": "hashing", "BACKTALK_PORT": str(self.port)}
        with (self._home / "log.txt").open("ab") as log:
            command = [sys.executable, "-m", "workshop", "serve"]
            self._process = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log)
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2):  # noqa: S310 - our own server
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        pytest.fail((self._home / "log.txt").read_text("utf-8"))

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    bench = Workbench.open(Settings(home=home, encoder="hashing"))
    now = datetime.now(UTC)
    company = Company(person="traveller", people="travellers")
    bench.store.corpora.create("air", at=now, title="Airline posts", company=company)
    comments = [Comment(f"c{n}", f"{WROTE} {n}", "post", author_key=f"p{n}", language="en") for n in range(6)]
    bench.store.comments.add("air", comments, batch=Batch("hash", "posts.csv", now))
    index_now(bench, "air")
    bench.close()
    running = Server(home)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium or Chrome on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, server):
    """Open the Draft page; fail on any request to another host and any error in the page's own scripts."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    strangers, broken = [], []
    page.on("request", lambda request: None if _is_ours(request.url, server) else strangers.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(server.address)
    page.wait_for_selector("textarea")
    yield page
    context.close()
    assert not strangers
    assert not broken


def _is_ours(url: str, server: Server) -> bool:
    here = server.address.removeprefix("http")
    return url.startswith((f"http{here}", f"ws{here}", "data:", "blob:"))


def write(page, words: str) -> None:
    page.locator("textarea").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words, delay=15)


def wait_until_saved(page, timeout: int = PATIENCE) -> None:
    page.get_by_text("Saved", exact=True).wait_for(timeout=timeout)


def picture(page, name: str) -> None:
    folder = os.environ.get("BACKTALK_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"draft-{name}.png"), full_page=True)


def test_the_caret_stays_where_it_is_while_answers_come(visit):
    write(visit, CLAIM)
    wait_until_saved(visit)
    box = visit.locator("textarea")
    box.evaluate("box => box.setSelectionRange(8, 8)")
    visit.keyboard.type(" here", delay=15)
    visit.get_by_role("button", name="Open", exact=True).first.wait_for()
    assert box.evaluate("box => box.selectionStart") == 13
    assert box.input_value() == "The crew here is friendly."
    picture(visit, "written")


def test_a_reload_finds_the_text_again(visit):
    write(visit, CLAIM)
    wait_until_saved(visit)
    assert "?draft=" in visit.url
    visit.reload()
    wait_until_saved(visit)
    assert visit.locator("textarea").input_value() == CLAIM


def test_a_claim_opens_by_keyboard_and_its_quote_opens_the_whole_comment(visit):
    write(visit, CLAIM)
    visit.keyboard.press("Control+Enter")
    visit.get_by_role("button", name="Open", exact=True).first.wait_for()
    visit.locator("[data-claim='1']").focus()
    visit.keyboard.press("Enter")
    visit.get_by_role("button", name="Close", exact=True).wait_for()
    quote = visit.locator(".quote summary").first
    assert not quote.locator(".whole").is_visible()
    quote.click()
    assert quote.locator(".whole").inner_text().startswith("Third flight this week.")
    assert "The crew is not friendly." in quote.locator(".whole mark").inner_text()
    picture(visit, "quote")


def test_words_written_while_the_server_was_away_are_kept(visit, server):
    write(visit, CLAIM)
    wait_until_saved(visit)
    server.stop()
    write(visit, " Even at night.")
    server.start()
    wait_until_saved(visit, timeout=2 * PATIENCE)  # the browser asks for the server ever more rarely
    visit.reload()
    wait_until_saved(visit)
    assert visit.locator("textarea").input_value() == f"{CLAIM} Even at night."


def test_a_phone_needs_no_sideways_scrolling_and_every_target_is_large_enough(visit):
    visit.set_viewport_size({"width": 320, "height": 680})
    write(visit, CLAIM)
    visit.get_by_role("button", name="Open", exact=True).first.click()
    visit.get_by_role("button", name="Close", exact=True).wait_for()
    assert visit.evaluate("() => document.documentElement.scrollWidth") <= 320
    heights = visit.evaluate(
        "() => [...document.querySelectorAll('[class*=st-key-draft_] button, .quote summary')]"
        ".map(one => one.getBoundingClientRect().height).filter(height => height > 0)"
    )
    assert min(heights) >= 44
    picture(visit, "phone")
