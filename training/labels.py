"""Labels that the project gave to public passages: claim, hash of the passage, stance; no words of others.

`python -m training.labels --data survey-nhs --claims claims.txt --answers answers.txt --out training/labels/NAME.jsonl`
turns an answer file (see `training.candidates`) into labels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from training.candidates import chosen_for
from training.people import PEOPLE
from training.triples import HERE, Triple
from workshop.records import Stance

LETTERS = {
    "S": Stance.SUPPORTS,
    "C": Stance.CONTRADICTS,
    "A": Stance.ASKS,
    "U": Stance.UNRELATED,
}
LEFT_OUT = "-"


def main() -> None:
    """Write the labels of one answer file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", choices=sorted(PEOPLE), required=True)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--answers", type=Path, required=True, help='lines such as "12 SUU-CAUUS"')
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    claims = given.claims.read_text(encoding="utf-8").splitlines()
    answers = dict(line.split() for line in given.answers.read_text(encoding="utf-8").splitlines() if line.strip())
    with given.out.open("w", encoding="utf-8") as out:
        for number, (claim, chosen) in enumerate(zip(claims, chosen_for(given.data, claims), strict=True), start=1):
            letters = answers.get(str(number), "")
            if letters and len(letters) != len(chosen):
                raise SystemExit(f"Claim {number} has {len(chosen)} passages, but {len(letters)} answers.")
            for said, letter in zip(chosen, letters, strict=False):
                if letter != LEFT_OUT:
                    row = {"data": given.data, "claim": claim, "passage": said.key, "stance": LETTERS[letter]}
                    out.write(json.dumps(row) + "\n")


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
