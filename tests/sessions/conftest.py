"""A workshop about a café, and everybody in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.rooms import Room
from workshop.room.agenda import ready_agenda
from workshop.room.records import Plan

AGENDA = ready_agenda(120)


@pytest.fixture
def open_room(cafe) -> Callable[..., Room]:
    """Return a way to open a workshop with so many people."""

    def opened(n: int = 4, name: str = "Coffee", **plan: object) -> Room:
        made = Plan(name, "Three messages for spring.", "cafe", AGENDA, **plan)
        room = Room(cafe, made, at=datetime(2024, 3, 1, 9, tzinfo=UTC))
        room.join(n)
        return room

    return opened


@pytest.fixture
def room(open_room) -> Room:
    """Open a workshop with four people."""
    return open_room()
