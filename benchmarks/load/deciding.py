"""The phase Decide: everybody places their dots within seconds."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections import Counter

from benchmarks.browsing import until
from benchmarks.load import acts, times
from benchmarks.load.room import LATEST_SECONDS, Phone, Room
from benchmarks.load.times import Part
from workshop.room.agenda import Phase
from workshop.room.records import Kind

_BALLOT = "phone_ballot"
BURST_SECONDS = 20.0
"""Within which time everybody votes."""


async def measure(room: Room) -> Part:
    """Open voting, and have everybody place all their dots, one press each."""
    await room.enter(Phase.DECIDE)
    await room.go_on("room_go_main_voting_open")
    await room.everywhere()
    since, before = room.begin(r"([\d,]+) of [\d,]+ have placed their dots"), times.taken(room.server)
    await asyncio.gather(*(_vote(phone, room.workshop.n_dots) for phone in room.phones))
    used = times.taken(room.server) - before
    counting = acts.first_of_each(room.events({Kind.VOTED}, since))
    return await acts.measured(room, {Kind.VOTED}, since, counting, used)


async def _vote(phone: Phone, n_dots: int) -> None:
    chance, loop = random.Random(phone.number), asyncio.get_running_loop()  # noqa: S311 - when to press, no secret
    began, dots = loop.time(), Counter[str]()
    for at in sorted(chance.uniform(0, BURST_SECONDS) for _ in range(n_dots)):
        await asyncio.sleep(max(0.0, began + at - loop.time()))
        if await until(lambda: _BALLOT in phone.page.components, at_most=LATEST_SECONDS):
            row = chance.choice(phone.page.components[_BALLOT][1]["rows"])
            dots[str(row["message"])] += 1
            await phone.tell(_BALLOT, "given", {"dots": dots, "key": secrets.token_hex(16)})
