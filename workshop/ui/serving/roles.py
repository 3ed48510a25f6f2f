"""Who asks: the owner of this machine or a guest in the room, and what a guest may ask for at all."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import threading
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from workshop.sessions import joining
from workshop.ui.serving.hosts import without_port
from workshop.ui.serving.line import Line

Role = Literal["owner", "guest"]

ROLE_HEADER = "x-backtalk-role"
"""In front of every page and route; what a browser sends under this name is thrown away."""

PHONE_COOKIE, KEY_COOKIE = "backtalk_phone", "backtalk_key"

in_front = threading.Event()
"""Set once this process serves pages to browsers: a page without a role is then nobody's."""

_FOR_GUESTS = re.compile(
    r"/(join|key|link|pulse|phone|wall)/?"
    r"|/again/[\w-]{1,100}"
    r"|/favicon\.png"
    r"|/static/[\w./-]+"
    r"|(/phone|/wall)?/_stcore/(health|host-config|stream)"
    r"|/_stcore/bidi-components/[\w./-]+"
)
_PASSED_ON = ("x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip")
"""With one of these, another program passes on what somebody else asks; it is no request of this machine's own."""

_REFUSED = "This is for the facilitator. Open it on the facilitator's laptop, or give the key at /key.\n"


class Roles:
    """Put the role in front of every request, and let guests ask for the room only.

    The owner asks from this machine by one of its own names, or has the facilitator's key in a cookie. What another
    site's page sends is refused whoever looks at it, because their browser would lend it their rights.

    Args:
        app: What answers.
        key: The facilitator's key; None where nobody else can ask.
        seconds: How long a page lasts that was opened with the key: then its browser has to show the key once more.
    """

    def __init__(self, app: ASGIApp, key: str | None = None, seconds: float = joining.STAYS.total_seconds()) -> None:
        self._app, self._seconds = app, seconds
        self._key = None if key is None else hash_key(key)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be asked, with the role; refuse the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        role = self.role_of(scope)
        if scope["type"] == "websocket" and role == "owner" and not _is_here(scope):
            line = Line(receive, send, self._seconds)
            receive, send = line.hear, line.say
        if _is_from_elsewhere(scope) or (role == "guest" and not _is_open(scope["path"])):
            await self._refuse(scope, receive, send)
            return
        kept = [(name, value) for name, value in scope["headers"] if name.lower() != ROLE_HEADER.encode()]
        await self._app({**scope, "headers": [*kept, (ROLE_HEADER.encode(), role.encode())]}, receive, send)

    def role_of(self, scope: Scope) -> Role:
        """Say who asks."""
        if _is_here(scope):
            return "owner"
        given = cookies_of(Headers(scope=scope).getlist("cookie")).get(KEY_COOKIE, "")
        fits = self._key is not None and hmac.compare_digest(hash_key(given), self._key)
        return "owner" if fits else "guest"

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403})
        elif scope["path"] == "/":
            await RedirectResponse("/join", 303)(scope, receive, send)
        else:
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send)


def hash_key(key: str) -> str:
    """Return what stands for a key in a cookie's comparison."""
    return hashlib.sha256(key.strip().encode()).hexdigest()


def cookies_of(headers: Iterable[str]) -> dict[str, str]:
    """Return the cookies of a request by name; what is no cookie is left out."""
    found: dict[str, str] = {}
    for header in headers:
        try:
            found |= {name: one.value for name, one in SimpleCookie(header).items()}
        except CookieError:
            continue
    return found


def _is_open(path: str) -> bool:
    return ".." not in path and _FOR_GUESTS.fullmatch(path) is not None


def _is_here(scope: Scope) -> bool:
    """Whether this machine asks, by one of its own names."""
    headers = Headers(scope=scope)
    own = _is_own((scope.get("client") or ("",))[0]) and _is_own(without_port(headers.get("host", "")))
    return own and not any(name in headers for name in _PASSED_ON)


def _is_from_elsewhere(scope: Scope) -> bool:
    """Whether another site's page opens a websocket, or sends something that is not just to be read."""
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return False
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")


def _is_own(host: str) -> bool:
    """Whether an address or a host's name is this machine's alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
