"""A check as plain text, for a terminal, a mail or a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from workshop.records import Check, CheckedClaim, Stance
from workshop.wording import GLYPH, STANCE_WORDS, verdict_head

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
    heads = [_head(check, checked) for checked in check.claims] or ["no claim in it"]
    return f"{' '.join(check.message.split())} | {'; '.join(heads)}"


def _head(check: Check, checked: CheckedClaim) -> str:
    return f"{GLYPH[checked.verdict]} {verdict_head(checked.verdict, check.corpus, checked.counts)}"


def _claim(check: Check, checked: CheckedClaim, n_evidence: int) -> Iterator[str]:
    yield " ".join(checked.claim.text.split())
    yield f"  {_head(check, checked)}"
    if checked.overruled:
        yield f"  Overruled by {checked.overruled.by}: {checked.overruled.reason}"
    yield from textwrap.wrap(checked.reason, 100, initial_indent="  ", subsequent_indent="  ")
    for stance in _SIDES:
        counted = [item for item in checked.side(stance) if item.counted]
        shown = counted[: n_evidence or None]
        if shown:
            yield f"  {STANCE_WORDS[stance]} ({len(shown):,} of {len(counted):,} matches shown):"
        for item in shown:
            words = f"“{' '.join(item.quote.split())}”"
            yield from textwrap.wrap(words, 96, initial_indent="    ", subsequent_indent="     ")
            yield f"      {_origin(item.date, [value for _, value in item.segments], item.comment_id)}"


def _origin(date: str | None, segments: list[str], comment_id: str) -> str:
    return " · ".join([*([date] if date else []), *segments, f"comment {comment_id}"])
