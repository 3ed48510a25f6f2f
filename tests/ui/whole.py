"""The whole server in a process of its own, and browsers that speak to it over HTTP and Streamlit's websocket."""

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
from websockets.sync.client import connect

from workshop import corpus
from workshop.records import Company
from workshop.room.agenda import ready_agenda
from workshop.room.records import Plan
from workshop.sessions import acting, joining
from workshop.settings import Settings
from workshop.ui.supervising import WATCHED
from workshop.workbench import Workbench

KEY = "the-facilitators-key"
COMMENT = "Nobody answers the phone at this harbour"
POSTS = f"text,author,date\n{COMMENT},ann,2015-02-17\nThe phone was answered at once,bob,2015-02-18\n".encode()


@dataclass
class Whole:
    """The whole server with a workshop in it; `token` is Ann's phone's."""

    port: int
    home: Path
    code: str
    workshop: int
    token: str
    log: Path
    settings: dict[str, str]

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


@contextmanager
def serve(home: Path) -> Iterator[Whole]:
    """Serve a home with a workshop in it, and Ann in that, from another process."""
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
    served = Whole(port, home, workshop.code, workshop.id, token, log, settings)
    with (
        log.open("wb") as written,
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=written, stderr=written) as server,
    ):
        until = time.monotonic() + 90
        while not answers(served):
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.2)
        yield served
        server.terminate()


def answers(whole):
    try:
        return whole.ask("/_stcore/health").status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def browse(whole, host, *, cookie="", protocols=("streamlit",)):
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


def run_page(whole, *, host="", query="", cookie="", page_hash="", page_name="", fragment="", patience=60.0) -> Run:
    """Run a page as a browser would, or as one that asks for what it was not given."""
    with browse(whole, host or whole.lan, cookie=cookie) as browser:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_script_hash = page_hash
        asked.rerun_script.page_name = page_name
        asked.rerun_script.fragment_id = fragment
        browser.send(asked.SerializeToString())
        return hear(browser, patience)


def heard(browser, patience) -> Iterator[ForwardMsg]:
    while True:
        message = ForwardMsg()
        try:
            message.ParseFromString(browser.recv(timeout=patience))
        except TimeoutError:
            return
        yield message


def hear(browser, patience) -> Run:
    run = Run()
    for message in heard(browser, patience):
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


def session_of(browser) -> str:
    return next(one.new_session.initialize.session_id for one in heard(browser, 20) if one.HasField("new_session"))
