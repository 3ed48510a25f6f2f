"""Holds the needs that are found against the labelled messages; run as a program, it prints the figures."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from workshop.claims import checkability, split
from workshop.records import Company, NeedKind

HERE = Path(__file__).parent
TUNED = HERE / "needs.jsonl"
HELD_OUT = HERE / "needs_held_out.jsonl"
FROM_ELSEWHERE = HERE / "needs_from_elsewhere.jsonl"
FROM_ELSEWHERE_HELD_OUT = HERE / "needs_from_elsewhere_held_out.jsonl"
FILES = (TUNED, HELD_OUT, FROM_ELSEWHERE, FROM_ELSEWHERE_HELD_OUT)
KINDS = {
    "ranking": {checkability.RANKING},
    "environment": {checkability.ENVIRONMENT},
    "company fact": {checkability.COMPANY_FACT},
    "price": {checkability.PRICE},
    "study": {checkability.STUDY, checkability.SURVEY},
    "law or certificate": {checkability.DOCUMENT},
}


@dataclass
class Figures:
    """Counts over one file. A need is right where the message has its kind, at words that overlap the labelled ones."""

    n_messages: int = 0
    n_without: int = 0
    n_false_alarms: int = 0
    n_not_theirs: int = 0
    n_not_theirs_right: int = 0
    n_hidden: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the needs found that are labelled."""
        return self.right.total() / (self.right.total() + self.wrong.total())

    @property
    def recall(self) -> float:
        """The share of the labelled needs that were found."""
        return self.right.total() / (self.right.total() + self.missed.total())

    @property
    def quiet(self) -> float:
        """The share of the messages without a labelled need in which none is found."""
        return 1 - self.n_false_alarms / self.n_without

    @property
    def not_theirs(self) -> float:
        """The share of the messages that customers cannot judge that get the right kind of proof."""
        return self.n_not_theirs_right / max(1, self.n_not_theirs)

    def lines(self) -> list[str]:
        """Return the figures with their counts, to be printed."""
        found, labelled = self.right + self.wrong, self.right + self.missed
        each = [f"{kind} {self.right[kind]} of {found[kind]} found, of {labelled[kind]} labelled" for kind in NeedKind]
        return [
            f"  needs: precision {self.precision:.3f} ({self.right.total()} of {found.total()}),"
            f" recall {self.recall:.3f} (of {labelled.total()}), {self.n_messages} messages",
            f"  messages without a need left in peace: {self.quiet:.3f} (of {self.n_without})",
            f"  not for customers to say, with the right proof: {self.not_theirs:.3f} (of {self.n_not_theirs}),"
            f" {self.n_hidden} others called so",
            *(f"    {line}" for line in each),
        ]


def read(path: Path) -> list[dict[str, Any]]:
    """Return the labelled messages of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measure(path: Path) -> Figures:
    """Split every message of a labelled file and count what is right."""
    figures = Figures()
    for row in read(path):
        _count(figures, row)
    return figures


def _count(figures: Figures, row: dict[str, Any]) -> None:
    message = row["message"]
    claims = split(message, Company())
    left = {(need.kind.value, need.start, need.end) for claim in claims for need in claim.needs}
    figures.n_messages += 1
    figures.n_without += not row["needs"]
    figures.n_false_alarms += bool(left) and not row["needs"]
    if row["proof"]:
        figures.n_not_theirs += 1
        right = any(claim.proof in KINDS[row["proof"]] for claim in claims)
        figures.n_not_theirs_right += right
        if not right:
            figures.faults.append(f"{message}: {[claim.proof for claim in claims]}, not {row['proof']}")
    elif any(claim.proof in set().union(*KINDS.values()) for claim in claims):
        figures.n_hidden += 1
        figures.faults.append(f"{message}: called {[claim.proof for claim in claims]}")
    for label in row["needs"]:
        start = message.index(label["words"])
        end = start + len(label["words"])
        hits = {hit for hit in left if hit[0] == label["kind"] and hit[1] < end and start < hit[2]}
        left -= hits
        (figures.right if hits else figures.missed)[label["kind"]] += 1
        if not hits:
            figures.faults.append(f"{message}: missed {label['kind']} {label['words']!r}")
    for kind, start, end in sorted(left):
        figures.wrong[kind] += 1
        figures.faults.append(f"{message}: wrongly {kind} {message[start:end]!r}")


def test_the_tuned_messages_are_flagged_as_labelled():
    figures = measure(TUNED)
    assert figures.n_messages >= 200
    assert figures.precision >= 0.97, figures.faults
    assert figures.recall >= 0.97, figures.faults
    assert figures.quiet >= 0.97, figures.faults
    assert figures.not_theirs >= 0.95, figures.faults


def test_invented_claims_of_others_are_mostly_left_in_peace():
    figures = measure(FROM_ELSEWHERE)
    assert figures.quiet >= 0.97, figures.faults
    assert figures.recall >= 0.97, figures.faults


@pytest.mark.parametrize("path", [HELD_OUT, FROM_ELSEWHERE_HELD_OUT], ids=lambda path: path.stem)
def test_the_messages_put_aside_are_flagged_nearly_as_well(path):
    figures = measure(path)
    assert figures.precision >= 0.88, figures.lines()
    assert figures.recall >= 0.88, figures.lines()
    assert figures.quiet >= 0.94, figures.lines()


def test_no_message_is_labelled_twice():
    messages = [row["message"] for path in FILES for row in read(path)]
    assert len(messages) == len(set(messages)) >= 744


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_labelled_word_stands_in_its_message(path):
    for row in read(path):
        assert all(label["words"] in row["message"] and NeedKind(label["kind"]) for label in row["needs"])
        assert not (row["proof"] and row["needs"])


if __name__ == "__main__":
    for path in FILES:
        figures = measure(path)
        faults = [f"    {fault}" for fault in figures.faults] if sys.argv[1:] == ["--faults"] and path is TUNED else []
        sys.stdout.write("\n".join([f"{path.name}:", *figures.lines(), *faults]) + "\n")
