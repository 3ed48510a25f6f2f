"""Pinned comments on the wall: the words that fit, verbatim and whole sentences, newest or most pinned first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workshop import passages, wording
from workshop.drawing.days import day_in_words
from workshop.drawing.fitting import SERIF, lines
from workshop.drawing.room_foot import RoomFoot
from workshop.drawing.room_wall import height_below, paragraphs, scene
from workshop.drawing.style import Ground
from workshop.drawing.wall_heights import LINE
from workshop.records import Comment, CorpusFacts

MOST_LINES = 4
"""How many lines a pinned comment may take before only a part of it is shown."""

_BETWEEN = 1.4
_COLUMN = (LINE - 3.6) / 2
_INSIDE = (_COLUMN - 2 * 0.7 * 4.3 - 0.6) / 4.3
_AROUND = 0.6 + 2 * 0.36 * 4.3 + 0.22 * 3.5 + 3.5 * 1.15


@dataclass(frozen=True, slots=True)
class Pinned:
    """A comment that people in the room want heard, and how many of them pinned it."""

    comment: Comment
    n: int


def listening(
    outcome: str,
    pins: Sequence[Pinned],
    counted: tuple[int, int, int],
    foot: RoomFoot,
    facts: CorpusFacts,
    ground: Ground = "light",
) -> str:
    """Draw the pins as they arrive, newest first.

    `counted` says how many people have pinned enough, of how many, and how many comments enough is.
    """
    n_done, n_people, n_pins = counted
    big = f"{n_done:,} of {n_people:,} have pinned {_NUMBERS.get(n_pins, str(n_pins))}"
    waiting = paragraphs(
        ("Read ten comments on your phone.", "Everyone has ten of their own, drawn from all that were written."),
        ("Pin what the room should hear.", "It appears here in the words it was written in."),
    )
    body, note = _columns(pins, height_below(outcome, big, with_facts=True), facts) if pins else (waiting, "")
    return scene(outcome, big, body, foot, ground=ground, facts=facts, note=note)


def said(outcome: str, pins: Sequence[Pinned], foot: RoomFoot, facts: CorpusFacts, ground: Ground = "light") -> str:
    """Draw what they say: the comments that most people pinned first, and how many pins there are."""
    ordered = sorted(pins, key=lambda pin: -pin.n)
    n = sum(pin.n for pin in pins)
    big = f"{n:,} pin{'' if n == 1 else 's'} on {len(pins):,} comment{'' if len(pins) == 1 else 's'}"
    big = big if pins else "Nothing is pinned yet"
    waiting = paragraphs(("Talk about what you read.", "What is pinned on a phone appears here."))
    body, note = _columns(ordered, height_below(outcome, big, with_facts=True), facts) if pins else (waiting, "")
    return scene(outcome, big, body, foot, ground=ground, facts=facts, note=note)


def words_that_fit(text: str, n_lines: int = MOST_LINES) -> str:
    """Return a comment whole where it fits, else the most whole sentences of it in a row that do, the first of equals.

    A single sentence is never cut: where none fits, the shortest is returned.
    """
    if lines(f"“{text}”", SERIF, _INSIDE) <= n_lines:
        return text
    spans = passages.split(text)
    runs = [
        text[first.start : last.end]
        for at, first in enumerate(spans)
        for last in spans[at:]
        if lines(f"“{text[first.start : last.end]}”", SERIF, _INSIDE) <= n_lines
    ]
    if runs:
        return max(runs, key=len)
    return min((text[span.start : span.end] for span in spans), key=len, default=text)


def _columns(pins: Sequence[Pinned], left: float, facts: CorpusFacts) -> tuple[str, str]:
    """Fill two columns from the left above to the right below; return how many of all are shown beside it."""
    columns: list[list[str]] = [[], []]
    room = [left, left]
    n_shown = 0
    for pin in pins:
        words = words_that_fit(pin.comment.text)
        height = _AROUND + lines(f"“{words}”", SERIF, _INSIDE) * 4.3 * 1.18
        at = 0 if room[0] >= room[1] else 1
        if height > room[at]:
            continue
        columns[at].append(_quote(pin, words, facts))
        room[at] -= height + _BETWEEN
        n_shown += 1
    drawn = "".join(f'<section class="side">{"".join(column)}</section>' for column in columns)
    return drawn, f"{n_shown:,} of {len(pins):,} shown"


def _quote(pin: Pinned, words: str, facts: CorpusFacts) -> str:
    comment = pin.comment
    segments = ", ".join(value for name, value in comment.segments if f"{name}={value}" != facts.segment)
    pinned = f"pinned by {pin.n:,}" if pin.n > 1 else ""
    said_by = (pinned, wording.who(comment.author_key, facts.company), day_in_words(comment.date), segments)
    caption = " · ".join(part for part in said_by if part)
    return (
        f'<figure class="quote q-plain near"><blockquote>{escape(words)}</blockquote>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
