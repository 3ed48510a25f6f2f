"""All commands in one program."""

from __future__ import annotations

from typing import Annotated

import typer

from workshop import __version__
from workshop.cli import checking, comments, deciding, rehearsing, upkeep
from workshop.cli.streams import put

app = typer.Typer(
    name="backtalk",
    help="Every message you propose, met by what customers really said.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        put(f"backtalk {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Every message you propose, met by what customers really said."""


for part in (comments, checking, deciding, rehearsing, upkeep):
    part.register(app)
