"""Writing on the Draft page in a real browser: the caret stays, nothing is lost, a claim and a quote open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workshop.records import Comment, Company
from workshop.reindex import index_now
from workshop.settings import Settings
from workshop.store.batches import Batch
from workshop.workbench import Workbench

pytestmark = pytest.mark.browser

PATIENCE = 60_000
WROTE = "Third flight this week. The crew is not friendly. Never again."
CLAIM = "The crew is friendly."


@pytest.fixture(scope="module")
def server(tmp_path_factory, serve):
    home = tmp_path_factory.mktemp("home")
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    now = datetime.now(UTC)
    company = Company(person="traveller", people="travellers")
    bench.store.corpora.create("air", at=now, title="Airline posts", company=company)
    comments = [Comment(f"c{n}", f"{WROTE} {n}", "post", author_key=f"p{n}", language="en") for n in range(6)]
    bench.store.comments.add("air", comments, batch=Batch("hash", "posts.csv", now))
    index_now(bench, "air")
    bench.close()
    return serve(home)


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


def _is_ours(url: str, server) -> bool:
    here = server.address.removeprefix("http")
    return url.startswith((f"http{here}", f"ws{here}", "data:", "blob:"))


def write(page, words: str) -> None:
    page.locator("textarea").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words, delay=15)


def wait_until_saved(page, timeout: int = PATIENCE) -> None:
    page.get_by_text("Saved", exact=True).wait_for(timeout=timeout)


def test_the_caret_stays_where_it_is_while_answers_come(visit, picture):
    write(visit, CLAIM)
    wait_until_saved(visit)
    box = visit.locator("textarea")
    box.evaluate("box => box.setSelectionRange(8, 8)")
    visit.keyboard.type(" here", delay=15)
    visit.get_by_role("button", name="Open", exact=True).first.wait_for()
    assert box.evaluate("box => box.selectionStart") == 13
    assert box.input_value() == "The crew here is friendly."
    picture(visit, "draft-written")


def test_a_reload_finds_the_text_again(visit, picture):
    write(visit, CLAIM)
    wait_until_saved(visit)
    assert "?draft=" in visit.url
    visit.reload()
    wait_until_saved(visit)
    assert visit.locator("textarea").input_value() == CLAIM
    picture(visit, "draft-reloaded")


def test_a_claim_opens_by_keyboard_and_its_quote_opens_the_whole_comment(visit, picture):
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
    picture(visit, "draft-quote")


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


def test_a_phone_needs_no_sideways_scrolling_and_every_target_is_large_enough(visit, picture):
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
    picture(visit, "draft-phone")
