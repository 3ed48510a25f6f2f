"""How many pages one person in the room, one stranger's address, and one address at all may keep open, and ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.errors import WorkshopError
from workshop.sessions import joining
from workshop.sessions.pace import Pace
from workshop.ui.bench import bench
from workshop.ui.serving import forms
from workshop.ui.serving.roles import PHONE_COOKIE, ROLE_HEADER, cookies_of

EACH, STRANGERS, ADDRESS = 6, 20, 300
"""Seventy people behind one hotspot, each with three tabs, are 210; who has not joined needs a wall, or two."""

ASKS, ASKS_SECONDS = 40, 10.0
"""What one of these names may ask of its pages: each makes the server draw one. A thumb gets to half of it."""

_FULL = 4429
_WAIT_SECONDS = 0.2
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

    Pages are refused in a sentence, and websockets for good, whatever page asks for them. What a page asks too fast
    waits its turn: nothing is lost, and nobody else waits for it. Roles stand in front.

    Args:
        app: What answers.
        each: Websockets of one participant.
        strangers: Of all who have not joined, from one address.
        address: Of everybody, from one address.
        pace: How often one participant's pages, or one address's strangers', are heard.
    """

    def __init__(
        self,
        app: ASGIApp,
        each: int = EACH,
        strangers: int = STRANGERS,
        address: int = ADDRESS,
        pace: Pace | None = None,
    ) -> None:
        self._app, self._pace = app, pace or Pace(ASKS, ASKS_SECONDS)
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

        async def in_turn() -> Message:
            message = await receive()
            while message["type"] == "websocket.receive" and self._pace.is_full(names[0]):
                await anyio.sleep(_WAIT_SECONDS)
            self._pace.count(names[0])
            return message

        self._open.update(names)
        try:
            await self._app(scope, in_turn, send)
        finally:
            self._open.subtract(names)
            self._open = +self._open  # only names under which something is open are kept
