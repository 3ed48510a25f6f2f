"""Claims that the project wrote for public passages: what each supports, contradicts, asks for or leaves open.

`python -m training.retelling --data hotels --first 0 --n 300 --out to_read.txt` prints numbered passages. Somebody
reads them and writes a line `{"n": 12, "S": [...], "C": [...], "A": [...], "U": [...]}` with claims for each, and
`python -m training.retelling --written written.jsonl --read to_read.json --out training/retold/NAME.jsonl` keeps them:
our claims and the passages' hashes, no words of others.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from training import labels
from training.people import PEOPLE, Said
from training.triples import HERE, Triple
from workshop.records import Stance

LETTERS = labels.LETTERS | {"U": Stance.UNRELATED}
SEED = 11


def main() -> None:
    """Print passages to read, or keep the claims that were written for them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", choices=sorted(PEOPLE))
    parser.add_argument("--first", type=int, default=0, help="the first place in the order that the seed gives")
    parser.add_argument("--n", type=int, default=300)
    parser.add_argument("--written", type=Path)
    parser.add_argument("--read", type=Path, help="the .json beside the passages that were read")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if given.written:
        rows = kept(given.written, json.loads(given.read.read_text(encoding="utf-8")))
        given.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return
    said = _shuffled(given.data)[given.first : given.first + given.n]
    lines = (f"{place} [{one.before[-120:]}] {one.passage}\n" for place, one in enumerate(said, start=1))
    given.out.write_text("".join(lines), encoding="utf-8")
    keys = {"data": given.data, "passages": [one.key for one in said]}
    given.out.with_suffix(".json").write_text(json.dumps(keys), encoding="utf-8")


def retold(folder: Path = HERE / "retold") -> Iterator[Triple]:
    """Yield every claim beside its passage, whose words are found again by hash in the data beside the checkout.

    Raises:
        ValueError: a passage is not in the data, which is then not the version that was read.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = _by_key(row["data"]).get(row["passage"])
            if said is None:
                raise ValueError(f"{row['data']} has no passage {row['passage']}")
            for stance in Stance:
                for claim in row.get(stance.value, ()):
                    yield Triple(claim, said.before, said.passage, stance, f"retold: {row['data']}")


def kept(written: Path, read: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what is kept of a file of written claims: the passage's hash, and the claims by stance.

    Raises:
        SystemExit: a line holds a letter that stands for no stance; it is named.
    """
    for number, line in enumerate(filter(str.strip, written.read_text(encoding="utf-8").splitlines()), start=1):
        row = json.loads(line)
        if unknown := row.keys() - {"n", *LETTERS}:
            raise SystemExit(f"{written}, line {number}: {', '.join(sorted(unknown))} means nothing here.")
        claims = {stance.value: row[letter] for letter, stance in LETTERS.items() if row.get(letter)}
        yield {"data": read["data"], "passage": read["passages"][row["n"] - 1]} | claims


def _shuffled(data: str) -> list[Said]:
    """Return the distinct passages of four to fifty words, always in the same order."""
    said = [one for one in dict.fromkeys(PEOPLE[data]()) if 4 <= len(one.passage.split()) <= 50]
    random.Random(SEED).shuffle(said)  # noqa: S311 - an order, not a secret
    return said


@cache
def _by_key(data: str) -> dict[str, Said]:
    return {one.key: one for one in PEOPLE[data]()}


if __name__ == "__main__":
    main()
