"""Messages that say nearly the same, written independently: shown together, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop.room.records import Message

if TYPE_CHECKING:
    from workshop.workbench import Workbench

SAME = 0.85
"""Least similarity of two messages that are shown together; set by eye. The facilitator can join and part them."""


def alike(bench: Workbench, messages: Sequence[Message]) -> list[tuple[int, int]]:
    """Return each message that stands alone and says what an earlier one does, with that earlier one.

    Where the models have not loaded, only equal words count.
    """
    shown = [(one, one.shown.text) for one in messages if one.shown]
    leads: list[int] = []
    found: list[tuple[int, int]] = []
    vectors = bench.encoder.encode([text for _, text in shown]) if bench.models_ready and shown else None
    led = {one.group for one, _ in shown if one.group != one.id}
    for place, (message, text) in enumerate(shown):
        if message.group != message.id:
            continue
        into = next(
            (
                lead
                for lead in leads
                if _same(text, shown[lead][1])
                or (vectors is not None and float(vectors[place] @ vectors[lead]) >= SAME)
            ),
            None,
        )
        if into is None or message.id in led:
            leads.append(place)
        else:
            found.append((message.id, shown[into][0].id))
    return found


def _same(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, one.casefold())) == "".join(filter(str.isalnum, other.casefold()))
