"""How long until somebody sees the first page: from the start of the process, and from its first answer.

`python -m benchmarks.first_page [--runs 3] [--home HOME]`; needs Linux and Chromium. Each run is a fresh server
and a fresh browser profile. Drawn is when the last thing on the empty Draft page, the sample messages,
can be seen. Whether torch was in the way is read from the process's memory map, the whole time.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import results
from benchmarks.homes import parser, with_demo
from benchmarks.serving import Server, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("BACKTALK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
LAST_DRAWN = ".st-key-draft_samples button"


def main() -> None:
    """Measure, and keep the figures."""
    made = parser(__doc__)
    made.add_argument("--runs", type=int, default=3)
    given = made.parse_args()
    if CHROMIUM is None:
        raise SystemExit("Skipped: no Chromium was found. Install it, or name it in BACKTALK_CHROMIUM.")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not where there is no browser

    with with_demo(given.home) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        runs = [one_run(home, browser) for _ in range(given.runs)]
        browser.close()
    figures = {
        "runs": runs,
        "start_to_answer_seconds": round(median(one["start_to_answer_seconds"] for one in runs), 2),
        "answer_to_page_seconds": round(median(one["answer_to_page_seconds"] for one in runs), 2),
        "torch_after_answer_seconds": round(median(one["torch_after_answer_seconds"] for one in runs), 2),
        "second_page_seconds": round(median(one["second_page_seconds"] for one in runs), 2),
        "torch_absent_when_answering": all(one["torch_absent_when_answering"] for one in runs),
    }
    results.write("first_page", figures, {"runs": given.runs})


def one_run(home: Path, browser: Browser) -> dict[str, float]:
    """Start a server, open its first page at once, and then once more with models loaded."""
    page = browser.new_context().new_page()
    with Server(home) as server:
        absent = not server.has_torch()
        seen: list[float] = []
        watch = threading.Thread(target=_note_torch, args=(server, seen))
        watch.start()
        page.goto(server.address)
        page.locator(LAST_DRAWN).first.wait_for(state="visible", timeout=60_000)
        drawn_at = time.perf_counter()
        watch.join()
        page.context.close()
        again = browser.new_context().new_page()
        wait_until(server.is_steady, every_seconds=0.0)
        began = time.perf_counter()
        again.goto(server.address)
        again.locator(LAST_DRAWN).first.wait_for(state="visible", timeout=60_000)
        second = time.perf_counter() - began
        again.context.close()
        return {
            "start_to_answer_seconds": round(server.answered_at - server.started_at, 2),
            "answer_to_page_seconds": round(drawn_at - server.answered_at, 2),
            "torch_after_answer_seconds": round(seen[0] - server.answered_at, 2),
            "torch_absent_when_answering": absent,
            "second_page_seconds": round(second, 2),
        }


def _note_torch(server: Server, seen: list[float]) -> None:
    """Keep the moment at which torch first was in the process."""
    while not server.has_torch():
        time.sleep(0.01)
    seen.append(time.perf_counter())


if __name__ == "__main__":
    main()
