"""How many pages one person in the room, one stranger's address, and one address at all may keep open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from workshop.errors import WorkshopError
from workshop.sessions import joining
from workshop.ui.bench import bench
from workshop.ui.serving import forms
from workshop.ui.serving.roles import PHONE_COOKIE, ROLE_HEADER, cookies_of

EACH, STRANGERS, ADDRESS = 6, 20, 300
"""Seventy people behind one hotspot, each with three tabs, are 210; who has not joined needs a wall, or two."""

_FULL = 4429
_PAGES = ("/phone", "/wall")
_YOURS = WorkshopError("You have this open in too many tabs.", "Close one of them, then reload this page.")
_THEIRS = WorkshopError("Too many pages are open from this network.", "Close one of them, then reload this page.")


@dataclass(frozen=True, slots=True)
class _Bound:
    """How many websockets may be open under a name, and what is said to the next one."""

    name: Hashable
    most: int
    told: WorkshopError


class Connections:
    """Refuse a guest's page where too many are open already: each keeps a websocket, and the server draws for it.

    Pages are refused in a sentence, and websockets for good, whatever page asks for them. Roles stand in front.

    Args:
        app: What answers.
        each: Websockets of one participant.
        strangers: Of all who have not joined, from one address.
        address: Of everybody, from one address.
    """

    def __init__(self, app: ASGIApp, each: int = EACH, strangers: int = STRANGERS, address: int = ADDRESS) -> None:
        self._app = app
        self._each, self._strangers, self._address = each, strangers, address
        self._open: Counter[Hashable] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what still fits."""
        is_page = scope["type"] == "http" and scope["path"].rstrip("/") in _PAGES
        is_meant = is_page or scope["type"] == "websocket"
        if not is_meant or Headers(scope=scope).get(ROLE_HEADER) != "guest":
            await self._app(scope, receive, send)
            return
        bounds = await self._bounds(scope)
        full = next((bound for bound in bounds if self._open[bound.name] >= bound.most), None)
        if full is not None:
            await self._refuse(full, scope, receive, send)
        elif is_page:
            await self._app(scope, receive, send)
        else:
            await self._count(bounds, scope, receive, send)

    async def _bounds(self, scope: Scope) -> list[_Bound]:
        address = (scope.get("client") or ("",))[0]
        token = cookies_of(Headers(scope=scope).getlist("cookie")).get(PHONE_COOKIE)
        known = await anyio.to_thread.run_sync(joining.recognise, bench(), token) if token else None
        own = _Bound((known.workshop, known.id), self._each, _YOURS) if known else None
        return [own or _Bound(("stranger", address), self._strangers, _THEIRS), _Bound(address, self._address, _THEIRS)]

    async def _refuse(self, full: _Bound, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _FULL})
        else:
            await forms.page("full", {}, full.told, status=429)(scope, receive, send)

    async def _count(self, bounds: list[_Bound], scope: Scope, receive: Receive, send: Send) -> None:
        names = [bound.name for bound in bounds]
        self._open.update(names)
        try:
            await self._app(scope, receive, send)
        finally:
            self._open.subtract(names)
            self._open = +self._open  # only names under which something is open are kept
