"""The QR of the way in, and the addresses of this machine that phones can reach."""

from __future__ import annotations

import threading
from functools import lru_cache

import segno
import streamlit as st

from workshop.errors import WorkshopError
from workshop.ui.places import EVERYWHERE, hosts

_SCALE, _MARGIN = 8, 4
_ITSELF = ("localhost", "127.0.0.1", "::1", "[::1]")
_lock = threading.Lock()
_chosen: list[str] = []


@lru_cache(maxsize=16)
def picture(text: str) -> str:
    """Return a QR as a `data:` address of a PNG, black on white, with a margin of four modules."""
    return str(segno.make(text, error="m", micro=False).png_data_uri(scale=_SCALE, border=_MARGIN))


def addresses() -> list[str]:
    """Return where phones in the same network can reach this server, such as "http://192.168.1.20:8501".

    Empty where it listens on this machine alone.
    """
    port = st.get_option("server.port")
    return [f"http://{host}:{port}" for host in hosts(st.get_option("server.address") or EVERYWHERE)]


def choose(address: str) -> None:
    """Let code and QR lead to this address from now on, until the server ends.

    Raises:
        WorkshopError: it is no address that a phone could reach.
    """
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0].rsplit(":", 1)[0] if ":" in rest else rest.partition("/")[0]
    if scheme not in ("http", "https") or not host or "/" in rest or any(char.isspace() for char in address):
        raise WorkshopError("This is no address.", "Type it like http://192.168.1.20:8501.")
    if host in _ITSELF:
        raise WorkshopError("Phones cannot reach this address: it is this machine's own.", "Type another one.")
    with _lock:
        _chosen[:] = [address]


def chosen() -> str | None:
    """Return where code and QR lead; None where this machine has no address that phones can reach."""
    with _lock:
        if _chosen:
            return _chosen[0]
    return next(iter(addresses()), None)
