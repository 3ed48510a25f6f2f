"""One websocket that the server itself can end, at any time and after a time."""

from __future__ import annotations

import math

import anyio
from starlette.types import Message, Receive, Send

LASTED = 4401
"""Why a websocket ended that was open for as long as it may be."""


class Line:
    """A websocket. When the server ends it, the app behind it hears that the browser has gone, and says no more."""

    def __init__(self, receive: Receive, send: Send, seconds: float = math.inf) -> None:
        """Take both directions, and how long it may last."""
        self._receive, self._send = receive, send
        self._ends_at = anyio.current_time() + seconds
        self._is_over = False

    async def hear(self) -> Message:
        """Return what comes next from the browser."""
        with anyio.CancelScope(deadline=self._ends_at):
            return await self._receive()
        return await self.end(LASTED)

    async def say(self, message: Message) -> None:
        """Send a message, unless it is over."""
        if not self._is_over:
            await self._send(message)

    async def end(self, code: int) -> Message:
        """End it, and return what the app is to hear."""
        if not self._is_over:
            self._is_over = True
            await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}
