"""From a file to a projected wall and a brief, in a real browser that never asks another host."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from workshop.settings import Settings
from workshop.workbench import Workbench

pytestmark = pytest.mark.browser

PATIENCE = 60_000
ROWS = [
    ("Waited two hours on hold, nobody answers the phone.", "ann", "2015-02-17", "North"),
    ("On hold for an hour and nobody answers. The phone line is useless.", "bob", "2015-02-18", "North"),
    ("Nobody answers the phone!! <b>Third</b> call today.", "cat", "2015-02-19", "North"),
    ("The phone was answered at once. Thank you.", "dan", "2015-02-20", "South"),
    ("Please call us back, a callback would be great.", "eve", "2015-02-21", "South"),
    ("ok", "fay", "2015-02-21", "South"),
]
POSTS = "text,author,date,line\n" + "".join(f'"{text}",{who},{day},{line}\n' for text, who, day, line in ROWS)
FONT_SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"
TEXT = "Somebody answers the phone at once. We call you back.\nWelcome aboard."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Keep one text before anything else is there."""
    folder = tmp_path_factory.mktemp("home")
    bench = Workbench.open(Settings(home=folder, encoder="hashing", judge="lexicon"))
    bench.store.drafts.create(TEXT, at=datetime.now(UTC), name="Phones")
    bench.close()
    return folder


@pytest.fixture(scope="module")
def address(home, serve):
    return serve(home).address


@pytest.fixture
def page(browser, address):
    """Open a page, and fail on any request to another host and on anything the policy forbids."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    strangers, forbidden = set(), []
    opened.on("request", lambda request: strangers.add(urlsplit(request.url).netloc))
    opened.on("console", lambda said: forbidden.append(said.text) if "Content Security Policy" in said.text else None)
    opened.on("pageerror", lambda error: forbidden.append(str(error)))
    yield opened
    context.close()
    assert strangers - {urlsplit(address).netloc, ""} == set()
    assert forbidden == []


def test_a_file_is_dropped_looked_over_and_brought_in(page, address, tmp_path, picture):
    file = tmp_path / "ferry posts.csv"
    file.write_text(POSTS, "utf-8")
    page.goto(f"{address}/comments")
    page.set_input_files("input[type=file]", str(file))
    page.get_by_text("5 comments will come in. 1 will be left out").wait_for()
    bring_in = page.get_by_role("button", name="Bring in 5 comments")
    bring_in.wait_for()
    picture(page, "journey-preview")
    bring_in.click()
    page.get_by_text("5 comments by 5 customers").wait_for()
    page.wait_for_function("() => document.querySelectorAll('.comment').length === 5")
    assert page.locator(".comment b").count() == 0
    picture(page, "journey-comments")


def test_the_wall_is_walked_through_by_keyboard(page, address, picture):
    page.goto(f"{address}/wall")
    page.get_by_role("button", name="Phones").click()
    page.locator(".wall .verdict").filter(has_not_text="Reading").wait_for()
    page.wait_for_function("() => window.backtalkWallKeys")
    first = page.locator(".wall .is-open").inner_text()
    picture(page, "journey-wall-light")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("first => document.querySelector('.wall .is-open')?.innerText !== first", arg=first)
    page.keyboard.press("PageUp")
    page.wait_for_function("first => document.querySelector('.wall .is-open')?.innerText === first", arg=first)
    page.keyboard.press("ArrowDown")
    page.locator(".wall .foot").get_by_text("Message 2 of 2").wait_for()
    page.keyboard.press("d")
    page.locator(".wall-frame.dark").wait_for()
    picture(page, "journey-wall-dark")
    page.reload()
    page.locator(".wall-frame.dark .foot").get_by_text("Message 2 of 2").wait_for()
    page.wait_for_function("() => window.backtalkWallKeys")
    page.keyboard.press("Escape")
    page.get_by_text("Which text goes on the wall?").wait_for()


def test_the_wall_in_the_app_covers_the_picture_and_fits_it(page, address):
    page.goto(f"{address}/wall?draft=1")
    page.locator(".wall .verdict").wait_for()
    box = page.locator(".wall").bounding_box()
    assert (round(box["width"]), round(box["height"])) == (1280, 720)
    assert page.locator(".wall").evaluate("wall => wall.scrollHeight <= wall.clientHeight")
    assert page.locator(".wall .verdict").evaluate(FONT_SIZE) == pytest.approx(79.2)
    assert min(page.locator(".wall *:not(:has(*))").evaluate_all(f"all => all.map({FONT_SIZE})")) >= 0.035 * 720 - 0.01
    assert not page.locator("[data-testid=stHeader]").is_visible()


def test_a_brief_is_taken_away_as_word_and_as_a_web_page(page, address, picture, tmp_path):
    page.goto(f"{address}/brief?draft=1")
    page.get_by_role("button", name="Word").wait_for()
    picture(page, "journey-brief")
    for name, start in (("Word", b"PK"), ("Web page", b"<!DOCTYPE html>")):
        with page.expect_download() as coming:
            page.get_by_role("button", name=name).click()
        coming.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().lstrip().lower().startswith(start.lower())
        assert re.match(r"phones\.(docx|html)", coming.value.suggested_filename)


@pytest.mark.parametrize("where", ["/", "/comments", "/brief", "/wall"])
@pytest.mark.parametrize("width, scheme", [(390, "light"), (1280, "dark")])
def test_no_page_is_wider_than_the_screen_or_asks_another_host(page, address, where, width, scheme, picture):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(address + where)
    page.locator(".bt h1").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(f".ground.{scheme}").count() == 1
    picture(page, f"page-{where.strip('/') or 'draft'}-{width}-{scheme}")
