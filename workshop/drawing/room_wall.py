"""The wall of a live workshop, phase by phase, in the type and at the sizes of every wall."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from workshop import wording
from workshop.drawing.fitting import BOLD, SANS, lines, shortened
from workshop.drawing.room_foot import RoomFoot, room_row
from workshop.drawing.style import Ground
from workshop.drawing.wall import frame
from workshop.drawing.wall_heights import LINE
from workshop.records import CorpusFacts

FOOT, FOOT_LINE, SIDES_PADDING = 6.4, 4.6, 2.6
SAY_LINES, _MESSAGE_LINES, _BIG = 2, 5, 7.5


@cache
def room_stylesheet() -> str:
    """Return the rules that a workshop adds to the wall's, for the same `<style>` element."""
    return files(__package__).joinpath("room_wall.css").read_text(encoding="utf-8")


def scene(
    outcome: str,
    big: str,
    body: str,
    foot: RoomFoot,
    *,
    ground: Ground = "light",
    facts: CorpusFacts | None = None,
    note: str = "",
    most_lines: int = SAY_LINES,
) -> str:
    """Draw one phase: what the room is here for, one large line, and HTML below it that is escaped already.

    With `facts` the foot names the comments and says what must be said about them, as it must beside a quote. `note`
    stands small beside the large line. What the room is here for is cut at `most_lines`.
    """
    said = shortened(outcome, BOLD, LINE / 5.7, most_lines)
    beside = f'<span class="shown num">{escape(note)}</span>' if note else ""
    rows = (_corpus_row(facts) if facts else "") + room_row(foot)
    return frame(
        f'<p class="say">{escape(said)}</p>'
        f'<section class="answer"><p class="bigline">{escape(big)}{beside}</p></section>'
        f'<div class="sides">{body}</div><footer class="foot num">{rows}</footer>',
        ground,
        "room",
    )


def height_below(outcome: str, big: str, *, with_facts: bool) -> float:
    """Return what a scene leaves for its body, in u."""
    said = shortened(outcome, BOLD, LINE / 5.7, SAY_LINES)
    head = 2.2 + 5.7 * 1.3 * lines(said, BOLD, LINE / 5.7) + 0.8 + _BIG * 1.12 * lines(big, BOLD, LINE / _BIG)
    return 100 - head - FOOT - (FOOT_LINE if with_facts else 0) - SIDES_PADDING


def paragraphs(*said: tuple[str, str]) -> str:
    """Draw large paragraphs across the wall: the first words of each in bold, then the rest."""
    drawn = "".join(f'<p class="none"><b>{escape(bold)}</b> {escape(rest)}</p>' for bold, rest in said)
    return f'<section class="side wide">{drawn}</section>'


def writing(outcome: str, counted: tuple[int, int, int], foot: RoomFoot, ground: Ground = "light") -> str:
    """Draw the silent phase: how many people of how many have handed in, and how many messages; never a word."""
    n_writers, n_people, n_messages = counted
    handed_in = f"{n_messages:,} message{' is' if n_messages == 1 else 's are'} in." if n_messages else ""
    body = paragraphs(
        ("Write on your phone.", "Say one thing to one of the people you have just read."),
        ("Nobody sees your words", "before the facilitator puts them up, and nobody sees who wrote them."),
        *([(handed_in, "None is shown yet.")] if handed_in else []),
    )
    return scene(outcome, f"{n_writers:,} of {n_people:,} have handed in", body, foot, ground=ground)


def paused(outcome: str, foot: RoomFoot, ground: Ground = "light") -> str:
    """Draw a room that stands still."""
    body = paragraphs(("The clock stands.", "Everything you have written is kept. A hand can still be raised."))
    return scene(outcome, "Paused", body, foot, ground=ground)


def waiting(outcome: str, big: str, said: Sequence[tuple[str, str]], foot: RoomFoot, ground: Ground = "light") -> str:
    """Draw a phase that has nothing on the wall yet, and say what comes; or a message without anything to say of it."""
    return scene(outcome, big, paragraphs(*said), foot, ground=ground, most_lines=_MESSAGE_LINES)


def _corpus_row(facts: CorpusFacts) -> str:
    segment = f" · {facts.segment.partition('=')[2]}" if facts.segment else ""
    name = f"{facts.title or facts.name}{segment}"
    beside = [part for part in (wording.comments_of(facts), facts.notice) if part]
    if 3.5 * (BOLD.width(name) + sum(map(SANS.width, beside))) + 4 * (len(beside) + 1) > LINE:
        beside = [facts.notice] if facts.notice else []
    rest = "".join(f"<span>{escape(part)}</span>" for part in beside)
    return f'<p><span class="shrinks">{escape(name)}</span><span class="sp"></span>{rest}</p>'
