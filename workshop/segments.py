"""What each segment says about a claim, and where that differs from the whole: from the evidence alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workshop import wording
from workshop.counting import Counting, Counts
from workshop.records import CorpusFacts, Evidence, SegmentVerdict, Stance, Verdict
from workshop.thresholds import CHANCE, Thresholds
from workshop.verdicts import decide

HEADING = "By segment"

_NAMED = 3
"""How many segments one sentence names for each verdict."""

_SAY = {
    Verdict.SUPPORTED: "say so",
    Verdict.CONTRADICTED: "say the opposite",
    Verdict.CONTESTED: "disagree",
    Verdict.WISHED_FOR: "ask for it",
}


def by_segment(
    evidence: Iterable[Evidence], whole: Verdict, thresholds: Thresholds, *, counting: Counting = Counting.EXACT
) -> tuple[SegmentVerdict, ...]:
    """Return the verdict of every segment in which at least `thresholds.k` people take a side, or as many ask.

    With fewer, its verdict could only be that too few say anything.

    Evidence shows nobody who only talks about it, so `on_topic` counts those on a side or asking, and `read` is 0.

    Args:
        evidence: All of the claim's evidence, decisions of people applied; uncounted rows are passed over.
        whole: The verdict of all segments together.
        thresholds: Those of the strictness in force.
        counting: What the counts of the claim are; those of its segments are the same.

    Returns:
        By dimension, then those with most people first.
    """
    rows: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    everything = [item for item in evidence if item.counted]
    for item in everything:
        for segment in item.segments:
            rows[segment].append(item)
    counted = {segment: _count(items, counting) for segment, items in rows.items()}
    large = {segment: counts for segment, counts in counted.items() if _voices(counts) >= thresholds.k}
    differing = _differing(large, rows, everything, whole, thresholds)
    order = sorted(large, key=lambda segment: (segment[0], -_voices(large[segment]), segment[1]))
    return tuple(
        SegmentVerdict(
            f"{segment[0]}={segment[1]}", decide(large[segment], thresholds), large[segment], segment in differing
        )
        for segment in order
    )


def differences(found: Sequence[SegmentVerdict], facts: CorpusFacts) -> str | None:
    """Say where segments differ from the whole; None where none does.

    As in: Southwest customers say so, US Airways customers the opposite.
    """
    said: dict[Verdict, list[str]] = defaultdict(list)
    for item in found:
        if item.differs:
            said[item.verdict].append(_people(item.segment, facts))
    parts = [f"{_listed(said[verdict])} {words}" for verdict, words in _SAY.items() if verdict in said]
    if len(parts) > 1 and Verdict.SUPPORTED in said and Verdict.CONTRADICTED in said:
        parts[1] = parts[1].replace("say the opposite", "the opposite")
    return f"{', '.join(parts)}." if parts else None


def rows_of(found: Sequence[SegmentVerdict], facts: CorpusFacts) -> list[tuple[str, str, str]]:
    """Return each segment with its verdict in words and its voices: ("airline=United", "…", "3 say so, 40 the …")."""
    return [(item.segment, wording.verdict_head(item.verdict, facts, item.counts), _said(item)) for item in found]


def _said(item: SegmentVerdict) -> str:
    counts = item.counts
    sides = ((counts.supports, "so"), (counts.contradicts, "the opposite"), (counts.mixed, "both"))
    parts = [f"{n:,} {'says' if n == 1 else 'say'} {words}" for n, words in sides if n]
    if counts.asks:
        parts.append(f"{counts.asks:,} {'asks' if counts.asks == 1 else 'ask'} for it")
    return ", ".join(parts)


def _count(rows: Sequence[Evidence], counting: Counting) -> Counts:
    people: dict[Stance, set[str]] = {stance: set() for stance in Stance}
    for item in rows:
        people[item.stance].add(item.author_key or item.comment_id)
    supports, contradicts, asks = (people[one] for one in (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS))
    return Counts(
        supports=len(supports - contradicts),
        contradicts=len(contradicts - supports),
        mixed=len(supports & contradicts),
        asks=len(asks),
        on_topic=len(supports | contradicts | asks),
        judged=len(rows),
        counting=counting,
    )


def _voices(counts: Counts) -> int:
    return max(counts.supports + counts.contradicts + counts.mixed, counts.asks)


def _differing(
    large: dict[tuple[str, str], Counts],
    rows: dict[tuple[str, str], list[Evidence]],
    everything: Sequence[Evidence],
    whole: Verdict,
    thresholds: Thresholds,
) -> set[tuple[str, str]]:
    """Return the segments with another verdict, as far as chance hardly explains it, however many were looked at."""
    found = set()
    for segment, counts in large.items():
        verdict = decide(counts, thresholds)
        if verdict is whole or verdict not in _SAY:
            continue
        mine = {item.passage_id for item in rows[segment]}
        others = _count([item for item in everything if item.passage_id not in mine], counts.counting)
        if _chance(counts, others) * len(large) < CHANCE:
            found.add(segment)
    return found


def _chance(one: Counts, other: Counts) -> float:
    """Return how probable so large a difference between two groups is if both are alike (Fisher's exact test)."""
    from scipy.stats import fisher_exact

    sides = [[c.supports, c.contradicts] for c in (one, other)]
    asks = [[c.asks, c.supports + c.contradicts + c.mixed] for c in (one, other)]
    return min(1.0, 2 * min(float(fisher_exact(table).pvalue) for table in (sides, asks)))


def _people(segment: str, facts: CorpusFacts) -> str:
    """Name the people of a segment: "Southwest customers", or "customers with stars 5" where its value is no name."""
    dimension, _, value = segment.partition("=")
    people = facts.company.people if wording.authors_known(facts) else "comments"
    return f"{value} {people}" if value[:1].isalpha() and len(value) > 3 else f"{people} with {dimension} {value}"


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_NAMED])
    if len(names) > _NAMED:
        shown.append(f"those of {len(names) - _NAMED} more segments")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
