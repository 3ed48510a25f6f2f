"""What a guest gets from the whole server, over HTTP and by Streamlit's own websocket: the room, and nothing else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect

from workshop import corpus
from workshop.records import Company
from workshop.room.agenda import ready_agenda
from workshop.room.records import Plan
from workshop.sessions import acting, joining
from workshop.settings import Settings
from workshop.ui.supervising import WATCHED
from workshop.workbench import Workbench

pytestmark = pytest.mark.slow

KEY = "the-facilitators-key"
COMMENT = "Nobody answers the phone at this harbour"
POSTS = f"text,author,date\n{COMMENT},ann,2015-02-17\nThe phone was answered at once,bob,2015-02-18\n".encode()
OWNED = ("draft", "comments", "brief", "workshops")
SECRETS = (COMMENT, "Ferry posts", "What do we say", "Phones workshop", "<textarea", "file_uploader")


@dataclass
class Whole:
    """The whole server with a workshop in it; `token` is Ann's phone's."""

    port: int
    home: Path
    code: str
    workshop: int
    token: str
    log: Path

    @property
    def lan(self) -> str:
        """The host by which a guest asks."""
        return f"192.168.1.20:{self.port}"

    @property
    def own(self) -> str:
        """The host by which the owner asks."""
        return f"localhost:{self.port}"

    def ask(self, path: str, *, method: str = "GET", host: str = "", **more) -> httpx.Response:
        headers = {"host": host or self.lan} | more.pop("headers", {})
        return httpx.request(method, f"http://127.0.0.1:{self.port}{path}", headers=headers, timeout=20, **more)


@dataclass
class Run:
    """What one run of a page sent."""

    texts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    page: str = ""
    kinds: set[str] = field(default_factory=set)

    @property
    def everything(self) -> str:
        return "\n".join([*self.texts, *self.pages, *self.kinds])


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    settings = {"BACKTALK_HOME": str(home), "BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in settings.items():
            patched.setenv(name, value)
        bench = Workbench.open(Settings.load())
        company = Company(names=("Harbour Ferries",), person="traveller", people="travellers")
        plan = corpus.Plan("ferries", "posts.csv", columns={}, company=company, title="Ferry posts", notice="")
        corpus.take(bench, corpus.preview(bench, POSTS, plan), plan)
        made = Plan("Phones workshop", "What do we say about the phone?", "ferries", ready_agenda(120))
        workshop = acting.open_workshop(bench, made, client_key="open", at=datetime.now(UTC))
        token = joining.join(bench, workshop.code, "Ann", at=datetime.now(UTC)).token
        bench.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = home / "log.txt"
    environment = os.environ | settings | {WATCHED: "1", "BACKTALK_FACILITATOR_KEY": KEY}
    command = [sys.executable, "-m", "workshop", "serve", "--lan", "--address", "127.0.0.1", "--port", str(port)]
    served = Whole(port, home, workshop.code, workshop.id, token, log)
    with (
        log.open("wb") as written,
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=written, stderr=written) as server,
    ):
        until = time.monotonic() + 90
        while not _answers(served):
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.2)
        yield served
        server.terminate()


def _answers(whole):
    try:
        return whole.ask("/_stcore/health").status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def _browser(whole, host, *, cookie="", protocols=("streamlit",)):
    more = {"Cookie": cookie} if cookie else {}
    with (
        socket.create_connection(("127.0.0.1", whole.port)) as line,
        connect(
            f"ws://{host}/_stcore/stream",
            sock=line,
            origin=f"http://{host}",
            subprotocols=list(protocols),
            additional_headers=more,
            max_size=None,
            open_timeout=30,
        ) as browser,
    ):
        yield browser


def _run(whole, *, host="", query="", cookie="", page_hash="", page_name="", fragment="", patience=60.0) -> Run:
    """Run a page as a browser would, or as one that asks for what it was not given."""
    with _browser(whole, host or whole.lan, cookie=cookie) as browser:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = page_hash
        asked.rerun_script.page_name = page_name
        asked.rerun_script.fragment_id = fragment
        browser.send(asked.SerializeToString())
        return _hear(browser, patience)


def _heard(browser, patience) -> Iterator[ForwardMsg]:
    while True:
        message = ForwardMsg()
        try:
            message.ParseFromString(browser.recv(timeout=patience))
        except TimeoutError:
            return
        yield message


def _hear(browser, patience) -> Run:
    run = Run()
    for message in _heard(browser, patience):
        kind = message.WhichOneof("type")
        if kind == "delta":
            run.texts.append(str(message.delta))
            run.kinds.add(message.delta.new_element.WhichOneof("type") or "")
        elif kind == "navigation":
            run.pages = [page.url_pathname or page.page_name for page in message.navigation.app_pages]
            run.page = message.navigation.page_script_hash
        elif kind == "script_finished":
            break
    return run


def _session(browser) -> str:
    return next(one.new_session.initialize.session_id for one in _heard(browser, 20) if one.HasField("new_session"))


@pytest.fixture(scope="module")
def owners(whole):
    """Run every page as the owner."""
    return {name: _run(whole, host=whole.own, page_name=name) for name in ("", *OWNED[1:], "wall", "phone")}


def test_the_owner_gets_every_page(owners):
    assert set(owners["comments"].pages) >= {"comments", "brief", "workshops", "wall"}
    assert "Ferry posts" in owners["comments"].everything
    assert "Phones workshop" in owners["workshops"].everything


def test_the_facilitators_key_gets_every_page_from_another_device(whole):
    run = _run(whole, page_name="workshops", cookie=f"backtalk_key={KEY}")
    assert "Phones workshop" in run.everything


def _has_only_the_room(run: Run) -> None:
    assert not [secret for secret in SECRETS if secret in run.everything]
    assert not {"file_uploader", "text_area", "text_input", "button"} & run.kinds
    assert not set(OWNED) & set(run.pages)


@pytest.mark.parametrize("name", ["", *OWNED, "door", "../draft", "views/draft.py", "wall", "nowhere", "x" * 3_000])
def test_a_guest_who_names_a_page_gets_the_room_only(whole, name):
    _has_only_the_room(_run(whole, page_name=name))


@pytest.mark.parametrize("name", ["", *OWNED, "views/draft.py", "draft.py", "app.py"])
def test_a_guest_who_gives_a_pages_hash_gets_the_room_only(whole, name):
    _has_only_the_room(_run(whole, page_hash=calc_hash(name)))


def test_a_guest_who_gives_the_hash_that_the_owner_was_given_gets_the_room_only(whole, owners):
    hashes = {run.page for name, run in owners.items() if name not in ("wall", "phone")}
    assert len(hashes) == 4
    for one in hashes:
        _has_only_the_room(_run(whole, page_hash=one))
        _has_only_the_room(_run(whole, page_hash=one, cookie=f"backtalk_phone={whole.token}"))


def test_a_guest_who_asks_for_a_fragment_that_is_not_theirs_gets_nothing(whole, owners):
    run = _run(whole, page_hash=owners["comments"].page, fragment="a fragment", patience=3)
    _has_only_the_room(run)
    assert run.texts == []


def test_a_guest_who_leaves_while_a_page_runs_finds_nothing_when_back(whole, owners):
    asked = BackMsg()
    asked.rerun_script.page_script_hash = owners["comments"].page
    for n in range(20):
        with _browser(whole, whole.lan) as browser:
            browser.send(asked.SerializeToString())
            session = _session(browser)
            time.sleep(n / 400)
        with _browser(whole, whole.lan, protocols=("streamlit", "none", session)) as browser:
            _has_only_the_room(_hear(browser, patience=0.5))


@pytest.mark.parametrize("sent", ["backtalk_key=", "backtalk_key=wrong", "x-backtalk-role=owner"])
def test_a_guest_with_a_wrong_key_stays_one(whole, sent):
    _has_only_the_room(_run(whole, page_name="comments", cookie=sent))


def test_a_guest_sees_no_wall_by_number_and_one_by_its_code(whole):
    by_number = _run(whole, page_name="wall", query=f"workshop={whole.workshop}")
    assert "needs the code" in by_number.everything
    assert "What do we say" not in by_number.everything
    draft = _run(whole, page_name="wall", query="draft=1")
    assert "needs the code" in draft.everything
    assert "What do we say" in _run(whole, page_name="wall", query=f"code={whole.code.replace(' ', '+')}").everything


def test_a_phone_is_known_by_its_cookie(whole):
    known = _run(whole, page_name="phone", cookie=f"backtalk_phone={whole.token}")
    stranger = _run(whole, page_name="phone", cookie="backtalk_phone=somebody")
    assert known.texts != stranger.texts
    assert COMMENT not in stranger.everything


def test_a_page_of_another_site_gets_no_run(whole):
    with (
        socket.create_connection(("127.0.0.1", whole.port)) as line,
        pytest.raises(Exception, match="403"),
        connect(f"ws://{whole.own}/_stcore/stream", sock=line, origin="http://evil.example"),
    ):
        pytest.fail("it was let in")


def test_what_is_no_message_ends_the_connection_and_not_the_server(whole):
    host = whole.lan
    for sent in (b"\xff" * 100, "a text", b""):
        with (
            socket.create_connection(("127.0.0.1", whole.port)) as line,
            connect(f"ws://{host}/_stcore/stream", sock=line, origin=f"http://{host}") as browser,
        ):
            browser.send(sent)
    assert _answers(whole)


@pytest.mark.parametrize("kind", ["debug_shutdown_runtime", "debug_disconnect_websocket", "clear_cache"])
def test_a_guest_stops_nothing_by_a_message_for_developers(whole, kind):
    asked = BackMsg()
    setattr(asked, kind, True)
    with _browser(whole, whole.lan) as browser:
        browser.send(asked.SerializeToString())
        again = BackMsg()
        again.rerun_script.page_name = "wall"
        browser.send(again.SerializeToString())
        _has_only_the_room(_hear(browser, 60))
    assert "Ferry posts" in _run(whole, host=whole.own, page_name="comments").everything


def test_a_guest_who_asks_for_a_place_to_upload_to_cannot_use_it(whole):
    asked = BackMsg()
    asked.file_urls_request.request_id = "1"
    asked.file_urls_request.file_names.append("posts.csv")
    with _browser(whole, whole.lan) as browser:
        browser.send(asked.SerializeToString())
        told = next(one for one in _heard(browser, 20) if one.HasField("file_urls_response"))
    place = told.file_urls_response.file_urls[0].upload_url
    answer = whole.ask("/" + place.lstrip("/"), method="PUT", files={"file": ("posts.csv", b"text")})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/join", "/key"])
def test_a_large_body_is_refused_before_it_is_read(whole, path):
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = whole.ask(path, method="POST", content=b"code=" + b"x" * 100_000, headers=form)
    assert answer.status_code == 400
    assert "This is too long." in answer.text
    streamed = whole.ask(path, method="POST", content=(b"x" * 10_000 for _ in range(10)), headers=form)
    assert streamed.status_code == 400


def test_what_a_program_on_this_machine_passes_on_is_a_guests(whole):
    for name in ("x-forwarded-for", "forwarded", "x-real-ip"):
        assert whole.ask("/comments", host=whole.own, headers={name: "127.0.0.1"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/_stcore/upload_file/session/file"),
        ("POST", "/_stcore/upload_file/session/file"),
        ("DELETE", "/_stcore/upload_file/session/file"),
        ("GET", "/media/abc.png"),
        ("GET", "/comments"),
        ("GET", "/workshops"),
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/agent/openapi.json"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("GET", "//comments"),
        ("GET", "/phone/%2e%2e/comments"),
        ("GET", "/component/x/index.html"),
        ("GET", "/static/../../../../etc/passwd"),
    ],
)
def test_a_guest_is_refused_in_a_sentence(whole, method, path):
    answer = whole.ask(path, method=method, headers={"x-backtalk-role": "owner"})
    if path.startswith("/static"):
        assert "root:" not in answer.text
        return
    assert answer.status_code == 403
    assert answer.text.startswith("This is for the facilitator.")
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_guest_gets_the_way_in_and_the_pages_of_the_room(whole):
    assert whole.ask("/").headers["location"] == "/join"
    for path in ("/join", "/key", "/phone", "/wall", "/_stcore/health", "/_stcore/host-config"):
        answer = whole.ask(path)
        assert answer.status_code == 200
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"


def test_a_foreign_name_is_refused(whole):
    assert whole.ask("/join", host="evil.example").status_code == 400


def test_neither_key_nor_tokens_are_in_the_log(whole):
    whole.ask(f"/again/{whole.token}")
    whole.ask("/key", method="POST", data={"key": KEY})
    whole.ask("/pulse?workshop=1", headers={"cookie": f"backtalk_phone={whole.token}"})
    _run(whole, page_name="phone", cookie=f"backtalk_phone={whole.token}; backtalk_key={KEY}")
    written = whole.log.read_text("utf-8")
    assert "Backtalk is ready at" in written
    assert KEY not in written
    assert whole.token not in written


def test_the_address_that_is_printed_is_this_machines(whole):
    assert f"http://127.0.0.1:{whole.port}" in whole.log.read_text("utf-8")
