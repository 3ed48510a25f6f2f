"""Ten comments for each participant to read: spread over what the corpus has, and another ten for everybody."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workshop.languages import UNDETERMINED
from workshop.records import Comment
from workshop.stance.tone import tone

if TYPE_CHECKING:
    from workshop.room.records import Workshop
    from workshop.workbench import Workbench

N_COMMENTS = 10
_SAMPLE = 400
_LONGEST, _SHORTEST = 400, 15
"""Comments of these many characters are preferred: shorter than a phone's screen, longer than a word or two."""

_CLEARLY = 0.3


def draw(bench: Workbench, workshop: Workshop, seed: int) -> tuple[str, ...]:
    """Return the ids of at most ten comments, drawn evenly from segments, times and tones; no insider's.

    Fewer where the corpus has fewer. The draw is random: what was drawn is kept as an event.
    """
    sample = bench.store.comments.sample(workshop.corpus, workshop.segment, _SAMPLE)
    served = {*bench.settings.languages, UNDETERMINED, None}
    readable = [one for one in sample if one.language in served]
    fitting = [one for one in readable if _SHORTEST <= len(one.text) <= _LONGEST]
    known = {one.id for one in fitting}
    rest = [one for one in readable if one.id not in known]
    chance = random.Random(f"{workshop.id} {seed} {workshop.code}")  # noqa: S311 - a sample, not a secret
    chosen = _spread(fitting, chance)[:N_COMMENTS]
    chosen += _spread(rest, chance)[: N_COMMENTS - len(chosen)]
    return tuple(one.id for one in chosen)


def _spread(comments: list[Comment], chance: random.Random) -> list[Comment]:
    """Return the comments in turns: one of each segment, then the second of each; in each, times and tones in turns."""
    dates = sorted(one.date for one in comments if one.date)
    cuts = [dates[len(dates) * n // 3] for n in (1, 2)] if dates else []
    segments: dict[object, dict[object, list[Comment]]] = defaultdict(lambda: defaultdict(list))
    for one in comments:
        segments[one.segments[:1]][_time_and_tone(one, cuts)].append(one)
    for found in (there for strata in segments.values() for there in strata.values()):
        chance.shuffle(found)
    return _in_turns([_in_turns(strata.values(), chance) for strata in segments.values()], chance)


def _in_turns(lists: Iterable[list[Comment]], chance: random.Random) -> list[Comment]:
    """Return the first of each list, then the second of each, every time in a random order of lists."""
    turns = [(turn, chance.random(), one) for found in lists for turn, one in enumerate(found)]
    return [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])]


def _time_and_tone(comment: Comment, cuts: list[str]) -> tuple[int | None, str]:
    third = sum(1 for cut in cuts if comment.date >= cut) if comment.date else None
    felt = tone(comment.text)
    return third, "praise" if felt >= _CLEARLY else "blame" if felt <= -_CLEARLY else "neither"
