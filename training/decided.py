"""Matches that people decided in Backtalk, as `backtalk decisions --jsonl` exports them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.triples import Triple
from workshop.records import Stance

SOURCE = "decided"


def decided(paths: Iterable[Path]) -> Iterator[Triple]:
    """Yield each match with the stance that a person gave it, in the order of the files.

    Raises:
        ValueError: a line is no decided match; the message names file and line.
    """
    for path in paths:
        # Not `splitlines`: a comment may hold other signs that end a line, and JSON leaves them as they are.
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip():
                try:
                    row = json.loads(line)
                    yield Triple(row["claim"], row["before"], row["passage"], Stance(row["stance"]), SOURCE)
                except (KeyError, ValueError, TypeError) as error:
                    raise ValueError(f"{path}, line {number}: {error!r}") from error
