"""Puts the steps together: units, assertions, wording, and what customers can speak to."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.claims import checkability, coordination, needs, propositions, sentences, tagging
from workshop.claims.sentences import Unit
from workshop.records import Claim, Company


def split(message: str, company: Company) -> list[Claim]:
    """Return the claims of a message, ordered by start, never overlapping; `text` is exactly `message[start:end]`."""
    text = sentences.plain(message)
    memory = propositions.Antecedents()
    claims: list[Claim] = []
    for unit in sentences.cut(text):
        claims += _claims_of(message, text, unit, company, memory)
    return claims


def _claims_of(
    message: str, text: str, unit: Unit, company: Company, memory: propositions.Antecedents
) -> Iterator[Claim]:
    tokens = tagging.tag(text, unit.start, unit.end)
    pieces = [coordination.Piece(tuple(tokens))] if unit.mark == "?" else coordination.separate(tokens)
    found = needs.find(message, text, unit.start, unit.end, company)
    for index, piece in enumerate(pieces):
        start, end = sentences.edges(text, piece.own[0].start, piece.own[-1].end)
        if start >= end:
            continue
        words = memory.resolve(propositions.unwrap(piece.words), same_sentence=index > 0)
        proof = checkability.classify(piece.words, unit)
        proposition = propositions.word(words, company) or message[start:end]
        memory.note(piece.words)
        memory.note(words)
        theirs = () if proof else needs.of_words(found, piece.own, [*piece.before, *piece.after])
        yield Claim(message[start:end], proposition, start, end, proof, theirs)
