"""The command line in a home of its own, with the encoder that needs no weights."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from workshop.cli import main

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
ROWS = "id,author,city,comment\n" + "".join(
    f'{n},guest{n},{"Leeds" if n % 2 else "York"},"The coffee is great, number {n}. Write to a{n}@example.com."\n'
    for n in range(8)
)


@dataclass
class Run:
    returncode: int
    stdout: bytes
    stderr: bytes


@pytest.fixture
def backtalk(tmp_path, monkeypatch, capfdbinary):
    """Return a way to run the command in a home of its own, with the encoder that needs no weights."""
    monkeypatch.setenv("BACKTALK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BACKTALK_ENCODER", "hashing")
    monkeypatch.setenv("BACKTALK_JUDGE", "lexicon")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*arguments, stdin=""):
        capfdbinary.readouterr()
        monkeypatch.setattr(sys, "argv", ["backtalk", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        return Run(ended.value.code or 0, *capfdbinary.readouterr())

    return run


@pytest.fixture
def cafe(backtalk, tmp_path):
    (tmp_path / "cafe.csv").write_text(ROWS)
    assert backtalk("import", "cafe.csv", "--corpus", "cafe", "--segment", "city").returncode == 0
    return backtalk


@pytest.fixture
def rows():
    """Return the file of `cafe`, eight comments by eight guests."""
    return ROWS


@pytest.fixture
def published():
    """Return a way to read a published schema, which lets later versions add fields, as strict as this version is."""
    return lambda name: _strict(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))


def _strict(part):
    if isinstance(part, list):
        return [_strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if "properties" in part and "type" in part else {}
    return closed | {name: _strict(value) for name, value in part.items()}
