"""A draft as the wall walks through it: message by message, claim by claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workshop.check import Partial
from workshop.drawing.wall_plan import Slide
from workshop.records import CheckedClaim, Claim


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the walk: a claim of a message, with the message's number from 0."""

    message: int
    slide: Slide


def steps(words: str, partial: Partial) -> list[Step]:
    """Return every claim of every line that makes one, in the order of the text."""
    pairs = partial.pairs
    lines = [(match.start(), match.end()) for match in re.finditer(r"\S[^\n]*", words)]
    claiming = [(start, end, _within(pairs, start, end)) for start, end in lines]
    claiming = [line for line in claiming if line[2]]
    return [
        Step(
            number, Slide(words[start:end].rstrip(), claims, focus, partial.check.corpus, _place(number, len(claiming)))
        )
        for number, (start, end, claims) in enumerate(claiming)
        for focus in range(len(claims))
    ]


def whole(words: str, partial: Partial, focus: int, *, is_revealed: bool = True) -> Slide:
    """Return a message with all of its claims, one of them in focus, without any answer unless it is revealed.

    A message without a claim has none in focus: its slide has no claims.
    """
    pairs = tuple((claim, answer if is_revealed else None) for claim, answer in partial.pairs)
    return Slide(words, pairs, max(0, min(focus, len(pairs) - 1)), partial.check.corpus)


def _place(number: int, n_messages: int) -> str:
    return f"Message {number + 1} of {n_messages}"


def _within(
    pairs: Iterable[tuple[Claim, CheckedClaim | None]], start: int, end: int
) -> tuple[tuple[Claim, CheckedClaim | None], ...]:
    return tuple(
        (replace(claim, start=claim.start - start, end=claim.end - start), answer)
        for claim, answer in pairs
        if start <= claim.start and claim.end <= end
    )
