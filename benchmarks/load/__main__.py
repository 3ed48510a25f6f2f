"""How long a full room waits for what it does: `python -m benchmarks.load`.

The server is a real one with its models loaded, on loopback, started anew for each size of room. Every phone types the
code into the form, keeps its cookie, opens the page's websocket so that its script really runs, polls the pulse as the
browser's component does, and presses buttons of the page: acts go through the websocket, as widget messages. The wall
and the facilitator are pages, too. From the press (the message leaves) to the wall: the moment its script has drawn a
state of the room that holds the act, or the words that count it.
"""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from contextlib import AsyncExitStack
from typing import Any

from benchmarks import homes, results
from benchmarks.load import deciding, guessing, listening, writing
from benchmarks.load.room import come_in, open_room
from benchmarks.serving import Server, wait_until
from workshop.workbench import Workbench

_QUICK = {"BACKTALK_ENCODER": "hashing", "BACKTALK_JUDGE": "lexicon"}


def main() -> None:
    """Measure each size of room, and write the figures."""
    given = homes.parser(__doc__)
    given.add_argument("--phones", type=int, nargs="+", default=[16, 60], help="how many phones, one or more numbers")
    given.add_argument("--seconds", type=float, default=60, help="how long people listen, and how long they write")
    given.add_argument("--every", type=float, default=10, help="seconds between two presses of one person, on average")
    given.add_argument("--messages", type=int, default=3, help="how many messages are guessed and revealed")
    given.add_argument("--lan", action="store_true", help="with the rights of `serve --lan`, still on loopback only")
    given.add_argument("--quick", action="store_true", help="hashing encoder and lexicon judge; writes no results")
    asked = given.parse_args()
    if asked.quick:
        os.environ |= _QUICK
    rooms: dict[str, Any] = {}
    for n in asked.phones:
        with (
            homes.with_demo(asked.home) as home,
            Server(home, in_network=asked.lan) as server,
            homes.opened(home) as bench,
        ):
            if not asked.quick:
                wait_until(server.has_torch, every_seconds=0.5)
            wait_until(server.is_steady, every_seconds=0.1)
            rooms[f"{n} phones"] = asyncio.run(_measure(server, bench, n, asked))
    figures = {
        "seconds": asked.seconds,
        "seconds_between_presses": asked.every,
        "seconds_between_let_through": writing.LET_THROUGH_SECONDS,
        "guesses_within_seconds": guessing.BURST_SECONDS,
        "votes_within_seconds": deciding.BURST_SECONDS,
        "rooms": rooms,
    }
    if asked.quick:
        print(results.as_json(figures))
        return
    options = {
        "phones": " ".join(map(str, asked.phones)),
        "seconds": asked.seconds,
        "every": asked.every,
        "messages": asked.messages,
    }
    if asked.lan:
        results.write("load_lan", figures, options | {"lan": None}, program="load")
    else:
        results.write("load", figures, options)


async def _measure(server: Server, bench: Workbench, n: int, asked: Namespace) -> dict[str, Any]:
    async with AsyncExitStack() as pages:
        room = await open_room(server, bench, f"Load {n}", pages)
        parts = {"Join": await come_in(room, n, pages)}
        parts["Listen"] = await listening.measure(room, asked.seconds, asked.every)
        parts["Write"] = await writing.measure(room, asked.seconds)
        parts |= await guessing.measure(room, asked.messages)
        parts["Decide"] = await deciding.measure(room)
        return {
            "cores": os.cpu_count() or 1,
            "server_mib": server.memory_mib(),
            "failed_polls": room.n_failed,
            "wall_draws": room.wall.n_runs,
            "phases": {name: part.figures() for name, part in parts.items()},
        }


if __name__ == "__main__":
    main()
