"""What the durations in a clause say about pace: "within the hour" is quick, "after four days" is not."""

from __future__ import annotations

import math

from workshop.quantities import Quantity, read

_HOUR = 3600.0
_LATE = -0.9


def pace(clause: str) -> float:
    """Return how quick (above 0) or slow (below 0) the durations of a clause are; 0 where they say nothing of it."""
    return sum(_pace(quantity) for quantity in read(clause) if quantity.dimension == "time" and quantity.vouched)


def _pace(quantity: Quantity) -> float:
    if quantity.kind == "late":
        return _LATE
    if quantity.kind != "speed" or quantity.denied:
        return 0.0
    hours = (quantity.low if math.isinf(quantity.high) else quantity.high) / _HOUR
    if quantity.sure or quantity.complaint:
        return _waited(hours)
    if hours <= 2:
        return 0.9
    return 0.4 if hours <= 24 else (-0.6 if hours >= 72 else 0.0)


def _waited(hours: float) -> float:
    """Weigh what took or was waited for that long."""
    if hours <= 0.2:
        return 0.7
    return -0.8 if hours > 1 / 3 else 0.0
