"""How a room decided, as a section of a brief: what was chosen, by whom it is owned, and how the room came to it."""

from __future__ import annotations

from dataclasses import dataclass

HEADING = "How the room decided"
PARKED = "Parked for later"
HEADER = ("Message", "What becomes of it", "Dots", "Owner", "Note", "What the room guessed")


@dataclass(frozen=True, slots=True)
class RoomDecision:
    """What a room decided about one message; `dots` is None where nobody voted. Texts are plain, "" where empty."""

    message: str
    ending: str
    dots: int | None
    owner: str
    note: str
    guessed: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The decision as a row of the table."""
        return (
            self.message,
            self.ending,
            "" if self.dots is None else str(self.dots),
            self.owner,
            self.note,
            self.guessed,
        )


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """How a room came to what stands in a brief: sentences, then a row for each message, the kept ones first."""

    lines: tuple[str, ...]
    decisions: tuple[RoomDecision, ...]
    parked: tuple[str, ...] = ()
