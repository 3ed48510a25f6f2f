"""How much a request or a message may bring, and which messages a guest may send at all."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from workshop.ui.serving.line import Line
from workshop.ui.serving.roles import ROLE_HEADER

LONGEST_BODY, LONGEST_MESSAGE = 1_000_000, 1_000_000
"""In bytes: forms and what phones send are far shorter. Files that the owner brings in have Streamlit's own bound."""

_UPLOADS = "/_stcore/upload_file/"
_OF_GUESTS = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
"""What phones and walls send. The rest empties what all share, asks for a place to upload to, or is for developers."""

_NO_MESSAGE, _TOO_BIG = 1002, 1009
_TOO_LONG = "This is too long. Send less at once.\n"


class _TooLong(Exception):
    """A body went past its bound while it was read."""


class Bounds:
    """Refuse what is too long, and leave out the messages that are not a guest's to send. Roles stand in front."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app that answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what keeps within the bounds."""
        if scope["type"] == "http" and not scope["path"].startswith(_UPLOADS):
            await self._read(scope, receive, send)
        elif scope["type"] == "websocket" and Headers(scope=scope).get(ROLE_HEADER) == "guest":
            line = Line(receive, send)

            async def hear() -> Message:
                return await _heard(line)

            await self._app(scope, hear, line.say)
        else:
            await self._app(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        n_read = 0

        async def bounded() -> Message:
            nonlocal n_read
            message = await receive()
            n_read += len(message.get("body", b""))
            if n_read > LONGEST_BODY:
                raise _TooLong
            return message

        said = Headers(scope=scope).get("content-length", "")
        try:
            if said.isdecimal() and int(said[:20]) > LONGEST_BODY:
                raise _TooLong
            await self._app(scope, bounded, send)
        except _TooLong:
            await PlainTextResponse(_TOO_LONG, 413)(scope, receive, send)


async def _heard(line: Line) -> Message:
    """Return the next message that a guest may send; one that is none, or too long, ends the websocket."""
    while True:
        message = await line.hear()
        if message["type"] != "websocket.receive":
            return message
        sent = message.get("bytes")
        if sent is None:
            return await line.end(_NO_MESSAGE)
        if len(sent) > LONGEST_MESSAGE:
            return await line.end(_TOO_BIG)
        try:
            kind = BackMsg.FromString(sent).WhichOneof("type")
        except DecodeError:
            return await line.end(_NO_MESSAGE)
        if kind in _OF_GUESTS:
            return message
