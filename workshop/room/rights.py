"""Who may do what in a workshop, and in which phase."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from workshop.room.agenda import Phase
from workshop.room.records import FACILITATOR, ROOM, Event, Kind

PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do one kind of thing; `phases` are those in which it is open, None for all."""

    by: frozenset[str]
    phases: frozenset[Phase] | None = None
    while_paused: bool = True


def _everybody(*phases: Phase, while_paused: bool = False) -> Right:
    """Participants may, and the facilitator for somebody without a phone."""
    return Right(frozenset({PARTICIPANT, FACILITATOR}), frozenset(phases) or None, while_paused)


_RUNNER = Right(frozenset({FACILITATOR}))
_RULE = Right(frozenset({ROOM}))

RIGHTS: Mapping[Kind, Right] = MappingProxyType(
    {
        Kind.OPENED: _RUNNER,
        Kind.JOINED: _RULE,
        Kind.DRAWN: _RULE,
        Kind.ADDED: _RUNNER,
        Kind.REMOVED: _RUNNER,
        Kind.AGENDA_CHANGED: _RUNNER,
        Kind.PHASE_ENTERED: _RUNNER,
        Kind.CLOCK_CHANGED: _RUNNER,
        Kind.PAUSED: _RUNNER,
        Kind.LOCKED: _RUNNER,
        Kind.GATE_OPENED: Right(frozenset({FACILITATOR, ROOM})),
        Kind.READ: _everybody(Phase.LISTEN, Phase.SAID),
        Kind.PINNED: _everybody(Phase.LISTEN, Phase.SAID),
        Kind.UNPINNED: _everybody(Phase.LISTEN, Phase.SAID),
        Kind.PIN_KEPT_OFF: _RUNNER,
        Kind.HANDED_IN: _everybody(Phase.WRITE),
        Kind.REWORDED: _everybody(Phase.WRITE, Phase.REWORK),
        Kind.TAKEN_BACK: _everybody(Phase.WRITE),
        Kind.LET_THROUGH: _RUNNER,
        Kind.SENT_BACK: _RUNNER,
        Kind.GROUPED: Right(frozenset({FACILITATOR, ROOM})),
        Kind.PUT_UP: _RUNNER,
        Kind.CLAIM_SHOWN: _RUNNER,
        Kind.GUESSED: _everybody(Phase.GUESS, Phase.REVEAL),
        Kind.REVEALED: _RUNNER,
        Kind.VOTING: _RUNNER,
        Kind.VOTED: _everybody(Phase.DECIDE),
        Kind.DECIDED: _RUNNER,
        Kind.READY: _everybody(),
        Kind.HAND: _everybody(while_paused=True),
        Kind.PARKED: _everybody(),
        Kind.SHOWN: _RUNNER,
        Kind.ENDED: _RUNNER,
        Kind.UNDONE: _RUNNER,
    }
)

UNDOABLE = frozenset(
    {
        Kind.ADDED, Kind.REMOVED, Kind.AGENDA_CHANGED, Kind.PHASE_ENTERED, Kind.CLOCK_CHANGED, Kind.PAUSED, Kind.LOCKED,
        Kind.GATE_OPENED, Kind.PIN_KEPT_OFF, Kind.LET_THROUGH, Kind.SENT_BACK, Kind.GROUPED, Kind.PUT_UP,
        Kind.CLAIM_SHOWN, Kind.REVEALED, Kind.VOTING, Kind.DECIDED, Kind.SHOWN, Kind.ENDED, Kind.PINNED, Kind.UNPINNED,
        Kind.HANDED_IN, Kind.REWORDED, Kind.GUESSED, Kind.VOTED, Kind.READY, Kind.HAND, Kind.PARKED, Kind.READ,
    }
)  # fmt: skip
"""What the facilitator can undo, where they did it themselves, be it for somebody without a phone."""

AS_THEMSELVES = frozenset({Kind.PINNED, Kind.UNPINNED, Kind.PARKED})
"""What people in the room do and the facilitator can do as themselves, too, for nobody."""

AFTER_THE_END = frozenset({Kind.DECIDED, Kind.UNDONE})
"""What the facilitator can do once the workshop has ended: name an ending, an owner and a note, or open it again."""

_PHONES_SEE = frozenset(
    {
        Kind.REMOVED, Kind.AGENDA_CHANGED, Kind.PHASE_ENTERED, Kind.CLOCK_CHANGED, Kind.PAUSED,
        Kind.GATE_OPENED, Kind.LET_THROUGH, Kind.SENT_BACK, Kind.GROUPED, Kind.PUT_UP, Kind.CLAIM_SHOWN, Kind.REVEALED,
        Kind.VOTING, Kind.DECIDED, Kind.ENDED, Kind.UNDONE,
    }
)  # fmt: skip
"""After these every phone draws itself anew; all else shows on the wall, on the control screen, or on one phone."""

_AUTHORS_SEE = frozenset({Kind.LET_THROUGH, Kind.SENT_BACK})
"""While all write in silence, these concern the phone of the author alone."""


GATE_SHARE = 0.8
"""The share (0 to 1) of those in the room who have to have pinned before writing opens by itself."""


def gate_needs(n_people: int) -> int:
    """Return how many of those in the room have to have pinned before writing opens by itself."""
    return math.ceil(GATE_SHARE * n_people)


def for_anybody(kind: Kind, payload: Mapping[str, Any]) -> bool:
    """Whether the facilitator does this for people who have a phone, too: they lower any hand, and raise none."""
    return kind is Kind.HAND and payload.get("on") is False


def phones_see(event: Event, phase: Callable[[], Phase]) -> bool:
    """Whether every phone draws itself anew after this: a hand only where the facilitator lowered it.

    `phase` says which one the room is in; it is asked only where that decides.
    """
    if event.kind in _AUTHORS_SEE and phase() is Phase.WRITE:
        return False
    return event.kind in _PHONES_SEE or (event.kind is Kind.HAND and event.actor == FACILITATOR)


def may(kind: Kind, who: str, phase: Phase, *, paused: bool) -> bool:
    """Whether a role may do this now; the facilitator and the room are not held by a pause."""
    right = RIGHTS[kind]
    if who not in right.by:
        return False
    if right.phases is not None and phase not in right.phases:
        return False
    return not paused or who != PARTICIPANT or right.while_paused
