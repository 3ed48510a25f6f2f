"""Commands that look after a home: serve and doctor."""

from __future__ import annotations

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
) -> None:
    """Start the app for this machine, and print its address."""
    from workshop.ui.server import serve as start

    given = {name: value for name, value in (("address", address), ("port", port)) if value is not None}
    start(Settings.load().model_copy(update=given))


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
