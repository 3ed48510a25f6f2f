"""Ten comments for each participant to read: spread over what the corpus has, and another ten for everybody."""

from __future__ import annotations

import random
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workshop.languages import UNDETERMINED
from workshop.records import Comment
from workshop.stance.tone import tone
from workshop.store import Store

if TYPE_CHECKING:
    from workshop.room.records import Workshop
    from workshop.workbench import Workbench

N_COMMENTS = 10
_SAMPLE = 400
_POOL = 2_000
"""From so many comments, sampled once, the whole room draws: reading them anew for each phone held a room up."""

_MOST_POOLS = 8
_LONGEST, _SHORTEST = 400, 15
"""Comments of these many characters are preferred: shorter than a phone's screen, longer than a word or two."""

_CLEARLY = 0.3


@dataclass(frozen=True, slots=True)
class _Card:
    """What a draw has to know of a comment; its words stay in the store."""

    id: str
    segment: tuple[tuple[str, str], ...]
    date: str | None
    tone: str
    is_fitting: bool


_Name = tuple[int, str | None]
_Pools = OrderedDict[_Name, tuple[int, list[_Card]]]
_pools: WeakKeyDictionary[Store, _Pools] = WeakKeyDictionary()
_lock = threading.Lock()


def draw(bench: Workbench, workshop: Workshop) -> tuple[str, ...]:
    """Return the ids of at most ten comments, drawn evenly from segments, times and tones; no insider's.

    Fewer where the corpus has fewer. The draw is random: what was drawn is kept as an event.
    """
    pool = _pool(bench, workshop)
    chance = random.Random()  # noqa: S311 - a sample, not a secret
    sample = chance.sample(pool, min(_SAMPLE, len(pool)))
    chosen = _spread([one for one in sample if one.is_fitting], chance)[:N_COMMENTS]
    chosen += _spread([one for one in sample if not one.is_fitting], chance)[: N_COMMENTS - len(chosen)]
    return tuple(one.id for one in chosen)


def _pool(bench: Workbench, workshop: Workshop) -> list[_Card]:
    """Return what the room draws from, sampled anew when the corpus has changed."""
    corpus = bench.store.corpora.get(workshop.corpus)
    name = (corpus.id, workshop.segment)
    with _lock:
        pools = _pools.setdefault(bench.store, OrderedDict())
        version, pool = pools.get(name, (None, []))
    if version == corpus.version:
        return pool
    served = {*bench.settings.languages, UNDETERMINED, None}
    sample = bench.store.comments.sample(workshop.corpus, workshop.segment, _POOL)
    pool = [_card(one) for one in sample if one.language in served]
    with _lock:
        pools[name] = corpus.version, pool
        while len(pools) > _MOST_POOLS:
            pools.popitem(last=False)
    return pool


def _card(comment: Comment) -> _Card:
    felt = tone(comment.text)
    named = "praise" if felt >= _CLEARLY else "blame" if felt <= -_CLEARLY else "neither"
    return _Card(comment.id, comment.segments[:1], comment.date, named, _SHORTEST <= len(comment.text) <= _LONGEST)


def _spread(cards: list[_Card], chance: random.Random) -> list[_Card]:
    """Return the comments in turns: one of each segment, then the second of each; in each, times and tones in turns."""
    dates = sorted(one.date for one in cards if one.date)
    cuts = [dates[len(dates) * n // 3] for n in (1, 2)] if dates else []
    segments: dict[object, dict[object, list[_Card]]] = defaultdict(lambda: defaultdict(list))
    for one in cards:
        third = sum(1 for cut in cuts if one.date >= cut) if one.date else None
        segments[one.segment][third, one.tone].append(one)
    for found in (there for strata in segments.values() for there in strata.values()):
        chance.shuffle(found)
    return _in_turns([_in_turns(strata.values(), chance) for strata in segments.values()], chance)


def _in_turns(lists: Iterable[list[_Card]], chance: random.Random) -> list[_Card]:
    """Return the first of each list, then the second of each, every time in a random order of lists."""
    turns = [(turn, chance.random(), one) for found in lists for turn, one in enumerate(found)]
    return [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])]
