"""No serious finding of axe-core on any view and in any state of a room, light and dark; and what axe does not see.

One room is led through everything it can show once a scheme, and looked at from all sides in every state.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser import measures
from tests.browser.room_pages import PHONE, SECONDS, ferries, see, stand_still
from tests.browser.room_walk import DESK, close_faces, open_faces, walk

pytestmark = pytest.mark.browser

STREAMLITS_OWN = (
    "[data-testid=stHeader], [data-testid=stSidebar], [data-testid=stStatusWidget], [data-testid=stMainMenu]"
)
"""Pieces that Streamlit draws and that we cannot change."""

AXE = """([within, without]) => axe.run(
  within ? {include: [within]} : {exclude: [[without]]},
  {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]},
).then(({violations}) => violations
  .filter(one => ["serious", "critical"].includes(one.impact))
  .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`)))"""
NARROW, ZOOMED = {"width": 320, "height": 568}, {"width": 640, "height": 360}
PANELS = {
    "lobby": ("More…", "Add a person…", "Remove…", "Park something…", "Address…", "Lobby 5 min"),
    "write": ("Send back…", "Write for Luc"),
    "guess": ("Guess for Luc", "Join…"),
    "rework, one waits": ("Reword for Luc",),
    "decide, voting": ("Vote for Luc", "Decide…"),
}
"""The questions of the control screen, by the state in which they are opened."""


def findings(page, within: str = "") -> list[str]:
    stand_still(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(AXE, [within, STREAMLITS_OWN])


@dataclass
class Seen:
    """What was found in each state, by what was looked for; no entry where nothing was."""

    found: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, kind: str, where: str, lines: list[str]) -> None:
        if lines:
            self.found[kind][where] = lines


@pytest.fixture(scope="module")
def walked(tmp_path_factory, serve, browser):
    """Lead a room through everything in the light, and look at every face from all sides."""
    home = tmp_path_factory.mktemp("light")
    room = ferries(home)
    faces = open_faces(room, serve(home).address, browser, color_scheme="light")
    seen = Seen()
    for state in walk(faces):
        for name, page in faces.seen_in(state).items():
            seen.note("axe", f"{state.name}: {name}", findings(page))
            LOOKS[name](seen, f"{state.name}: {name}", page)
        for label in PANELS.get(state.name, ()):
            _panel(seen, label, faces.desk)
    close_faces(faces)
    room.bench.close()
    return seen.found


def _phone(seen: Seen, where: str, page) -> None:
    for size in (NARROW, PHONE):
        page.set_viewport_size(size)
        seen.note("small", f"{where}, {size['width']} wide", measures.small(page, 44))
        _lies_open(seen, f"{where}, {size['width']} wide", page)
    _in_large_type(seen, where, page)


def _desk(seen: Seen, where: str, page) -> None:
    seen.note("small", where, measures.small(page, 24))
    for size in (ZOOMED, PHONE):
        page.set_viewport_size(size)
        _lies_open(seen, f"{where}, {size['width']} wide", page)
    page.set_viewport_size(DESK)
    _in_large_type(seen, where, page)


def _wall(seen: Seen, where: str, page) -> None:
    page.set_viewport_size(ZOOMED)
    seen.note("cut", f"{where}, {ZOOMED['width']} wide", [*measures.cut(page), *measures.overlaps(page)])
    page.set_viewport_size(DESK)


LOOKS = {"phone": _phone, "wall": _wall, "desk": _desk}


def _lies_open(seen: Seen, where: str, page) -> None:
    seen.note("cut", where, [*measures.cut(page), *measures.overlaps(page)])
    seen.note("covered", where, measures.covered(page))


def _in_large_type(seen: Seen, where: str, page) -> None:
    measures.enlarge(page, 2)
    _lies_open(seen, f"{where}, large type", page)
    measures.enlarge(page, 1)


def _panel(seen: Seen, label: str, desk) -> None:
    desk.get_by_role("button", name=label).first.click()
    dialog = desk.get_by_role("dialog")
    dialog.wait_for(timeout=SECONDS)
    where = f"{label} of the control screen"
    seen.note("axe", where, findings(desk, "[role=dialog]"))
    seen.note("small", where, measures.small(desk, 24))
    desk.set_viewport_size(ZOOMED)
    _lies_open(seen, where, desk)
    desk.set_viewport_size(DESK)
    desk.keyboard.press("Escape")
    dialog.wait_for(state="detached", timeout=SECONDS)
    stand_still(desk)


def test_no_state_of_a_room_has_a_serious_finding(walked):
    assert walked["axe"] == {}


def test_everything_to_press_is_large_enough(walked):
    assert walked["small"] == {}


def test_nothing_is_cut_or_overlaps_in_a_narrow_window_zoomed_or_in_large_type(walked):
    assert walked["cut"] == {}


def test_everything_to_press_is_laid_open_by_scrolling(walked):
    assert walked["covered"] == {}


def test_no_state_of_a_room_in_the_dark_has_a_serious_finding_or_moves_for_who_wants_no_motion(
    tmp_path, serve, browser
):
    room = ferries(tmp_path)
    faces = open_faces(room, serve(tmp_path).address, browser, color_scheme="dark", reduced_motion="reduce")
    seen = Seen()
    for state in walk(faces):
        for name, page in faces.seen_in(state).items():
            seen.note("axe", f"{state.name}: {name}", findings(page))
            seen.note("motion", f"{state.name}: {name}", measures.moving(page))
    close_faces(faces)
    room.bench.close()
    assert seen.found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_other_view_has_a_serious_finding(tmp_path, serve, browser, scheme):
    room = ferries(tmp_path)
    server = serve(tmp_path)
    context = browser.new_context(viewport=DESK, color_scheme=scheme)
    page, seen = context.new_page(), Seen()
    for path, words in (
        ("/", "Says who?"),
        ("/comments", "Ferry posts"),
        ("/brief", "The brief"),
        ("/workshops", "Workshops"),
        ("/wall", "Which text goes on the wall?"),
        (f"/join?code={room.code.replace(' ', '+')}", "Write to people"),
        ("/key", "The facilitator's key"),
        ("/phone", "You are not in a workshop."),
    ):
        page.goto(f"{server.address}{path}")
        see(page, words)
        seen.note("axe", path, findings(page))
    page.get_by_role("link", name="Type the code").click()
    page.get_by_label("Code on the wall").fill("NOPE 99")
    page.get_by_role("button", name="Join without a name").click()
    see(page, "No workshop has this code.")
    seen.note("axe", "a wrong code", findings(page))
    context.close()
    room.bench.close()
    assert seen.found == {}


@pytest.mark.parametrize(
    "path, last", [("/join", "Join without a name"), ("/key", "Go on"), ("/workshops", "Open the workshop")]
)
def test_what_stands_before_a_room_fits_a_narrow_window(tmp_path, serve, browser, path, last):
    room = ferries(tmp_path)
    page, seen = browser.new_page(viewport=NARROW), Seen()
    page.goto(f"{serve(tmp_path).address}{path}")
    page.get_by_role("button", name=last).wait_for(timeout=SECONDS)
    stand_still(page)
    least = 24 if path == "/workshops" else 44
    seen.note("small", path, measures.small(page, least))
    _lies_open(seen, path, page)
    page.set_viewport_size(DESK if path == "/workshops" else PHONE)
    _in_large_type(seen, path, page)
    page.close()
    room.bench.close()
    assert seen.found == {}


def test_the_check_finds_what_is_wrong(browser):
    page = browser.new_page(viewport=NARROW)
    page.set_content(
        '<html lang="en"><title>x</title><body style="margin:0"><img src="x"><p style="color:#ccc;background:#fff">pale'
        '</p><button style="width:20px;height:20px;overflow:hidden">too small</button><p style="width:400px">wide</p>'
        '<p style="animation:turn 1s infinite">turns</p><style>@keyframes turn { to { opacity: 0 } }</style>'
        '<a href="#" style="position:absolute;top:300px">under</a><div style="position:fixed;inset:250px 0 0">it</div>'
    )
    assert {one.split(":")[0] for one in findings(page)} == {"image-alt", "color-contrast"}
    assert [one.split(":")[0] for one in measures.small(page, 24)] == ["too small", "under"]
    assert any("scrolls sideways" in one for one in measures.cut(page))
    assert any("too small is cut" in one for one in measures.cut(page))
    assert [one.split(" ")[0] for one in measures.covered(page)] == ["under"]
    assert len(measures.moving(page)) == 1
    measures.enlarge(page, 2)
    assert page.evaluate("getComputedStyle(document.querySelector('a')).fontSize") == "32px"
    page.close()
