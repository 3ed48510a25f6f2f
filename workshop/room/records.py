"""What a live workshop consists of, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from workshop.records import Strictness, Verdict
from workshop.room.agenda import Phase, Step


class Kind(StrEnum):
    """What can happen in a workshop; `room.rights` says who may do it, and when."""

    OPENED = "opened"
    JOINED = "joined"
    DRAWN = "drawn"
    ADDED = "added"
    REMOVED = "removed"
    AGENDA_CHANGED = "agenda_changed"
    PHASE_ENTERED = "phase_entered"
    CLOCK_CHANGED = "clock_changed"
    PAUSED = "paused"
    LOCKED = "locked"
    GATE_OPENED = "gate_opened"
    READ = "read"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    PIN_KEPT_OFF = "pin_kept_off"
    HANDED_IN = "handed_in"
    REWORDED = "reworded"
    TAKEN_BACK = "taken_back"
    LET_THROUGH = "let_through"
    SENT_BACK = "sent_back"
    GROUPED = "grouped"
    PUT_UP = "put_up"
    CLAIM_SHOWN = "claim_shown"
    GUESSED = "guessed"
    REVEALED = "revealed"
    VOTING = "voting"
    VOTED = "voted"
    DECIDED = "decided"
    READY = "ready"
    HAND = "hand"
    PARKED = "parked"
    SHOWN = "shown"
    ENDED = "ended"
    UNDONE = "undone"


class Agreement(StrEnum):
    """Of those who talk about a claim, how many are guessed to agree."""

    NONE = "none"
    FEW = "few"
    HALF = "half"
    MOST = "most"
    ALL = "all"


class Ending(StrEnum):
    """What becomes of a message."""

    HOLD_ON = "hold_on"
    REWORK = "rework"
    LET_GO = "let_go"


class Voting(StrEnum):
    """Whether dots can be placed."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


class Moderation(StrEnum):
    """Whether a version of a message may go on the wall."""

    WAITING = "waiting"
    THROUGH = "through"
    SENT_BACK = "sent_back"


N_PINS = 3
"""How many comments everybody pins before they write."""

ENDING_WORDS = {Ending.HOLD_ON: "Hold on to it", Ending.REWORK: "Rework it", Ending.LET_GO: "Let it go"}
"""What becomes of a message, on every screen and in the brief."""

FACILITATOR, ROOM = "facilitator", "room"
"""Actors that are no participants: who runs the workshop, and the workshop by its own rules."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; the list of them is the truth. `actor` is FACILITATOR, ROOM or "p" and a number."""

    workshop: int
    seq: int
    at: datetime
    actor: str
    on_behalf_of: int | None
    kind: Kind
    payload: Mapping[str, Any]
    client_key: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Gate:
    """When messages could be written from, and how many had pinned three by then."""

    opened_at: datetime
    is_early: bool
    n_pinned: int
    n_people: int


@dataclass(frozen=True, slots=True)
class Workshop:
    """A live workshop as it stands after `seq` events; `phone_seq` is the last one that phones have to draw.

    The clock runs until `ends_at`, or stands with `seconds_left`; both None in a phase without a clock. `step` is a
    place in `agenda`. `on_wall` is a message, `claim` the number of its claim in focus from 0.
    """

    id: int
    code: str
    name: str
    outcome: str
    corpus: str
    segment: str | None
    strictness: Strictness
    agenda: tuple[Step, ...]
    opened_at: datetime
    step: int = 0
    entered_at: datetime | None = None
    ends_at: datetime | None = None
    seconds_left: float | None = None
    is_paused: bool = False
    is_locked: bool = False
    gate: Gate | None = None
    on_wall: int | None = None
    claim: int = 0
    is_revealed: bool = False
    voting: Voting = Voting.NOT_YET
    shows_authors: bool = False
    shows_code: bool = True
    ground: str = "light"
    n_dots: int = 5
    n_messages: int = 3
    n_pins: int = N_PINS
    ended_at: datetime | None = None
    seq: int = 0
    phone_seq: int = 0

    @property
    def phase(self) -> Phase:
        """What the room does now."""
        return self.agenda[self.step].phase

    def left_at(self, now: datetime) -> float | None:
        """Return what is left of the phase in seconds, never less than 0; None in a phase without a clock."""
        if self.seconds_left is not None:
            return max(0.0, self.seconds_left)
        return None if self.ends_at is None else max(0.0, (self.ends_at - now).total_seconds())


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the room.

    `name` is None for who is anonymous; `draw` are the comments to read, by id; `news` is the number of the last event
    that their phone has to draw and no other has.
    """

    workshop: int
    id: int
    name: str | None
    has_phone: bool
    joined_at: datetime
    is_ready: bool = False
    hand_up: bool = False
    is_removed: bool = False
    n_read: int = 0
    draw: tuple[str, ...] = ()
    news: int = 0

    @property
    def label(self) -> str:
        """What the facilitator calls them."""
        return self.name or f"Guest {self.id}"

    @property
    def actor(self) -> str:
        """How events name them."""
        return f"p{self.id}"

    def draws(self, phone_seq: int) -> int:
        """Return the number of the last event that their phone has to draw; `phone_seq` is that of all phones."""
        return max(phone_seq, self.news)


@dataclass(frozen=True, slots=True)
class Pin:
    """A comment that somebody wants the room to hear, as it was stored then."""

    participant: int
    comment_id: str
    at: datetime
    is_kept_off: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a message; the author of the first is the message's."""

    number: int
    text: str
    author: int
    at: datetime
    moderation: Moderation
    why: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody proposes to say. `group` is the message that it is shown with: itself, where it stands alone."""

    id: int
    author: int
    group: int
    versions: tuple[Version, ...]
    was_revealed: bool = False
    ending: Ending | None = None
    owner: str = ""
    note: str = ""

    @property
    def newest(self) -> Version:
        """The last wording, whether or not it may go on the wall."""
        return self.versions[-1]

    @property
    def shown(self) -> Version | None:
        """The last wording that may go on the wall; None where there is none."""
        return next((one for one in reversed(self.versions) if one.moderation is Moderation.THROUGH), None)


@dataclass(frozen=True, slots=True)
class Guess:
    """What one person expects of a claim before it is revealed."""

    participant: int
    message: int
    claim: int
    verdict: Verdict
    agreement: Agreement | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """Something to talk about later."""

    seq: int
    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workshop is opened with."""

    name: str
    outcome: str
    corpus: str
    agenda: tuple[Step, ...]
    segment: str | None = None
    strictness: Strictness = Strictness.NORMAL
    n_dots: int = 5
    n_messages: int = 3


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wants to happen. `client_key` makes a retry harmless: the same key of the same actor is one act."""

    kind: Kind
    client_key: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    on_behalf_of: int | None = None
