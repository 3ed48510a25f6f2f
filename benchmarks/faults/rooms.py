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
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from websockets.exceptions import WebSocketException

from benchmarks.browsing import Page
from benchmarks.faults import world
from benchmarks.faults.phones import N_ALLOWED, Hands, Phone, Writing
from benchmarks.faults.pressing import Guessing, Pinning, Voting
from benchmarks.serving import Server
from workshop.corpus import Plan as Import
from workshop.corpus import preview, take
from workshop.health import examine
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Kind, Plan, Workshop
from workshop.sessions import acting
from workshop.settings import Settings
from workshop.workbench import Workbench

LONGEST_SECONDS = 10.0
"""How long the room may be without answers after a kill, and anybody without their page."""

_N_COMMENTS, _N_PHONES = 60, 4
_PHASES = (Phase.LISTEN, Phase.WRITE, Phase.GUESS, Phase.DECIDE)
"""One round after the other is held in these."""

_KILLS_PER_PARENT = 4
"""Five deaths within a minute are too many for the parent, and rightly; here they are meant."""

_GIVES_UP_SECONDS = 60.0
_GOES_ON_SECONDS = 2.0
"""How long the room goes on after the server is back."""

_BETWEEN_ACTS_SECONDS = 0.4
"""No faster than people may act."""

_AGAIN_SECONDS = 0.2
"""How soon a phone whose page is gone asks for it again."""

_MESSAGES = ("The coffee is great.", "The queue is short.", "The staff is friendly.")
_MODELS = {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}
_BROKEN = (OSError, TimeoutError, WebSocketException, httpx.HTTPError)


@dataclass(slots=True)
class Round:
    """One workshop with one kill in it."""

    server: Server
    room: Workshop
    hands: Hands
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
    rounds: list[Round] = []
    for at_once in _in_turn(n_kills):
        with Server(home) as server:
            for n in at_once:
                one = asyncio.run(_round(server, bench, n, chance.uniform(0.5, 5.0)))
                wrong += [f"kill {n}, {one.hands.phase}: {what}" for what in _look(bench, one)]
                rounds.append(one)
    wrong += examine(bench).problems
    bench.close()
    return _sum_up(rounds) | {"wrong": wrong}


def _in_turn(n_kills: int) -> Iterator[range]:
    for n in range(0, n_kills, _KILLS_PER_PARENT):
        yield range(n, min(n + _KILLS_PER_PARENT, n_kills))


def _sum_up(rounds: list[Round]) -> dict[str, object]:
    phones = [phone for one in rounds for phone in one.phones]
    acknowledged: Counter[str] = Counter()
    for one in rounds:
        acknowledged[one.hands.what] += sum(phone.n_acknowledged for phone in one.phones)
    return {
        "n_kills": len(rounds),
        "n_joined": sum(1 for phone in phones if phone.cookie),
        "n_acknowledged": sum(acknowledged.values()),
        "acknowledged": dict(acknowledged),
        "n_retried": sum(phone.n_retried for phone in phones),
        "n_pressed_in_vain": sum(phone.n_in_vain for phone in phones),
        "answers_again_seconds": _spread([one.answered_at - one.killed_at for one in rounds]),
        "phones_back_seconds": _spread([phone.back_at - one.killed_at for one in rounds for phone in one.phones]),
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    return {"p50": round(sorted(seconds)[len(seconds) // 2], 2), "longest": round(max(seconds), 2)}


def _bench(home: Path) -> Workbench:
    return Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))


def _bring_in(bench: Workbench, folder: Path) -> None:
    rows = {str(n): world.row(n) for n in range(_N_COMMENTS)}
    file = world.write(folder / "rows.csv", rows)
    columns = {"text": ["comment"], "segments": ["city"], "id": "id", "author": "author"}
    plan = Import(world.CORPUS, file.name, columns=columns)
    take(bench, preview(bench, file.read_bytes(), plan), plan)


def _open(bench: Workbench, n: int) -> tuple[Workshop, Hands]:
    """Open a workshop and bring it to the phase whose turn it is, with messages where that needs some."""
    phase = _PHASES[n % len(_PHASES)]
    plan = Plan(f"Kill {n}", "Nothing is lost.", world.CORPUS, ready_agenda(30), n_messages=N_ALLOWED)
    room = acting.open_workshop(bench, plan, client_key=f"open {n}", at=datetime.now(UTC))

    def act(kind: Kind, on_behalf_of: int | None = None, **payload: object) -> None:
        wanted = Act(kind, secrets.token_hex(8), payload, on_behalf_of)
        acting.act(bench, room.id, FACILITATOR, wanted, at=datetime.now(UTC))

    def enter(wanted: Phase) -> None:
        act(Kind.PHASE_ENTERED, step=next(at for at, one in enumerate(room.agenda) if one.phase is wanted))

    if phase is not Phase.LISTEN:
        act(Kind.GATE_OPENED, is_early=True)
    if phase in (Phase.GUESS, Phase.DECIDE):
        enter(Phase.WRITE)
        act(Kind.ADDED, name="Without a phone")
        for text in _MESSAGES:
            act(Kind.HANDED_IN, 1, text=text)
    messages = [one.id for one in bench.store.rooms.messages(room.id)]
    for number in messages:
        act(Kind.LET_THROUGH, message=number)
    enter(phase)
    if phase is Phase.GUESS:
        act(Kind.PUT_UP, message=messages[0])
    if phase is Phase.DECIDE:
        act(Kind.VOTING, state="open")
    return room, _hands(phase, n, messages)


def _hands(phase: Phase, n: int, messages: list[int]) -> Hands:
    found: dict[Phase, Hands] = {
        Phase.LISTEN: Pinning(n),
        Phase.WRITE: Writing(),
        Phase.GUESS: Guessing(n, messages),
        Phase.DECIDE: Voting(n, messages),
    }
    return found[phase]


async def _round(server: Server, bench: Workbench, n: int, after: float) -> Round:
    """Hold a workshop, kill its server, and wait until every phone knows of all that it did whether it is kept."""
    room, hands = _open(bench, n)
    one = Round(server, room, hands, [Phone(number + 1) for number in range(_N_PHONES)])
    held = [asyncio.create_task(_hold(bench, one, phone)) for phone in one.phones]
    await asyncio.sleep(after)
    one.killed_at = time.monotonic()
    os.kill(server.process_id, signal.SIGKILL)
    one.answered_at = await _answers_again(one)
    await asyncio.sleep(_GOES_ON_SECONDS)
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


async def _hold(bench: Workbench, one: Round, phone: Phone) -> None:
    """Join, and do one thing after another, until it is over and it is known of all of it whether it is kept."""
    latest = time.monotonic() + 2 * _GIVES_UP_SECONDS
    while time.monotonic() < latest:
        try:
            if not phone.cookie:
                await _join(one, phone)
                there = {person.name: person.draw for person in bench.store.rooms.participants(one.room.id)}
                phone.draw = there.get(phone.name, ())
            headers = {"X-Forwarded-For": f"10.0.0.{phone.number}", "Cookie": phone.cookie}
            async with Page(one.server.address, "phone", "", headers) as page:
                if one.killed_at and not phone.back_at:
                    phone.back_at = time.monotonic()
                while not page.is_lost:
                    if not await one.hands.act(phone, page, is_over=one.is_over) and one.is_over and phone.back_at:
                        return
                    await asyncio.sleep(_BETWEEN_ACTS_SECONDS)
        except _BROKEN:
            pass
        phone.back_at = 0.0
        await asyncio.sleep(_AGAIN_SECONDS)


async def _join(one: Round, phone: Phone) -> None:
    # Another name with every try: a form that was sent, but not acknowledged, may have let somebody in.
    phone.name = f"Phone {phone.number} {secrets.token_hex(4)}"
    headers = {"X-Forwarded-For": f"10.0.0.{phone.number}"}
    async with httpx.AsyncClient(base_url=one.server.address, headers=headers, timeout=10) as http:
        answer = await http.post("/join", data={"code": one.room.code, "name": phone.name, "how": "named"})
        if answer.status_code == 303:
            phone.cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())


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
    before = _state(bench, one.room.id)
    rooms.rebuild(one.room.id)
    if _state(bench, one.room.id) != before:
        yield "its tables are not what its events make them"
    for phone in one.phones:
        back = phone.back_at - one.killed_at
        if not 0 < back <= LONGEST_SECONDS:
            yield f"phone {phone.number} was back after {back:.1f} seconds"
        if not phone.cookie:
            yield f"phone {phone.number} never got in"
        elif phone.name not in people:
            yield f"phone {phone.number} had joined, and is not there"
        else:
            found = one.hands.wrong_of(phone, people[phone.name], events, bench.store)
            yield from (f"phone {phone.number}: {what}" for what in found)


def _state(bench: Workbench, room: int) -> tuple[object, ...]:
    rooms = bench.store.rooms
    acts = rooms.messages(room), rooms.pins(room), rooms.guesses(room), rooms.votes(room)
    return rooms.get(room), rooms.participants(room), *acts
