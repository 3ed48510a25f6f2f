"""A room under load: its wall, its facilitator and its phones, each a page of the real server."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Collection
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from benchmarks import homes
from benchmarks.browsing import Page, until
from benchmarks.load import times
from benchmarks.load.times import Part
from benchmarks.serving import Server
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import Event, Kind, Plan, Workshop
from workshop.sessions import acting
from workshop.workbench import Workbench

PHONE_SECONDS, WALL_SECONDS = 1.0, 0.4
"""How often the browser's component asks the pulse."""

LATEST_SECONDS = 60.0
"""What is not shown by then counts as never shown."""

_DESK_SECONDS = 15.0
"""How long the facilitator waits for a page before pressing on."""

_N_MESSAGES = 4
"""One more than anybody hands in: a phone's box stays."""


@dataclass(slots=True)
class Phone:
    """A simulated phone: when its person pressed what is an act, and when the page was drawn again after that."""

    number: int
    page: Page
    actor: str = ""
    """How events name its person."""
    pressed: list[float] = field(default_factory=list)
    returned: list[float] = field(default_factory=list)

    async def press(self, key: str) -> None:
        """Press a button whose press is an act."""
        await self._act(self.page.run(key, within=LATEST_SECONDS))

    async def tell(self, component: str, event: str, value: object) -> None:
        """Do with a component what is an act."""
        await self._act(self.page.tell(component, event, value, within=LATEST_SECONDS))

    async def _act(self, act: Awaitable[None]) -> None:
        self.pressed.append(time.monotonic())
        try:
            await act
        except TimeoutError:
            self.page.n_failed += 1
        self.returned.append(time.monotonic())


@dataclass(slots=True)
class Room:
    """One workshop, and every page that is open on it."""

    server: Server
    bench: Workbench
    workshop: Workshop
    wall: Page
    control: Page
    phones: list[Phone] = field(default_factory=list)

    @property
    def now(self) -> Workshop:
        """The workshop as it stands."""
        return self.bench.store.rooms.get(self.workshop.id)

    @property
    def n_failed(self) -> int:
        """How many polls and presses came back without an answer."""
        return sum(page.n_failed for page in (self.wall, self.control, *(phone.page for phone in self.phones)))

    def events(self, kinds: Collection[Kind], after: int) -> list[Event]:
        """Return what has happened since, of some kinds."""
        return [one for one in self.bench.store.rooms.events(self.workshop.id, after) if one.kind in kinds]

    def begin(self, counts: str = "") -> int:
        """Forget the presses so far, have the wall note a count by the words around it; return the last event."""
        for phone in self.phones:
            phone.pressed, phone.returned = [], []
        self.wall.counts = re.compile(counts) if counts else None
        self.wall.counted = []
        return self.now.seq

    async def go_on(self, *prefixes: str) -> float:
        """Press the first of the facilitator's buttons that is drawn and begins so; return when."""
        if not await until(lambda: bool(self.control.beginning(*prefixes)), at_most=LATEST_SECONDS):
            raise SystemExit(f"The facilitator has no button {' or '.join(prefixes)}.")
        key = self.control.beginning(*prefixes)[0]
        at = time.monotonic()
        await self.press_at_desk(key)
        return at

    async def press_at_desk(self, key: str) -> None:
        """Press a button of the facilitator; where no whole page comes back, only that is counted."""
        try:
            await self.control.run(key, within=_DESK_SECONDS)
        except TimeoutError:
            self.control.n_failed += 1

    async def enter(self, phase: Phase) -> None:
        """Go on, phase by phase, until the room and every page is in this one."""
        while (now := self.now).phase is not phase:
            await self.go_on(f"room_go_main_enter_{now.step + 1}", f"room_go_enter_{now.step + 1}")
        await self.everywhere()

    async def everywhere(self) -> bool:
        """Wait until the wall shows the last event, and every phone the last that is for phones."""
        now = self.now

        def is_drawn() -> bool:
            phones = all(phone.page.drawn[-1][1] >= now.phone_seq for phone in self.phones)
            return phones and self.wall.drawn[-1][1] >= now.seq

        return await until(is_drawn, at_most=LATEST_SECONDS)


async def open_room(server: Server, bench: Workbench, name: str, pages: AsyncExitStack) -> Room:
    """Open a workshop on the demo comments, its wall and its control screen."""
    plan = Plan(name, "We know how many phones one laptop bears.", homes.DEMO, ready_agenda(60), n_messages=_N_MESSAGES)
    made = acting.open_workshop(bench, plan, client_key=name, at=datetime.now(UTC))
    query = f"workshop={made.id}"
    wall = await pages.enter_async_context(Page(server.address, "wall", query))
    control = await pages.enter_async_context(Page(server.address, "workshops", query))
    for page in (wall, control):
        page.poll(WALL_SECONDS)
    return Room(server, bench, made, wall, control)


async def come_in(room: Room, n: int, pages: AsyncExitStack) -> Part:
    """Have everybody type the code in the same moment, and open the page that they get."""
    before = times.taken(room.server)
    came = await asyncio.gather(*(_come_in(room, number, pages) for number in range(1, n + 1)))
    used = times.taken(room.server) - before
    room.phones = [phone for phone, *_ in came]
    actors = {one.name: one.actor for one in room.bench.store.rooms.participants(room.workshop.id)}
    for phone in room.phones:
        phone.actor = actors[_name(phone.number)]
        phone.page.poll(PHONE_SECONDS)
    seconds = {
        "press to let in": [let_in - before.clock for _, let_in, _ in came],
        "press to the phone drawn": [drawn - before.clock for *_, drawn in came],
    }
    return Part(used, seconds)


async def _come_in(room: Room, number: int, pages: AsyncExitStack) -> tuple[Phone, float, float]:
    headers = await join(room.server.address, room.workshop.code, number)
    let_in = time.monotonic()
    page = await pages.enter_async_context(Page(room.server.address, "phone", "", headers))
    return Phone(number, page), let_in, time.monotonic()


async def join(address: str, code: str, number: int) -> dict[str, str]:
    """Come in as a phone does, and return with what it asks from then on: as a guest at another address."""
    headers = {"X-Forwarded-For": f"10.0.{number // 200}.{1 + number % 200}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=60) as http:
        await http.get("/join", params={"code": code})
        form = {"code": code, "name": _name(number), "how": "named", "ticket": f"load {number} {code}"}
        answer = await http.post("/join", data=form)
        if answer.status_code != 303:
            raise SystemExit(f"Phone {number} could not join: {answer.status_code} {answer.text[-300:]}")
        kept = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
    return headers | {"Cookie": kept}


def _name(number: int) -> str:
    return f"Phone {number}"
