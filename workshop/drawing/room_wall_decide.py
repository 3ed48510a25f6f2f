"""Deciding on the wall: every message beside what customers say to it; dots are written only once voting has closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workshop import wording
from workshop.drawing.fitting import BOLD, SANS, lines, shortened
from workshop.drawing.room_foot import RoomFoot
from workshop.drawing.room_wall import height_below, paragraphs, scene
from workshop.drawing.signs import MARK, VERDICT_CLASS
from workshop.drawing.style import Ground
from workshop.drawing.wall_heights import LINE
from workshop.records import CheckedClaim, Counting, Verdict
from workshop.room.records import ENDING_WORDS, Ending, Voting

BY_EVIDENCE = (
    Verdict.SUPPORTED,
    Verdict.CONTESTED,
    Verdict.WISHED_FOR,
    Verdict.THIN,
    Verdict.UNSUPPORTED,
    Verdict.CONTRADICTED,
    Verdict.NOT_CHECKABLE,
    Verdict.NOT_CHECKED,
)
"""The order of messages beside each other: by the verdict on their weakest claim."""

SECONDS_PER_PAGE = 12
"""How long each page of a list stands that is longer than the wall."""

_ENDINGS = (Ending.HOLD_ON, Ending.REWORK, None, Ending.LET_GO)
_WORDS, _LAST = 86.0, 27.0
_MOST_PAGES = 20  # as many as the style sheet can turn; forty messages need ten
_TEXT, _SMALL, _GAP, _MOST_CLAIMS, _MOST_LINES = 4.3, 3.6, 2.4, 3, 2


@dataclass(frozen=True, slots=True)
class Row:
    """A message with the answers to its claims in text order, an answer None while it is being read.

    `dots` is None while they are hidden; `is_revealed` is False where the room has not seen the answers yet.
    """

    text: str
    answers: tuple[CheckedClaim | None, ...]
    dots: int | None = None
    n_written: int = 1
    ending: Ending | None = None
    owner: str = ""
    is_revealed: bool = True


def deciding(
    outcome: str,
    rows: Sequence[Row],
    voting: Voting,
    counted: tuple[int, int],
    foot: RoomFoot,
    ground: Ground = "light",
) -> str:
    """Draw the messages that can be voted on; `counted` says how many people have voted, of how many."""
    n_voted, n_people = counted
    closed = voting is Voting.CLOSED
    big = {
        Voting.NOT_YET: "What do we hold on to?",
        Voting.OPEN: f"{n_voted:,} of {n_people:,} have placed their dots",
        Voting.CLOSED: f"{n_voted:,} of {n_people:,} have voted",
    }[voting]
    if not rows:
        body = paragraphs(("No message can be voted on yet.", "The facilitator lets messages through first."))
        return scene(outcome, big, body, foot, ground=ground)
    ordered = sorted(rows, key=lambda row: (_rank(row), -(row.dots or 0) if closed else 0))
    note = f"Ordered by what customers say, then {'by dots' if closed else 'as handed in'}."
    if voting is Voting.OPEN:
        note += " Dots stay hidden until voting closes."
    left = height_below(outcome, big, with_facts=False)
    body = _pages(ordered, left, note, shows_dots=closed)
    return scene(outcome, big, body, foot, ground=ground)


def decided(outcome: str, rows: Sequence[Row], foot: RoomFoot, ground: Ground = "light", *, over: bool = False) -> str:
    """Draw what was decided of every message, and who owns it; `over` once the workshop has ended."""
    kept = sum(1 for row in rows if row.ending is Ending.HOLD_ON)
    big = f"We hold on to {kept:,} of {len(rows):,} message{'' if len(rows) == 1 else 's'}"
    ending = "The workshop has ended."
    if not rows:
        body = paragraphs(("No message was handed in.", ending if over else "So there is nothing to decide."))
        return scene(outcome, "Nothing to hold on to", body, foot, ground=ground)
    ordered = sorted(rows, key=lambda row: (_ENDINGS.index(row.ending), _rank(row)))
    note = "Ordered by what was decided, then by what customers say."
    body = _pages(ordered, height_below(outcome, big, with_facts=False), note, shows_endings=True)
    return scene(outcome, big, body, foot, ground=ground, note=ending if over else "")


def _rank(row: Row) -> int:
    return max((BY_EVIDENCE.index(one.verdict) if one else len(BY_EVIDENCE) for one in row.answers), default=99)


def _pages(
    rows: Sequence[Row], left: float, note: str, *, shows_dots: bool = False, shows_endings: bool = False
) -> str:
    """Draw rows on as many pages as they need; the pages take turns by style sheet alone."""
    pages: list[list[str]] = [[]]
    room = left - 1.4 - lines(f"{note} Page 99 of 99.", SANS, LINE / _SMALL) * _SMALL * 1.25
    used = 0.0
    for row in rows:
        height = _height(row)
        if pages[-1] and used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(_row(row, shows_dots=shows_dots, shows_endings=shows_endings))
        used += height
    pages = pages[:_MOST_PAGES]
    n = len(pages)
    turn = f"animation-duration:{n * SECONDS_PER_PAGE}s;" if n > 1 else ""
    drawn = "".join(
        f'<section class="page turns-{n}" style="{turn}animation-delay:{at * SECONDS_PER_PAGE}s">'
        f'{"".join(page)}<p class="shown num">{escape(note)}{f" Page {at + 1} of {n}." if n > 1 else ""}</p></section>'
        for at, page in enumerate(pages)
    )
    return f'<div class="pages">{drawn}</div>'


def _height(row: Row) -> float:
    words = lines(_words(row), BOLD, _WORDS / _TEXT) * _TEXT * 1.2 + (_SMALL * 1.25 if row.n_written > 1 else 0)
    n_said = min(len(row.answers), _MOST_CLAIMS) + (len(row.answers) > _MOST_CLAIMS)
    owned = _TEXT * 1.2 + _SMALL * 1.3 if row.owner else 0.0
    return max(words, owned, max(n_said, 1) * _SMALL * 1.3) + _GAP


def _words(row: Row) -> str:
    return shortened(row.text, BOLD, _WORDS / _TEXT, _MOST_LINES)


def _row(row: Row, *, shows_dots: bool, shows_endings: bool) -> str:
    several = f"<em>{row.n_written:,} of you, independently</em>" if row.n_written > 1 else ""
    said = "".join(_answer(one) for one in row.answers[:_MOST_CLAIMS])
    more = len(row.answers) - _MOST_CLAIMS
    said += f'<span class="rest">and {more:,} more claim{"" if more == 1 else "s"}</span>' if more > 0 else ""
    if not row.is_revealed:
        said = '<span class="rest">not revealed yet</span>'
    said = said or '<span class="rest">makes no claim</span>'
    last = ""
    if shows_dots:
        last = f"<b>{row.dots or 0:,}</b> dot{'' if row.dots == 1 else 's'}"
    if shows_endings:
        owner = f"<em>{escape(shortened(row.owner, SANS, _LAST / 3.5, 1))}</em>" if row.owner else ""
        ending = ENDING_WORDS[row.ending] if row.ending else "Undecided"
        last = f"<b>{ending}</b>{owner}"
    return (
        f'<article class="row"><p class="words">{escape(_words(row))}{several}</p><p class="said num">{said}</p>'
        f'<p class="last num">{last}</p></article>'
    )


def _answer(checked: CheckedClaim | None) -> str:
    if checked is None:
        return f'<span class="word v-pending">{MARK}being read</span>'
    counts = checked.counts
    numbers = [f"{n:,} {what}" for n, what in ((counts.supports, "for"), (counts.contradicts, "against")) if n]
    least = "" if counts.counting is Counting.EXACT else "at least "
    beside = f'<span class="rest"> {least}{" · ".join(numbers)}</span>' if numbers else ""
    name = VERDICT_CLASS[checked.verdict]
    return f'<span><span class="word {name}">{MARK}{escape(wording.claim_tag(checked))}</span>{beside}</span>'
