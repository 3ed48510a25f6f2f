"""The phases of a workshop, and ready agendas of 30, 60 and 120 minutes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What the room does at a time, in the order of the agenda."""

    LOBBY = "lobby"
    LISTEN = "listen"
    SAID = "said"
    WRITE = "write"
    GUESS = "guess"
    REVEAL = "reveal"
    REWORK = "rework"
    DECIDE = "decide"
    BRIEF = "brief"


TITLES = {
    Phase.LOBBY: "Lobby",
    Phase.LISTEN: "Listen",
    Phase.SAID: "What they say",
    Phase.WRITE: "Write",
    Phase.GUESS: "Guess",
    Phase.REVEAL: "Reveal",
    Phase.REWORK: "Rework",
    Phase.DECIDE: "Decide",
    Phase.BRIEF: "Brief",
}
"""What a phase is called on screen."""

MOST_MINUTES = 180
"""The longest that one phase can be planned."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an agenda. A step that is skipped keeps its place, so that it can be taken up again."""

    phase: Phase
    minutes: int
    is_skipped: bool = False


_MINUTES = {
    30: (2, 5, 0, 5, 2, 8, 0, 6, 2),
    60: (3, 8, 5, 7, 3, 15, 10, 6, 3),
    120: (5, 15, 15, 15, 5, 30, 20, 10, 5),
}
READY = tuple(_MINUTES)
"""How many minutes the ready agendas last."""


def ready_agenda(minutes: int) -> tuple[Step, ...]:
    """Return the agenda that lasts this long; a phase without minutes is skipped.

    Raises:
        KeyError: there is no ready agenda of this length.
    """
    return tuple(Step(phase, n or 5, is_skipped=not n) for phase, n in zip(Phase, _MINUTES[minutes], strict=True))


def minutes_of(agenda: tuple[Step, ...]) -> int:
    """Return how long an agenda lasts, without what is skipped."""
    return sum(step.minutes for step in agenda if not step.is_skipped)


def next_step(agenda: tuple[Step, ...], at: int) -> int | None:
    """Return the place of the next step that is not skipped; None after the last."""
    return next((n for n in range(at + 1, len(agenda)) if not agenda[n].is_skipped), None)
