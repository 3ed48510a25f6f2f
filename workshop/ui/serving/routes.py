"""The routes beside the pages: coming in by code, coming back, the facilitator's key, and the pulse."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

import anyio.to_thread
from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from workshop.errors import WorkshopError
from workshop.room.codes import typed
from workshop.room.records import Workshop
from workshop.sessions import joining
from workshop.sessions.pace import Pace
from workshop.ui.bench import bench
from workshop.ui.serving.roles import KEY_COOKIE, PHONE_COOKIE, ROLE_HEADER, hash_key

BOOT = secrets.token_hex(8)
"""Names this process: where it changes, the server has been started anew."""

_LONGEST_BODY = 4_096
_WRONG, _SECONDS = 10, 60.0
_STAYS_SECONDS = int(joining.STAYS.total_seconds())
_SOMEBODY_ELSE = WorkshopError("This form came from elsewhere.", "Open the page anew, and try once more.")
_NO_KEY = WorkshopError("Nobody but this laptop can run workshops now.", "Start it with `backtalk serve --lan`.")


def room_routes(key: str | None = None) -> list[Route]:
    """Return the routes; `key` is the facilitator's, where others can reach this server."""
    wrong = Pace(_WRONG, _SECONDS)

    async def join(request: Request) -> Response:
        return await _answer(request, lambda form: _come_in(form, request), wrong, "join")

    async def give_key(request: Request) -> Response:
        return await _answer(request, lambda form: _check_key(form, key, request), wrong, "key")

    return [
        Route("/join", join, methods=["GET", "POST"]),
        Route("/key", give_key, methods=["GET", "POST"]),
        Route("/again/{token}", _again),
        Route("/pulse", _pulse),
    ]


async def _answer(request: Request, act: Callable[[dict[str, str]], Response], wrong: Pace, page: str) -> Response:
    """Show the form, or take it; what is wrong with it is said above it, and counted by address."""
    if request.method == "GET":
        return _page(page, {"code": request.query_params.get("code", "")[:16]})
    form: dict[str, str] = {}
    try:
        _refuse_other_sites(request)
        form = await _form(request)
        return await anyio.to_thread.run_sync(act, form)
    except WorkshopError as error:
        try:
            wrong.step(request.client.host if request.client else "")
        except WorkshopError as fast:
            return _page(page, form, fast, status=429)
        return _page(page, form, error, status=400)


def _come_in(form: dict[str, str], request: Request) -> Response:
    name = form.get("name", "") if form.get("how") != "anonymous" else ""
    came = joining.join(bench(), form.get("code", ""), name, at=datetime.now(UTC))
    return _known(RedirectResponse("/phone", 303), came.token, request)


def _check_key(form: dict[str, str], key: str | None, request: Request) -> Response:
    if key is None:
        raise _NO_KEY
    if not hmac.compare_digest(hash_key(form.get("key", "")), hash_key(key)):
        raise WorkshopError("This is not the key.", "Read it from the terminal that Backtalk was started in.")
    answer = RedirectResponse("/workshops", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(KEY_COOKIE, key, max_age=_STAYS_SECONDS, httponly=True, samesite="strict", secure=secure)
    return answer


async def _again(request: Request) -> Response:
    """Let a phone that keeps no cookies, or another browser of the same person, come back by its own link."""
    token = request.path_params["token"]
    known = await anyio.to_thread.run_sync(joining.recognise, bench(), token)
    if known is None:
        return RedirectResponse("/join", 303)
    return _known(RedirectResponse("/phone", 303), token, request)


async def _pulse(request: Request) -> Response:
    """Say how far a workshop has got, to who may see it."""
    try:
        number = int(request.query_params.get("workshop", ""))
        found = await anyio.to_thread.run_sync(_seen_by, number, request)
    except (ValueError, WorkshopError):
        found = None
    if found is None:
        return JSONResponse({}, 404, headers={"Cache-Control": "no-store"})
    seq, phone = found
    return JSONResponse({"seq": seq, "phone": phone, "boot": BOOT}, headers={"Cache-Control": "no-store"})


def _seen_by(number: int, request: Request) -> tuple[int, int] | None:
    rooms = bench().store.rooms
    if request.headers.get(ROLE_HEADER) != "owner" and not _may_see(number, request):
        return None
    return rooms.pulse(number)


def _may_see(number: int, request: Request) -> bool:
    code = request.query_params.get("code")
    if code:
        return _has_code(bench().store.rooms.get(number), code)
    known = joining.recognise(bench(), request.cookies.get(PHONE_COOKIE))
    return known is not None and known.workshop == number


def _has_code(workshop: Workshop, code: str) -> bool:
    return hmac.compare_digest(typed(workshop.code).encode(), typed(code).encode())


def _known(answer: Response, token: str, request: Request) -> Response:
    answer.set_cookie(
        PHONE_COOKIE,
        token,
        max_age=_STAYS_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _refuse_other_sites(request: Request) -> None:
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise _SOMEBODY_ELSE


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise WorkshopError("This is too long.", "A code and a name are enough.")
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=10)
    return {name: values[-1] for name, values in fields.items()}


def _page(name: str, form: dict[str, str], error: WorkshopError | None = None, *, status: int = 200) -> Response:
    drawn = _template(name).render(form=form, error=error, styles=_styles())
    return HTMLResponse(drawn, status, headers={"Cache-Control": "no-store"})


@cache
def _template(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - jinja2 gives no type for a template's maker
    source = files(__package__).joinpath(f"{name}.html.j2").read_text("utf-8")
    return Environment(autoescape=True).from_string(source)


@cache
def _styles() -> str:
    tokens = files("workshop.drawing").joinpath("tokens.css").read_text("utf-8")
    return tokens + files(__package__).joinpath("doors.css").read_text("utf-8")
