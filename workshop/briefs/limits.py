"""What a claim's evidence does not show: sentences that follow from the data, and only those."""

from __future__ import annotations

from collections.abc import Iterator

from workshop import wording
from workshop.briefs.phrases import long_day
from workshop.languages import named
from workshop.records import CheckedClaim, CorpusFacts, Counting, Counts, Verdict

FEW = 30
"""Below this many voices a brief says that they are few."""

_SILENT = (Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED)


def limits_of(checked: CheckedClaim, facts: CorpusFacts, made_at: str) -> tuple[str, ...]:
    """Return what a reader could wrongly take from one claim's page.

    Args:
        checked: The claim and its evidence.
        facts: The comments that were read.
        made_at: When the brief is made, ISO 8601; the age of comments is counted from it.
    """
    if checked.verdict in _SILENT:
        return ("Anything about this claim: no comment was counted for or against it.",)
    return (
        *_truth(checked, facts),
        *_numbers(checked, facts),
        *_voices(facts),
        *_time(facts, made_at),
        *_unread(checked.counts, facts),
    )


def _truth(checked: CheckedClaim, facts: CorpusFacts) -> Iterator[str]:
    counts = checked.counts
    shown = f"what {facts.company.people} wrote" if wording.authors_known(facts) else "what these comments say"
    if checked.verdict is Verdict.UNSUPPORTED:
        yield "That it is false. Nothing was found, which may only mean that nobody was asked."
        return
    yield f"That it is so, or not so. It shows {shown}; an objective claim needs its own evidence."
    sides = (counts.supports + counts.mixed, counts.contradicts + counts.mixed)
    if sides[0] and not sides[1]:
        yield "That nobody thinks otherwise. We looked for the opposite and found none; that is not the same as proof."


def _numbers(checked: CheckedClaim, facts: CorpusFacts) -> Iterator[str]:
    counts = checked.counts
    takers = counts.supports + counts.contradicts + counts.mixed
    n_voices = max(takers, counts.asks)
    if 0 < n_voices < FEW:
        yield f"A share that holds for everybody. It rests on {wording.voices(n_voices, facts)}."
    if counts.counting is Counting.AT_LEAST:
        yield "All that there is. The counts come from the best matches; there may be more, on every side."
    if counts.counting is Counting.ESTIMATE:
        yield "Exactly how many. Not every comment on it was judged; a sample says how many more there may be."
    n_unsure = sum(not item.counted and item.decision is None for item in checked.evidence)
    if n_unsure:
        were = "match was" if n_unsure == 1 else "matches were"
        yield f"The unsure cases. {n_unsure:,} {were} too unsure to count at this strictness."
    n_decided = sum(item.decision is not None for item in checked.evidence)
    if n_decided:
        yield f"What the comments alone would give. {wording.by_hand(n_decided, checked.machine)}."
    silent = _silent(counts, facts)
    if silent:
        say = "says" if silent == 1 else "say"
        yield f"What the others think. {wording.voices(silent, facts)} {say} nothing about it."


def _silent(counts: Counts, facts: CorpusFacts) -> int:
    n_read = counts.read or (0 if wording.authors_known(facts) else facts.n_comments - facts.n_not_judged)
    return max(n_read - counts.on_topic, 0)


def _voices(facts: CorpusFacts) -> Iterator[str]:
    if facts.n_people is None or facts.share_with_author == 0:
        yield "How many people this is. Authors are unknown, so one person may have written several of the comments."
    elif not wording.authors_known(facts):
        known = f"{facts.share_with_author:.0%}".replace("%", " %")
        yield f"How many people this is. The author is known for only {known} of the comments."
    if facts.segment:
        yield f"What others say. Only comments of the segment {facts.segment} were read."
    yield "What people think who never wrote a comment."


def _time(facts: CorpusFacts, made_at: str) -> Iterator[str]:
    first, last = long_day(facts.first_date), long_day(facts.last_date)
    if not first or not last:
        yield "When this was said. The comments carry no date."
        return
    if first == last:
        yield f"What was said before or after {first}, the only date of these comments."
    else:
        yield f"What was said before {first} or after {last}, the first and the last date of these comments."
    years = int(made_at[:4]) - int((facts.last_date or made_at)[:4])
    if years > 1:
        yield f"What people say today. The newest comment was {years:,} years old when this brief was made."


def _unread(counts: Counts, facts: CorpusFacts) -> Iterator[str]:
    if facts.n_not_judged:
        one = facts.n_not_judged == 1
        where = f" in {named([code for code, _ in facts.not_judged])}" if facts.not_judged else ""
        comments = f"1 comment{where} says. It" if one else f"{facts.n_not_judged:,} comments{where} say. They"
        yield f"What {comments} could not be judged and {'is' if one else 'are'} in no count."
