"""Guess and Reveal: a message is put up, everybody guesses within seconds, and all see at once what customers say."""

from __future__ import annotations

import asyncio
import random

from benchmarks.browsing import until
from benchmarks.load import acts, times
from benchmarks.load.room import LATEST_SECONDS, Phone, Room
from benchmarks.load.times import Part
from workshop.room.agenda import Phase
from workshop.room.guessing import TALKED_ABOUT
from workshop.room.payloads import GUESSABLE
from workshop.room.records import Kind

BURST_SECONDS = 15.0
"""Within which time everybody guesses."""

_VERDICTS = tuple(f"phone_guess_{one.value}" for one in GUESSABLE)
_ASKED_FOR_MORE = tuple(f"phone_guess_{one.value}" for one in TALKED_ABOUT)
"""How the keys of buttons begin: of all verdicts, and of those beside which it is asked how many agree."""

_THINKS_SECONDS = 1.5
_TALKS_SECONDS = 3.0


async def measure(room: Room, n_messages: int) -> dict[str, Part]:
    """Walk through some messages; return what putting them up, guessing and revealing took."""
    await room.enter(Phase.GUESS)
    parts = {"Put up": Part(), "Guess": Part(), "Reveal": Part()}
    for _ in range(n_messages):
        while (wanted := await _main(room)).startswith("claim_"):
            await room.go_on(f"room_go_main_{wanted}")
            await room.everywhere()
        if not wanted.startswith("put_up_"):
            break
        parts["Put up"] += await _turn(room, f"room_go_main_{wanted}")
        parts["Guess"] += await _guess(room)
        parts["Reveal"] += await _turn(room, "room_go_main_reveal_")
        await asyncio.sleep(_TALKS_SECONDS)
    return parts


async def _main(room: Room) -> str:
    """Return what the facilitator's big button does now."""
    prefix = "room_go_main_"
    await until(lambda: room.control.drawn[-1][1] >= room.now.seq, at_most=LATEST_SECONDS)
    return next(iter(room.control.beginning(prefix)), prefix).removeprefix(prefix)


async def _turn(room: Room, prefix: str) -> Part:
    """Press a button of the facilitator, and measure until the wall and every phone show what it did."""
    room.begin()
    before = times.taken(room.server)
    at = await room.go_on(prefix)
    seq = room.now.phone_seq
    await room.everywhere()
    seconds = {
        "press to the wall drawn": [times.first(room.wall.drawn, seq) - at],
        "press to each phone drawn": [times.first(phone.page.drawn, seq) - at for phone in room.phones],
    }
    return Part(times.taken(room.server) - before, seconds)


async def _guess(room: Room) -> Part:
    since, before = room.begin(r"([\d,]+) of [\d,]+ have guessed"), times.taken(room.server)
    await asyncio.gather(*(_guess_once(phone, since) for phone in room.phones))
    used = times.taken(room.server) - before
    counting = acts.first_of_each(room.events({Kind.GUESSED}, since))
    return await acts.measured(room, {Kind.GUESSED}, since, counting, used)


async def _guess_once(phone: Phone, since: int) -> None:
    """Choose what they say and, where that is asked, how many agree; only the last press is the guess."""
    chance, page = random.Random(f"{phone.number} {since}"), phone.page  # noqa: S311 - when to press, no secret
    await asyncio.sleep(chance.uniform(0, BURST_SECONDS - _THINKS_SECONDS))
    if not await until(lambda: bool(page.beginning(*_VERDICTS)), at_most=LATEST_SECONDS):
        return
    choice = chance.choice(page.beginning(*_VERDICTS))
    if not choice.startswith(_ASKED_FOR_MORE):
        await phone.press(choice)
        return
    await page.run(choice, within=LATEST_SECONDS)
    await asyncio.sleep(_THINKS_SECONDS)
    if await until(lambda: bool(page.beginning("phone_agree_")), at_most=LATEST_SECONDS):
        await phone.press(chance.choice(page.beginning("phone_agree_")))
