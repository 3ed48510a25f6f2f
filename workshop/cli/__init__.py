"""The command line: `backtalk`, and `python -m workshop`."""

from __future__ import annotations

import os
import sys

from workshop.errors import WorkshopError


def main() -> None:
    """Run one command; every expected problem ends as one line and exit status 1."""
    from workshop.cli.commands import app

    try:
        app()
    except WorkshopError as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
