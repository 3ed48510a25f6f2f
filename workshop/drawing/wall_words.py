"""The sentences of the wall: what was found, and what to do next where nobody can be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop import nearest, wording
from workshop.drawing.days import day_in_words
from workshop.drawing.fitting import SANS, lines
from workshop.records import CheckedClaim, CorpusFacts, Nearest, Stance, Verdict

_COUNTS_LINES, _COUNTS_WIDTH = 3, (16 / 9 * 100 - 2 * 4.2) / 4.5


@dataclass(frozen=True, slots=True)
class Advice:
    """One paragraph: its first words in bold, then the rest."""

    bold: str
    text: str


def verdict_words(checked: CheckedClaim | None, facts: CorpusFacts) -> str:
    """Return the largest line of the wall."""
    if checked is None:
        return "Reading the comments"
    return wording.verdict_head(checked.verdict, facts, checked.counts)


def counts_words(checked: CheckedClaim | None) -> tuple[str, str]:
    """Return the reason in two parts: what people say, and how much was read, for the foot."""
    said, beside, read = _parts(checked)
    return f"{said}{beside}", read


def counts_for_wall(checked: CheckedClaim | None) -> str:
    """Return what people say, as full as three lines hold: what a sample leaves open goes first.

    What stands beside it always stays: what was not judged, how old it is, what a person decided.
    """
    said, beside, _ = _parts(checked)
    while "; " in said and lines(f"{said}{beside}", SANS, _COUNTS_WIDTH) > _COUNTS_LINES:
        said = said.rpartition("; ")[0]
    return f"{said}{beside}"


def _parts(checked: CheckedClaim | None) -> tuple[str, str, str]:
    """Return what people say, what stands beside it with the full stop, and how much was read."""
    if checked is None:
        return "The answer appears here by itself.", "", ""
    said = re.fullmatch(r"(.*?) \(([^()]*)\)\.", checked.reason, re.DOTALL)
    if said:
        read, _, more = said[2].partition(", ")
        return said[1], f" ({more})." if more else ".", read
    why = checked.reason.removeprefix("Not checked: ")
    return why[:1].upper() + why[1:], "", ""


def near_words(near: Nearest, facts: CorpusFacts) -> str:
    """Return what stands over the nearest thing they do say."""
    return f"{nearest.HEADING}: {nearest.introduction(near, facts)}."


def overruled_words(checked: CheckedClaim, facts: CorpusFacts) -> str:
    """Return who overruled the machine, when, to what and why; "" where nobody did."""
    overruled = checked.overruled
    if overruled is None:
        return ""
    return " ".join(wording.overruling(overruled, facts, checked.counts, day=day_in_words(overruled.at)))


def advice(checked: CheckedClaim | None, facts: CorpusFacts) -> list[Advice]:
    """Say what to do next, in large type, where nobody can be quoted."""
    if checked is None:
        return [Advice("", f"{facts.n_comments:,} comments are being read for this claim.")]
    if checked.verdict is Verdict.NOT_CHECKABLE:
        return _needs_proof(checked, facts)
    if checked.verdict is Verdict.NOT_CHECKED:
        what = "check it again on the draft page" if facts.n_comments else "bring in comments on the comments page"
        return [Advice("What helps:", f"{what}.")]
    if any(item.counted for item in checked.evidence):
        return [
            Advice("Counted, not shown here.", "Every quote of this claim is kept off the wall or too long for it.")
        ]
    return [
        Advice("Ask them.", "“Think of the last time you dealt with us. What did you do first, and how did it go?”"),
        Advice("Until they answer,", f"this is something we say, not something {facts.company.people} say."),
    ]


def empty_side(stance: Stance, facts: CorpusFacts, *, counted: bool) -> Advice:
    """Say that one side was looked for and is empty, or that its words are counted but not shown."""
    if counted:
        return Advice("Counted, not shown here.", "Read their words in the draft.")
    nobody = "nobody" if wording.authors_known(facts) else "no comment"
    if stance is Stance.CONTRADICTS:
        return Advice("", f"We looked for the opposite and found {nobody}. That is not the same as proof.")
    if stance is Stance.ASKS:
        return Advice("", f"We looked for requests and found {nobody}.")
    return Advice("", f"We looked and found {nobody} who has it. To them it is a request, not a promise kept.")


def _needs_proof(checked: CheckedClaim, facts: CorpusFacts) -> list[Advice]:
    seen = Advice("To be answered,", f"say something that {facts.company.people} have seen, felt or paid for.")
    if not checked.claim.proof:
        return [seen]
    what, _, needs = checked.claim.proof.partition("; ")
    return [Advice(_sentence(what), _sentence(needs)), seen]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
