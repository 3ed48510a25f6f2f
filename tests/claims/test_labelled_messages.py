"""Holds the splitter against the labelled messages; run as a program, it prints the figures."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from workshop.claims import checkability, split
from workshop.records import Claim, Company

HERE = Path(__file__).parent
TUNED = HERE / "messages.jsonl"
HELD_OUT = HERE / "messages_held_out.jsonl"
KINDS = {
    "greeting": {checkability.GREETING},
    "slogan": {checkability.SLOGAN},
    "vision": {checkability.VISION},
    "company fact": {checkability.COMPANY_FACT, checkability.RANKING, checkability.ENVIRONMENT},
    "price": {checkability.PRICE},
    "law or certificate": {checkability.DOCUMENT},
    "study": {checkability.STUDY, checkability.SURVEY},
    "question": {checkability.QUESTION},
    "invitation": {checkability.INVITATION},
    "heading": {checkability.HEADING},
}


@dataclass
class Figures:
    """Counts over one file; shares are 0 to 1.

    `hidden` are claims that customers could judge and that were called not checkable: the costliest error.
    """

    n_messages: int = 0
    n_exact: int = 0
    n_labelled: int = 0
    n_found: int = 0
    n_right: int = 0
    n_checkability_right: int = 0
    n_kinds: int = 0
    n_kinds_right: int = 0
    n_checkable: int = 0
    n_propositions_right: int = 0
    hidden: int = 0

    @property
    def precision(self) -> float:
        """The share of the claims found whose span is exactly a labelled one."""
        return self.n_right / self.n_found

    @property
    def recall(self) -> float:
        """The share of the labelled claims that were found with exactly their span."""
        return self.n_right / self.n_labelled

    @property
    def exact(self) -> float:
        """The share of the messages whose spans are all exactly right."""
        return self.n_exact / self.n_messages

    @property
    def checkability(self) -> float:
        """The share of the claims found right that are rightly for customers to say, or not."""
        return self.n_checkability_right / self.n_right

    @property
    def kinds(self) -> float:
        """The share of the claims rightly called not checkable whose kind of proof is right."""
        return self.n_kinds_right / self.n_kinds

    @property
    def propositions(self) -> float:
        """The share of the checkable claims found right whose proposition is word for word the labelled one."""
        return self.n_propositions_right / self.n_checkable

    def lines(self) -> list[str]:
        """Return the figures with their counts, to be printed."""
        return [
            f"  spans: precision {self.precision:.3f} ({self.n_right} of {self.n_found}),"
            f" recall {self.recall:.3f} (of {self.n_labelled})",
            f"  messages with every span right: {self.exact:.3f} ({self.n_exact} of {self.n_messages})",
            f"  for customers to say or not: {self.checkability:.3f} ({self.n_checkability_right} of {self.n_right}),"
            f" {self.hidden} checkable called not checkable",
            f"  kind of proof: {self.kinds:.3f} ({self.n_kinds_right} of {self.n_kinds})",
            f"  proposition word for word: {self.propositions:.3f} ({self.n_propositions_right} of {self.n_checkable})",
        ]


def read(path: Path) -> list[dict[str, Any]]:
    """Return the labelled messages of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def company_of(row: dict[str, Any]) -> Company:
    """Return the company that a labelled message is about."""
    given = row.get("company", {})
    return Company(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


def spans_of(row: dict[str, Any]) -> dict[tuple[int, int], dict[str, Any]]:
    """Return the labelled claims of a message by their span."""
    found = {}
    for claim in row["claims"]:
        start = -1
        for _ in range(claim.get("nth", 1)):
            start = row["message"].index(claim["text"], start + 1)
        found[(start, start + len(claim["text"]))] = claim
    return found


def measure(path: Path) -> Figures:
    """Split every message of a labelled file and count what is right."""
    figures = Figures()
    for row in read(path):
        labelled = spans_of(row)
        found = {(claim.start, claim.end): claim for claim in split(row["message"], company_of(row))}
        figures.n_messages += 1
        figures.n_exact += set(labelled) == set(found)
        figures.n_labelled += len(labelled)
        figures.n_found += len(found)
        for span in labelled.keys() & found.keys():
            _compare(figures, labelled[span], found[span])
    return figures


def _compare(figures: Figures, label: dict[str, Any], claim: Claim) -> None:
    figures.n_right += 1
    figures.n_checkability_right += (label["proof"] is None) == (claim.proof is None)
    figures.hidden += label["proof"] is None and claim.proof is not None
    if label["proof"] is None:
        figures.n_checkable += 1
        figures.n_propositions_right += label["proposition"] == claim.proposition
    elif claim.proof is not None:
        figures.n_kinds += 1
        figures.n_kinds_right += claim.proof in KINDS[label["proof"]]


def test_the_tuned_messages_are_split_as_labelled():
    figures = measure(TUNED)
    assert figures.n_messages >= 140
    assert figures.precision >= 0.98, figures.lines()
    assert figures.recall >= 0.98, figures.lines()
    assert figures.exact >= 0.97, figures.lines()
    assert figures.checkability >= 0.98, figures.lines()
    assert figures.kinds >= 0.97, figures.lines()
    assert figures.propositions >= 0.98, figures.lines()


def test_the_messages_put_aside_are_split_nearly_as_well():
    figures = measure(HELD_OUT)
    assert figures.n_messages >= 70
    assert figures.precision >= 0.91, figures.lines()
    assert figures.recall >= 0.89, figures.lines()
    assert figures.exact >= 0.88, figures.lines()
    assert figures.checkability >= 0.97, figures.lines()
    assert figures.kinds >= 0.94, figures.lines()
    assert figures.propositions >= 0.94, figures.lines()


def test_no_message_is_in_both_files():
    assert not {row["message"] for row in read(TUNED)} & {row["message"] for row in read(HELD_OUT)}


@pytest.mark.parametrize("path", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_every_label_is_a_piece_of_its_message_and_in_order(path):
    for row in read(path):
        spans = list(spans_of(row))
        assert len(spans) == len(row["claims"])
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), row["message"]
        assert all((claim["proof"] is None) == bool(claim["proposition"]) for claim in row["claims"])


if __name__ == "__main__":
    for path in (TUNED, HELD_OUT):
        sys.stdout.write("\n".join([f"{path.name}:", *measure(path).lines()]) + "\n")
