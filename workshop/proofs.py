"""Puts into words which proof a claim needs beside what customers say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workshop.records import Claim, CorpusFacts, Need
from workshop.wording import authors_known

NEEDS_GLYPH = "▯"
"""The sign of a needed proof, an empty sheet, where nothing can be drawn."""


def heading(facts: CorpusFacts) -> str:
    """Say beside what a proof is needed: "Needs proof beside guests' words"."""
    if not authors_known(facts):
        return "Needs proof beside these comments"
    people = facts.company.people
    return f"Needs proof beside {people}{'’' if people.endswith('s') else '’s'} words"


def named(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Return the words that need proof, in quotation marks, with each proof once, in the order of the message."""
    found: dict[str, list[Need]] = {}
    for need in claim.needs:
        found.setdefault(need.proof, []).append(need)
    return tuple((quoted(needs), proof) for proof, needs in found.items())


def sentence(claim: Claim, facts: CorpusFacts) -> str:
    """Say which words of a claim need which proof; "" where none does."""
    if not claim.needs:
        return ""
    return f"{heading(facts)}: {'; '.join(f'{proof} ({words})' for words, proof in named(claim))}."


def quoted(needs: Iterable[Need]) -> str:
    """Return the words of needs in quotation marks, each once: “always”, “free”."""
    words = (" ".join(need.words.split()) for need in needs)
    return ", ".join(dict.fromkeys(f"“{word}”" for word in words))


def short(claim: Claim) -> Iterator[str]:
    """Say ever more briefly that words of a claim need proof: with the proof, without it, without the words."""
    several = len({need.words.casefold() for need in claim.needs}) > 1
    verb = "need" if several else "needs"
    proofs = named(claim)
    if len(proofs) == 1:
        yield f"{quoted(claim.needs)} {verb} proof too: {proofs[0][1]}"
    yield f"{quoted(claim.needs)} {verb} proof of {'their' if several else 'its'} own"
    yield "Some words of this claim need proof of their own" if several else "This claim needs proof of its own"
