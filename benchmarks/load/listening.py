"""The phase Listen: everybody reads on, pins, raises a hand and says that they are ready, at times of their own."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Mapping

from benchmarks.browsing import Page
from benchmarks.load import acts, times
from benchmarks.load.room import Phone, Room
from benchmarks.load.times import Part
from workshop.room.agenda import Phase
from workshop.room.records import Kind

_KINDS = (Kind.READ, Kind.PINNED, Kind.UNPINNED, Kind.READY, Kind.HAND)
_CHOICES: Mapping[tuple[str, ...], int] = {
    ("phone_pin", "phone_unpin"): 4,
    ("phone_next",): 2,
    ("phone_ready",): 3,
    ("phone_hand",): 1,
}
"""How the keys of buttons begin, and how likely each is pressed."""


async def measure(room: Room, seconds: float, every: float) -> Part:
    """Have everybody press buttons for a time, one every so many seconds on average."""
    await room.enter(Phase.LISTEN)
    since, before = room.begin(), times.taken(room.server)
    await asyncio.gather(*(_press_on(phone, before.clock + seconds, every) for phone in room.phones))
    return await acts.measured(room, _KINDS, since, {}, times.taken(room.server) - before)


async def _press_on(phone: Phone, end: float, every: float) -> None:
    chance = random.Random(phone.number)  # noqa: S311 - when to press, no secret
    await asyncio.sleep(chance.uniform(0, every))
    while time.monotonic() < end:
        wanted = _choose(phone.page, chance)
        if wanted is not None:
            await phone.press(wanted)
        await asyncio.sleep(chance.uniform(0.5, 1.5) * every)


def _choose(page: Page, chance: random.Random) -> str | None:
    """Choose what to press: mostly reading on and pinning, and else what can be done at any time."""
    wanted = chance.choices(list(_CHOICES), weights=list(_CHOICES.values()))[0]
    return next(iter(page.beginning(*wanted) or page.beginning("phone_ready")), None)
