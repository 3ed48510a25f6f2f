"""What became of every press on a phone: kept, told by the wall's pulse, drawn on the wall, drawn on the phone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from benchmarks.browsing import until
from benchmarks.load import times
from benchmarks.load.room import LATEST_SECONDS, Room
from benchmarks.load.times import Part, Taken
from workshop.room.records import Event, Kind


async def measured(room: Room, kinds: Collection[Kind], after: int, counting: Mapping[int, int], used: Taken) -> Part:
    """Wait until the wall knows and shows all acts of these kinds since an event, and return how long each took.

    `counting` says of an act, by the number of its event, which count the wall has to show with it.
    """
    events = room.events(kinds, after)
    last, most = max((one.seq for one in events), default=0), max(counting.values(), default=0)

    def is_shown() -> bool:
        counted = not most or times.first(room.wall.counted, most) < times.NEVER
        reached = [times.first(seen, last) < times.NEVER for seen in (room.wall.drawn, room.wall.told)]
        return counted and all(reached)

    await until(is_shown, at_most=LATEST_SECONDS)
    offset, wall, began = times.clock_offset(), room.wall, starts(room, events)
    kept = {one.seq: one.at.timestamp() + offset for one in events}
    found = {
        "press to the wall drawn": [times.first(wall.drawn, seq) - at for seq, at in began.items()],
        "press to the wall's count": [
            times.first(wall.counted, counting[seq]) - at for seq, at in began.items() if seq in counting
        ],
        "press to the phone drawn again": [
            end - at for phone in room.phones for at, end in zip(phone.pressed, phone.returned, strict=True)
        ],
        "press to the wall's pulse": [times.first(wall.told, seq) - at for seq, at in began.items()],
        "press to kept in the store": [kept[seq] - at for seq, at in began.items()],
    }
    n_pressed = sum(len(phone.pressed) for phone in room.phones)
    return Part(used, found, {"n_acts": len(began), "n_presses_without_an_act": n_pressed - len(began)})


def starts(room: Room, events: Sequence[Event]) -> dict[int, float]:
    """Return when the press was that led to each event, by its number."""
    offset = times.clock_offset()
    found: dict[int, float] = {}
    for phone in room.phones:
        mine = iter([one for one in events if one.actor == phone.actor])
        pairs = times.pairs(phone.pressed, mine, offset)
        found |= {event.seq: start for start, event in pairs if event is not None}
    return found


def first_of_each(events: Iterable[Event]) -> dict[int, int]:
    """Count people by their first act: which number the wall shows from which event on."""
    there: dict[str, int] = {}
    for event in events:
        there.setdefault(event.actor, event.seq)
    return {seq: place for place, seq in enumerate(there.values(), start=1)}
