"""A whole text at a glance: one sentence, and its words shared out by verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from workshop import wording
from workshop.drawing.answer import SILENT
from workshop.drawing.signs import MARK, VERDICT_CLASS
from workshop.records import CheckedClaim, Claim, CorpusFacts, Verdict

_ORDER = (
    Verdict.SUPPORTED,
    Verdict.THIN,
    Verdict.CONTESTED,
    Verdict.WISHED_FOR,
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.NOT_CHECKABLE,
    Verdict.NOT_CHECKED,
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a text's words stand in claims of one kind; `share` is 0 to 1."""

    css_class: str
    label: str
    share: float


def shares(message: str, checked: Sequence[CheckedClaim], pending: Sequence[Claim] = ()) -> tuple[Share, ...]:
    """Share out the words of a message by verdict, in the order of the bar; they sum to 1.

    Claims still being read and words that stand in no claim come last.
    """
    n_words = max(1, _words(message))
    found: list[Share] = []
    for verdict in _ORDER:
        claims = [item for item in checked if item.verdict is verdict]
        n_inside = sum(_words(item.claim.text) for item in claims)
        if n_inside:
            label = wording.tag(verdict, claims[0].counts) if len(claims) == 1 else wording.SHORT[verdict]
            found.append(Share(VERDICT_CLASS[verdict], label.capitalize(), n_inside / n_words))
    n_pending = sum(_words(claim.text) for claim in pending)
    if n_pending:
        found.append(Share("v-pending", "Being read", n_pending / n_words))
    left = 1 - sum(item.share for item in found)
    if left > 0.004:
        found.append(Share("rest", "In no claim", left))
    return tuple(found)


def share_bar(message: str, checked: Sequence[CheckedClaim], pending: Sequence[Claim] = ()) -> str:
    """Draw a message's words shared out by verdict, patterned so that it works without colour."""
    return f'<div class="share num">{"".join(_piece(item) for item in shares(message, checked, pending))}</div>'


def summary(message: str, checked: Sequence[CheckedClaim], facts: CorpusFacts, *, pending: Sequence[Claim] = ()) -> str:
    """Draw the sentence that sums a message up, with the share bar beside it."""
    sentence, below = summary_words(message, checked, facts, pending=pending)
    return (
        f'<div class="summary"><p class="big num">{escape(sentence)}<span>{escape(below)}</span></p>'
        f"{share_bar(message, checked, pending)}</div>"
    )


def summary_words(
    message: str, checked: Sequence[CheckedClaim], facts: CorpusFacts, *, pending: Sequence[Claim] = ()
) -> tuple[str, str]:
    """Return the sentence that sums a message up, and the smaller one below it."""
    could = [item for item in checked if item.verdict not in SILENT]
    backed = [item for item in could if item.verdict is Verdict.SUPPORTED]
    subject = facts.company.people.capitalize() if wording.authors_known(facts) else "Comments"
    if pending:
        return (
            f"Reading claim {len(checked) + 1} of {len(checked) + len(pending)}.",
            "Each answer appears as soon as it is known.",
        )
    if not could:
        return (
            f"No claim here that {facts.company.people} could speak to.",
            "Write what they would notice: what works, how fast, how it feels.",
        )
    back = "do not back the one claim" if len(could) == 1 and not backed else f"back {_of(len(backed), len(could))}"
    share = sum(_words(item.claim.text) for item in backed) / max(1, _words(message))
    below = (
        f"That is {share:.0%} of the text, counted in words.".replace("%", " %")
        if backed
        else "No word of it has enough voices behind it yet."
    )
    n_overruled = sum(item.overruled is not None for item in checked)
    if n_overruled:
        below += f" {n_overruled} verdict{'' if n_overruled == 1 else 's'} overruled by hand."
    return f"{subject} {back} they could speak to.", below


def _of(n_backed: int, n_claims: int) -> str:
    if n_claims == 1:
        return "the one claim"
    if n_backed == n_claims:
        return f"all {n_claims} claims"
    return f"{n_backed or 'none'} of the {n_claims} claims"


def _piece(item: Share) -> str:
    mark = "" if item.css_class == "rest" else MARK + " "
    per_cent = f"{item.share:.0%}".replace("%", " %")
    return (
        f'<span class="{item.css_class}" style="flex:{round(item.share * 1000)}"><i></i>'
        f'<b class="{item.css_class}">{mark}{escape(item.label)}</b><em>{per_cent}</em></span>'
    )


def _words(text: str) -> int:
    return len(re.findall(r"\w+(?:['’\-.,]\w+)*", text))
