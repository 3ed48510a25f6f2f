"""The server: Streamlit behind our security headers, with the job worker beside it."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import anyio.to_thread
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workshop.jobs import Worker
from workshop.settings import Settings
from workshop.ui.bench import bench, load_models
from workshop.ui.places import EVERYWHERE, refuse
from workshop.ui.serving.bounds import Bounds
from workshop.ui.serving.connections import Connections
from workshop.ui.serving.hosts import KnownHosts
from workshop.ui.serving.roles import ROLE_HEADER, Roles, in_front
from workshop.ui.serving.routes import room_routes

ENTRY = Path(__file__).with_name("app.py")
REPOSITORY = Path(__file__).parents[2]
"""Where the package lies in a checkout; an installed package carries the options with it."""

_SAME_ROLE = {ROLE_HEADER: "role"}
"""Streamlit lets a browser take a session up again only as who began it: never as a guest what an owner left."""

_SWITCH_SECONDS = 0.0005
"""How long one thread may keep the interpreter: judging must not hold up pages, which let go of it at every query."""

_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def security_headers() -> dict[str, str]:
    """Return the headers of every answer; the policy allows this host and nothing else.

    Measured on Streamlit 1.67: its pages need inline styles (emotion), blob: scripts (v2
    components), data: and blob: images, and the inline scripts of its own index.html, by hash.
    """
    index = Path(st.__file__).with_name("static").joinpath("index.html").read_bytes()
    hashes = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _INLINE_SCRIPT.findall(index)]
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", *(f"'sha256-{digest}'" for digest in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


class SecurityHeaders:
    """Add the headers that keep pages to this host, unframed, to every HTTP answer.

    A form of ours says for itself that the browser may name it to this host, or its origin would be sent as "null".
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the app that answers."""
        self._app = app
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, with the headers set."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    if name == "Referrer-Policy":
                        headers.setdefault(name, value)
                    else:
                        headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)


def serve(settings: Settings, key: str | None = None) -> None:
    """Serve the app until it is stopped, and print its address once it answers.

    `key` is the facilitator's; with one, others in the network can join, see the wall, and do nothing else without it.

    Raises:
        WorkshopError: the address is not this machine's own although there is no key, or the port is taken.
    """
    refuse(settings, key)
    in_front.set()
    sys.setswitchinterval(_SWITCH_SECONDS)
    place = {"server.address": settings.address, "server.port": settings.port}
    make_app(settings, key).run(config={**streamlit_config(), **place, "server.trustedUserHeaders": _SAME_ROLE})


def make_app(settings: Settings, key: str | None = None) -> st.App:
    """Build the app with its middleware, the room's routes, and the worker's start and stop."""
    own = ["localhost", "127.0.0.1", "[::1]", settings.address]
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=own) if key is None else Middleware(KnownHosts),
        Middleware(SecurityHeaders),
        Middleware(Roles, key=key),
        Middleware(Connections),
        Middleware(Bounds),
    ]

    @asynccontextmanager
    async def run_beside(_: st.App) -> AsyncIterator[dict[str, Any]]:
        workbench = await anyio.to_thread.run_sync(bench)
        worker = Worker(workbench)
        load_models(workbench, then=worker.start)
        here = "127.0.0.1" if settings.address == EVERYWHERE else settings.address
        sys.stdout.write(f"Backtalk is ready at http://{here}:{settings.port}\n")
        sys.stdout.flush()
        try:
            yield {}
        finally:
            await anyio.to_thread.run_sync(worker.stop)

    return st.App(ENTRY, lifespan=run_beside, middleware=middleware, routes=room_routes(key))


def streamlit_config() -> dict[str, Any]:
    """Return the committed Streamlit options by dotted name, wherever the app is started from."""
    packaged = resources.files("workshop").joinpath("_streamlit", "config.toml")
    source = packaged if packaged.is_file() else REPOSITORY / ".streamlit" / "config.toml"
    return dict(_dotted(tomllib.loads(source.read_text("utf-8"))))


def _dotted(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value
