"""What a guest gets from the whole server, over HTTP and by Streamlit's own websocket: the room, and nothing else."""

from __future__ import annotations

import socket
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect

from tests.ui.whole import COMMENT, KEY, Run, answers, browse, hear, heard, run_page, session_of
from workshop.sessions import joining

pytestmark = pytest.mark.slow

OWNED = ("draft", "comments", "brief", "workshops")
SECRETS = (COMMENT, "Ferry posts", "What do we say", "Phones workshop", "<textarea", "file_uploader")


@pytest.fixture(scope="module")
def owners(whole):
    """Run every page as the owner."""
    return {name: run_page(whole, host=whole.own, page_name=name) for name in ("", *OWNED[1:], "wall", "phone")}


def test_the_owner_gets_every_page(owners):
    assert set(owners["comments"].pages) >= {"comments", "brief", "workshops", "wall"}
    assert "Ferry posts" in owners["comments"].everything
    assert "Phones workshop" in owners["workshops"].everything


def test_the_facilitators_key_gets_every_page_from_another_device(whole):
    run = run_page(whole, page_name="workshops", cookie=f"backtalk_key={KEY}")
    assert "Phones workshop" in run.everything


def _has_only_the_room(run: Run) -> None:
    assert not [secret for secret in SECRETS if secret in run.everything]
    assert not {"file_uploader", "text_area", "text_input", "button"} & run.kinds
    assert not set(OWNED) & set(run.pages)


@pytest.mark.parametrize("name", ["", *OWNED, "door", "../draft", "views/draft.py", "wall", "nowhere", "x" * 3_000])
def test_a_guest_who_names_a_page_gets_the_room_only(whole, name):
    _has_only_the_room(run_page(whole, page_name=name))


@pytest.mark.parametrize("name", ["", *OWNED, "views/draft.py", "draft.py", "app.py"])
def test_a_guest_who_gives_a_pages_hash_gets_the_room_only(whole, name):
    _has_only_the_room(run_page(whole, page_hash=calc_hash(name)))


def test_a_guest_who_gives_the_hash_that_the_owner_was_given_gets_the_room_only(whole, owners):
    hashes = {run.page for name, run in owners.items() if name not in ("wall", "phone")}
    assert len(hashes) == 4
    for one in hashes:
        _has_only_the_room(run_page(whole, page_hash=one))
        _has_only_the_room(run_page(whole, page_hash=one, cookie=f"backtalk_phone={whole.token}"))


def test_a_guest_who_asks_for_a_fragment_that_is_not_theirs_gets_nothing(whole, owners):
    run = run_page(whole, page_hash=owners["comments"].page, fragment="a fragment", patience=3)
    _has_only_the_room(run)
    assert run.texts == []


def test_a_guest_who_leaves_while_a_page_runs_finds_nothing_when_back(whole, owners):
    asked = BackMsg()
    asked.rerun_script.page_script_hash = owners["comments"].page
    for n in range(20):
        with browse(whole, whole.lan) as browser:
            browser.send(asked.SerializeToString())
            session = session_of(browser)
            time.sleep(n / 400)
        with browse(whole, whole.lan, protocols=("streamlit", "none", session)) as browser:
            _has_only_the_room(hear(browser, patience=0.5))


@pytest.mark.parametrize("sent", ["backtalk_key=", "backtalk_key=wrong", "x-backtalk-role=owner"])
def test_a_guest_with_a_wrong_key_stays_one(whole, sent):
    _has_only_the_room(run_page(whole, page_name="comments", cookie=sent))


def test_a_guest_sees_no_wall_by_number_and_one_by_its_code(whole):
    by_number = run_page(whole, page_name="wall", query=f"workshop={whole.workshop}")
    assert "needs the code" in by_number.everything
    assert "What do we say" not in by_number.everything
    draft = run_page(whole, page_name="wall", query="draft=1")
    assert "needs the code" in draft.everything
    assert (
        "What do we say" in run_page(whole, page_name="wall", query=f"code={whole.code.replace(' ', '+')}").everything
    )


def test_a_phone_is_known_by_its_cookie(whole):
    known = run_page(whole, page_name="phone", cookie=f"backtalk_phone={whole.token}")
    stranger = run_page(whole, page_name="phone", cookie="backtalk_phone=somebody")
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
    assert answers(whole)


KINDS = [one.name for one in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"rerun_script", "stop_script", "app_heartbeat"}))
def test_a_guest_stops_and_empties_nothing_by_a_message_that_no_phone_sends(whole, kind):
    asked = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(asked, kind).SetInParent()
    else:
        setattr(asked, kind, True)
    with browse(whole, whole.lan) as browser:
        browser.send(asked.SerializeToString())
        again = BackMsg()
        again.rerun_script.page_name = "wall"
        browser.send(again.SerializeToString())
        _has_only_the_room(hear(browser, 60))
    assert "Ferry posts" in run_page(whole, host=whole.own, page_name="comments").everything


def test_a_guest_who_asks_for_a_place_to_upload_to_gets_none_and_could_not_use_it(whole):
    asked = BackMsg()
    asked.file_urls_request.request_id = "1"
    asked.file_urls_request.file_names.append("posts.csv")
    with browse(whole, whole.lan) as browser:
        browser.send(asked.SerializeToString())
        assert not [one for one in heard(browser, 2) if one.HasField("file_urls_response")]
    with browse(whole, whole.own) as browser:
        browser.send(asked.SerializeToString())
        told = next(one for one in heard(browser, 20) if one.HasField("file_urls_response"))
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


def test_neither_key_nor_tokens_nor_code_are_in_the_log(whole):
    joined = whole.ask("/join", method="POST", data={"code": whole.code, "how": "anonymous"})
    token = joined.cookies["backtalk_phone"]
    whole.ask(f"/again/{whole.token}")
    whole.ask(f"/again/{whole.token}/more")
    whole.ask("/key", method="POST", data={"key": KEY})
    whole.ask("/key", method="POST", content=f"key={KEY}&x=%ff".encode() * 20)
    whole.ask("/pulse?workshop=1", headers={"cookie": f"backtalk_phone={whole.token}"})
    whole.ask(f"/pulse?workshop=x&code={whole.code}&key={KEY}", headers={"cookie": f"backtalk_phone={whole.token}\x01"})
    run_page(whole, page_name="wall", query=f"code={whole.code.replace(' ', '+')}", cookie=f"backtalk_phone={token}")
    with browse(whole, whole.own, cookie=f"backtalk_key={KEY}") as browser:
        browser.send(f"\xff{KEY}{whole.token}{whole.code}".encode("latin-1"))
    run_page(whole, page_name="phone", cookie=f"backtalk_phone={whole.token}; backtalk_key={KEY}")
    written = whole.log.read_text("utf-8")
    assert "Backtalk is ready at" in written
    assert joined.headers["location"] == "/phone"
    for secret in (KEY, token, whole.token, joining.hash_token(token), whole.code, whole.code.replace(" ", "")):
        assert secret not in written


def test_the_address_that_is_printed_is_this_machines(whole):
    assert f"http://127.0.0.1:{whole.port}" in whole.log.read_text("utf-8")
