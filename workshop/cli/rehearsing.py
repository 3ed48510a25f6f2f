"""The command that fills a workshop with simulated people, to rehearse it."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from workshop.cli.streams import put, tell
from workshop.errors import WorkshopError
from workshop.room.agenda import ready_agenda
from workshop.room.records import Plan, Workshop
from workshop.workbench import Workbench

_MINUTES = 30


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("rehearse")(rehearse)


def rehearse(
    workshop: Annotated[
        str | None, typer.Argument(help="Number or code of the workshop; the only open one if left out.")
    ] = None,
    opens: Annotated[bool, typer.Option("--open", help="Open a practice workshop, and print its address.")] = False,
    corpus: Annotated[str | None, typer.Option("--corpus", help="Corpus for --open; the only one if left out.")] = None,
    people: Annotated[int, typer.Option("--people", min=1, max=60, help="How many simulated people come.")] = 8,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same choices.")] = 1,
    pace: Annotated[float, typer.Option("--pace", min=0.1, max=100, help="How many times faster than a human.")] = 1.0,
) -> None:
    """Fill a workshop with simulated people who do what the facilitator's phase asks for, until it ends."""
    from workshop.sessions.rehearsing import Person, Rehearsal
    from workshop.sessions.rehearsing import rehearse as play

    if opens and workshop is not None:
        raise WorkshopError("A workshop was named, and --open as well.", "Leave one of them out.")
    bench = Workbench.open()
    room = _open(bench, corpus) if opens else _found(bench, workshop)
    put(f"http://{bench.settings.address}:{bench.settings.port}/workshops?workshop={room.id}")
    tell(f"{people} simulated people come into “{room.name}” (code {room.code}). Ctrl-C ends the rehearsal.")
    rehearsal = Rehearsal(bench, room.id, [Person(n + 1, seed, pace) for n in range(people)], now=time.monotonic())
    try:
        play(rehearsal, tell, clock=time.monotonic, sleep=time.sleep)
    except KeyboardInterrupt:
        tell("The rehearsal is over. Who came stays in the room; `backtalk rehearse` goes on with them.")
        return
    finally:
        bench.close()
    tell("The workshop has ended, and the rehearsal with it.")


def _open(bench: Workbench, corpus: str | None) -> Workshop:
    from workshop.sessions.acting import open_workshop

    names = [one.name for one in bench.store.corpora.list()]
    if corpus is None and len(names) != 1:
        advice = f"Choose one with --corpus: {', '.join(names)}." if names else "Import comments first."
        raise WorkshopError("It is not clear which comments to practise on.", advice)
    plan = Plan("Practice workshop", "We know how a workshop runs.", corpus or names[0], ready_agenda(_MINUTES))
    return open_workshop(bench, plan, client_key=f"rehearse {secrets.token_hex(8)}", at=datetime.now(UTC))


def _found(bench: Workbench, wanted: str | None) -> Workshop:
    there = [one for one in bench.store.rooms.list() if one.ended_at is None]
    if wanted is None:
        if len(there) == 1:
            return there[0]
        known = ", ".join(f"{one.id} ({one.name})" for one in there)
        if there:
            raise WorkshopError("More than one workshop is open.", f"Name one of them: {known}.")
        raise WorkshopError("No workshop is open.", "Open one on the page Workshops, or here with --open.")
    found = bench.store.rooms.by_code(wanted) or next((one for one in there if str(one.id) == wanted), None)
    if found is None:
        raise WorkshopError("No open workshop has this number or code.", "Look at the page Workshops.")
    return found
