"""Labels that the project gave to public passages: claim, hash of the passage, stance; no words of others.

`python -m training.labels --candidates to_label.json --answers answers.txt --out training/labels/NAME.jsonl` turns an
answer file into labels. A line of it is the claim's number and what stands out, "12 S1,5,9 C2 A7 -3": passages 1, 5 and
9 support claim 12, 2 contradicts it, 7 asks for it, 3 is left out, and all the others are unrelated. A claim without a
line was not labelled.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from training.people import PEOPLE
from training.triples import HERE, Triple
from workshop.records import Stance

LETTERS = {"S": Stance.SUPPORTS, "C": Stance.CONTRADICTS, "A": Stance.ASKS}
LEFT_OUT = "-"


def main() -> None:
    """Write the labels of one answer file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--candidates", type=Path, required=True, help="the .json that training.candidates wrote")
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    candidates = json.loads(given.candidates.read_text(encoding="utf-8"))
    answers = [line for line in given.answers.read_text(encoding="utf-8").splitlines() if line.strip()]
    with given.out.open("w", encoding="utf-8") as out:
        for line in answers:
            number, *said = line.split()
            chosen = candidates["chosen"][int(number) - 1]
            letters = read_answer(said, len(chosen["passages"]))
            for place, key in enumerate(chosen["passages"], start=1):
                if letters.get(place) != LEFT_OUT:
                    stance = LETTERS.get(letters.get(place, ""), Stance.UNRELATED)
                    row = {"data": candidates["data"], "claim": chosen["claim"], "passage": key, "stance": stance}
                    out.write(json.dumps(row) + "\n")


def read_answer(said: list[str], n: int) -> dict[int, str]:
    """Return the letter of each of `n` passages that stands out, by its place from 1.

    Raises:
        ValueError: a place is not there, is named twice, or a letter is none of ours.
    """
    found: dict[int, str] = {}
    for part in said:
        letter, places = part[0], [int(place) for place in part[1:].split(",") if place]
        if letter not in {*LETTERS, LEFT_OUT} or any(place in found or not 1 <= place <= n for place in places):
            raise ValueError(f"{part!r} cannot be read beside {n} passages")
        found.update(dict.fromkeys(places, letter))
    return found


def labelled(folder: Path = HERE / "labels") -> Iterator[Triple]:
    """Yield the labelled passages with their words, found again by hash in the data beside the checkout.

    Raises:
        ValueError: a passage is not in the data, which is then not the version that was labelled.
    """
    rows = [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    known = {data: {said.key: said for said in PEOPLE[data]()} for data in sorted({row["data"] for row in rows})}
    for row in rows:
        if row["passage"] not in known[row["data"]]:
            raise ValueError(f"{row['data']} has no passage {row['passage']}")
        said = known[row["data"]][row["passage"]]
        source = f"labelled: {row['data']}"
        yield Triple(row["claim"], said.before, said.passage, Stance(row["stance"]), source)


if __name__ == "__main__":
    main()
