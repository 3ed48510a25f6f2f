"""The command line: `backtalk`, and `python -m workshop`."""

from __future__ import annotations

import os
import sys

from workshop.errors import WorkshopError


def main() -> None:
    """Run one command; every expected problem ends as one line and exit status 1, an interruption as 130."""
    try:
        from workshop.cli.commands import app

        _refuse_what_is_no_text(sys.argv)
        app()
    except WorkshopError as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)  # while the parts were still being imported; later the commands' own library sees to it
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _refuse_what_is_no_text(arguments: list[str]) -> None:
    """Refuse bytes that are no text before one of them reaches the store or the output.

    Raises:
        WorkshopError: an argument is not UTF-8.
    """
    try:
        "".join(arguments).encode()
    except UnicodeEncodeError as error:
        raise WorkshopError(
            "An argument is not UTF-8 text.",
            "Type it anew; a file with such a name can be renamed, or come through standard input as -.",
        ) from error
