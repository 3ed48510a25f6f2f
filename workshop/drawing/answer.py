"""What customers make of one claim: the verdict in large words, its reason and the balance of voices."""

from __future__ import annotations

from html import escape

from workshop import wording
from workshop.drawing.days import day_in_words
from workshop.drawing.needs import needs_line, needs_note
from workshop.drawing.signs import MARK, VERDICT_CLASS, number
from workshop.records import CheckedClaim, CorpusFacts, Counts, Overruling, Verdict

SILENT = (Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED)
"""Verdicts without voices: there is nothing to weigh, and there are no quotes."""


def verdict_head(checked: CheckedClaim, facts: CorpusFacts, at: int | None = None) -> str:
    """Draw the head of an open claim: its words, the verdict large, the reason, the balance.

    `at` is the claim's number in the text. Where a person overruled the verdict, the
    machine's stays large and the person's stands below it.
    """
    label = f'<p class="label">Claim {at}</p>' if at is not None else ""
    return (
        f'<div class="head {VERDICT_CLASS[checked.verdict]}">{label}'
        f'<h3 class="claim-text">{escape(checked.claim.text)}</h3>'
        f"{verdict_words(checked, facts)}"
        f'<p class="why num">{escape(checked.reason)}</p>'
        f"{needs_line(checked.claim, facts)}"
        f"{_overruled(checked.overruled, facts, checked.counts)}"
        f"{balance_of(checked)}</div>"
    )


def verdict_words(checked: CheckedClaim, facts: CorpusFacts) -> str:
    """Draw only the verdict, in large words with its mark."""
    words = wording.verdict_head(checked.verdict, facts, checked.counts)
    return f'<p class="verdict {VERDICT_CLASS[checked.verdict]}">{MARK}<span>{escape(words)}</span></p>'


def balance(counts: Counts) -> str:
    """Draw how many voices are on each side; an empty frame where nobody takes a side."""
    sides = [
        (counts.supports, "v-supported", "say so"),
        (counts.mixed, "v-contested", "say both"),
        (counts.asks, "v-wished", "ask for it"),
        (counts.contradicts, "v-contradicted", "say the opposite"),
    ]
    spoken = ", ".join(f"{number(n)} {words}" for n, _, words in sides if n) or "nobody takes a side"
    bars = "".join(f'<span class="{name}" style="flex:{n}"></span>' for n, name, _ in sides if n)
    bars = bars or '<span class="v-unsupported" style="flex:1"></span>'
    return f'<div class="balance" role="img" aria-label="{spoken}">{bars}</div>'


def balance_of(checked: CheckedClaim) -> str:
    """Draw a claim's balance, or nothing where there are no voices to weigh."""
    return "" if checked.verdict in SILENT else balance(checked.counts)


def claim_row(checked: CheckedClaim, facts: CorpusFacts, at: int) -> str:
    """Draw one closed claim of a list: number, words, reason, verdict, balance."""
    name = VERDICT_CLASS[checked.verdict]
    words = wording.verdict_head(checked.verdict, facts, checked.counts)
    return (
        f'<div class="claim-row {name}"><span class="n num">{at}</span>'
        f'<div><p class="claim-text">{escape(checked.claim.text)}</p>'
        f'<p class="small num">{escape(checked.reason)}</p>'
        f"{needs_note(checked.claim)}"
        f"{_overruled(checked.overruled, facts, checked.counts)}</div>"
        f'<p class="says {name}">{MARK}{escape(words)}</p>{balance_of(checked)}</div>'
    )


def _overruled(overruled: Overruling | None, facts: CorpusFacts, counts: Counts) -> str:
    if overruled is None:
        return ""
    by, words, why = map(escape, wording.overruling(overruled, facts, counts, day=day_in_words(overruled.at)))
    return (
        f'<p class="overruled {VERDICT_CLASS[overruled.verdict]}"><b>{by}</b> '
        f'<span class="word">{MARK}{words}</span> {why}</p>'
    )
