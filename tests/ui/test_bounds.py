"""How much a guest may send and keep open, and that a page that is open has no right that its phone has lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.ui.whole import KEY, Run, answers, browse, hear, heard, session_of
from workshop.room.records import FACILITATOR, Act, Kind
from workshop.sessions import acting, joining
from workshop.settings import Settings
from workshop.store.room_tables import phone_tokens
from workshop.ui.serving import connections
from workshop.ui.serving.bounds import LONGEST_BODY, LONGEST_MESSAGE
from workshop.workbench import Workbench

pytestmark = pytest.mark.slow


def test_a_guests_message_that_is_too_long_ends_the_connection(whole):
    with browse(whole, whole.lan) as browser:
        browser.send(b"x" * (LONGEST_MESSAGE + 1))
        with pytest.raises(ConnectionClosed) as ended:
            list(heard(browser, 20))
    assert ended.value.rcvd.code == 1009
    assert answers(whole)


@pytest.mark.parametrize("host", ["lan", "own"])
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/phone"), ("GET", "/wall"), ("POST", "/join"), ("GET", "/pulse")]
)
def test_no_body_is_longer_than_the_server_takes(whole, host, method, path):
    answer = whole.ask(path, method=method, host=getattr(whole, host), content=b"x" * (LONGEST_BODY + 1))
    assert answer.status_code == 413
    assert answer.text == "This is too long. Send less at once.\n"


def test_a_file_of_the_owners_may_be_longer(whole):
    path = "/_stcore/upload_file/session/file"
    answer = whole.ask(path, method="PUT", host=whole.own, content=b"x" * (LONGEST_BODY + 1))
    assert answer.status_code in (400, 403)
    assert "too long" not in answer.text


def _shown_on(browser, **asked) -> Run:
    """Run a page once more on a connection that is open already."""
    message = BackMsg()
    for name, value in asked.items():
        setattr(message.rerun_script, name, value)
    browser.send(message.SerializeToString())
    return hear(browser, 60)


@contextmanager
def _at_home(whole) -> Iterator[Workbench]:
    """Open the server's home beside it, as another program of the owner's."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in whole.settings.items():
            patched.setenv(name, value)
        bench = Workbench.open(Settings.load())
        try:
            yield bench
        finally:
            bench.close()


OUT = "You are not in"


def test_who_is_removed_finds_nothing_on_the_page_that_is_open(whole):
    with _at_home(whole) as bench:
        came = joining.join(bench, whole.code, "Removed", at=datetime.now(UTC))
        with browse(whole, whole.lan, cookie=f"backtalk_phone={came.token}") as browser:
            assert OUT not in _shown_on(browser, page_name="phone").everything
            gone = Act(Kind.REMOVED, "remove", {"participant": came.participant.id})
            acting.act(bench, whole.workshop, FACILITATOR, gone, at=datetime.now(UTC))
            assert OUT in _shown_on(browser, page_name="phone").everything


def test_a_phone_that_joined_too_long_ago_finds_nothing_on_the_page_that_is_open(whole):
    with _at_home(whole) as bench:
        came = joining.join(bench, whole.code, "Late", at=datetime.now(UTC))
        with browse(whole, whole.lan, cookie=f"backtalk_phone={came.token}") as browser:
            assert OUT not in _shown_on(browser, page_name="phone").everything
            mine = phone_tokens.c.token_hash == joining.hash_token(came.token)
            with bench.store.write() as connection:
                connection.execute(update(phone_tokens).where(mine).values(made_at=datetime.now(UTC) - joining.STAYS))
            assert OUT in _shown_on(browser, page_name="phone").everything


def test_a_session_that_the_owner_left_is_taken_up_by_owners_only(whole):
    with browse(whole, whole.own) as browser:
        _shown_on(browser, page_name="workshops")
        left = _session_after_a_run(whole, browser)
    for host, cookie, is_theirs in ((whole.lan, "", False), (whole.lan, f"backtalk_phone={whole.token}", False),
                                    (whole.lan, f"backtalk_key={KEY}", True)):  # fmt: skip
        with browse(whole, host, cookie=cookie, protocols=("streamlit", "none", left)) as browser:
            assert (_session_after_a_run(whole, browser) == left) is is_theirs


def _session_after_a_run(whole, browser) -> str:
    asked = BackMsg()
    asked.rerun_script.page_name = "wall"
    browser.send(asked.SerializeToString())
    return session_of(browser)


@contextmanager
def _open_pages(whole, n, *, cookie="") -> Iterator[list]:
    with ExitStack() as stack:
        yield [stack.enter_context(browse(whole, whole.lan, cookie=cookie)) for _ in range(n)]


def _soon(is_so) -> bool:
    until = time.monotonic() + 20
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_one_phone_keeps_so_many_pages_open_and_no_more(whole):
    cookie = f"backtalk_phone={whole.token}"
    assert _soon(lambda: whole.ask("/phone", headers={"cookie": cookie}).status_code == 200)
    with _open_pages(whole, connections.EACH, cookie=cookie):
        with pytest.raises(InvalidStatus, match="403"), browse(whole, whole.lan, cookie=cookie):
            pytest.fail("it was let in")
        answer = whole.ask("/phone", headers={"cookie": cookie})
        assert answer.status_code == 429
        assert "You have this open in too many tabs." in answer.text
        assert "Close one of them, then reload this page." in answer.text
        with browse(whole, whole.lan), browse(whole, whole.own):
            assert whole.ask("/phone").status_code == 200
    assert _soon(lambda: whole.ask("/phone", headers={"cookie": cookie}).status_code == 200)
    with browse(whole, whole.lan, cookie=cookie):
        pass


def test_strangers_at_one_address_keep_nobody_out_who_has_joined(whole):
    with ExitStack() as stack:
        for n in range(connections.STRANGERS):
            stack.enter_context(browse(whole, whole.lan, cookie=f"backtalk_phone=made up {n}"))
        with pytest.raises(InvalidStatus, match="403"), browse(whole, whole.lan, cookie="backtalk_phone=another"):
            pytest.fail("it was let in")
        answer = whole.ask("/wall")
        assert answer.status_code == 429
        assert "Too many pages are open from this network." in answer.text
        with browse(whole, whole.lan, cookie=f"backtalk_phone={whole.token}"), browse(whole, whole.own):
            pass
    assert _soon(lambda: whole.ask("/wall").status_code == 200)
