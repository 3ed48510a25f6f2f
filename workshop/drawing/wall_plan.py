"""What fits on the wall: which part of the message and which quotes, at sizes that are fixed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop import segments
from workshop.drawing.fitting import BOLD, SANS, lines, shortened
from workshop.drawing.room_foot import RoomFoot
from workshop.drawing.wall_heights import (
    BETWEEN,
    LINE,
    SIDE_HEAD,
    advice_height,
    empty_height,
    quote_height,
    room,
    say_lines,
)
from workshop.records import CheckedClaim, Claim, CorpusFacts, Evidence, Nearest, Stance, Verdict

SHORT_QUOTE = 90
"""Characters that a passage may have to be preferred on the wall."""
PER_SIDE = 2
_MOST_LINES, _MOST_LINES_OF_SEGMENTS = 5, 2


@dataclass(frozen=True, slots=True)
class Slide:
    """What the wall shows: a message, its claims in text order and which one is in focus.

    An answer is None while its claim is still being read. `kept_off` holds the passage ids
    that a person keeps off the wall for the claim in focus; they are counted all the same.
    `place` says where in the draft this is ("Message 3 of 7"). `differs` names the segments that
    differ, where there is room for it. In a workshop `told` says how the room did, and `room` is its
    row of the foot.
    """

    message: str
    claims: tuple[tuple[Claim, CheckedClaim | None], ...]
    focus: int
    facts: CorpusFacts
    place: str = ""
    kept_off: frozenset[int] = frozenset()
    differs: str = ""
    told: str = ""
    room: RoomFoot | None = None

    @property
    def checked(self) -> CheckedClaim | None:
        """The answer to the claim in focus."""
        return self.claims[self.focus][1]


@dataclass(frozen=True, slots=True)
class Plan:
    """The part of the message to show and the quotes of each side; no sides where nobody can be quoted.

    `near` is the nearest thing they do say, where no side is shown and it fits.
    """

    slide: Slide
    sides: tuple[tuple[Stance, tuple[Evidence, ...]], ...]
    near: Nearest | None = None

    @property
    def quotes(self) -> tuple[Evidence, ...]:
        """Return every quote that is shown."""
        near = (self.near.said,) if self.near else ()
        return tuple(quote for _, quotes in self.sides for quote in quotes) + near


def plan(slide: Slide) -> Plan:
    """Make a slide fit.

    First short passages are taken, then one quote a side, then only the sentence that holds
    the claim in focus, and last the claim alone. Type never shrinks, no quote is ever cut. Where
    room is left without that, segments that differ are named, and the nearest thing is quoted.
    """
    tellings = _tellings(slide)
    for told in tellings:
        made = Plan(told, _sides(told))
        if _fits(made):
            return _with_segments(_with_near(made))
    return made


def told(slide: Slide, n_lines: int) -> Slide:
    """Return as much of a slide's message as `n_lines` hold: all of it, the sentence in focus, the claim, its start."""
    tellings = _tellings(slide)
    return next((one for one in tellings if say_lines(one) <= n_lines), tellings[-1])


def _with_near(made: Plan) -> Plan:
    checked = made.slide.checked
    if made.sides or checked is None or checked.nearest is None:
        return made
    fuller = replace(made, near=checked.nearest)
    is_kept_off = checked.nearest.said.passage_id in made.slide.kept_off
    return made if is_kept_off or not _fits(fuller) else fuller


def _with_segments(made: Plan) -> Plan:
    """Name the segments that differ, unless that would take a quote's place."""
    checked = made.slide.checked
    said = segments.differences(checked.by_segment, made.slide.facts) if checked else None
    if not said or lines(said, SANS, LINE / 4.3) > _MOST_LINES_OF_SEGMENTS:
        return made
    told = replace(made.slide, differs=said)
    fuller = replace(made, slide=told, sides=_sides(told))
    return fuller if fuller.sides == made.sides and _fits(fuller) else made


def quotes_for_wall(checked: CheckedClaim, stance: Stance, kept_off: frozenset[int] = frozenset()) -> list[Evidence]:
    """Return one side's quotes in the order in which the wall takes them.

    Short passages first, within each those whose number disagrees, the surest, then the shorter;
    one a person, none twice in the same words, none that is kept off or too unsure to count.
    """
    seen: set[str] = set()
    kept = []
    for item in sorted(checked.side(stance), key=_preference):
        names = {item.quote.casefold(), item.author_key or item.comment_id}
        if not item.counted or item.passage_id in kept_off or names & seen:
            continue
        seen |= names
        kept.append(item)
    return kept


def _preference(item: Evidence) -> tuple[bool, bool, float, int, str]:
    return len(item.quote) > SHORT_QUOTE, item.number is None, -item.confidence, len(item.quote), item.comment_id


def _tellings(slide: Slide) -> list[Slide]:
    """Return the slide with its whole message, then only the sentence, the claim, the claim's beginning."""
    claim = slide.claims[slide.focus][0]
    told = [slide, _only(slide, *_sentence_around(slide.message, claim)), _only(slide, claim.start, claim.end)]
    for n_lines in (3, 2):
        cut = shortened(claim.text, BOLD, LINE / 5.7, n_lines)
        shown = replace(claim, text=cut, start=0, end=len(cut))
        told.append(replace(slide, message=cut, claims=((shown, slide.checked),), focus=0))
    return told


def _sentence_around(message: str, claim: Claim) -> tuple[int, int]:
    ends = [match.end() for match in re.finditer(r"[.!?…]+[\"'”’)]*(?=\s|$)", message)]
    start = max((end for end in ends if end <= claim.start), default=0)
    return start, min((end for end in ends if end >= claim.end), default=len(message))


def _only(slide: Slide, start: int, end: int) -> Slide:
    kept = [pair for pair in slide.claims if start <= pair[0].start and pair[0].end <= end]
    moved = tuple((replace(claim, start=claim.start - start, end=claim.end - start), answer) for claim, answer in kept)
    return replace(slide, message=slide.message[start:end], claims=moved, focus=kept.index(slide.claims[slide.focus]))


def _sides(slide: Slide) -> tuple[tuple[Stance, tuple[Evidence, ...]], ...]:
    checked = slide.checked
    counted = {item.stance for item in checked.evidence if item.counted} if checked else set()
    if checked is None or not counted or checked.verdict in (Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED):
        return ()
    asking = checked.verdict is Verdict.WISHED_FOR or counted == {Stance.ASKS}
    left = room(slide) - SIDE_HEAD
    stances = (Stance.SUPPORTS, Stance.ASKS if asking else Stance.CONTRADICTS)
    return tuple((stance, _that_fit(quotes_for_wall(checked, stance, slide.kept_off), left)) for stance in stances)


def _that_fit(quotes: Sequence[Evidence], left: float) -> tuple[Evidence, ...]:
    """Take the first two quotes that fit, or the one that does."""
    taken: list[Evidence] = []
    for quote in quotes:
        height = quote_height(quote) + (BETWEEN if taken else 0)
        if height <= left:
            taken.append(quote)
            left -= height
        if len(taken) == PER_SIDE:
            break
    return tuple(taken)


def _fits(made: Plan) -> bool:
    slide = made.slide
    if say_lines(slide) > _MOST_LINES:
        return False
    left = room(slide)
    if not made.sides:
        return advice_height(slide, made.near) <= left
    checked = slide.checked
    for stance, quotes in made.sides:
        counted = bool(checked and quotes_for_wall(checked, stance, slide.kept_off))
        if (counted and not quotes) or (not quotes and empty_height(slide, stance) > left - SIDE_HEAD):
            return False
    return True
