"""A server killed in the middle of a workshop: what it acknowledged is there, once, and the room goes on soon."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from websockets.exceptions import WebSocketException

from benchmarks.browsing import Page
from benchmarks.faults import world
from benchmarks.serving import Server
from workshop.corpus import Plan as Import
from workshop.corpus import preview, take
from workshop.health import examine
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Event, Kind, Plan, Workshop
from workshop.sessions import acting
from workshop.settings import Settings
from workshop.workbench import Workbench

LONGEST_SECONDS = 10.0
"""How long the room may be without answers after a kill."""

_N_COMMENTS, _N_PHONES = 60, 4
_N_ALLOWED, _N_MESSAGES = 10, 9
"""How many messages the room allows, and how many a phone sends: its box stays until the last is acknowledged."""

_PAD = "phone_pad_new"
_KILLS_PER_PARENT = 4
"""Five deaths within a minute are too many for the parent, and rightly; here they are meant."""

_GIVES_UP_SECONDS = 60.0
_MODELS = {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}
_BROKEN = (OSError, TimeoutError, WebSocketException, httpx.HTTPError, KeyError)


@dataclass(slots=True)
class Phone:
    """A phone that goes on through every kill, as the browser does: it keeps its cookie, its words and their keys."""

    number: int
    cookie: str = ""
    name: str = ""
    sent: dict[str, str] = field(default_factory=dict)
    """What was sent, by key."""
    acknowledged: set[str] = field(default_factory=set)
    """The keys that the page named as kept."""
    n_retried: int = 0


@dataclass(slots=True)
class Round:
    """One workshop with one kill in it."""

    server: Server
    room: Workshop
    phones: list[Phone]
    answered_at: float = 0.0
    killed_at: float = 0.0
    is_over: bool = False


def kill_servers(folder: Path, n_kills: int) -> dict[str, object]:
    """Kill the server so many times, each in a workshop of its own, and return what was found."""
    chance = random.Random(20240301)  # noqa: S311 - when to kill, not a secret
    os.environ |= _MODELS
    home = folder / "home"
    bench = _bench(home)
    _bring_in(bench, folder)
    wrong: list[str] = []
    seconds: list[float] = []
    n_acknowledged = n_retried = n_known_before = 0
    kills = iter(range(n_kills))
    for at_once in [min(_KILLS_PER_PARENT, n_kills - n) for n in range(0, n_kills, _KILLS_PER_PARENT)]:
        with Server(home) as server:
            for _ in range(at_once):
                n = next(kills)
                one = asyncio.run(_round(server, bench, n, chance.uniform(0.5, 4.0)))
                wrong += [f"kill {n}: {what}" for what in _look(bench, one)]
                seconds.append(one.answered_at - one.killed_at)
                n_acknowledged += sum(len(phone.acknowledged) for phone in one.phones)
                n_retried += sum(phone.n_retried for phone in one.phones)
                n_known_before += sum(1 for phone in one.phones if phone.cookie)
    wrong += examine(bench).problems
    bench.close()
    return {
        "n_kills": n_kills,
        "n_joined": n_known_before,
        "n_acknowledged": n_acknowledged,
        "n_retried": n_retried,
        "answers_again_seconds": {
            "p50": round(sorted(seconds)[len(seconds) // 2], 2),
            "longest": round(max(seconds), 2),
        },
        "wrong": wrong,
    }


def _bench(home: Path) -> Workbench:
    return Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))


def _bring_in(bench: Workbench, folder: Path) -> None:
    rows = {str(n): world.row(n) for n in range(_N_COMMENTS)}
    file = world.write(folder / "rows.csv", rows)
    columns = {"text": ["comment"], "segments": ["city"], "id": "id", "author": "author"}
    plan = Import(world.CORPUS, file.name, columns=columns)
    take(bench, preview(bench, file.read_bytes(), plan), plan)


async def _round(server: Server, bench: Workbench, n: int, after: float) -> Round:
    """Hold a workshop, kill its server, and wait until every phone has been told that its words are kept."""
    plan = Plan(f"Kill {n}", "Nothing is lost.", world.CORPUS, ready_agenda(30), n_messages=_N_ALLOWED)
    room = acting.open_workshop(bench, plan, client_key=f"open {n}", at=datetime.now(UTC))
    step = next(at for at, one in enumerate(room.agenda) if one.phase is Phase.WRITE)
    for kind, payload in ((Kind.PHASE_ENTERED, {"step": step}), (Kind.GATE_OPENED, {"is_early": True})):
        acting.act(bench, room.id, FACILITATOR, Act(kind, f"{kind} {n}", payload), at=datetime.now(UTC))
    one = Round(server, room, [Phone(number + 1) for number in range(_N_PHONES)])
    held = [asyncio.create_task(_hold(one, phone)) for phone in one.phones]
    await asyncio.sleep(after)
    one.killed_at = time.monotonic()
    os.kill(server.process_id, signal.SIGKILL)
    one.answered_at = await _answers_again(one)
    one.is_over = True
    await asyncio.wait_for(asyncio.gather(*held), 2 * _GIVES_UP_SECONDS)
    return one


async def _answers_again(one: Round) -> float:
    """Return when the pulse is there again; the first answer comes from the new process, for the old one is dead."""
    async with httpx.AsyncClient(base_url=one.server.address, timeout=1) as http:
        while time.monotonic() < one.killed_at + _GIVES_UP_SECONDS:
            try:
                if (await http.get("/pulse", params={"workshop": one.room.id})).status_code == 200:
                    return time.monotonic()
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.05)
    return float("inf")


async def _hold(one: Round, phone: Phone) -> None:
    """Join, then hand in one message after another, until the kill is over and all that was sent is acknowledged."""
    latest = time.monotonic() + 2 * _GIVES_UP_SECONDS
    while time.monotonic() < latest:
        try:
            if not phone.cookie:
                await _join(one, phone)
            headers = {"X-Forwarded-For": f"10.0.0.{phone.number}", "Cookie": phone.cookie}
            async with Page(one.server.address, "phone", "", headers) as page:
                while await _hand_in(one, phone, page):
                    await asyncio.sleep(0.1)
                if one.is_over:
                    return
                await asyncio.sleep(0.1)
        except _BROKEN:
            await asyncio.sleep(0.2)


async def _join(one: Round, phone: Phone) -> None:
    # Another name with every try: a form that was sent, but not acknowledged, may have let somebody in.
    phone.name = f"Phone {phone.number} {secrets.token_hex(4)}"
    headers = {"X-Forwarded-For": f"10.0.0.{phone.number}"}
    async with httpx.AsyncClient(base_url=one.server.address, headers=headers, timeout=10) as http:
        answer = await http.post("/join", data={"code": one.room.code, "name": phone.name, "how": "named"})
        if answer.status_code == 303:
            phone.cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())


async def _hand_in(one: Round, phone: Phone, page: Page) -> bool:
    """Send what is not acknowledged once more, else something new; whether there is more to send."""
    waiting = next((key for key in phone.sent if key not in phone.acknowledged), None)
    if waiting is None:
        if len(phone.sent) == _N_MESSAGES or one.is_over:
            return False
        waiting = secrets.token_hex(8)
        phone.sent[waiting] = f"The coffee is great, says phone {phone.number} for time {len(phone.sent) + 1}."
    else:
        phone.n_retried += 1
    await page.tell(_PAD, "sent", {"text": phone.sent[waiting], "key": waiting}, within=10)
    name, given = page.components.get(_PAD, ("", {}))
    if name and given.get("taken") == waiting:
        phone.acknowledged.add(waiting)
    return True


def _look(bench: Workbench, one: Round) -> Iterator[str]:
    """Yield what is wrong after a kill."""
    rooms = bench.store.rooms
    events = rooms.events(one.room.id)
    people = {person.name: person for person in rooms.participants(one.room.id)}
    took = one.answered_at - one.killed_at
    if took > LONGEST_SECONDS:
        yield f"answers were back after {took:.1f} seconds"
    if [event.seq for event in events] != list(range(1, len(events) + 1)):
        yield "the events are not numbered one after another"
    for phone in one.phones:
        if not phone.cookie:
            yield f"phone {phone.number} never got in"
            continue
        if phone.name not in people:
            yield f"phone {phone.number} had joined, and is not there"
            continue
        yield from _wrong_of(phone, people[phone.name].actor, events)
    texts = Counter(message.newest.text for message in rooms.messages(one.room.id))
    yield from (f"shown {n} times: {text}" for text, n in texts.items() if n > 1)
    before = _state(bench, one.room.id)
    rooms.rebuild(one.room.id)
    if _state(bench, one.room.id) != before:
        yield "its tables are not what its events make them"


def _wrong_of(phone: Phone, actor: str, events: list[Event]) -> Iterator[str]:
    kept = [event for event in events if event.actor == actor and event.kind is Kind.HANDED_IN]
    times = Counter(event.client_key for event in kept)
    for key in phone.sent:
        if times[key] > 1 or (key in phone.acknowledged and times[key] != 1):
            yield f"phone {phone.number}: {phone.sent[key]!r} is there {times[key]} times"
    if set(times) - set(phone.sent):
        yield f"phone {phone.number}: there is what it never sent"
    if len(phone.acknowledged) != len(phone.sent):
        yield f"phone {phone.number}: {len(phone.sent) - len(phone.acknowledged)} never acknowledged"


def _state(bench: Workbench, room: int) -> tuple[object, ...]:
    rooms = bench.store.rooms
    return rooms.get(room), rooms.participants(room), rooms.messages(room), rooms.pins(room), rooms.votes(room)
