"""A workshop about a café, and everybody in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from workshop.jobs import Worker
from workshop.room.agenda import Phase, ready_agenda
from workshop.room.records import FACILITATOR, Act, Event, Kind, Plan
from workshop.sessions import acting, joining

AGENDA = ready_agenda(120)


class Room:
    """A workshop with a clock that its test moves."""

    def __init__(self, bench, name: str = "Coffee", **plan: object) -> None:
        self.bench, self.n = bench, 0
        self.at = datetime(2024, 3, 1, 9, tzinfo=UTC)
        made = Plan(name, "Three messages for spring.", "cafe", AGENDA, **plan)
        self.id = acting.open_workshop(bench, made, client_key=f"open {name}", at=self.at).id
        self.people: list[int] = []

    @property
    def rooms(self):
        return self.bench.store.rooms

    @property
    def now(self):
        return self.rooms.get(self.id)

    @property
    def events(self) -> list[Event]:
        return self.rooms.events(self.id)

    def person(self, number: int):
        return self.rooms.participant(self.id, number)

    def message(self, number: int):
        return next(one for one in self.rooms.messages(self.id) if one.id == number)

    def join(self, n: int = 1) -> list[int]:
        came = [joining.join(self.bench, self.now.code, None, at=self.at).participant.id for _ in range(n)]
        self.people += came
        return came

    def does(
        self, who: int | None, kind: Kind, *, key: str = "", behalf: int | None = None, **payload: object
    ) -> Event:
        """Act as a participant by number; None is the facilitator."""
        self.n += 1
        self.at += timedelta(seconds=1)
        actor = FACILITATOR if who is None else f"p{who}"
        act = Act(kind, key or f"key {self.n}", payload, behalf)
        return acting.act(self.bench, self.id, actor, act, at=self.at)

    def enter(self, phase: Phase) -> Event:
        step = next(n for n, step in enumerate(self.now.agenda) if step.phase is phase)
        return self.does(None, Kind.PHASE_ENTERED, step=step)

    def undo(self) -> Event | None:
        self.n += 1
        return acting.undo(self.bench, self.id, client_key=f"undo {self.n}", at=self.at)

    def pin(self, who: int, n: int = 3) -> None:
        for comment in self.person(who).draw[:n]:
            self.does(who, Kind.PINNED, comment=comment)

    def write(self, who: int, text: str, *, through: bool = True) -> int:
        """Hand a message in from the write phase, and let it through."""
        if self.now.phase is not Phase.WRITE:
            self.enter(Phase.WRITE)
        if self.now.gate is None:
            self.does(None, Kind.GATE_OPENED, is_early=True)
        number = self.does(who, Kind.HANDED_IN, text=text).seq
        if through:
            self.does(None, Kind.LET_THROUGH, message=number)
        return number

    def work(self) -> None:
        Worker(self.bench).run_waiting()


@pytest.fixture
def open_room(cafe) -> Callable[..., Room]:
    """Return a way to open a workshop with so many people."""

    def opened(n: int = 4, name: str = "Coffee", **plan: object) -> Room:
        room = Room(cafe, name, **plan)
        room.join(n)
        return room

    return opened


@pytest.fixture
def room(open_room) -> Room:
    """Open a workshop with four people."""
    return open_room()
