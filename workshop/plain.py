"""A check as plain text, for a terminal, a mail or a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from workshop import nearest, proofs, segments
from workshop.records import Check, CheckedClaim, Evidence, Stance
from workshop.wording import GLYPH, REJECTED_HEADING, STANCE_WORDS, decided, overruling, verdict_head

_SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS)


def check_as_text(check: Check, *, n_evidence: int) -> str:
    """Return every claim with its verdict, its reason and quotes.

    Args:
        check: What was checked.
        n_evidence: How many quotes to print per stance; 0 for all that were counted.
    """
    parts = ["\n".join(_claim(check, checked, n_evidence)) for checked in check.claims]
    parts = parts or ["This message makes no claim."]
    if check.corpus.notice:
        parts.append(check.corpus.notice)
    return "\n\n".join(parts)


def check_as_line(check: Check) -> str:
    """Return a check on one line: the message, then the verdict of each claim."""
    heads = [" ".join([_head(check, checked), *_overruled(check, checked)]) for checked in check.claims]
    heads = heads or ["no claim in it"]
    return f"{' '.join(check.message.split())} | {'; '.join(heads)}"


def _head(check: Check, checked: CheckedClaim) -> str:
    return f"{GLYPH[checked.verdict]} {verdict_head(checked.verdict, check.corpus, checked.counts)}"


def _claim(check: Check, checked: CheckedClaim, n_evidence: int) -> Iterator[str]:
    yield " ".join(checked.claim.text.split())
    yield f"  {_head(check, checked)}"
    for said in (*_overruled(check, checked), checked.reason, *_segments(check, checked), *_needs(check, checked)):
        yield from textwrap.wrap(said, 100, initial_indent="  ", subsequent_indent="  ")
    for stance in _SIDES:
        counted = [item for item in checked.side(stance) if item.counted]
        shown = counted[: n_evidence or None]
        if shown:
            yield f"  {STANCE_WORDS[stance]} ({len(shown):,} of {len(counted):,} matches shown):"
        for item in shown:
            yield from _quote(item)
    if checked.rejected:
        yield f"  {REJECTED_HEADING} ({len(checked.rejected):,}):"
    for item in checked.rejected[: n_evidence or None]:
        yield from _quote(item)
    yield from _nearest(check, checked)


def _segments(check: Check, checked: CheckedClaim) -> list[str]:
    said = segments.differences(checked.by_segment, check.corpus)
    return [f"{segments.HEADING}: {said}"] if said else []


def _nearest(check: Check, checked: CheckedClaim) -> Iterator[str]:
    if checked.nearest:
        yield f"  {nearest.HEADING} ({nearest.introduction(checked.nearest, check.corpus)}):"
        yield from _quote(checked.nearest.said)
    elif said := nearest.nothing_near(checked, check.corpus):
        yield f"  {said}"


def _needs(check: Check, checked: CheckedClaim) -> list[str]:
    said = proofs.sentence(checked.claim, check.corpus)
    return [f"{proofs.NEEDS_GLYPH} {said}"] if said else []


def _overruled(check: Check, checked: CheckedClaim) -> list[str]:
    person = checked.overruled
    return [" ".join(overruling(person, check.corpus, checked.counts, day=person.at[:10]))] if person else []


def _quote(item: Evidence) -> Iterator[str]:
    words = f"“{' '.join(item.quote.split())}”"
    yield from textwrap.wrap(words, 96, initial_indent="    ", subsequent_indent="     ")
    yield f"      {_origin(item.date, [value for _, value in item.segments], item.comment_id)}"
    if item.number:
        yield from textwrap.wrap(f"The number: {item.number}", 94, initial_indent="      ", subsequent_indent="      ")
    if item.decision:
        said = decided(item.decision, item.decision.at[:10])
        yield from textwrap.wrap(said, 94, initial_indent="      ", subsequent_indent="      ")


def _origin(date: str | None, segments: list[str], comment_id: str) -> str:
    return " · ".join([*([date] if date else []), *segments, f"comment {comment_id}"])
