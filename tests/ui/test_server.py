"""What the server sends with every answer, and what it refuses."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config

from workshop.errors import WorkshopError
from workshop.settings import Settings
from workshop.ui import server


def _answer() -> httpx.Response:
    app = server.SecurityHeaders(Starlette(routes=[Route("/", lambda _: PlainTextResponse("hello"))]))

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.get("/")

    return asyncio.run(ask())


def test_every_answer_forbids_other_hosts_frames_and_guessing():
    headers = _answer().headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.slow
def test_no_model_library_is_imported_on_the_way_to_the_first_page():
    pages = "workshop.ui.server, workshop.ui.wall.chooser, workshop.ui.comments.bring_in, workshop.ui.brief.making"
    slow = "('torch', 'sentence_transformers', 'transformers', 'faiss', 'docx')"
    asked = f"import sys, {pages}; print([name for name in {slow} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_committed_option_is_one_that_streamlit_knows():
    known = set(config._config_options_template)
    assert set(server.streamlit_config()) <= known


def test_the_committed_options_keep_people_from_tracebacks_and_reports():
    options = server.streamlit_config()
    assert options["client.showErrorDetails"] == "none"
    assert options["client.toolbarMode"] == "viewer"
    assert options["browser.gatherUsageStats"] is False
    assert options["server.enableXsrfProtection"] is True


def test_every_committed_option_says_why():
    lines = (server.REPOSITORY / ".streamlit" / "config.toml").read_text("utf-8").splitlines()
    bare = [line for at, line in enumerate(lines) if "=" in line and "#" not in line.partition("=")[2].split('"')[-1]]
    unexplained = [line for line in bare if not lines[lines.index(line) - 1].startswith(("#", "font", "headingFont"))]
    assert unexplained == []


def test_an_address_that_others_can_reach_is_refused():
    with pytest.raises(WorkshopError, match="can be reached from others"):
        server.serve(Settings(address="0.0.0.0"))  # noqa: S104 - this is what must be refused


def test_a_taken_port_is_said_to_be_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(WorkshopError, match="is taken"):
            server.serve(Settings(port=taken.getsockname()[1]))


def test_nothing_lies_in_a_cache_that_any_visitor_can_empty():
    sources = [path.read_text("utf-8") for path in Path(server.__file__).parent.rglob("*.py")]
    assert len(sources) > 50
    assert not [source for source in sources if re.search(r"\bcache_(data|resource)\b", source)]


def test_a_websockets_message_is_no_larger_than_a_few_megabytes():
    assert server.streamlit_config()["server.maxMessageSize"] <= 10
    assert server.streamlit_config()["server.maxUploadSize"] <= 200
