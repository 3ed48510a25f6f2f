"""How a claim and a passage are laid out for a model that reads both together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

LONGEST = 160
"""Tokens of claim and passage together; what is longer is cut."""

BEFORE = 200
"""Code points of the sentence before that are kept, from its end."""

Layout = Callable[[str, str, str], tuple[str, str]]
"""Makes the two texts that a model reads from a claim, the sentence before a passage, and the passage."""


def as_two_texts(claim: str, before: str, passage: str) -> tuple[str, str]:
    """Return the claim, and the passage behind a mark that parts it from the sentence before it."""
    return claim, f"{before[-BEFORE:]} » {passage}".lstrip()


def as_inference(claim: str, before: str, passage: str) -> tuple[str, str]:
    """Return the comment as premise and the claim as hypothesis."""
    return f"{before} {passage}".strip(), claim


def fingerprint(layout: Layout) -> str:
    """Return eight hex digits that name a layout, by what it makes of two examples, and the lengths that cut it."""
    examples = [layout("claim", before, "passage") for before in ("", "before " * 100)]
    return hashlib.sha256(repr((LONGEST, BEFORE, examples)).encode()).hexdigest()[:8]
