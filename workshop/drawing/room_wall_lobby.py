"""The lobby on the wall: how to come in, what for, who is waiting, and what to do where nobody can come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from workshop.drawing.fitting import BOLD, shortened
from workshop.drawing.room_foot import RoomFoot, room_row, spaced
from workshop.drawing.style import Ground
from workshop.drawing.wall import frame
from workshop.drawing.wall_heights import LINE
from workshop.records import CorpusFacts
from workshop.wording import authors_known

_WAITING_SIZE, _LEFT = 4.8, LINE - 61
"""Type of what is said beside the QR code, and how wide it may be, in u."""


@dataclass(frozen=True, slots=True)
class Door:
    """How phones come in: the code, the address to type, and the picture of it as a data address.

    `address` and `picture` are "" where phones cannot reach this machine or the code is not shown. `is_silent` where
    nobody has come in a minute after the code appeared.
    """

    code: str
    address: str = ""
    picture: str = ""
    is_silent: bool = False


def lobby(outcome: str, door: Door, foot: RoomFoot, facts: CorpusFacts, ground: Ground = "light") -> str:
    """Draw the lobby. The picture of the code keeps its own white margin on both grounds."""
    said = shortened(outcome, BOLD, LINE / 5.7, 2)
    code = f'<p class="code">{escape(spaced(door.code))}</p>' if door.code else '<p class="bigline">Welcome</p>'
    said_left = "".join(f'<p class="none"><b>{escape(bold)}</b> {escape(rest)}</p>' for bold, rest in _told(door))
    address = f'<p class="address">{escape(_typed(door.address))}</p>' if door.address and door.code else ""
    picture = (
        f'<img class="qr" alt="The address of this workshop as a code to scan" src="{escape(door.picture)}">'
        if door.picture
        else ""
    )
    row = room_row(replace(foot, code="", lead=customers_waiting(facts)))
    return frame(
        f'<p class="say">{escape(said)}</p><section class="answer"><div class="door">{code}{address}{said_left}</div>'
        f'{picture}</section><div class="sides"></div><footer class="foot num">{row}</footer>',
        ground,
        "room lobby",
    )


def customers_waiting(facts: CorpusFacts) -> str:
    """Say who else is here: "1,622 customers are waiting to be heard"."""
    if authors_known(facts) and facts.n_people is not None:
        who = facts.company.person if facts.n_people == 1 else facts.company.people
        return f"{facts.n_people:,} {who} {'is' if facts.n_people == 1 else 'are'} waiting"
    return f"{facts.n_comments:,} comment{' is' if facts.n_comments == 1 else 's are'} waiting"


def _told(door: Door) -> Sequence[tuple[str, str]]:
    if not door.code:
        return (("One moment.", "The facilitator shows the code to join when it is time."),)
    if not door.address:
        return (
            ("Phones cannot reach this laptop.", "Backtalk was started for this machine alone."),
            ("To let them in,", "start it with “backtalk serve --lan”. Without phones the facilitator adds people."),
        )
    if door.is_silent:
        return (
            (
                "Nobody has come in yet.",
                "Likely a guest Wi-Fi that keeps devices apart, or a firewall.",
            ),
            (
                "The way out:",
                "one phone opens a hotspot for all. Or let Backtalk through the firewall.",
            ),
        )
    return (
        ("Scan, or type the code.", "No account, no app. A name only if you like."),
        ("First you read", "ten comments from customers. Then you write."),
    )


def _typed(address: str) -> str:
    """Return an address as people type it, without what the browser adds itself."""
    return address.removeprefix("http://").partition("?")[0]
