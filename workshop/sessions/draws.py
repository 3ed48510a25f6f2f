"""Ten comments for each participant to read: spread over what the corpus has, and another ten for everybody."""

from __future__ import annotations

import random
from collections import defaultdict
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
    rest = [one for one in readable if one not in fitting]
    chance = random.Random(f"{workshop.id} {seed} {workshop.code}")  # noqa: S311 - a sample, not a secret
    chosen = _spread(fitting, chance)[:N_COMMENTS]
    chosen += _spread(rest, chance)[: N_COMMENTS - len(chosen)]
    return tuple(one.id for one in chosen)


def _spread(comments: list[Comment], chance: random.Random) -> list[Comment]:
    """Return the comments in turns: one of each stratum, then the second of each, in a random order of strata."""
    dates = sorted(one.date for one in comments if one.date)
    cuts = [dates[len(dates) * n // 3] for n in (1, 2)] if dates else []
    strata: dict[tuple[object, ...], list[Comment]] = defaultdict(list)
    for one in comments:
        strata[_stratum(one, cuts)].append(one)
    turns: list[tuple[int, float, Comment]] = []
    for found in strata.values():
        chance.shuffle(found)
        turns += [(turn, chance.random(), one) for turn, one in enumerate(found)]
    return [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])]


def _stratum(comment: Comment, cuts: list[str]) -> tuple[object, ...]:
    third = sum(1 for cut in cuts if comment.date and comment.date >= cut) if comment.date else None
    felt = tone(comment.text)
    side = "praise" if felt >= _CLEARLY else "blame" if felt <= -_CLEARLY else "neither"
    return (comment.segments[:1], third, side)
