"""The routes beside the pages: coming in by code, a link to come back by, the facilitator's key, and the pulse."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from workshop.errors import WorkshopError
from workshop.room import codes
from workshop.sessions import joining
from workshop.ui import qr
from workshop.ui.bench import bench
from workshop.ui.serving import forms
from workshop.ui.serving.attempts import Attempts, TooManyAttempts
from workshop.ui.serving.coming_in import Door
from workshop.ui.serving.roles import KEY_COOKIE, PHONE_COOKIE, ROLE_HEADER, hash_key

BOOT = secrets.token_hex(8)
"""Names this process: where it changes, the server has been started anew."""

_AT_ONCE = 4
"""How many threads coming in, and the pulse, may each take: the rest of them answer with the app's own files.

So many tries at once are the most by which anybody gets around the count of wrong ones.
"""

_NOT_KEPT = {"Cache-Control": "no-store"}
_STAYS_SECONDS = int(joining.STAYS.total_seconds())
_NO_KEY = WorkshopError("Nobody but this laptop can run workshops now.", "Start it with `backtalk serve --lan`.")
_WRONG_KEY = WorkshopError("This is not the key.", "Read it from the terminal that Backtalk was started in.")


def room_routes(key: str | None = None) -> list[Route]:
    """Return the routes; `key` is the facilitator's, where others can reach this server."""
    door = Door()
    at_the_door, at_the_wall = Attempts(), Attempts()
    comings, pulses = anyio.CapacityLimiter(_AT_ONCE), anyio.CapacityLimiter(_AT_ONCE)

    async def join(request: Request) -> Response:
        def act(form: dict[str, str]) -> Response:
            return _come_in(form, door, request)

        return await _answer(request, act, at_the_door, comings, "join")

    async def give_key(request: Request) -> Response:
        def act(form: dict[str, str]) -> Response:
            return _check_key(form, key, request)

        return await _answer(request, act, at_the_door, comings, "key")

    async def pulse(request: Request) -> Response:
        return await _pulse(request, at_the_wall, pulses)

    return [
        Route("/join", join, methods=["GET", "POST"]),
        Route("/key", give_key, methods=["GET", "POST"]),
        Route("/link", _own_link),
        Route("/again/{token}", _again),
        Route("/pulse", pulse),
    ]


async def _answer(
    request: Request,
    act: Callable[[dict[str, str]], Response],
    attempts: Attempts,
    limiter: anyio.CapacityLimiter,
    page: str,
) -> Response:
    """Show the form, or take it; what is wrong with it is said above it, and counted by address."""
    fresh = {"ticket": secrets.token_urlsafe(16)}
    if request.method != "POST":
        return forms.page(page, fresh | {"code": request.query_params.get("code", "")[:16]})
    address = _address(request)

    def tried(form: dict[str, str]) -> Response:
        attempts.refuse_too_many(address)
        try:
            return act(form)
        except WorkshopError:
            attempts.was_wrong(address)
            raise

    form: dict[str, str] = {}
    try:
        form = await forms.typed_in(request)
        return await anyio.to_thread.run_sync(tried, form, limiter=limiter)
    except WorkshopError as error:
        status = 429 if isinstance(error, TooManyAttempts) else 400
        return forms.page(page, form | fresh, error, status=status)


def _come_in(form: dict[str, str], door: Door, request: Request) -> Response:
    name = form.get("name") if form.get("how") != "anonymous" else None
    shown = request.cookies.get(PHONE_COOKIE)
    token = door.come_in(form.get("code", ""), name, ticket=form.get("ticket", "")[:64], token=shown)
    return _known(RedirectResponse("/phone", 303), token, request)


def _check_key(form: dict[str, str], key: str | None, request: Request) -> Response:
    if key is None:
        raise _NO_KEY
    if not hmac.compare_digest(hash_key(form.get("key", "")), hash_key(key)):
        raise _WRONG_KEY
    answer = RedirectResponse("/workshops", 303, headers=_NOT_KEPT)
    secure = request.url.scheme == "https"
    answer.set_cookie(KEY_COOKIE, key, max_age=_STAYS_SECONDS, httponly=True, samesite="strict", secure=secure)
    return answer


async def _own_link(request: Request) -> Response:
    """Show whoever is in a room the link that makes another browser or another phone theirs."""
    token = request.cookies.get(PHONE_COOKIE)
    known = await anyio.to_thread.run_sync(joining.recognise, bench(), token)
    if token is None or known is None:
        return RedirectResponse("/join", 303, headers=_NOT_KEPT)
    link = str(request.base_url.replace(path=f"/again/{token}"))
    return forms.page("link", {"link": link, "picture": qr.picture(link)})


async def _again(request: Request) -> Response:
    """Let a phone that keeps no cookies, or another browser of the same person, come back by its own link."""
    token = request.path_params["token"]
    known = await anyio.to_thread.run_sync(joining.recognise, bench(), token)
    if known is None:
        return RedirectResponse("/join", 303, headers=_NOT_KEPT)
    return _known(RedirectResponse("/phone", 303), token, request)


async def _pulse(request: Request, attempts: Attempts, limiter: anyio.CapacityLimiter) -> Response:
    """Say how far a workshop has got, to who may see it."""
    try:
        number = int(request.query_params.get("workshop", "")[:12])
        found = await anyio.to_thread.run_sync(_seen_by, number, request, attempts, limiter=limiter)
    except (ValueError, WorkshopError):
        found = None
    if found is None:
        return JSONResponse({"boot": BOOT}, 404, headers=_NOT_KEPT)
    seq, phone = found
    return JSONResponse({"seq": seq, "phone": phone, "boot": BOOT}, headers=_NOT_KEPT)


def _seen_by(number: int, request: Request, attempts: Attempts) -> tuple[int, int] | None:
    with bench().store.read():
        known = joining.recognise(bench(), request.cookies.get(PHONE_COOKIE))
        me = known if known is not None and known.workshop == number else None
        if me is None and request.headers.get(ROLE_HEADER) != "owner" and not _has_code(number, request, attempts):
            return None
        seq, phone_seq = bench().store.rooms.pulse(number)
        return seq, me.draws(phone_seq) if me else phone_seq


def _has_code(number: int, request: Request, attempts: Attempts) -> bool:
    code = request.query_params.get("code")
    if not code:
        return False
    attempts.refuse_too_many(_address(request))
    fits = codes.same(bench().store.rooms.get(number).code, code)
    if not fits:
        attempts.was_wrong(_address(request))
    return fits


def _known(answer: Response, token: str, request: Request) -> Response:
    answer.headers.update(_NOT_KEPT)
    secure = request.url.scheme == "https"
    answer.set_cookie(PHONE_COOKIE, token, max_age=_STAYS_SECONDS, httponly=True, samesite="lax", secure=secure)
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
