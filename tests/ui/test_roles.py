"""Who counts as the owner of this machine, and what a guest may ask for at all."""

from __future__ import annotations

import threading
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.starlette import starlette_auth_routes, starlette_routes

from workshop.errors import WorkshopError
from workshop.room.records import Participant
from workshop.sessions.pace import Pace
from workshop.ui import qr, visitor
from workshop.ui.serving import roles
from workshop.ui.serving.connections import Connections
from workshop.ui.serving.hosts import KnownHosts
from workshop.ui.serving.roles import Roles

KEY = "the-facilitators-key"
SITE = "http://192.168.1.20:8501"
HOST = {"host": "192.168.1.20:8501"}
FOR_GUESTS = (
    "/join",
    "/key",
    "/again/abc_DEF-123",
    "/link",
    "/pulse",
    "/phone",
    "/wall",
    "/favicon.png",
    "/static/js/index.CoFt6JSb.js",
    "/_stcore/health",
    "/_stcore/host-config",
    "/phone/_stcore/host-config",
    "/wall/_stcore/health",
)
FOR_OWNERS = (
    "/comments",
    "/brief",
    "/workshops",
    "/draft",
    "/door",
    "/_stcore/upload_file/session/file",
    "/media/abc.png",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/component/x/index.html",
    "/app/static/x",
    "/auth/login",
    "/oauth2callback",
    "/_stcore/agent",
    "/phone/../comments",
    "/static/../media/abc.png",
    "/%2e%2e/comments",
    "/static/%2e%2e/media/abc.png",
    "/PHONE",
    "/phone/x",
    "/wall/comments",
    "/again/",
    "/again/a/b",
    "/phone\n",
    "/join%00",
    "//phone",
    "/phone/_stcore/upload_file/a/b",
)


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(",".join(request.headers.getlist("x-backtalk-role")))


async def _stay(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        with suppress(RuntimeError):
            await socket.send_text("too late")


async def _echo_socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(",".join(socket.headers.getlist("x-backtalk-role")))
    await socket.close()


@pytest.fixture
def browser():
    def open_browser(
        address: str = "192.168.1.30", site: str = SITE, key: str | None = KEY, cookie: str | None = None
    ) -> TestClient:
        routes = [
            WebSocketRoute("/{path:path}", _echo_socket),
            Route("/{path:path}", _echo, methods=["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]),
        ]
        app = Starlette(routes=routes, middleware=[Middleware(KnownHosts), Middleware(Roles, key=key)])
        headers = {} if cookie is None else {"cookie": cookie.encode("latin-1")}
        return TestClient(app, base_url=site, client=(address, 5000), follow_redirects=False, headers=headers)

    return open_browser


def _role(browser: TestClient, **headers: str) -> str:
    return browser.get("/phone", headers=headers).text


def test_who_asks_from_this_machine_is_its_owner(browser):
    for site in ("http://localhost:8501", "http://127.0.0.1:8501", "http://[::1]:8501", "http://LOCALHOST"):
        assert _role(browser("127.0.0.1", site)) == "owner"


def test_who_asks_from_another_machine_is_a_guest_whatever_they_call_it(browser):
    for site in (SITE, "http://localhost:8501", "http://127.0.0.1:8501"):
        assert _role(browser(site=site)) == "guest"


def test_who_asks_from_this_machine_by_the_address_for_phones_is_a_guest(browser):
    assert _role(browser("127.0.0.1")) == "guest"


def test_what_another_program_passes_on_is_not_this_machines_own(browser):
    for name in ("x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host"):
        assert _role(browser("127.0.0.1", "http://localhost:8501"), **{name: "127.0.0.1"}) == "guest"


def test_no_browser_says_its_own_role(browser):
    for sent in ("x-backtalk-role", "X-Backtalk-Role"):
        assert _role(browser(), **{sent: "owner"}) == "guest"
    with browser().websocket_connect("/_stcore/stream", headers=HOST | {"x-backtalk-role": "owner"}) as socket:
        assert socket.receive_text() == "guest"


def test_who_has_the_key_is_an_owner(browser):
    assert _role(browser(cookie=f"other=1; backtalk_key={KEY}")) == "owner"
    assert browser(cookie=f"backtalk_key={KEY}").get("/comments").text == "owner"


@pytest.mark.parametrize(
    "cookie", ["backtalk_key=", "backtalk_key=None", f"backtalk_key={KEY}x", f"backtalk_keys={KEY}", '=;,"\\', "ü"]
)
def test_another_cookie_is_no_key(browser, cookie):
    assert _role(browser(cookie=cookie)) == "guest"


def test_where_there_is_no_key_no_cookie_is_one(browser):
    for given in ("", "None", KEY):
        assert _role(browser(key=None, cookie=f"backtalk_key={given}")) == "guest"


@pytest.mark.parametrize("path", FOR_GUESTS)
def test_a_guest_gets_the_room(browser, path):
    assert browser().get(path).text == "guest"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", FOR_OWNERS)
def test_a_guest_gets_nothing_else(browser, path, method):
    answer = browser().request(method, SITE + path.replace("\n", "%0A"))
    assert answer.status_code == 403
    assert answer.text == "This is for the facilitator. Open it on the facilitator's laptop, or give the key at /key.\n"


def test_a_guest_who_asks_for_no_page_is_shown_the_way_in(browser):
    answer = browser().get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/join")


def test_a_guest_gets_of_streamlit_what_pages_need_and_no_more(browser):
    known = {
        value
        for module in (starlette_routes, starlette_auth_routes)
        for name, value in vars(module).items()
        if "ROUTE_" in name and isinstance(value, str)
    }
    assert len(known) > 10
    filled = {"/" + route.split("{")[0].strip("/") + ("/x" if "{" in route else "") for route in known}
    opened = {path for path in filled if browser().get(path).status_code != 403}
    assert opened == {"/_stcore/health", "/_stcore/host-config", "/_stcore/bidi-components/x"}


def test_a_guest_opens_no_other_websocket(browser):
    for path in ("/", "/comments", "/_stcore/upload_file", "/comments/_stcore/stream"):
        with pytest.raises(WebSocketDisconnect), browser().websocket_connect(path, headers=HOST):
            pytest.fail("it was opened")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:3000", "http://[", "https://"])
def test_another_sites_page_lends_itself_nobodys_rights(browser, origin):
    own = browser("127.0.0.1", "http://localhost:8501")
    with (
        pytest.raises(WebSocketDisconnect),
        own.websocket_connect("/_stcore/stream", headers={"origin": origin, "host": "localhost:8501"}),
    ):
        pytest.fail("it was opened")
    assert own.post("/join", headers={"origin": origin}).status_code == 403


def test_a_page_of_this_site_opens_its_websocket(browser):
    with browser().websocket_connect("/_stcore/stream", headers=HOST | {"origin": SITE}) as socket:
        assert socket.receive_text() == "guest"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.168.1.20.evil.example", "", "a@b"])
def test_a_foreign_name_that_points_here_is_refused(browser, host):
    assert browser("127.0.0.1").get("/phone", headers={"host": host}).status_code == 400


def test_the_address_that_the_facilitator_chose_is_known(browser):
    before = list(qr._chosen)
    try:
        qr.choose("http://room.example:8501")
        assert browser().get("/phone", headers={"host": "room.example:8501"}).text == "guest"
    finally:
        qr._chosen[:] = before


def _staying(address: str, site: str, cookie: str = "", **roles: object) -> TestClient:
    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", _stay)], middleware=[Middleware(Roles, key=KEY, **roles)])
    return TestClient(app, base_url=site, client=(address, 5000), headers={"cookie": cookie})


def test_a_page_that_the_key_opened_ends_and_its_browser_has_to_show_the_key_once_more():
    browser = _staying("192.168.1.30", SITE, f"backtalk_key={KEY}", seconds=0.05)
    with browser.websocket_connect("/_stcore/stream", headers=HOST) as socket:
        assert socket.receive() == {"type": "websocket.close", "code": 4401}


@pytest.mark.parametrize(("address", "site", "cookie"), [("127.0.0.1", "http://localhost:8501", ""),
                                                         ("192.168.1.30", SITE, "")])  # fmt: skip
def test_a_page_of_this_machine_and_one_of_a_guest_stay(address, site, cookie):
    host = {"host": site.partition("://")[2]}
    with _staying(address, site, cookie, seconds=0.0).websocket_connect("/_stcore/stream", headers=host) as socket:
        socket.send_text("still there")
        assert socket.receive_text() == "still there"


def test_so_many_pages_are_open_from_one_address_whoever_has_them():
    socket_route = WebSocketRoute("/_stcore/stream", _stay)
    bounds = Middleware(Connections, strangers=9, address=2)
    app = Starlette(routes=[socket_route], middleware=[Middleware(Roles, key=KEY), bounds])
    there = {address: TestClient(app, base_url=SITE, client=(address, 5000)) for address in ("10.0.0.1", "10.0.0.2")}
    with ExitStack() as stack:
        opened = [
            stack.enter_context(there["10.0.0.1"].websocket_connect("/_stcore/stream", headers=HOST)) for _ in "ab"
        ]
        with (
            pytest.raises(WebSocketDisconnect) as refused,
            there["10.0.0.1"].websocket_connect("/_stcore/stream", headers=HOST),
        ):
            pytest.fail("it was opened")
        assert refused.value.code == 4429
        answer = there["10.0.0.1"].get("/wall")
        assert (answer.status_code, answer.headers["cache-control"]) == (429, "no-store")
        assert "Too many pages are open from this network." in answer.text
        stack.enter_context(there["10.0.0.2"].websocket_connect("/_stcore/stream", headers=HOST))
        opened[0].close()
        stack.enter_context(there["10.0.0.1"].websocket_connect("/_stcore/stream", headers=HOST))


def test_what_a_page_asks_too_fast_waits_its_turn_and_is_not_lost():
    now = [0.0]

    def clock() -> float:
        now[0] += 0.5  # time goes on only while somebody looks at it
        return now[0]

    bounds = Middleware(Connections, pace=Pace(3, 5.0, clock))
    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", _stay)], middleware=[Middleware(Roles, key=KEY), bounds])
    browser = TestClient(app, base_url=SITE, client=("10.0.0.1", 5000))
    with browser.websocket_connect("/_stcore/stream", headers=HOST) as socket:
        for n in range(5):
            socket.send_text(str(n))
        assert [socket.receive_text() for _ in range(5)] == list("01234")
    assert now[0] > 5.0, "the fourth waited until the first was long enough ago"


def test_an_act_is_for_who_holds_the_phone_by_now(monkeypatch):
    ana, ben = (Participant(1, number, None, has_phone=True, joined_at=datetime.now(UTC)) for number in (1, 2))
    served = threading.Event()
    served.set()
    monkeypatch.setattr(roles, "in_front", served)
    for holder in (None, ben, replace(ana, workshop=2)):
        monkeypatch.setattr(visitor, "me", lambda holder=holder: holder)
        with pytest.raises(WorkshopError, match="not in this room any more"):
            visitor.require(ana)
    monkeypatch.setattr(visitor, "me", lambda: replace(ana, hand_up=True))
    visitor.require(ana)
