"""Where phones reach this machine, and the QR that leads them there."""

from __future__ import annotations

import base64
import ipaddress

import pytest

from workshop.errors import WorkshopError
from workshop.settings import Settings
from workshop.ui import places, qr


@pytest.fixture(autouse=True)
def _chosen_before():
    before = list(qr._chosen)
    yield
    qr._chosen[:] = before


def test_the_hosts_for_phones_are_never_this_machines_own():
    assert not [host for host in places.hosts() if ipaddress.ip_address(host).is_loopback]


def test_a_server_that_listens_at_one_address_is_reached_there_alone():
    assert places.hosts("192.168.1.20") == ["192.168.1.20"]
    assert places.hosts("127.0.0.1") == places.hosts("localhost") == places.hosts("::1") == []


def test_with_a_key_others_may_reach_the_server():
    settings = Settings().model_copy(update={"address": places.EVERYWHERE, "port": 0})
    places.refuse(settings, "key")
    with pytest.raises(WorkshopError, match="--lan"):
        places.refuse(settings)


def test_the_qr_is_a_png_in_the_page_itself():
    start, _, data = qr.picture("http://192.168.1.20:8501/join?code=KITE+47").partition(",")
    assert start == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")


def test_the_facilitator_chooses_where_code_and_qr_lead():
    qr.choose("http://room.example:8501")
    assert qr.chosen() == "http://room.example:8501"


@pytest.mark.parametrize(
    "typed", ["", "room", "http://", "ftp://room:1", "http://localhost:8501", "http://127.0.0.1", "http://a b:1"]
)
def test_what_no_phone_could_reach_is_refused(typed):
    with pytest.raises(WorkshopError):
        qr.choose(typed)
