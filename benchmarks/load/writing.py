"""The phase Write: messages are handed in and checked, while the facilitator lets one after the other through."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from functools import partial
from typing import Any

from benchmarks import demo_claims
from benchmarks.browsing import Page, until
from benchmarks.load import acts, times
from benchmarks.load.room import LATEST_SECONDS, Phone, Room
from benchmarks.load.times import Part
from workshop.room.agenda import Phase
from workshop.room.records import Event, Kind
from workshop.store.jobs import JobState

LET_THROUGH_SECONDS = 2.0
"""How often the facilitator lets a message through; every phone is drawn anew after each."""

_PAD = "phone_pad_new"
_AGAIN_SECONDS = 4.0
"""After how long the box sends again what was not answered, as the browser's component does."""

_MOST_EACH, _ENOUGH = 3, 60
_CHECKED_SECONDS = 300.0


async def measure(room: Room, seconds: float) -> Part:
    """Have everybody hand in messages at times of their own; they are checked by the models meanwhile."""
    await room.enter(Phase.WRITE)
    if room.control.beginning("room_go_main_gate"):
        await room.go_on("room_go_main_gate")
        await room.everywhere()
    since, before = room.begin(r"([\d,]+) messages? (?:is|are) in\."), times.taken(room.server)
    each = messages_of(len(room.phones))
    desk: list[float] = []
    moderating = asyncio.create_task(_let_through(room, desk))
    writing = (_write(phone, texts, seconds) for phone, texts in zip(room.phones, each, strict=True))
    n_refused = sum(await asyncio.gather(*writing))
    used = times.taken(room.server) - before
    moderating.cancel()
    await asyncio.gather(moderating, return_exceptions=True)
    events = room.events({Kind.HANDED_IN}, since)
    counting = {event.seq: place for place, event in enumerate(events, start=1)}
    found = await acts.measured(room, {Kind.HANDED_IN}, since, counting, used)
    found.seconds["press to the facilitator drawn again"] = desk
    found.seconds["press to checked"] = await _checked(room, events)
    found.counts |= {"n_refused": n_refused, "n_let_through": len(room.events({Kind.LET_THROUGH}, since))}
    return found


def messages_of(n_phones: int) -> list[list[str]]:
    """Give every phone its messages: three in a small room, one in a full one; no two are alike."""
    claims = [one.message for one in demo_claims.load() if one.kind != "uncheckable"]
    pairs = [f"{one} {other}" for one, other in zip(claims, claims[7:] + claims[:7], strict=True)]
    longer = [f"{one} {other}" for one, other in zip(claims, claims[11:] + claims[:11], strict=True)]
    texts = iter(claims + pairs + longer)
    each = max(1, min(_MOST_EACH, _ENOUGH // n_phones))
    return [[next(texts) for _ in range(each)] for _ in range(n_phones)]


async def _write(phone: Phone, texts: list[str], seconds: float) -> int:
    """Hand in one message in each part of the time; return how often one was refused."""
    chance, part, n_refused = random.Random(phone.number), seconds / len(texts), 0  # noqa: S311 - when to press
    began = time.monotonic()
    for place, text in enumerate(texts):
        await asyncio.sleep(max(0.0, began + part * (place + 0.9 * chance.random()) - time.monotonic()))
        n_refused += await _hand_in(phone, text)
    return n_refused


async def _hand_in(phone: Phone, text: str) -> int:
    """Send until the page names the message as kept; what is refused is sent again later, and waits from then on."""
    key, page, n_refused = secrets.token_hex(16), phone.page, 0
    phone.pressed.append(time.monotonic())
    latest = time.monotonic() + LATEST_SECONDS
    while _given(page, "taken") != key and time.monotonic() < latest:
        before = _given(page, "refused")
        await page.tell(_PAD, "sent", {"text": text, "key": key}, within=LATEST_SECONDS)
        await until(partial(_is_answered, page, key, before), at_most=_AGAIN_SECONDS)
        if _given(page, "refused") > before:
            n_refused += 1
            await asyncio.sleep(_AGAIN_SECONDS)
            phone.pressed[-1] = time.monotonic()
    phone.returned.append(time.monotonic())
    return n_refused


def _is_answered(page: Page, key: str, n_refused: int) -> bool:
    return bool(_given(page, "taken") == key or _given(page, "refused") > n_refused)


def _given(page: Page, what: str) -> Any:  # noqa: ANN401 - a field of the box, as JSON gives it
    return page.components[_PAD][1][what]


async def _let_through(room: Room, took: list[float]) -> None:
    """Let through the oldest message at a steady pace; note how long the facilitator's page takes to say so."""
    at = time.monotonic()
    while True:
        at = max(at + LET_THROUGH_SECONDS, time.monotonic())
        await asyncio.sleep(at - time.monotonic())
        if waiting := room.control.beginning("room_let_through_"):
            await room.press_at_desk(waiting[0])
            took.append(time.monotonic() - at)


async def _checked(room: Room, events: list[Event]) -> list[float]:
    """Wait until every message has its first answer, and return how long after its press that was."""
    offset, began = times.clock_offset(), acts.starts(room, events)
    kept = {one.payload["text"]: one for one in events}
    answered: dict[str, float] = {}

    def is_checked() -> bool:
        for job in room.bench.store.jobs.list(JobState.DONE):
            event = kept.get(str(job.payload.get("message")))
            if event and job.kind == "check" and job.ended_at and job.ended_at >= event.at:
                answered.setdefault(event.payload["text"], job.ended_at.timestamp() + offset)
        return answered.keys() == kept.keys()

    latest = time.monotonic() + _CHECKED_SECONDS
    while not is_checked() and time.monotonic() < latest:
        await asyncio.sleep(0.5)
    return [answered.get(text, times.NEVER) - began[one.seq] for text, one in kept.items() if one.seq in began]
