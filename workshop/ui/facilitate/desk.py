"""Everything that the control screen draws from, read once a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop import corpus
from workshop.check import Partial, Scope
from workshop.records import CheckedClaim, Claim, CorpusFacts
from workshop.room.records import Participant, Workshop
from workshop.sessions import seeing
from workshop.sessions.reading import scope_of
from workshop.sessions.seeing import Control, Person, Seen
from workshop.ui.bench import bench

Pair = tuple[Claim, CheckedClaim | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """A workshop as its facilitator sees it. `leads` are the messages that the wall walks through, in their order."""

    control: Control
    leads: tuple[Seen, ...]
    facts: CorpusFacts
    now: datetime

    @property
    def workshop(self) -> Workshop:
        """The workshop itself."""
        return self.control.workshop

    @property
    def scope(self) -> Scope:
        """Which comments answer, and how strictly."""
        return scope_of(self.workshop)

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is in the room, in the order in which they came."""
        return tuple(person for person in self.control.people if not person.participant.is_removed)

    @property
    def place(self) -> int | None:
        """The place of the message on the wall among the leads, from 0."""
        return self.place_of(self.workshop.on_wall)

    def place_of(self, message: int | None) -> int | None:
        """Return a message's place among the leads, from 0; None where it is none of them."""
        places = {seen.message.id: at for at, seen in enumerate(self.leads)}
        return None if message is None else places.get(message)

    def title_of(self, message: int) -> str:
        """Return what a message is called: "message 3"."""
        place = self.place_of(message)
        return "a message" if place is None else f"message {place + 1}"

    def person(self, number: int | None) -> Participant | None:
        """Return one of those who came, by number, gone or not."""
        return next((one.participant for one in self.control.people if one.participant.id == number), None)

    def name_of(self, number: int) -> str:
        """Return what the facilitator calls somebody."""
        found = self.person(number)
        return found.label if found else "You"


def load(workshop_id: int, now: datetime) -> Desk:
    """Read a workshop as it stands.

    Raises:
        WorkshopError: there is no such workshop, or its comments are gone.
    """
    control = seeing.control(bench(), workshop_id)
    leads = tuple(seen for seen in control.seen if seen.message.group == seen.message.id)
    workshop = control.workshop
    return Desk(control, leads, corpus.facts(bench(), workshop.corpus, workshop.segment), now)


def claims_of(partial: Partial | None) -> list[Pair]:
    """Return the claims of a message in its order, each with its answer where there is one."""
    return [] if partial is None else partial.pairs
