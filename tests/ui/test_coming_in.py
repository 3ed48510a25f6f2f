"""Coming into a room: by code, by a link of one's own, and by the facilitator's key."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from workshop.room.agenda import ready_agenda
from workshop.room.records import FACILITATOR, Act, Kind, Plan
from workshop.sessions import acting, joining
from workshop.ui.server import SecurityHeaders
from workshop.ui.serving.attempts import Attempts, TooManyAttempts
from workshop.ui.serving.roles import Roles
from workshop.ui.serving.routes import room_routes

KEY = "the-facilitators-key"
SITE = "http://192.168.1.20:8501"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def workshop(full):
    plan = Plan("Phones", "What do we say about the phone?", "ferries", ready_agenda(120))
    return acting.open_workshop(full, plan, client_key="open", at=datetime.now(UTC))


@pytest.fixture
def app(full):
    return Starlette(routes=room_routes(KEY), middleware=[Middleware(SecurityHeaders), Middleware(Roles, key=KEY)])


@pytest.fixture
def phone(app):
    """Return a way to get a browser in the room."""

    def open_browser(address: str = "192.168.1.30", site: str = SITE) -> TestClient:
        return TestClient(app, base_url=site, client=(address, 5000), follow_redirects=False)

    return open_browser


def _join(browser, workshop, **fields):
    return browser.post("/join", data={"code": workshop.code, "name": "Ann", "how": "named"} | fields)


def _people(full, workshop):
    return [one.name for one in full.store.rooms.participants(workshop.id)]


def test_the_way_in_knows_the_code_of_its_qr_and_needs_no_script(phone, workshop):
    shown = phone().get(f"/join?code={workshop.code}")
    assert shown.status_code == 200
    assert f'value="{workshop.code}"' in shown.text
    assert "<script" not in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in shown.headers["content-security-policy"]


def test_a_browser_sends_the_form_with_its_origin_which_no_referrer_would_hide(phone):
    assert phone().get("/join").headers["referrer-policy"] == "same-origin"


def test_joining_leads_to_the_phone_with_a_cookie_that_no_script_can_read(phone, workshop, full):
    answer = _join(phone(), workshop)
    assert (answer.status_code, answer.headers["location"]) == (303, "/phone")
    flags = answer.headers["set-cookie"].lower().split("; ")
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= set(flags)
    assert "secure" not in flags
    assert _people(full, workshop) == ["Ann"]


def test_over_https_the_cookie_is_for_https_alone(phone, workshop):
    answer = _join(phone(site="https://192.168.1.20"), workshop)
    assert "secure" in answer.headers["set-cookie"].lower().split("; ")


def test_one_can_join_without_a_name_even_where_one_was_typed(phone, workshop, full):
    _join(phone(), workshop, how="anonymous")
    assert _people(full, workshop) == [None]


def test_the_code_may_be_typed_in_small_letters_and_without_its_space(phone, workshop, full):
    assert _join(phone(), workshop, code=workshop.code.lower().replace(" ", "")).status_code == 303


def test_who_is_in_already_stays_who_they_are(phone, workshop, full):
    browser = phone()
    _join(browser, workshop)
    token = browser.cookies["backtalk_phone"]
    _join(browser, workshop, name="Ann again")
    assert browser.cookies["backtalk_phone"] == token
    assert _people(full, workshop) == ["Ann"]


def test_a_form_sent_several_times_at_once_lets_one_person_in(app, phone, workshop, full):
    ticket = phone().get("/join").text.partition('name="ticket" value="')[2].partition('"')[0]
    assert ticket
    form = {"code": workshop.code, "name": "Ann", "how": "named", "ticket": ticket}

    async def send_all() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, client=("192.168.1.30", 5000))
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as browser:
            return await asyncio.gather(*(browser.post("/join", data=form) for _ in range(8)))

    sent = asyncio.run(send_all())
    assert len({answer.headers["set-cookie"] for answer in sent}) == 1
    assert _people(full, workshop) == ["Ann"]


def test_what_was_wrong_is_said_and_what_was_typed_stays(phone, workshop, full):
    answer = phone().post("/join", data={"code": "NOPE 00", "name": HOSTILE, "how": "named"})
    assert answer.status_code == 400
    assert "No workshop has this code." in answer.text
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_hostile_name_comes_in_as_words(phone, workshop, full):
    _join(phone(), workshop, name=HOSTILE)
    assert _people(full, workshop) == [HOSTILE]


@pytest.mark.parametrize("name", ["A" * 41, "a" * 4_000])
def test_a_name_that_is_too_long_is_refused(phone, workshop, full, name):
    assert _join(phone(), workshop, name=name).status_code == 400
    assert _people(full, workshop) == []


@pytest.mark.parametrize("body", [b"a=1&" * 50, b"x" * 10_000, b"\xff\xfe=%ff", b"code=%00%ff&name=%00", b""])
def test_what_is_no_form_is_refused_in_a_sentence(phone, workshop, body):
    answer = phone().post("/join", content=body, headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://[", SITE + ".evil.example"])
def test_a_form_on_another_site_is_refused(phone, workshop, full, origin):
    answer = phone().post("/join", data={"code": workshop.code, "how": "anonymous"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert _people(full, workshop) == []


def test_a_form_of_our_own_site_is_taken(phone, workshop):
    answer = phone().post("/join", data={"code": workshop.code, "how": "anonymous"}, headers={"origin": SITE})
    assert answer.status_code == 303


def test_after_ten_wrong_codes_even_the_right_one_waits(phone, workshop, full):
    for _ in range(10):
        assert _join(phone(), workshop, code="NOPE 00").status_code == 400
    answer = _join(phone(), workshop)
    assert answer.status_code == 429
    assert "That was wrong too often. Wait a minute, then try once more." in answer.text.replace("</b>", "")
    assert _join(phone(address="192.168.1.31"), workshop).status_code == 303


def test_a_room_of_many_behind_one_address_comes_in(phone, workshop, full):
    assert {_join(phone(), workshop, name=f"N{n}").status_code for n in range(25)} == {303}


def test_a_room_that_comes_in_at_once_behind_one_address_comes_in(app, workshop, full):
    async def send_all() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, client=("192.168.1.30", 5000))
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as browser:
            form = {"code": workshop.code, "how": "anonymous"}
            return await asyncio.gather(*(browser.post("/join", data=form) for _ in range(12)))

    assert {answer.status_code for answer in asyncio.run(send_all())} == {303}


def test_wrong_tries_are_forgotten_after_a_minute():
    now = [0.0]
    attempts = Attempts(2, 60.0, clock=lambda: now[0])
    attempts.was_wrong("a")
    attempts.was_wrong("a")
    attempts.refuse_too_many("b")
    with pytest.raises(TooManyAttempts):
        attempts.refuse_too_many("a")
    now[0] = 60.0
    attempts.refuse_too_many("a")


def test_one_address_too_many_makes_the_first_forgotten_and_no_other():
    attempts = Attempts(1)
    for n in range(10_001):
        attempts.was_wrong(str(n))
    attempts.refuse_too_many("0")
    for kept in ("1", "10000"):
        with pytest.raises(TooManyAttempts):
            attempts.refuse_too_many(kept)


def test_a_link_of_ones_own_leads_back_and_leaves_the_address(phone, workshop, full):
    token = joining.join(full, workshop.code, "Ann", at=datetime.now(UTC)).token
    browser = phone()
    answer = browser.get(f"/again/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/phone")
    assert browser.cookies["backtalk_phone"] == token
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_who_is_in_a_room_gets_the_link_of_their_own_and_nobody_else_does(phone, workshop):
    mine, other = phone(), phone()
    _join(mine, workshop)
    shown = mine.get("/link")
    link = re.search(r'value="([^"]+)"', shown.text)[1]
    assert link == f"{SITE}/again/{mine.cookies['backtalk_phone']}"
    assert 'src="data:image/png' in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert other.get("/link").headers["location"] == "/join"
    assert other.get(link).headers["location"] == "/phone"
    assert other.cookies["backtalk_phone"] == mine.cookies["backtalk_phone"]


def test_a_link_of_nobody_leads_to_the_way_in(phone, workshop):
    answer = phone().get("/again/nobodys-token")
    assert (answer.status_code, answer.headers["location"]) == (303, "/join")
    assert "set-cookie" not in answer.headers


def test_the_pulse_is_for_who_is_in_the_room(phone, workshop, full):
    other = acting.open_workshop(
        full, Plan("B", "Another room.", "ferries", ready_agenda(120)), client_key="b", at=datetime.now(UTC)
    )
    inside, outside = phone(), phone()
    _join(inside, workshop)
    told = inside.get(f"/pulse?workshop={workshop.id}")
    assert told.json().keys() == {"seq", "phone", "boot"}
    assert told.headers["cache-control"] == "no-store"
    assert inside.get(f"/pulse?workshop={other.id}").status_code == 404
    assert outside.get(f"/pulse?workshop={workshop.id}").json().keys() == {"boot"}
    assert outside.get(f"/pulse?workshop={workshop.id}&code={workshop.code}").status_code == 200
    assert outside.get(f"/pulse?workshop={workshop.id}", headers={"x-backtalk-role": "owner"}).status_code == 404
    assert phone("127.0.0.1", "http://localhost:8501").get(f"/pulse?workshop={workshop.id}").status_code == 200


def test_each_phone_hears_a_number_of_its_own(phone, workshop):
    first, second = phone(), phone()
    _join(first, workshop)
    heard = first.get(f"/pulse?workshop={workshop.id}").json()["phone"]
    _join(second, workshop)
    assert first.get(f"/pulse?workshop={workshop.id}").json()["phone"] == heard
    assert second.get(f"/pulse?workshop={workshop.id}").json()["phone"] > heard


def test_who_was_removed_hears_no_pulse(phone, workshop, full):
    browser = phone()
    _join(browser, workshop)
    gone = Act(Kind.REMOVED, "remove", {"participant": 1})
    acting.act(full, workshop.id, FACILITATOR, gone, at=datetime.now(UTC))
    assert browser.get(f"/pulse?workshop={workshop.id}").status_code == 404


@pytest.mark.parametrize("asked", ["", "?workshop=", "?workshop=x", "?workshop=-1", "?workshop=" + "9" * 400])
def test_a_pulse_of_nothing_is_not_there(phone, workshop, asked):
    assert phone("127.0.0.1", "http://localhost:8501").get(f"/pulse{asked}").status_code == 404


def test_no_code_is_found_by_asking_for_the_pulse(phone, workshop):
    browser = phone()
    for n in range(10):
        assert browser.get(f"/pulse?workshop={workshop.id}&code=NOPE{n}").status_code == 404
    assert browser.get(f"/pulse?workshop={workshop.id}&code={workshop.code}").status_code == 404


def test_the_key_makes_another_device_the_facilitators(phone, workshop):
    browser = phone()
    answer = browser.post("/key", data={"key": f" {KEY} "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/workshops")
    flags = set(answer.headers["set-cookie"].lower().split("; "))
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert browser.get(f"/pulse?workshop={workshop.id}").status_code == 200


def test_a_wrong_key_opens_nothing_and_is_not_tried_for_long(phone, workshop):
    browser = phone()
    for _ in range(10):
        answer = browser.post("/key", data={"key": "x"})
        assert answer.status_code == 400
        assert "This is not the key." in answer.text
    assert browser.post("/key", data={"key": KEY}).status_code == 429
    assert "set-cookie" not in answer.headers


def test_without_a_key_nothing_is_one(full):
    app = Starlette(routes=room_routes(None), middleware=[Middleware(Roles)])
    browser = TestClient(app, base_url=SITE, client=("192.168.1.30", 5000), follow_redirects=False)
    for key in ("", "None", KEY):
        assert browser.post("/key", data={"key": key}).status_code == 400
