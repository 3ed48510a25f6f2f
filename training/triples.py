"""Triples: one claim, one passage with the sentence before it, and the stance that a reader gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workshop.records import Stance

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
"""Where public data is looked for; it lies beside the checkout and is never part of it."""

DEVELOPMENT = 0.12
"""Share of the written and labelled claims that is kept for choices."""

SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)


@dataclass(frozen=True, slots=True)
class Triple:
    """One example. `source` names where it comes from: a data set, or a file that the project wrote."""

    claim: str
    before: str
    passage: str
    stance: Stance
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """One claim in equal wordings, its opposite, and passages by what they say about it.

    A passage that supports the claim contradicts the opposite, and the other way round; what is unrelated to the one
    is unrelated to the other. Who asks for what the claim promises is left out beside the opposite.
    """

    claims: tuple[str, ...]
    opposite: tuple[str, ...]
    passages: dict[Stance, tuple[tuple[str, str], ...]]
    source: str

    def triples(self) -> Iterator[Triple]:
        """Yield every passage once with each wording of the claim and of its opposite."""
        for stance, found in self.passages.items():
            turned = SIDES[1 - SIDES.index(stance)] if stance in SIDES else stance
            for before, passage in found:
                for claim in self.claims:
                    yield Triple(claim, before, passage, stance, self.source)
                for claim in self.opposite if stance is not Stance.ASKS else ():
                    yield Triple(claim, before, passage, turned, self.source)


def is_held(claim: str) -> bool:
    """Whether a claim is for development, never trained on: the same on every machine, and whatever else is added."""
    return int(hashlib.sha256(claim.encode()).hexdigest(), 16) % 1000 < DEVELOPMENT * 1000


def write(path: Path, triples: Iterable[Triple]) -> None:
    """Write one JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(asdict(triple), ensure_ascii=False) + "\n" for triple in triples)
    path.write_text("".join(lines), encoding="utf-8")


def read(path: Path) -> list[Triple]:
    """Read what `write` wrote."""
    rows = map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1])
    return [Triple(**row | {"stance": Stance(row["stance"])}) for row in rows]


def blocks(folder: Path = HERE / "triples") -> list[Block]:
    """Return the claims with passages that the project wrote itself, in the order of their files.

    Raises:
        ValueError: a line is no block; the message names file and line.
    """
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                found.append(_block(json.loads(line), path.stem))
            except (KeyError, ValueError, TypeError) as error:
                raise ValueError(f"{path}, line {number}: {error!r}") from error
    return found


def _block(row: dict[str, Any], source: str) -> Block:
    passages = {
        stance: tuple(("", one) if isinstance(one, str) else (str(one[0]), str(one[1])) for one in row[stance.value])
        for stance in Stance
    }
    return Block(tuple(row["claims"]), tuple(row["opposite"]), passages, f"written: {source}")
