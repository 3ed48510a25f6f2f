"""The faces of a room without a mouse, without sight and without motion: focus, rings, live lines, the clock."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.room_pages import DESK, PHONE, SECONDS, join, see, stand_still
from workshop.room.agenda import Phase
from workshop.room.records import Kind

pytestmark = pytest.mark.browser

STOP = """() => {
  let one = document.activeElement
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement
  if (!one || one === document.body) return null
  const framed = [one, one.closest("label"), one.closest("[data-baseweb]")].filter(Boolean)
  const rings = framed.map(it => getComputedStyle(it))
  const box = one.getBoundingClientRect()
  return {
    name: (one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.tagName).trim(),
    top: box.top + scrollY + (document.querySelector("[data-testid=stMain]")?.scrollTop ?? 0), left: box.left,
    ring: rings.some(it => it.outlineStyle !== "none" && parseFloat(it.outlineWidth) >= 2),
    isOurs: !one.closest("[data-testid=stHeader], [data-testid=stSidebar]") && one.dataset.testid !== "stMain",
    inDialog: Boolean(one.closest("[role=dialog]")),
  }
}"""


def stops(page, most: int = 60) -> list[dict]:
    """Press Tab through a page, and return where the focus stopped, until it leaves the page or comes round."""
    page.evaluate("document.activeElement?.blur()")
    found: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (found and (stop["name"], stop["top"]) == (found[0]["name"], found[0]["top"])):
            break
        found.append(stop)
    return [stop for stop in found if stop["isOurs"]]


def goes_down(found: list[dict]) -> list[str]:
    """Return which stops lie above the one before them, or left of it in the same row."""
    rows = [(before, after, after["top"] - before["top"]) for before, after in pairwise(found)]
    return [
        f"{after['name']} after {before['name']}"
        for before, after, down in rows
        if down < -24 or (abs(down) <= 24 and after["left"] < before["left"] - 1)
    ]


@pytest.fixture
def room(room):
    room.add("Luc")
    return room


@pytest.fixture
def opened(browser):
    """Return a way to open a page of its own person."""
    contexts = []

    def page(**options):
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield page
    for context in contexts:
        context.close()


def test_the_focus_goes_down_a_phone_and_is_seen_at_every_stop(room, server, opened):
    phone = opened(viewport=PHONE)
    phone.goto(f"{server.address}/join?code={room.code.replace(' ', '+')}")
    there = stops(phone)
    assert [stop["name"] for stop in there][-2:] == ["Join", "Join without a name"]
    found = {"join": there}
    join(phone, server.address, room.code, "Ana")
    for phase, words in ((Phase.LISTEN, "1 of 10"), (Phase.WRITE, "What do we say to them?")):
        room.enter(phase)
        if phase is Phase.WRITE:
            room.open_writing()
        see(phone, words)
        stand_still(phone)
        found[phase.value] = stops(phone)
    number = room.write(2, "Somebody answers the phone.")
    room.enter(Phase.GUESS)
    room.does(None, Kind.PUT_UP, message=number)
    see(phone, "What do they say?")
    stand_still(phone)
    found["guess"] = stops(phone)
    for where, there in found.items():
        assert len(there) >= 2, where
        assert [stop["name"] for stop in there if not stop["ring"]] == [], where
        assert goes_down(there) == [], where


def test_the_focus_is_seen_at_every_stop_of_the_control_screen(room, server, opened):
    desk = opened(viewport=DESK)
    desk.goto(f"{server.address}/workshops?workshop={room.id}")
    see(desk, "Give everybody their comments")
    see(desk, "Address…")
    stand_still(desk)
    there = stops(desk)
    names = [stop["name"] for stop in there]
    assert any("Give everybody their comments" in name for name in names)
    assert [stop["name"] for stop in there if not stop["ring"]] == []
    columns = [
        names.index(next(name for name in names if part in name)) for part in ("Lobby", "Give everybody", "Address")
    ]
    assert columns == sorted(columns), "agenda, stage, then the way in"


def test_a_question_keeps_the_focus_and_gives_it_back(room, server, opened):
    desk = opened(viewport=DESK)
    desk.goto(f"{server.address}/workshops?workshop={room.id}")
    see(desk, "Agenda")
    stand_still(desk)
    desk.get_by_role("button", name="More…").focus()
    desk.keyboard.press("Enter")
    see(desk, "End the workshop")
    stand_still(desk)
    inside = []
    for _ in range(12):
        desk.keyboard.press("Tab")
        inside.append(desk.evaluate(STOP))
    assert all(stop and stop["inDialog"] for stop in inside)
    desk.keyboard.press("Escape")
    desk.get_by_role("dialog").wait_for(state="detached", timeout=SECONDS)
    expect(desk.get_by_role("button", name="More…")).to_be_focused(timeout=SECONDS)


def test_a_screen_reader_hears_what_comes_up_on_a_phone_and_not_the_clock(room, server, opened):
    phone = opened(viewport=PHONE)
    join(phone, server.address, room.code, "Ana")
    see(phone, "You are in.")
    spoken = phone.locator("p[role=status]").filter(has_text="Listen")
    room.enter(Phase.LISTEN)
    spoken.first.wait_for(state="attached", timeout=SECONDS)
    assert phone.locator("[role=timer]").first.get_attribute("aria-live") == "off"
    room.does(None, Kind.PAUSED, on=True)
    phone.locator("p[role=status]").filter(has_text="The room is paused.").first.wait_for(
        state="attached", timeout=SECONDS
    )


def test_without_motion_the_clock_still_tells_the_time(room, server, opened):
    phone = opened(viewport=PHONE, reduced_motion="reduce")
    join(phone, server.address, room.code, "Ana")
    room.enter(Phase.LISTEN)
    clock = phone.locator("[role=timer]").first
    expect(clock).to_contain_text("14:", timeout=SECONDS)
    before = clock.inner_text()
    expect(clock).not_to_have_text(before, timeout=SECONDS)
