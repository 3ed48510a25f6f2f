"""No serious finding of axe-core on any view, light and dark: contrast, labels, names, roles, order."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.room_pages import PHONE, ferries, join, see, stand_still
from workshop.room.agenda import Phase

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
STREAMLITS_OWN = "[data-testid=stHeader], [data-testid=stStatusWidget], [data-testid=stMainMenu]"
"""Pieces that Streamlit draws and that we cannot change."""


@pytest.fixture
def room(tmp_path):
    opened = ferries(tmp_path)
    opened.add("Luc")
    opened.open_writing()
    yield opened
    opened.bench.close()


def findings(page) -> list[str]:
    stand_still(page)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, context={"exclude": [[STREAMLITS_OWN]]}, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_has_a_serious_finding(room, tmp_path, serve, browser, scheme):
    server = serve(tmp_path)
    number, code = room.id, room.code.replace(" ", "+")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    grave = {}
    for path, words in (
        ("/", "Says who?"),
        ("/comments", "Ferry posts"),
        ("/brief", "The brief"),
        ("/workshops", "Workshops"),
        (f"/workshops?workshop={number}", "Agenda"),
        (f"/wall?workshop={number}", "have handed in"),
        (f"/join?code={code}", "Write to people"),
        ("/key", "The facilitator's key"),
    ):
        page.goto(f"{server.address}{path}")
        see(page, words)
        grave[path] = findings(page)
    page.set_viewport_size(PHONE)
    join(page, server.address, room.code, "")
    see(page, "What do we say to them?")
    grave["write"] = findings(page)
    for phase, words in ((Phase.LISTEN, "of 10"), (Phase.DECIDE, "Decide")):
        room.enter(phase)
        see(page, words)
        grave[phase.value] = findings(page)
    context.close()
    assert {path: found for path, found in grave.items() if found} == {}


def test_the_check_finds_what_is_wrong(browser):
    page = browser.new_page()
    page.set_content(
        '<html lang="en"><title>x</title><body><img src="x"><p style="color:#ccc;background:#fff">pale</p>'
    )
    assert {one.split(" ")[0] for one in findings(page)} == {"image-alt", "color-contrast"}
    page.close()
