"""What a number in a text is: its span, what it measures, and how much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written, `words == text[start:end]`, and what it measures.

    `low` and `high` are in the dimension's own unit (seconds, metres, percent, one of the
    currency); they differ where the words leave room ("in minutes", "5-10"), and `high` is
    infinite for "at least". A rate has a dimension such as "time/time" or "dollar/time".

    `kind` says what it is a number of, as far as the words near it tell: how long something
    took ("speed") or held ("lasting"), what it cost; "-" is never compared, "" is unknown.
    `about` are the things that its clause names, `beside` those of the clauses around it.
    `axis` is what a comparison or a count is in ("fast", the things that are counted).
    """

    start: int
    end: int
    words: str
    dimension: str
    low: float
    high: float
    bound: str = ""
    kind: str = ""
    about: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    axis: frozenset[str] = frozenset()
    vague: bool = False
    rough: bool = False
    denied: bool = False
    vouched: bool = True
    few: bool = False
    complaint: bool = False
    limited: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the number that a passage says agrees with the one that a claim claims: the pair that decided."""

    agrees: bool
    claimed: Quantity
    said: Quantity

    def __str__(self) -> str:
        """Return who says what, in the words of both on one line."""
        said, claimed = (" ".join(one.words.split()) for one in (self.said, self.claimed))
        return f"says “{said}”, the claim says “{claimed}”"
