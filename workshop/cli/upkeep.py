"""Commands that look after a home: serve and doctor."""

from __future__ import annotations

import os
import secrets
from typing import Annotated

import typer

from workshop.cli.streams import progress, put, put_json, tell
from workshop.settings import Settings
from workshop.workbench import Workbench


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("serve")(serve)
    app.command("doctor")(doctor)


def serve(
    address: Annotated[str | None, typer.Option("--address", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = None,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let phones in the same network join workshops; says what they can reach.")
    ] = False,
) -> None:
    """Start the app, print its address, and start it anew should it ever die."""
    from workshop.ui.places import EVERYWHERE, refuse
    from workshop.ui.supervising import Supervisor, end_with_parent, is_watched, this_command

    given = {name: value for name, value in (("address", address), ("port", port)) if value is not None}
    settings = Settings.load().model_copy(update=({"address": EVERYWHERE} if lan else {}) | given)
    if is_watched():
        from workshop.ui.server import serve as start

        end_with_parent()
        start(settings, os.environ.get(_KEY) if lan else None)
        return
    environment = dict(os.environ)
    key = secrets.token_urlsafe(12) if lan else None
    refuse(settings, key)
    if key is not None:
        environment[_KEY] = key
        _explain(settings, key)
    raise typer.Exit(Supervisor(this_command(), environment).run())


_KEY = "BACKTALK_FACILITATOR_KEY"


def _explain(settings: Settings, key: str) -> None:
    """Say what --lan exposes, and to whom."""
    from workshop.ui.places import hosts

    tell("Everybody in this network can now open the way in, and with a workshop's code its phone and its wall.")
    tell(
        "All else (drafts, comments, briefs, uploads, running workshops) is for this machine, and for who has the key:"
    )
    tell(f"  {key}    (new at every start; give it at /key on another device)")
    places = [f"http://{host}:{settings.port}/join" for host in hosts(settings.address)]
    tell(f"Phones join at {' or '.join(places) or 'no address yet: this machine is in no network'}.")
    tell("What travels in the network is not encrypted: use a network that you trust.")


def doctor(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build every index anew from the store.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look over the store, the index, the models and their versions."""
    from workshop.health import examine, rebuild_all

    bench = Workbench.open()
    if rebuild:
        with progress("Passages read in") as show:
            rebuild_all(bench, on_progress=show)
    health = examine(bench)
    if as_json:
        put_json(health.as_json())
    else:
        for line in health.lines():
            put(line)
    if health.problems:
        for problem in health.problems:
            tell(f"Error: {problem}")
        raise typer.Exit(1)
