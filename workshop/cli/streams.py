"""What goes where: data to standard output, progress and questions to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workshop.encoders.contract import Progress
from workshop.errors import WorkshopError


def put(line: str) -> None:
    """Write one line of data to standard output, as UTF-8."""
    sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()


def put_json(value: object) -> None:
    """Write one JSON value on one line to standard output."""
    put(json.dumps(value, ensure_ascii=False))


def tell(line: str) -> None:
    """Write one line for the person to standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def agreed(question: str, *, otherwise: str) -> None:
    """Ask a yes-or-no question where somebody can answer it.

    Raises:
        WorkshopError: the answer is no, or nobody is there to ask; `otherwise` says what to do.
    """
    if not sys.stdin.isatty():
        raise WorkshopError("Nobody is there to confirm this.", otherwise)
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise WorkshopError("Nothing was done.", otherwise)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show how far something has come: a bar in a terminal, otherwise a plain line now and then."""
    if not sys.stderr.isatty():
        yield _Lines(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class _Lines:
    """Progress as plain lines, one for each tenth."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._tenth = 0

    def __call__(self, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 0
        if tenth > self._tenth:
            self._tenth = tenth
            tell(f"{self._what}: {done:,} of {total:,}")


def read_input(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input for "-".

    Raises:
        WorkshopError: the file cannot be read.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise WorkshopError(f"{path} is a folder.", "Name a file in it.") from error
    except FileNotFoundError as error:
        raise WorkshopError(f"There is no file {path}.", "Check the name.") from error
    except OSError as error:
        raise WorkshopError(f"{path} cannot be read ({error.strerror}).", "Check its permissions.") from error


def write_output(path: Path, data: bytes) -> None:
    """Write a file, or standard output for "-".

    Raises:
        WorkshopError: the file cannot be written.
    """
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise WorkshopError(f"{path} cannot be written ({error.strerror}).", "Choose another place.") from error


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is not blank, from a file or "-".

    Raises:
        WorkshopError: the file cannot be read, or is not UTF-8.
    """
    try:
        text = read_input(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkshopError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.strip()


class BadLine(ValueError):
    """One input line cannot be used; the message says why."""


def json_object(line: str, *fields: str) -> dict[str, Any]:
    """Return the JSON object in a line, which must have the named texts.

    Raises:
        BadLine: it is no JSON object that can be written out again, or a field is missing or no text.
    """
    try:
        value = json.loads(line, parse_constant=_refuse)
        # Half a character, written as an escape, is read but belongs to no text.
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise BadLine(f"not valid JSON: {error.msg} at column {error.colno}") from error
    except UnicodeEncodeError as error:
        raise BadLine("half a character (a lone surrogate) in it") from error
    except RecursionError as error:
        raise BadLine("nested too deeply") from error
    except ValueError as error:
        raise BadLine(str(error)) from error
    if not isinstance(value, dict):
        raise BadLine("a JSON object is needed")
    for name in fields:
        if not isinstance(value.get(name), str) or not value[name].strip():
            raise BadLine(f'"{name}" is missing or is no text')
    return value


def _refuse(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads and JSON does not have."""
    raise BadLine(f"not valid JSON: {constant}")
