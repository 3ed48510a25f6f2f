"""A workshop as tests hold one: who is in it, and what they do; every act is one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workshop.jobs import Worker
from workshop.room.agenda import Phase
from workshop.room.records import FACILITATOR, Act, Event, Kind, Message, Participant, Plan, Workshop
from workshop.sessions import acting, joining
from workshop.workbench import Workbench


class Room:
    """A workshop in a home. Its clock stands where it is put, and moves a second an act; without one it is now."""

    def __init__(self, bench: Workbench, plan: Plan, *, at: datetime | None = None) -> None:
        self.bench, self.at, self.n = bench, at, 0
        self.id = acting.open_workshop(bench, plan, client_key=f"open {plan.name}", at=self.clock).id

    @property
    def clock(self) -> datetime:
        return self.at or datetime.now(UTC)

    @property
    def rooms(self):
        return self.bench.store.rooms

    @property
    def now(self) -> Workshop:
        return self.rooms.get(self.id)

    @property
    def code(self) -> str:
        return self.now.code

    @property
    def events(self) -> list[Event]:
        return self.rooms.events(self.id)

    @property
    def people(self) -> list[int]:
        return [one.id for one in self.rooms.participants(self.id)]

    def person(self, number: int) -> Participant:
        return self.rooms.participant(self.id, number)

    def message(self, number: int) -> Message:
        return next(one for one in self.rooms.messages(self.id) if one.id == number)

    def come(self, name: str | None = None) -> int:
        """Let somebody come in by phone."""
        return joining.join(self.bench, self.code, name, at=self.clock).participant.id

    def join(self, n: int = 1) -> list[int]:
        """Let so many people without a name come in by phone."""
        return [self.come() for _ in range(n)]

    def add(self, name: str) -> int:
        """Add somebody without a phone."""
        self.does(None, Kind.ADDED, name=name)
        return self.people[-1]

    def does(
        self, who: int | None, kind: Kind, *, key: str = "", behalf: int | None = None, **payload: object
    ) -> Event:
        """Act as a participant by number; None is the facilitator."""
        self.n += 1
        if self.at is not None:
            self.at += timedelta(seconds=1)
        actor = FACILITATOR if who is None else f"p{who}"
        return acting.act(self.bench, self.id, actor, Act(kind, key or f"key {self.n}", payload, behalf), at=self.clock)

    def enter(self, phase: Phase) -> Event:
        step = next(n for n, step in enumerate(self.now.agenda) if step.phase is phase)
        return self.does(None, Kind.PHASE_ENTERED, step=step)

    def undo(self) -> Event | None:
        self.n += 1
        return acting.undo(self.bench, self.id, client_key=f"undo {self.n}", at=self.clock)

    def pin(self, who: int, n: int = 3) -> None:
        for comment in self.person(who).draw[:n]:
            self.does(who, Kind.PINNED, comment=comment)

    def open_writing(self) -> None:
        if self.now.phase is not Phase.WRITE:
            self.enter(Phase.WRITE)
        if self.now.gate is None:
            self.does(None, Kind.GATE_OPENED, is_early=True)

    def write(self, who: int, text: str, *, through: bool = True) -> int:
        """Hand a message in from the write phase, by phone or for who has none, and let it through."""
        self.open_writing()
        has_phone = self.person(who).has_phone
        event = self.does(who if has_phone else None, Kind.HANDED_IN, behalf=None if has_phone else who, text=text)
        if through:
            self.does(None, Kind.LET_THROUGH, message=event.seq)
        return event.seq

    def work(self) -> None:
        """Check what waits to be checked."""
        Worker(self.bench).run_waiting()
