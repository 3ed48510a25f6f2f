"""By which names a server in the network may be asked, so that no foreign name can be pointed at it."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from workshop.ui import qr

_UNKNOWN = "This is not a name of the facilitator's laptop. Type the address that the wall shows.\n"


class KnownHosts:
    """Refuse requests under a name that is not this machine's; an address by numbers is nobody's name."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app that answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what was asked under a known name; refuse the rest."""
        if scope["type"] not in ("http", "websocket") or is_known(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403})
        else:
            await PlainTextResponse(_UNKNOWN, 400)(scope, receive, send)


def without_port(header: str) -> str:
    """Return the host of a `Host` header."""
    return re.sub(r":\d+$", "", header).strip("[]").lower()


def is_known(header: str) -> bool:
    """Whether a `Host` header names this machine: numbers, its own name, or what the facilitator chose for phones."""
    host = without_port(header)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in _names()
    return True


def _names() -> set[str]:
    own = socket.gethostname().lower()
    chosen = urlsplit(qr.chosen() or "").hostname or "localhost"
    return {"localhost", own, f"{own.partition('.')[0]}.local", chosen}
