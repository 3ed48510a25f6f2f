"""What fits on the wall: which part of the message and which quotes, at sizes that are fixed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop import wording
from workshop.drawing.answer import balance_of
from workshop.drawing.fitting import BOLD, SANS, SERIF, lines, shortened
from workshop.drawing.needs import wall_needs
from workshop.drawing.wall_words import advice, counts_words, empty_side, overruled_words, verdict_words
from workshop.records import CheckedClaim, Claim, CorpusFacts, Evidence, Stance, Verdict

SHORT_QUOTE = 90
"""Characters that a passage may have to be preferred on the wall."""
PER_SIDE = 2
_TAG_SHARE = 3.6 / 5.7  # a tag is set smaller than the message

# Everything here is in u, 1 % of the picture's height, and has its twin in wall.css.
LINE = 16 / 9 * 100 - 2 * 4.2
_COLUMN = (LINE - 3.6) / 2
_QUOTE_LINE = _COLUMN - 2 * 0.7 * 4.3 - 0.6
_FOOT, _FOOT_LINE, _FOOT_GAP, _SIDES_PADDING, _SIDE_HEAD, _BETWEEN = 6.4, 4.6, 4, 2.1, 5.8, 1.4
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Slide:
    """What the wall shows: a message, its claims in text order and which one is in focus.

    An answer is None while its claim is still being read. `kept_off` holds the passage ids
    that a person keeps off the wall for the claim in focus; they are counted all the same.
    `place` says where in the draft this is ("Message 3 of 7").
    """

    message: str
    claims: tuple[tuple[Claim, CheckedClaim | None], ...]
    focus: int
    facts: CorpusFacts
    place: str = ""
    kept_off: frozenset[int] = frozenset()

    @property
    def checked(self) -> CheckedClaim | None:
        """The answer to the claim in focus."""
        return self.claims[self.focus][1]


@dataclass(frozen=True, slots=True)
class Plan:
    """The part of the message to show and the quotes of each side; no sides where nobody can be quoted."""

    slide: Slide
    sides: tuple[tuple[Stance, tuple[Evidence, ...]], ...]


def plan(slide: Slide) -> Plan:
    """Make a slide fit.

    First short passages are taken, then one quote a side, then only the sentence that holds
    the claim in focus, and last the claim alone. Type never shrinks, no quote is ever cut.
    """
    tellings = _tellings(slide)
    for told in tellings:
        made = Plan(told, _sides(told))
        if _fits(made):
            return made
    return made


def quotes_for_wall(checked: CheckedClaim, stance: Stance, kept_off: frozenset[int] = frozenset()) -> list[Evidence]:
    """Return one side's quotes in the order in which the wall takes them.

    Short passages first, within each the surest, then the shorter; one a person, none twice
    in the same words, none that is kept off or too unsure to count.
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


def _preference(item: Evidence) -> tuple[bool, float, int, str]:
    return len(item.quote) > SHORT_QUOTE, -item.confidence, len(item.quote), item.comment_id


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
    room = _room(slide) - _SIDE_HEAD
    stances = (Stance.SUPPORTS, Stance.ASKS if asking else Stance.CONTRADICTS)
    return tuple((stance, _that_fit(quotes_for_wall(checked, stance, slide.kept_off), room)) for stance in stances)


def _that_fit(quotes: Sequence[Evidence], room: float) -> tuple[Evidence, ...]:
    """Take the first two quotes that fit, or the one that does."""
    taken: list[Evidence] = []
    for quote in quotes:
        height = quote_height(quote) + (_BETWEEN if taken else 0)
        if height <= room:
            taken.append(quote)
            room -= height
        if len(taken) == PER_SIDE:
            break
    return tuple(taken)


def _fits(made: Plan) -> bool:
    slide = made.slide
    if say_lines(slide) > _MOST_LINES:
        return False
    room = _room(slide)
    if not made.sides:
        return _advice_height(slide) <= room
    checked = slide.checked
    for stance, quotes in made.sides:
        counted = bool(checked and quotes_for_wall(checked, stance, slide.kept_off))
        if (counted and not quotes) or (not quotes and _empty_height(slide, stance) > room - _SIDE_HEAD):
            return False
    return True


def foot_rows(slide: Slide) -> tuple[tuple[str, ...], ...]:
    """Return the foot's parts: on one row where they fit, else the notice and the place on a second."""
    facts = slide.facts
    segment = f" · {facts.segment.partition('=')[2]}" if facts.segment else ""
    corpus, read = f"{facts.title or facts.name}{segment}", counts_words(slide.checked)[1]
    row = tuple(part for part in (corpus, facts.notice, read, slide.place) if part)
    if 3.5 * (BOLD.width(corpus) + sum(map(SANS.width, row[1:]))) + _FOOT_GAP * len(row) <= LINE:
        return (row,)
    return (corpus, read), tuple(part for part in (facts.notice, slide.place) if part)


def _room(slide: Slide) -> float:
    foot = _FOOT + _FOOT_LINE * (len(foot_rows(slide)) - 1)
    return 100 - foot - _SIDES_PADDING - _upper_height(slide)


def say_lines(slide: Slide) -> int:
    """Return how many lines the message takes, the other claims' tags included."""
    words, reached = [], 0
    for at, (claim, answer) in enumerate(slide.claims):
        words.append(slide.message[reached : claim.end])
        if answer and at != slide.focus:
            tag = f"mm{wording.tag(answer.verdict, answer.counts)}"
            words.append(" " + tag[: math.ceil(len(tag) * _TAG_SHARE)])
        reached = claim.end
    return lines("".join(words) + slide.message[reached:], BOLD, LINE / 5.7)


def quote_height(quote: Evidence) -> float:
    """Return the height of one quote with its caption, in u."""
    n_lines = lines(f"“{quote.quote}”", SERIF, _QUOTE_LINE / 4.3)
    return 0.6 + 2 * 0.36 * 4.3 + n_lines * 4.3 * 1.18 + 0.22 * 3.5 + 3.5 * 1.15


def _upper_height(slide: Slide) -> float:
    checked = slide.checked
    height = 2.2 + say_lines(slide) * 5.7 * 1.3 + 0.8
    height += lines(verdict_words(checked, slide.facts), BOLD, (LINE - 11.5) / 11) * 11 * 1.06
    height += 0.5 + lines(counts_words(checked)[0], SANS, LINE / 4.5) * 4.5 * 1.22
    if checked is None:
        return height
    if checked.claim.needs:
        height += 0.5 + lines(wall_needs(checked.claim, LINE / 4.3), SANS, LINE / 4.3 - 1.2) * 4.3 * 1.22
    if checked.overruled:
        said = shortened(overruled_words(checked, slide.facts), SANS, LINE / 4.3, 2)
        height += 0.5 + lines(said, SANS, LINE / 4.3) * 4.3 * 1.22
    return height + (3.3 if balance_of(checked) else 0)


def _advice_height(slide: Slide) -> float:
    said = advice(slide.checked, slide.facts)
    return 1.6 + sum(3 + 5.6 * 1.25 * lines(f"{item.bold} {item.text}", SANS, 29) for item in said)


def _empty_height(slide: Slide, stance: Stance) -> float:
    said = empty_side(stance, slide.facts, counted=False)
    return 0.6 + 4.3 + 4.3 * 1.22 * lines(f"{said.bold} {said.text}", SANS, (_COLUMN - 7.5) / 4.3)
