"""The one thing that comes next, and what the room will see of it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.room.agenda import Phase, next_step
from workshop.room.records import Kind, Voting
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk, claims_of

_ENTER = {
    Phase.LOBBY: "Back to the lobby",
    Phase.LISTEN: "Give everybody their comments to read",
    Phase.SAID: "Show what they say on the wall",
    Phase.WRITE: "Begin to write",
    Phase.GUESS: "Close writing, and guess",
    Phase.REVEAL: "Go on to reveal",
    Phase.REWORK: "Let phones reword",
    Phase.DECIDE: "Go on to decide",
    Phase.BRIEF: "Go on to the brief",
}


@dataclass(frozen=True, slots=True)
class Next:
    """The big button: its words say what the room will see. `name` is another for every act."""

    name: str
    words: str
    deeds: tuple[Deed, ...]


def next_act(desk: Desk) -> Next | None:
    """Return what comes next; None where a workshop has ended."""
    workshop = desk.workshop
    if workshop.ended_at is not None:
        return None
    if workshop.phase is Phase.WRITE and workshop.gate is None:
        return open_early(desk)
    if workshop.phase in (Phase.GUESS, Phase.REVEAL):
        return _of_wall(desk) or enter_next(desk)
    if workshop.phase is Phase.DECIDE:
        return _of_votes(desk) or enter_next(desk)
    return enter_next(desk)


def open_early(desk: Desk) -> Next:
    """Return the act that opens writing before enough people have pinned."""
    n, of = n_pinned(desk), len(desk.people)
    words = f"Open writing now: {n} of {of} {'has' if n == 1 else 'have'} pinned {in_words(desk.workshop.n_pins)}"
    return Next("gate", words, (Deed(Kind.GATE_OPENED, {"is_early": True}),))


def enter_next(desk: Desk) -> Next:
    """Return the act that enters the next phase, or that ends the workshop after the last."""
    step = next_step(desk.workshop.agenda, desk.workshop.step)
    if step is None:
        return Next("end", "End the workshop: phones say thank you", (Deed(Kind.ENDED),))
    phase = desk.workshop.agenda[step].phase
    return Next(f"enter_{step}", _ENTER[phase], (Deed(Kind.PHASE_ENTERED, {"step": step}),))


def put_up(desk: Desk, place: int) -> Next | None:
    """Return the act that puts a message on the wall, by its place; None past either end."""
    if not 0 <= place < len(desk.leads):
        return None
    message = desk.leads[place].message
    marks = "again" if message.was_revealed else "without marks"
    words = f"Show message {place + 1} of {len(desk.leads)}, {marks}"
    return Next(f"put_up_{message.id}", words, (Deed(Kind.PUT_UP, {"message": message.id}),))


def show_claim(desk: Desk, by: int) -> Next | None:
    """Return the act that leads the wall to the claim before or after; None past either end."""
    claims = claims_of(desk.control.on_wall.partial if desk.control.on_wall else None)
    to = desk.workshop.claim + by
    if not 0 <= to < len(claims):
        return None
    words = f"Show claim {to + 1} of {len(claims)}"
    return Next(f"claim_{desk.workshop.on_wall}_{to}", words, (Deed(Kind.CLAIM_SHOWN, {"claim": to}),))


def n_pinned(desk: Desk) -> int:
    """Count who has pinned as many comments as it takes."""
    return sum(1 for person in desk.people if person.has_pinned)


def _of_wall(desk: Desk) -> Next | None:
    """Return the next step of the walk: a message without marks, its reveal, its claims, the next message."""
    workshop = desk.workshop
    if not desk.leads:
        return None
    if workshop.on_wall is None:
        return _next_unseen(desk)
    if not workshop.is_revealed:
        return Next(f"reveal_{workshop.on_wall}", "Reveal what they said", _reveal(desk))
    return show_claim(desk, 1) or _next_unseen(desk)


def _reveal(desk: Desk) -> tuple[Deed, ...]:
    """Reveal in its own phase: the first reveal ends the guessing, unless that phase is skipped."""
    workshop = desk.workshop
    revealed = Deed(Kind.REVEALED, {"message": workshop.on_wall})
    step = next_step(workshop.agenda, workshop.step)
    if workshop.phase is Phase.GUESS and step is not None and workshop.agenda[step].phase is Phase.REVEAL:
        return Deed(Kind.PHASE_ENTERED, {"step": step}), revealed
    return (revealed,)


def _next_unseen(desk: Desk) -> Next | None:
    """Return the act that puts up the next message that was never revealed, or the first one; None after all."""
    unseen = [at for at, seen in enumerate(desk.leads) if not seen.message.was_revealed and at != desk.place]
    later = [at for at in unseen if at > (-1 if desk.place is None else desk.place)]
    found = next(iter(later or unseen), None)
    return None if found is None else put_up(desk, found)


def _of_votes(desk: Desk) -> Next | None:
    workshop = desk.workshop
    if workshop.voting is Voting.NOT_YET and desk.leads:
        dots = f"{workshop.n_dots} dots" if workshop.n_dots != 1 else "one dot"
        return Next("voting_open", f"Open voting: phones show {dots}", (Deed(Kind.VOTING, {"state": "open"}),))
    if workshop.voting is Voting.OPEN:
        n, of = desk.control.n_voted, len(desk.people)
        words = f"Close voting, and show the dots: {n} of {of} voted"
        return Next("voting_closed", words, (Deed(Kind.VOTING, {"state": "closed"}),))
    return None


def in_words(n: int) -> str:
    """Write a small number out: "three"."""
    return {1: "one", 2: "two", 3: "three"}.get(n, str(n))
