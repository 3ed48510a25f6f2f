"""From judged passages to people counted by side, and from counts to the one verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.reasons import explain
from workshop.records import Counting, Counts, Judgement, Stance, Verdict
from workshop.thresholds import Thresholds

__all__ = ["Voice", "counted_stance", "decide", "explain", "tally"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One judged passage and whose it is.

    `person` is the author key or, where the author is unknown, the comment id. `on_topic`
    says whether the passage talks about the claim at all; a passage that takes a side does.
    """

    person: str
    judgement: Judgement
    on_topic: bool


def counted_stance(judgement: Judgement, thresholds: Thresholds) -> Stance:
    """Return the stance that the passage counts for.

    It is the most probable stance where its probability reaches the strictness's minimum,
    otherwise `UNRELATED`.
    """
    stance = judgement.stance
    least = {
        Stance.SUPPORTS: thresholds.supports,
        Stance.CONTRADICTS: thresholds.contradicts,
        Stance.ASKS: thresholds.asks,
        Stance.UNRELATED: 0.0,
    }
    return stance if judgement.of(stance) >= least[stance] else Stance.UNRELATED


def tally(
    voices: Iterable[Voice],
    thresholds: Thresholds,
    *,
    read: int,
    counting: Counting = Counting.EXACT,
    on_topic: Iterable[str] = (),
) -> Counts:
    """Count people by the side they take; ten passages by one person are one voice.

    Args:
        voices: Every passage that was judged, in any order.
        thresholds: Those of the strictness in force.
        read: People (comments, where authors are unknown) whose comments could be judged.
        counting: What the result is: exact, a lower bound, or an estimate.
        on_topic: People who talk about the claim in passages that were not judged.
    """
    people: dict[Stance, set[str]] = {stance: set() for stance in Stance}
    talking = set(on_topic)
    judged = 0
    for voice in voices:
        judged += 1
        stance = counted_stance(voice.judgement, thresholds)
        people[stance].add(voice.person)
        if voice.on_topic or stance is not Stance.UNRELATED:
            talking.add(voice.person)
    supports, contradicts = people[Stance.SUPPORTS], people[Stance.CONTRADICTS]
    return Counts(
        supports=len(supports - contradicts),
        contradicts=len(contradicts - supports),
        mixed=len(supports & contradicts),
        asks=len(people[Stance.ASKS]),
        on_topic=len(talking),
        read=read,
        judged=judged,
        counting=counting,
    )


def decide(counts: Counts, thresholds: Thresholds) -> Verdict:
    """Return the one verdict that the counts give; the first rule that holds.

    Never `NOT_CHECKABLE` or `NOT_CHECKED`: those are known before anything is counted.
    A side is clearly high where it has the share and, on its own, at least `k` people.
    Without the second half, one more voice against could lift a thin claim to supported.
    """
    supports, contradicts, asks = counts.supports, counts.contradicts, counts.asks
    sides = supports + contradicts + counts.mixed
    if sides + asks == 0:
        return Verdict.UNSUPPORTED
    if asks >= thresholds.k and asks > supports and asks > contradicts:
        return Verdict.WISHED_FOR
    if sides < thresholds.k:
        return Verdict.THIN
    if supports >= thresholds.k and supports >= thresholds.share * sides:
        return Verdict.SUPPORTED
    if contradicts >= thresholds.k and contradicts >= thresholds.share * sides:
        return Verdict.CONTRADICTED
    return Verdict.CONTESTED
