"""The room's row at the foot of its wall: how to join, where the room is, and who is there."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class RoomFoot:
    """What the foot says of a room.

    `code` is "" where it is not shown; `lead` stands in its place. `place` says which message is up, `guessed` what
    the room expects of it. `has_clock` leaves room at the end of the row for a clock that ticks.
    """

    code: str
    phase: str
    n_phones: int
    place: str = ""
    guessed: str = ""
    has_clock: bool = False
    lead: str = ""


def spaced(code: str) -> str:
    """Write a code as it is read aloud: "KITE 47"."""
    joined = "".join(code.split())
    letters = joined.rstrip("0123456789")
    return f"{letters} {joined[len(letters) :]}".strip()


def room_row(foot: RoomFoot) -> str:
    """Draw the row; the clock stands behind the phase, at the end."""
    place = ", ".join(part for part in (foot.place, foot.guessed) if part)
    parts = [
        _first(foot),
        '<span class="sp"></span>',
        f'<span class="shrinks">{escape(place)}</span>' if place else "",
        f"<b>{foot.n_phones:,}</b> phone{'' if foot.n_phones == 1 else 's'}",
        f"<b>{escape(foot.phase)}</b>",
    ]
    drawn = "".join(part if part.startswith("<span") else f"<span>{part}</span>" for part in parts if part)
    return f'<p class="room">{drawn}{_CLOCK if foot.has_clock else ""}</p>'


def _first(foot: RoomFoot) -> str:
    if foot.lead:
        return f"<b>{escape(foot.lead)}</b>"
    return f"Join with <b>{escape(spaced(foot.code))}</b>" if foot.code else ""


_CLOCK = '<span class="clock-here" aria-hidden="true"></span>'
