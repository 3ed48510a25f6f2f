"""The numbers behind a verdict: how many people take which side, and how sure these numbers are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Counting(StrEnum):
    """What a count is: all that there is, a lower bound, or an estimate."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Range:
    """A number of people as a sample tells it: most likely `n`, and hardly under `low` or over `high`."""

    n: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many more people than those counted take each side, where not every passage on the topic was judged.

    It speaks of the `n_left` people who talk about it, were heard on no side, and still had passages to be judged;
    `n_sampled` of them were drawn and judged, and those among them who take a side are counted with everybody
    else. No verdict rests on it.
    """

    supports: Range
    contradicts: Range
    mixed: Range
    asks: Range
    n_left: int
    n_sampled: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Distinct people (comments where authors are unknown) by the side they take.

    `supports`, `contradicts` and `mixed` exclude one another; `asks` counts everybody who
    asks for it. `on_topic` counts those who talk about it at all, `read` everybody in the
    corpus or segment whose comments could be judged. `judged` counts passages. Everybody counted
    was found with their own words; `estimate` says how many more there may be, and is only there where `counting`
    is an estimate and somebody could be drawn.
    """

    supports: int = 0
    contradicts: int = 0
    mixed: int = 0
    asks: int = 0
    on_topic: int = 0
    read: int = 0
    judged: int = 0
    counting: Counting = Counting.EXACT
    estimate: Estimate | None = None
