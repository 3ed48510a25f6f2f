"""How long after a press on a phone the wall shows it, with a room full of phones: `python -m benchmarks.load`.

The server is a real one with its models loaded, on loopback. Every phone joins by the form, keeps its cookie, opens the
page's websocket so that its script really runs, polls the pulse as the browser's component does, and presses buttons
of the page: acts go through the websocket, as widget messages. From the press (the message leaves) to the wall: the
moment its pulse tells of the act, and the moment its script has drawn a state of the room that holds it.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks import homes, results
from benchmarks.browsing import Page, until
from benchmarks.serving import Server, wait_until
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Event, Kind, Plan
from workshop.sessions import acting
from workshop.workbench import Workbench

PHONE_SECONDS, WALL_SECONDS = 1.0, 0.4
"""How often the browser's component asks the pulse."""

_LATEST_SECONDS = 30.0
_COUNTED = (Kind.READ, Kind.PINNED, Kind.UNPINNED, Kind.READY, Kind.HAND)
_QUICK = {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}


@dataclass(slots=True)
class Phone:
    """A simulated phone: who holds it, and when they pressed a button that is an act."""

    number: int
    page: Page
    pressed: list[float] = field(default_factory=list)
    returned: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taken:
    """Processor time, in seconds."""

    ours: float
    servers: float

    def __sub__(self, before: Taken) -> Taken:
        """Return what was taken since."""
        return Taken(self.ours - before.ours, self.servers - before.servers)


def main() -> None:
    """Measure each size of room, and write the figures."""
    given = homes.parser(__doc__)
    given.add_argument("--phones", type=int, nargs="+", default=[16, 60], help="how many phones, one or more numbers")
    given.add_argument("--seconds", type=float, default=60, help="how long people press buttons")
    given.add_argument("--every", type=float, default=10, help="seconds between two presses of one person, on average")
    given.add_argument("--quick", action="store_true", help="hashing encoder and lexicon judge; writes no results")
    asked = given.parse_args()
    if asked.quick:
        os.environ |= _QUICK
    rooms: dict[str, Any] = {}
    with homes.with_demo(asked.home) as home:
        for n in asked.phones:
            with Server(home) as server, homes.opened(home) as bench:
                if not asked.quick:
                    wait_until(server.has_torch, every_seconds=0.5)
                wait_until(server.is_steady, every_seconds=0.1)
                rooms[f"{n} phones"] = asyncio.run(_measure(server, bench, n, asked))
    figures = {
        "acts": "button presses through the websocket: read on, pin, ready, hand",
        "page_of_acts": "phone, phase Listen",
        "seconds": asked.seconds,
        "seconds_between_presses": asked.every,
        "rooms": rooms,
    }
    if asked.quick:
        print(results.as_json(figures))
        return
    options = {"phones": " ".join(map(str, asked.phones)), "seconds": asked.seconds, "every": asked.every}
    results.write("load", figures, options)


async def _measure(server: Server, bench: Workbench, n: int, asked: Namespace) -> dict[str, Any]:
    plan = Plan(f"Load {n}", "We know how many phones one laptop bears.", homes.DEMO, ready_agenda(60))
    room = acting.open_workshop(bench, plan, client_key=f"load {n}", at=datetime.now(UTC))
    async with AsyncExitStack() as open_pages:
        wall = await open_pages.enter_async_context(Page(server.address, "wall", f"workshop={room.id}"))
        control = await open_pages.enter_async_context(Page(server.address, "workshops", f"workshop={room.id}"))
        phones = []
        began = time.monotonic()
        for number in range(1, n + 1):
            headers = await _join(server.address, room.code, number)
            page = await open_pages.enter_async_context(Page(server.address, "phone", "", headers))
            phones.append(Phone(number, page))
        joined = time.monotonic() - began
        for page in (wall, control):
            page.poll(WALL_SECONDS)
        for phone in phones:
            phone.page.poll(PHONE_SECONDS)
        step = next(at for at, one in enumerate(room.agenda) if one.phase is Phase.LISTEN)
        entered = Act(Kind.PHASE_ENTERED, f"listen {n}", {"step": step})
        at = time.monotonic()
        acting.act(bench, room.id, FACILITATOR, entered, at=datetime.now(UTC))
        everybody = [phone.page for phone in phones]
        if not await until(lambda: all("phone_next" in page.buttons for page in everybody), at_most=120):
            raise SystemExit("Not every phone got to the phase Listen within two minutes.")
        turned = time.monotonic() - at
        before, start = _taken(server), time.monotonic()
        # Everybody's clock and this process's: events carry the one, presses the other.
        await asyncio.gather(*(_press_on(phone, start + asked.seconds, asked.every) for phone in phones))
        busy, lasted = _taken(server) - before, time.monotonic() - start
        events = [one for one in bench.store.rooms.events(room.id) if one.kind in _COUNTED]
        last = max((one.seq for one in events), default=0)
        await until(lambda: any(seq >= last for _, seq in wall.drawn), at_most=_LATEST_SECONDS)
        figures = _figures(phones, wall, events)
        failed = sum(page.n_failed for page in (*everybody, wall, control))
    cores = os.cpu_count() or 1
    return figures | {
        "failed_polls": failed,
        "everybody_joined_seconds": round(joined, 1),
        "phase_on_every_phone_seconds": round(turned, 2),
        "cores": cores,
        "server_cores_busy": round(busy.servers / lasted, 2),
        "load_cores_busy": round(busy.ours / lasted, 2),
        "server_mib": server.memory_mib(),
    }


async def _join(address: str, code: str, number: int) -> dict[str, str]:
    """Come in as a phone does, and return with what it asks from then on: as a guest at another address."""
    headers = {"X-Forwarded-For": f"10.0.{number // 200}.{1 + number % 200}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=30) as http:
        form = {"code": code, "name": f"Phone {number}", "how": "named", "ticket": f"load {number}"}
        answer = await http.post("/join", data=form)
        if answer.status_code != 303:
            raise SystemExit(f"Phone {number} could not join: {answer.status_code} {answer.text[-300:]}")
        kept = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
    return headers | {"Cookie": kept}


async def _press_on(phone: Phone, until_: float, every: float) -> None:
    """Press one button after another, at times that nobody agreed on."""
    chance = random.Random(phone.number)  # noqa: S311 - when to press, no secret
    await asyncio.sleep(chance.uniform(0, every))
    while time.monotonic() < until_:
        wanted = _choose(phone.page, chance)
        if wanted is not None:
            phone.pressed.append(time.monotonic())
            try:
                await phone.page.run(wanted, within=_LATEST_SECONDS)
            except TimeoutError:
                phone.page.n_failed += 1
            phone.returned.append(time.monotonic())
        await asyncio.sleep(chance.uniform(0.5, 1.5) * every)


def _choose(page: Page, chance: random.Random) -> str | None:
    """Choose what to press: mostly reading on and pinning, and else what can be done at any time."""
    groups: Sequence[tuple[str, ...]] = (
        ("phone_pin", "phone_unpin"),
        ("phone_next",),
        ("phone_ready_on", "phone_ready_off"),
        ("phone_hand_on", "phone_hand_off"),
    )
    wanted = page.button(*chance.choices(groups, weights=(4, 2, 3, 1))[0])
    return wanted or page.button("phone_ready_on", "phone_ready_off")


def _figures(phones: list[Phone], wall: Page, events: list[Event]) -> dict[str, Any]:
    """Hold each press against its event, and the event against what the wall was told and drew."""
    offset = time.monotonic() - datetime.now(UTC).timestamp()
    told, drawn, stored, back = [], [], [], []
    n_pressed = n_lost = 0
    for phone in phones:
        mine = iter([one for one in events if one.actor == f"p{phone.number}"])
        back += [end - start for start, end in zip(phone.pressed, phone.returned, strict=False)]
        n_pressed += len(phone.pressed)
        for start, event in _pairs(phone.pressed, mine, offset):
            if event is None:
                n_lost += 1
                continue
            stored.append(event.at.timestamp() + offset - start)
            told.append(_first(wall.told, event.seq) - start)
            drawn.append(_first(wall.drawn, event.seq) - start)
    shown = [max(pair) for pair in zip(told, drawn, strict=True)]
    return {
        "n_acts": len(shown),
        "n_presses_without_an_act": n_lost,
        "milliseconds": {
            "press to wall drawn": spread(shown),
            "press to the wall's pulse": spread(told),
            "press to kept in the store": spread(stored),
            "press to the phone drawn again": spread(back),
        },
        "acts_per_second": round(n_pressed / max(1e-9, _span(phones)), 1),
        "wall_draws": wall.n_runs,
    }


def _pairs(pressed: Sequence[float], mine: Iterator[Event], offset: float) -> Iterator[tuple[float, Event | None]]:
    """Pair presses and events of one person in order; a press without an event before the next press is alone."""
    event = next(mine, None)
    for start, after in zip(pressed, [*pressed[1:], float("inf")], strict=True):
        if (
            event is not None
            and start <= event.at.timestamp() + offset + 0.005
            and event.at.timestamp() + offset < after
        ):
            yield start, event
            event = next(mine, None)
        else:
            yield start, None


def _first(seen: Sequence[tuple[float, int]], seq: int) -> float:
    return next((at for at, there in seen if there >= seq), float("inf"))


def _span(phones: list[Phone]) -> float:
    times = [at for phone in phones for at in phone.pressed]
    return max(times) - min(times) if times else 0.0


def spread(seconds: Sequence[float]) -> dict[str, int | None]:
    """Return the median, the 95th percentile and the longest, in milliseconds."""
    found = sorted(1000 * one for one in seconds)
    if not found or found[-1] == float("inf"):
        return {"p50": None, "p95": None, "longest": None}
    p50, p95 = (found[min(len(found) - 1, int(share * len(found)))] for share in (0.5, 0.95))
    return {"p50": round(p50), "p95": round(p95), "longest": round(found[-1])}


def _taken(server: Server) -> Taken:
    used = resource.getrusage(resource.RUSAGE_SELF)
    fields = Path(f"/proc/{server.process_id}/stat").read_text("utf-8").rpartition(")")[2].split()
    servers = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return Taken(used.ru_utime + used.ru_stime, servers)


if __name__ == "__main__":
    main()
