"""One claim of the brief on screen: all that the files print of it, with the first quotes of each side."""

from __future__ import annotations

from html import escape

from workshop import drawing, wording
from workshop.briefs.limits import limits_of
from workshop.briefs.phrases import LIMITS_HEADING
from workshop.records import CheckedClaim, CorpusFacts

PER_SIDE = 2


def draw(number: int, claim: CheckedClaim, facts: CorpusFacts, *, made_at: str) -> str:
    """Draw a claim with its quotes, what a person took out, and what it does not show.

    Args:
        number: The claim's number in its message, from 1.
        claim: The claim and its evidence.
        facts: The comments that were read.
        made_at: When the brief is looked at, ISO 8601; the age of comments is counted from it.
    """
    is_quoted = any(item.counted for item in claim.evidence)
    quotes = drawing.columns(claim, facts, per_side=PER_SIDE) if is_quoted else ""
    head = f"{drawing.verdict_head(claim, facts, number)}{drawing.by_segment(claim, facts)}"
    foot = f"{drawing.way_forward(claim, facts)}{_limits(claim, facts, made_at)}"
    return f'<div class="brief-claim">{head}{quotes}{_rejected(claim, facts)}{foot}</div>'


def _rejected(claim: CheckedClaim, facts: CorpusFacts) -> str:
    items = claim.rejected
    if not items:
        return ""
    heading = escape(f"{wording.REJECTED_HEADING} ({wording.n_shown(len(items), len(items))})")
    quotes = "".join(drawing.quote(item, facts) for item in items)
    return f'<section class="rejected"><h4>{heading}</h4>{quotes}</section>'


def _limits(claim: CheckedClaim, facts: CorpusFacts, made_at: str) -> str:
    limits = "".join(f"<li>{escape(limit)}</li>" for limit in limits_of(claim, facts, made_at))
    return f'<div class="not-shown"><h4>{LIMITS_HEADING}</h4><ul>{limits}</ul></div>'
