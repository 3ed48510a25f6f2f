"""How a claim and a passage are laid out for a model that reads both together."""

from __future__ import annotations

LONGEST = 160
"""Tokens of claim and passage together; what is longer is cut."""

BEFORE = 200
"""Code points of the sentence before that are kept, from its end."""


def as_two_texts(claim: str, before: str, passage: str) -> tuple[str, str]:
    """Return the claim, and the passage behind a mark that parts it from the sentence before it."""
    return claim, f"{before[-BEFORE:]} » {passage}".lstrip()
