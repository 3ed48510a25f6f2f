"""The pages of a workshop in a browser: their sizes, what is seen on them and what is pressed."""

from __future__ import annotations

import itertools
from pathlib import Path

from playwright.sync_api import TimeoutError, expect

from tests.rooms import Room
from workshop import corpus, demo
from workshop.records import Company
from workshop.room.agenda import ready_agenda
from workshop.room.records import Plan
from workshop.settings import Settings
from workshop.workbench import Workbench

SECONDS = 20_000
PHONE, WALL, DESK = {"width": 390, "height": 844}, {"width": 1920, "height": 1080}, {"width": 1280, "height": 720}
SAID = (
    "Waited two hours on hold, nobody answers the phone.",
    "On hold for an hour and nobody answers. The phone line is useless.",
    "Nobody answers the phone, third call today.",
    "The phone was answered at once. Thank you.",
    "Please call us back, a callback would be great.",
    "Nobody answers the phone at the harbour either.",
    "The ferry was on time and the crew was kind.",
    "The crew was kind, and the coffee was good.",
    "My bag was lost, and nobody answers the phone about it.",
    "I love the new ferry.",
    "The ferry left an hour late, again.",
    "The new app shows where the ferry is.",
)


def ferries(home: Path) -> Room:
    """Open a workshop over twelve comments in a home, beside its server as a second process would."""
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    rows = "\n".join(f'"{text}",p{n},2015-02-{10 + n},{"North" if n % 2 else "South"}' for n, text in enumerate(SAID))
    company = Company(names=("Harbour Ferries",), person="traveller", people="travellers")
    plan = corpus.Plan("ferries", "posts.csv", columns={"segments": ("line",)}, company=company, title="Ferry posts")
    corpus.take(bench, corpus.preview(bench, f"text,author,date,line\n{rows}\n".encode(), plan), plan)
    return Room(bench, Plan("Phones", "What do we say when nobody answers?", "ferries", ready_agenda(120)))


def bring_demo(home: Path) -> None:
    """Bring the demo comments into a home with the models that people have."""
    bench = Workbench.open(Settings(home=home))
    demo.load(bench, "airline-posts")
    bench.close()


def join(page, address: str, code: str, name: str) -> None:
    """Come in by the form; an empty name is none."""
    page.goto(f"{address}/join?code={code.replace(' ', '+')}")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join" if name else "Join without a name", exact=True).click()


def see(page, words: str, within: float = SECONDS) -> None:
    page.get_by_text(words).locator("visible=true").first.wait_for(timeout=within)


STILL = """token => {
  const state = document.querySelector("[data-test-script-state]")?.dataset.testScriptState ?? "notRunning"
  const now = performance.now()
  if (state !== "notRunning" || window.still?.token !== token) window.still = { token, since: now }
  return now - window.still.since > 100
}"""
tokens = itertools.count()


def stand_still(page) -> None:
    """Wait until the page is drawn, and stays so a moment: a press meanwhile may meet a button that makes way."""
    page.wait_for_function(STILL, arg=next(tokens), timeout=SECONDS)


def press(page, label: str) -> None:
    stand_still(page)
    page.get_by_role("button", name=label).first.click(timeout=SECONDS)


def press_for(page, label: str, words: str) -> None:
    """Press a button for what it brings; once more where the page moved away under the press, as a person would."""
    press(page, label)
    try:
        see(page, words, SECONDS / 2)
    except TimeoutError:
        if page.get_by_role("button", name=label).count():
            press(page, label)
        see(page, words)


def holds(page, label: str, words: str) -> None:
    """See words in a field, once no other field of this name stands beside it while the page is drawn."""
    field = page.get_by_label(label)
    expect(field).to_have_count(1, timeout=SECONDS)
    expect(field).to_have_value(words, timeout=SECONDS)


def fits(page) -> None:
    """Nothing lies beyond the width of the page."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
