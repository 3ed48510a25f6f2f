"""Reworking on the wall: the wording before and the wording now, and how the verdicts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from workshop import wording
from workshop.drawing.fitting import BOLD, lines, shortened
from workshop.drawing.room_foot import RoomFoot, room_row
from workshop.drawing.signs import MARK, VERDICT_CLASS
from workshop.drawing.style import Ground
from workshop.drawing.wall import frame, say
from workshop.drawing.wall_heights import LINE
from workshop.drawing.wall_plan import Slide, told
from workshop.records import CheckedClaim, Claim, CorpusFacts, Verdict

_COLUMN = (LINE - 3.6) / 2
_TEXT, _MOST_VERDICTS = 4.9, 4
_LEFT = 100 - 6.4 - 19.5 - 3.5 - 6.7  # below two lines of difference and the heading, above the foot

Pairs = Sequence[tuple[Claim, CheckedClaim | None]]


def rework(before: Slide, now: Slide, foot: RoomFoot, ground: Ground = "light") -> str:
    """Draw two wordings of one message beside each other, with the verdict on each claim below them."""
    body = _version("Before", before) + _version("Now", now)
    return frame(
        f'<section class="answer"><p class="bigline">{escape(difference(before, now))}</p></section>'
        f'<div class="sides">{body}</div><footer class="foot num">{room_row(foot)}</footer>',
        ground,
        "room rework",
    )


def difference(before: Slide, now: Slide) -> str:
    """Say how the verdicts on two wordings differ, as far as they are known."""
    if any(answer is None for _, answer in now.claims):
        return "Reading the comments for the new wording"
    old, new = _verdicts(before.claims), _verdicts(now.claims)
    if not new:
        return "The new wording makes no claim"
    if not old:
        return _told(new)
    if old == new:
        return "The verdict stays as it was" if len(new) == 1 else "The verdicts stay as they were"
    return f"Before: {_told(old).lower()}. Now: {_told(new).lower()}."


def _told(verdicts: Sequence[Verdict]) -> str:
    counted = Counter(verdicts)
    if len(verdicts) == 1:
        return _ALONE[verdicts[0]]
    return ", ".join(f"{n:,}\u00a0{wording.SHORT[verdict]}" for verdict, n in counted.items())


def _verdicts(pairs: Pairs) -> list[Verdict]:
    return [answer.verdict for _, answer in pairs if answer]


def _version(heading: str, slide: Slide) -> str:
    shown = _text(slide)
    said = "".join(_said(answer, slide.facts) for _, answer in slide.claims[:_MOST_VERDICTS])
    more = len(slide.claims) - _MOST_VERDICTS
    said += f'<p class="rest">and {more:,} more claim{"" if more == 1 else "s"}</p>' if more > 0 else ""
    return f'<section class="side"><h2>{heading}</h2><p class="wording">{shown}</p>{said}</section>'


def _text(slide: Slide) -> str:
    """Draw the wording with its claims marked where it fits, else its beginning."""
    n_said = min(len(slide.claims), _MOST_VERDICTS + 1)
    most = int((_LEFT - 7.2 * n_said) // (_TEXT * 1.3))
    if not slide.claims:
        return escape(shortened(slide.message, BOLD, _COLUMN / _TEXT, most))
    tags = "mm not checked" * (len(slide.claims) - 1)
    return say(slide if lines(f"{slide.message} {tags}", BOLD, _COLUMN / _TEXT) <= most else told(slide, 2))


def _said(checked: CheckedClaim | None, facts: CorpusFacts) -> str:
    name = VERDICT_CLASS[checked.verdict] if checked else "v-pending"
    words = wording.verdict_head(checked.verdict, facts, checked.counts) if checked else "Reading the comments"
    return f'<p class="met {name}">{MARK}<span>{escape(words)}</span></p>'


_ALONE = {
    Verdict.SUPPORTED: "They say so",
    Verdict.CONTESTED: "They disagree",
    Verdict.CONTRADICTED: "They say the opposite",
    Verdict.WISHED_FOR: "They are asking for it",
    Verdict.THIN: "Only a few take a side",
    Verdict.UNSUPPORTED: "Nobody says so",
    Verdict.NOT_CHECKABLE: "Not for them to say",
    Verdict.NOT_CHECKED: "Not checked",
}
