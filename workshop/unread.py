"""Claims in languages that the models do not read: known before anything is searched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from workshop import claims
from workshop.detector import guess, tell_one
from workshop.languages import UNDETERMINED
from workshop.records import Claim, Company


def split(message: str, company: Company, served: Collection[str]) -> list[Claim]:
    """Return the claims of a message as `claims.split` does, those in a language that is not served marked with it.

    A claim is mostly too short to be sure of alone; in a message that is surely in another language it is in that one,
    unless it looks like one that is served. What the rules for English make of words in another language means
    nothing, so a marked claim has no proof and no needs.
    """
    whole = _unread(message, served)
    found = []
    for claim in claims.split(message, company):
        language = _unread(claim.text, served) if whole is None else None if guess(claim.text) in served else whole
        found.append(replace(claim, language=language, proof=None, needs=()) if language else claim)
    return found


def _unread(text: str, served: Collection[str]) -> str | None:
    """Return the language of a text where it is surely none of those served."""
    language = tell_one(text)
    return None if language in served or language == UNDETERMINED else language
