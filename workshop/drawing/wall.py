"""The wall: one message met by its customers, drawn for a room at sizes that never shrink."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from workshop import wording
from workshop.drawing.answer import balance_of
from workshop.drawing.days import day_in_words
from workshop.drawing.disagreeing import both_numbers_briefly, marked_quote
from workshop.drawing.fitting import SANS, shortened
from workshop.drawing.needs import PROOF_SIGN, wall_needs
from workshop.drawing.room_foot import room_row
from workshop.drawing.signs import MARK, STANCE_CLASS, VERDICT_CLASS
from workshop.drawing.style import Ground
from workshop.drawing.wall_heights import LINE, foot_rows
from workshop.drawing.wall_plan import Plan, Slide, plan
from workshop.drawing.wall_words import (
    Advice,
    advice,
    counts_for_wall,
    empty_side,
    near_words,
    overruled_words,
    verdict_words,
)
from workshop.records import CheckedClaim, CorpusFacts, Evidence, Stance

_CLOSING = ".,;:!?…)”’\"'"


@cache
def wall_stylesheet() -> str:
    """Return the wall's own rules, for one `<style>` element after the shared stylesheet."""
    return files(__package__).joinpath("wall.css").read_text(encoding="utf-8")


def wall(slide: Slide, ground: Ground = "light") -> str:
    """Draw one slide so that it fits a 16:9 picture, every foreign word escaped."""
    made = plan(slide)
    told = made.slide
    sides = (_side(told, stance, quotes, away=at == 1) for at, (stance, quotes) in enumerate(made.sides))
    lower = "".join(sides) or _wide(_next(made))
    return frame(f'<p class="say">{say(told)}</p>{_answer(told)}<div class="sides">{lower}</div>{_foot(told)}', ground)


def wall_notice(heading: str, body: str, ground: Ground = "light") -> str:
    """Draw a wall without a message: a large line, and below it HTML that is escaped already."""
    head = f'<p class="verdict" style="--v:var(--ink)">{escape(heading)}</p>'
    return frame(
        f'<p class="say"></p><section class="answer">{head}</section><div class="sides">{_wide(body)}</div>'
        '<footer class="foot"><p>Backtalk</p></footer>',
        ground,
    )


def frame(inside: str, ground: Ground, kind: str = "") -> str:
    """Put a wall's inside into the picture that gives it its size and ground; `kind` is one more class."""
    classes = f"wall {kind}".strip()
    return f'<div class="wall-frame bt {ground}"><main class="{classes}">{inside}</main></div>'


def _next(made: Plan) -> str:
    """Draw what to do next where no side is shown, and the nearest thing they do say."""
    said = list(map(_paragraph, advice(made.slide.checked, made.slide.facts)))
    if made.near is None:
        return "".join(said)
    heading = f'<h2 class="near-head num">{escape(near_words(made.near, made.slide.facts))}</h2>'
    return f"{said[0]}{heading}{_quote(made.near.said, made.slide.facts, 'near q-plain')}"


def _wide(inside: str) -> str:
    return f'<section class="side wide">{inside}</section>'


def say(slide: Slide) -> str:
    """Draw the message with its claims marked, the one in focus tinted, the others tagged."""
    pieces, reached = [], 0
    for at, (claim, answer) in enumerate(slide.claims):
        name = VERDICT_CLASS[answer.verdict] if answer else "v-pending"
        focus = " is-open" if at == slide.focus else ""
        limit = slide.claims[at + 1][0].start if at + 1 < len(slide.claims) else len(slide.message)
        after = _past_closing(slide.message, claim.end, limit)
        pieces.append(escape(slide.message[reached : claim.start]))
        pieces.append(f'<span class="claim {name}{focus}">{escape(slide.message[claim.start : claim.end])}</span>')
        pieces.append(escape(slide.message[claim.end : after]))
        if answer and not focus:
            word = escape(wording.claim_tag(answer))
            pieces.append(f'<span class="tag {name}">&nbsp;{MARK}{word}</span>')
        reached = after
    return "".join(pieces) + escape(slide.message[reached:])


def _past_closing(message: str, end: int, limit: int) -> int:
    while end < limit and message[end] in _CLOSING:
        end += 1
    return end


def _answer(slide: Slide) -> str:
    checked = slide.checked
    name = VERDICT_CLASS[checked.verdict] if checked else "v-pending"
    words = escape(verdict_words(checked, slide.facts))
    counts = re.sub(r"\d[\d,]*", lambda match: f"<b>{match.group()}</b>", escape(counts_for_wall(checked), quote=False))
    return (
        f'<section class="answer {name}"><p class="verdict {name}">{MARK}<span>{words}</span></p>'
        f'<p class="counts num">{counts}</p>{_needs(checked)}{_overruled(checked, slide.facts)}'
        f"{_differs(slide)}{_told(slide)}"
        f"{balance_of(checked) if checked else ''}</section>"
    )


def _needs(checked: CheckedClaim | None) -> str:
    said = wall_needs(checked.claim, LINE / 4.3) if checked else ""
    return f'<p class="needs">{PROOF_SIGN}<span>{escape(said)}</span></p>' if said else ""


def _overruled(checked: CheckedClaim | None, facts: CorpusFacts) -> str:
    if checked is None or checked.overruled is None:
        return ""
    said = shortened(overruled_words(checked, facts), SANS, LINE / 4.3, 2)
    return f'<p class="overruled num">{escape(said)}</p>'


def _differs(slide: Slide) -> str:
    return f'<p class="differs">{escape(slide.differs)}</p>' if slide.differs else ""


def _told(slide: Slide) -> str:
    return f'<p class="room-did">{escape(slide.told)}</p>' if slide.told else ""


def _side(slide: Slide, stance: Stance, quotes: Sequence[Evidence], *, away: bool) -> str:
    name = STANCE_CLASS[stance]
    counted = [item for item in slide.checked.side(stance) if item.counted] if slide.checked else []
    none = "nobody" if wording.authors_known(slide.facts) else "none"
    note = wording.of_matches(len(quotes), len(counted)) if counted else none
    kind = f"{name}{' away' if away else ''}"
    drawn = "".join(_quote(quote, slide.facts, kind) for quote in quotes)
    drawn = drawn or _paragraph(empty_side(stance, slide.facts, counted=bool(counted)))
    heading = f"{MARK}{wording.STANCE_WORDS[stance]} <em>{note}</em>"
    return f'<section class="side"><h2 class="{name}">{heading}</h2>{drawn}</section>'


def _quote(item: Evidence, facts: CorpusFacts, kind: str) -> str:
    segments = ", ".join(value for _, value in item.segments)
    by_hand = wording.DECIDED if item.decision else ""
    said_by = (wording.who(item.author_key, facts.company), by_hand, day_in_words(item.date), segments)
    caption = " · ".join(part for part in said_by if part)
    return (
        f'<figure class="quote {kind}"><blockquote>{marked_quote(item.quote, item.number)}</blockquote>'
        f"{both_numbers_briefly(item.number)}<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _paragraph(said: Advice) -> str:
    bold = f"<b>{escape(said.bold)}</b> " if said.bold else ""
    return f'<p class="none">{bold}{escape(said.text)}</p>'


def _foot(slide: Slide) -> str:
    rows = "".join(_foot_row(row) for row in foot_rows(slide))
    return f'<footer class="foot num">{rows}{room_row(slide.room) if slide.room else ""}</footer>'


def _foot_row(parts: Sequence[str]) -> str:
    first, *others = map(escape, parts)
    rest = "".join(f"<span>{part}</span>" for part in others if part)
    return f'<p><span class="shrinks">{first}</span><span class="sp"></span>{rest}</p>'
