"""How much room each part of the wall takes, in u, 1 % of the picture's height; its twin is wall.css."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from workshop import wording
from workshop.drawing.answer import balance_of
from workshop.drawing.disagreeing import brief_words
from workshop.drawing.fitting import BOLD, SANS, SERIF, lines, shortened
from workshop.drawing.needs import wall_needs
from workshop.drawing.wall_words import (
    advice,
    counts_for_wall,
    counts_words,
    empty_side,
    near_words,
    overruled_words,
    verdict_words,
)

if TYPE_CHECKING:
    from workshop.drawing.wall_plan import Slide
    from workshop.records import Evidence, Nearest, Stance

LINE = 16 / 9 * 100 - 2 * 4.2
"""The width of a line across the wall."""

SIDE_HEAD, BETWEEN = 5.8, 1.4
_TAG_SHARE = 3.6 / 5.7  # a tag is set smaller than the message
_COLUMN = (LINE - 3.6) / 2
_PADDING = 2 * 0.7 * 4.3 + 0.6
_FOOT, _FOOT_LINE, _FOOT_GAP, _SIDES_PADDING = 6.4, 4.6, 4, 2.1


def foot_rows(slide: Slide) -> tuple[tuple[str, ...], ...]:
    """Return the foot's parts: on one row where they fit, else the notice and the place on a second."""
    facts = slide.facts
    segment = f" · {facts.segment.partition('=')[2]}" if facts.segment else ""
    corpus, read = f"{facts.title or facts.name}{segment}", counts_words(slide.checked)[1]
    row = tuple(part for part in (corpus, facts.notice, read, slide.place) if part)
    if 3.5 * (BOLD.width(corpus) + sum(map(SANS.width, row[1:]))) + _FOOT_GAP * len(row) <= LINE:
        return (row,)
    return (corpus, read), tuple(part for part in (facts.notice, slide.place) if part)


def room(slide: Slide) -> float:
    """Return what is left for quotes and advice."""
    n_rows = len(foot_rows(slide)) + (slide.room is not None)
    foot = _FOOT + _FOOT_LINE * (n_rows - 1)
    return 100 - foot - _SIDES_PADDING - _upper_height(slide)


def say_lines(slide: Slide) -> int:
    """Return how many lines the message takes, the other claims' tags included."""
    words, reached = [], 0
    for at, (claim, answer) in enumerate(slide.claims):
        words.append(slide.message[reached : claim.end])
        if answer and at != slide.focus:
            tag = f"mm{wording.claim_tag(answer)}"
            words.append(" " + tag[: math.ceil(len(tag) * _TAG_SHARE)])
        reached = claim.end
    return lines("".join(words) + slide.message[reached:], BOLD, LINE / 5.7)


def quote_height(quote: Evidence, width: float = _COLUMN) -> float:
    """Return the height of one quote with its caption, and the line with a number that disagrees."""
    inside = width - _PADDING
    n_lines = lines(f"“{quote.quote}”", SERIF, inside / 4.3)
    height = 0.6 + 2 * 0.36 * 4.3 + n_lines * 4.3 * 1.18 + 0.22 * 3.5 + 3.5 * 1.15
    both = brief_words(quote.number)
    return height + (0.22 * 3.5 + lines(both, BOLD, inside / 3.5) * 3.5 * 1.15 if both else 0)


def _upper_height(slide: Slide) -> float:
    checked = slide.checked
    height = 2.2 + say_lines(slide) * 5.7 * 1.3 + 0.8
    height += lines(verdict_words(checked, slide.facts), BOLD, (LINE - 11.5) / 11) * 11 * 1.06
    height += 0.5 + lines(counts_for_wall(checked), SANS, LINE / 4.5) * 4.5 * 1.22
    if slide.told:
        height += 0.5 + lines(slide.told, BOLD, LINE / 4.3) * 4.3 * 1.22
    if checked is None:
        return height
    if checked.claim.needs:
        height += 0.5 + lines(wall_needs(checked.claim, LINE / 4.3), SANS, LINE / 4.3 - 1.2) * 4.3 * 1.22
    if checked.overruled:
        said = shortened(overruled_words(checked, slide.facts), SANS, LINE / 4.3, 2)
        height += 0.5 + lines(said, SANS, LINE / 4.3) * 4.3 * 1.22
    if slide.differs:
        height += 0.5 + lines(slide.differs, SANS, LINE / 4.3) * 4.3 * 1.22
    return height + (3.3 if balance_of(checked) else 0)


def advice_height(slide: Slide, near: Nearest | None = None) -> float:
    """Return the height of what to do next, with the nearest thing they do say in place of the last of it."""
    said = advice(slide.checked, slide.facts)
    if near:
        first = 1.6 + 5.6 * 1.25 * lines(f"{said[0].bold} {said[0].text}", SANS, 29)
        head = near_words(near, slide.facts)
        return 3 + first + 3 + lines(head, BOLD, LINE / 4.3) * 4.3 * 1.22 + 2 + quote_height(near.said, LINE)
    return 1.6 + sum(3 + 5.6 * 1.25 * lines(f"{item.bold} {item.text}", SANS, 29) for item in said)


def empty_height(slide: Slide, stance: Stance) -> float:
    """Return the height of the words in place of an empty side."""
    said = empty_side(stance, slide.facts, counted=False)
    return 0.6 + 4.3 + 4.3 * 1.22 * lines(f"{said.bold} {said.text}", SANS, (_COLUMN - 7.5) / 4.3)
