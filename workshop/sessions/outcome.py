"""What a workshop leaves behind: the text of what it keeps, and how the room decided, for its brief."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from workshop import wording
from workshop.briefs.room import RoomDecision, RoomRecord
from workshop.errors import WorkshopError
from workshop.room.records import ENDING_WORDS, Ending, Voting
from workshop.sessions import seeing

if TYPE_CHECKING:
    from workshop.room.records import Guess, Workshop
    from workshop.sessions.seeing import Control, Seen
    from workshop.store.drafts import Draft
    from workshop.workbench import Workbench

ENDINGS = ENDING_WORDS | {None: "Not decided"}
"""What becomes of a message, in words."""

_ORDER = (Ending.HOLD_ON, Ending.REWORK, None, Ending.LET_GO)


def kept(bench: Workbench, workshop_id: int) -> tuple[Seen, ...]:
    """Return the messages that the room holds on to or will rework, in the order of a brief."""
    found = _ordered(seeing.control(bench, workshop_id))
    return tuple(seen for seen in found if seen.message.ending in (Ending.HOLD_ON, Ending.REWORK))


def make_draft(bench: Workbench, workshop_id: int, *, at: datetime) -> Draft:
    """Keep what the room holds on to or will rework as a text, a message a line, met by the same comments.

    Raises:
        WorkshopError: the room keeps nothing yet.
    """
    workshop = bench.store.rooms.get(workshop_id)
    lines = [" ".join(seen.text.split()) for seen in kept(bench, workshop_id)]
    if not lines:
        raise WorkshopError(
            "The room has decided to keep nothing yet.", "Decide on a message: hold on to it, or rework it."
        )
    draft = bench.store.drafts.create("\n".join(lines), at=at, name=workshop.name)
    bench.store.drafts.choose(
        draft.id, corpus=workshop.corpus, segment=workshop.segment, strictness=workshop.strictness
    )
    return bench.store.drafts.get(draft.id)


def record(bench: Workbench, workshop_id: int) -> RoomRecord:
    """Say how the room came to its decisions: who was there, how writing was opened, votes, guesses, owners."""
    control = seeing.control(bench, workshop_id)
    guesses = bench.store.rooms.guesses(workshop_id)
    shows_dots = control.workshop.voting is Voting.CLOSED
    decisions = tuple(_decision(seen, guesses, shows_dots=shows_dots) for seen in _ordered(control))
    return RoomRecord(tuple(_lines(control)), decisions, tuple(one.text for one in control.parked))


def _ordered(control: Control) -> list[Seen]:
    leads = [seen for seen in control.seen if seen.message.group == seen.message.id]
    return sorted(leads, key=lambda seen: (_ORDER.index(seen.message.ending), -(seen.dots or 0), seen.message.id))


def _lines(control: Control) -> list[str]:
    workshop = control.workshop
    n = sum(1 for person in control.people if not person.participant.is_removed)
    day = f"{workshop.opened_at.day} {workshop.opened_at:%B %Y}"
    said = [
        f"“{workshop.name}”, opened on {day}, with {'1 person' if n == 1 else f'{n} people'} in the room.",
        f"What it was for: {workshop.outcome}",
        _gate(workshop),
    ]
    found = control.calibration
    if found.n:
        said.append(f"Before anything was revealed, {found.right:,} of {found.n:,} guesses were right.")
    if workshop.voting is Voting.CLOSED:
        said.append(f"{control.n_voted} of {n} voted, with {workshop.n_dots} dots each.")
    else:
        said.append("No vote was closed.")
    said.append("These decisions are the room's own. They change no count of what people wrote.")
    return said


def _gate(workshop: Workshop) -> str:
    gate = workshop.gate
    if gate is None:
        return "Writing was never opened."
    read = f"{gate.n_pinned} of {gate.n_people} had pinned {workshop.n_pins} comments"
    return f"Writing was opened early by the facilitator: {read}." if gate.is_early else f"Writing opened when {read}."


def _decision(seen: Seen, guesses: list[Guess], *, shows_dots: bool) -> RoomDecision:
    message = seen.message
    return RoomDecision(
        message=seen.text,
        ending=ENDINGS[message.ending],
        dots=seen.dots if shows_dots else None,
        owner=message.owner,
        note=message.note,
        guessed=_guessed([one for one in guesses if one.message == message.id]),
    )


def _guessed(guesses: list[Guess]) -> str:
    """Count the guesses by verdict, the commonest first: "6 say so, 3 opposite"."""
    counted = Counter(one.verdict for one in guesses)
    return ", ".join(f"{n} {wording.SHORT[verdict]}" for verdict, n in counted.most_common())
