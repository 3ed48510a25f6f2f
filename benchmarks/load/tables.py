"""The table of phones against waiting, made from the figures of a full room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_SHOWN = {
    "press to let in": "let in",
    "press to the phone drawn": "the phone drawn",
    "press to the wall's count": "the wall's count",
    "press to the wall drawn": "the wall drawn",
    "press to each phone drawn": "each phone drawn",
    "press to the phone drawn again": "the same phone drawn again",
    "press to the facilitator drawn again": "the facilitator drawn again",
    "press to checked": "the message checked",
}
"""What stands in the table, and what it is called there; the rest stands in the JSON."""

_HEAD = ("phones", "phase", "from a press to", "n", "p50, ms", "p95, ms", "longest, ms", "cores busy: server, phones")


def render(figures: dict[str, Any]) -> str:
    """Return the table: for each size of room and each phase, how long people waited for what."""
    lines = [f"| {' | '.join(_HEAD)} |", "|---" * len(_HEAD) + "|"]
    for room, one in figures["rooms"].items():
        for phase, part in one["phases"].items():
            lines += _rows(room.removesuffix(" phones"), phase, part)
    return "\n".join(lines)


def _rows(n_phones: str, phase: str, part: dict[str, Any]) -> Iterator[str]:
    busy = f"{part['server_cores_busy']}, {part['load_cores_busy']}"
    there = [(words, part["milliseconds"][what]) for what, words in _SHOWN.items() if what in part["milliseconds"]]
    for place, (words, waits) in enumerate(there):
        times = (_milliseconds(waits[name]) for name in ("p50", "p95", "longest"))
        cells = [n_phones, phase, words, f"{waits['n']:,}", *times, "" if place else busy]
        yield f"| {' | '.join(cells)} |"


def _milliseconds(found: int | None) -> str:
    return "never" if found is None else f"{found:,}"
