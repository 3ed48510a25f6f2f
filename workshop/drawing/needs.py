"""The line below a claim that says which of its words need proof beside what customers say."""

from __future__ import annotations

from html import escape

from workshop import proofs
from workshop.drawing.fitting import SANS, lines
from workshop.records import Claim, CorpusFacts

PROOF_SIGN = '<i class="proof-sign" aria-hidden="true"></i>'
"""The sign of a needed proof, an empty sheet of paper."""


def needs_line(claim: Claim, facts: CorpusFacts) -> str:
    """Draw which words need which proof; nothing where none does."""
    if not claim.needs:
        return ""
    said = "; ".join(f"{escape(proof)} (<b>{escape(words)}</b>)" for words, proof in proofs.named(claim))
    return f'<p class="needs">{PROOF_SIGN}<span>{escape(proofs.heading(facts))}: {said}.</span></p>'


def needs_note(claim: Claim) -> str:
    """Draw, for a list, only which words need proof; nothing where none does."""
    if not claim.needs:
        return ""
    return f'<p class="needs">{PROOF_SIGN}<span>Needs proof: <b>{escape(proofs.quoted(claim.needs))}</b></span></p>'


def wall_needs(claim: Claim, width: float) -> str:
    """Return the one line for the wall, the fullest that fits into `width` em; "" where nothing needs proof."""
    if not claim.needs:
        return ""
    told = list(proofs.short(claim))
    return next((said for said in told if lines(said, SANS, width - 1.2) == 1), told[-1])
