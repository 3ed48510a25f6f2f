"""A person's last word in a real browser: it counts at once, outlives a reload, and is taken back as easily."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from workshop.records import Comment, Company
from workshop.reindex import index_now
from workshop.settings import Settings
from workshop.store import Store
from workshop.store.batches import Batch
from workshop.workbench import Workbench

pytestmark = pytest.mark.browser

PATIENCE = 60_000
CLAIM = "The crew is friendly."
STARTS = ("Sorry,", "Well,", "No,", "Once more,", "Sadly,")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Bring in five people who say the opposite."""
    folder = tmp_path_factory.mktemp("home")
    bench = Workbench.open(Settings(home=folder, encoder="hashing", judge="lexicon"))
    now = datetime.now(UTC)
    company = Company(person="traveller", people="travellers")
    bench.store.corpora.create("air", at=now, title="Airline posts", company=company)
    comments = [
        Comment(f"c{n}", f"{start} the crew is not friendly.", "post", author_key=f"p{n}", language="en")
        for n, start in enumerate(STARTS)
    ]
    bench.store.comments.add("air", comments, batch=Batch("hash", "posts.csv", now))
    index_now(bench, "air")
    bench.close()
    return folder


@pytest.fixture(scope="module")
def server(home, serve):
    return serve(home)


@pytest.fixture
def card(browser, home, server):
    """Open the card of a claim in a text of its own."""
    store = Store.open(home)
    number = store.drafts.create(CLAIM, at=datetime.now(UTC)).id
    store.close()
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{server.address}/?draft={number}")
    open_claim(page)
    yield page
    context.close()
    assert not broken


def open_claim(page) -> None:
    page.get_by_role("button", name="Open", exact=True).first.click()
    page.get_by_role("button", name="Close", exact=True).wait_for()


def verdict(page, words: str) -> None:
    page.locator(".head .verdict").get_by_text(words, exact=True).wait_for()


def n_decided(home) -> int:
    store = Store.open(home)
    n = len(store.decisions.matches("air"))
    store.close()
    return n


def test_a_match_taken_out_counts_at_once_outlives_a_reload_and_is_undone(card, home, picture):
    verdict(card, "Travellers say the opposite")
    card.get_by_label("Your name, kept with what you decide here").fill("Ana")
    card.get_by_role("button", name="Does not fit", exact=True).first.click()
    verdict(card, "Only 4 say the opposite")
    card.get_by_text(re.compile("Rejected by Ana")).wait_for()
    picture(card, "decided")
    card.reload()
    open_claim(card)
    verdict(card, "Only 4 say the opposite")
    card.get_by_role("button", name="Undo", exact=True).click()
    verdict(card, "Travellers say the opposite")
    assert n_decided(home) == 2


@pytest.mark.parametrize("name, said", [("Fits", "Confirmed by somebody"), ("Does not fit", "Rejected by somebody")])
def test_a_double_click_is_one_decision_and_stays_one(card, home, name, said):
    before = n_decided(home)
    card.get_by_role("button", name=name, exact=True).first.dblclick()
    card.get_by_text(re.compile(said)).wait_for()
    card.keyboard.press("Escape")
    undo = card.get_by_role("button", name="Undo", exact=True)
    # A slower second click falls on what stands there by then, which does not hear it yet.
    assert undo.evaluate("button => getComputedStyle(button).animationName") == "draft-wake"
    assert n_decided(home) == before + 1
    undo.focus()
    card.keyboard.press("Enter")
    card.get_by_text(re.compile(said)).wait_for(state="detached")
    assert n_decided(home) == before + 2


def test_a_verdict_is_overruled_with_a_reason_and_the_machines_stays(card, picture):
    card.get_by_role("button", name="Overrule the verdict").click()
    card.get_by_role("button", name="Overrule it", exact=True).click()
    card.get_by_text("No verdict was chosen.").wait_for()
    card.get_by_label("What holds instead").click()
    card.get_by_role("option", name="Travellers disagree").click()
    card.get_by_label("Why", exact=True).fill("Two of them mean <b>another</b> crew.")
    picture(card, "overruling")
    card.get_by_role("button", name="Overrule it", exact=True).click()
    card.locator(".head .overruled").get_by_text("Two of them mean <b>another</b> crew.").wait_for()
    verdict(card, "Travellers say the opposite")
    card.get_by_role("button", name="Withdraw the overruling").click()
    card.locator(".head .overruled").wait_for(state="detached")


def test_their_words_go_beside_the_text_and_never_into_it(card, picture):
    card.get_by_role("button", name="Put it beside your text").click()
    card.get_by_role("heading", name="Their words").wait_for()
    assert card.locator("textarea").first.input_value() == CLAIM
    picture(card, "beside")
    box, words = card.locator("textarea").first.bounding_box(), card.locator(".beside").bounding_box()
    assert words["x"] > box["x"] + box["width"]
    card.reload()
    card.get_by_role("heading", name="Their words").wait_for()
    card.set_viewport_size({"width": 390, "height": 844})
    assert card.evaluate("() => document.documentElement.scrollWidth") <= 390
    card.get_by_role("button", name="Take it away").click()
    card.get_by_role("heading", name="Their words").wait_for(state="detached")
    assert card.locator("textarea").first.input_value() == CLAIM


def test_every_control_of_an_open_card_is_large_enough_for_a_thumb(card, picture):
    card.set_viewport_size({"width": 320, "height": 680})
    card.get_by_role("button", name="Does not fit", exact=True).first.wait_for()
    small = card.evaluate(
        "() => [...document.querySelectorAll('[class*=st-key-draft_card] button, [class*=st-key-draft_card] summary')]"
        ".filter(one => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 44)"
        ".map(one => one.innerText)"
    )
    assert small == []
    assert card.evaluate("() => document.documentElement.scrollWidth") <= 320
    picture(card, "decided-phone")
