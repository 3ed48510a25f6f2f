"""Guessing on the wall, and how the room did: no mark and no colour before the comments have spoken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from workshop import wording
from workshop.drawing.room_foot import RoomFoot, room_row
from workshop.drawing.room_wall import paragraphs
from workshop.drawing.style import Ground
from workshop.drawing.wall import frame, say
from workshop.drawing.wall_plan import Slide, told
from workshop.records import Verdict
from workshop.room.records import Agreement

_MOST_LINES = 5

AGREEMENT_WORDS: Mapping[Agreement, str] = {
    Agreement.NONE: "none of those who talk about it agree",
    Agreement.FEW: "a few of those who talk about it agree",
    Agreement.HALF: "about half of those who talk about it agree",
    Agreement.MOST: "most of those who talk about it agree",
    Agreement.ALL: "all who talk about it agree",
}
"""How many of those who talk about a claim agree, in words."""

_NUMBERS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True, slots=True)
class HowTheyDid:
    """The room's guesses about one claim: how many, for which verdicts, and how many of them were right."""

    n: int
    verdicts: Mapping[Verdict, int]
    right: int
    right_agreement: int = 0
    agreement: Agreement | None = None


def guessing(slide: Slide, n_guessed: int, n_people: int, foot: RoomFoot, ground: Ground = "light") -> str:
    """Draw a message whose claim in focus is to be guessed: a plain line below it, and one question.

    The slide's answers are left out, whatever it holds.
    """
    claim = slide.claims[slide.focus][0]
    bare = told(replace(slide, claims=((claim, None),), focus=0, told=""), _MOST_LINES)
    body = paragraphs(
        (f"{n_guessed:,} of {n_people:,}", "have guessed. Nobody sees your guess."),
        ("Then:", "of those who talk about it, how many agree?"),
    )
    return frame(
        f'<p class="say">{say(bare)}</p>'
        f'<section class="answer"><p class="bigq">{escape(_question(slide))}</p></section>'
        f'<div class="sides">{body}</div><footer class="foot num">{room_row(foot)}</footer>',
        ground,
        "room guess",
    )


def _question(slide: Slide) -> str:
    facts = slide.facts
    asked = f"Claim {slide.focus + 1} of {len(slide.claims)}: what" if len(slide.claims) > 1 else "What"
    if wording.authors_known(facts) and facts.n_people is not None:
        return f"{asked} do {wording.voices(facts.n_people, facts)} say to this?"
    return f"{asked} do {facts.n_comments:,} comments say to this?"


def expected(did: HowTheyDid) -> str:
    """Say in the foot what more than half of those who guessed expected: "room guessed opposite"; else ""."""
    most = _most(did)
    return f"room guessed {wording.SHORT[most]}" if most and did.verdicts[most] * 2 > did.n else ""


def how_they_did(did: HowTheyDid | None) -> str:
    """Say how the room's guesses met the verdict; "" where nobody guessed."""
    if did is None or not did.n:
        return ""
    said = [f"{did.right:,} of {did.n:,} guessed this{_more(did)}."]
    if did.agreement is not None:
        n = f"{did.right_agreement:,}" if did.right_agreement else "nobody"
        said.append(f"{AGREEMENT_WORDS[did.agreement].capitalize()}: {n} guessed that.")
    return " ".join(said)


def written_by(n_written: int, author: str | None = None) -> str:
    """Say who wrote a message: that several did, independently, or who where names are shown; "" where neither."""
    if n_written > 1:
        number = _NUMBERS[n_written] if n_written < len(_NUMBERS) else f"{n_written:,}"
        return f"{number} of you wrote this, independently."
    return f"Written by {author}." if author else ""


def _more(did: HowTheyDid) -> str:
    """Name what more people guessed than the verdict that it is."""
    most = _most(did)
    if most is None or did.verdicts[most] <= did.right:
        return ""
    return f"; more said “{wording.SHORT[most]}” ({did.verdicts[most]:,})"


def _most(did: HowTheyDid) -> Verdict | None:
    """Return what more people guessed than anything else; None where two are even."""
    ordered = sorted(did.verdicts.values(), reverse=True)
    if not ordered or ordered[:2] == ordered[:1] * 2:
        return None
    return max(did.verdicts, key=lambda verdict: did.verdicts[verdict])
