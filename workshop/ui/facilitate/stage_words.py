"""What the control screen says about the wall: what it shows now, and what comes next."""

from __future__ import annotations

from workshop.records import CheckedClaim, Verdict
from workshop.room.agenda import Phase
from workshop.room.records import Ending, Moderation, Voting
from workshop.ui.facilitate.desk import Desk
from workshop.ui.facilitate.next_act import in_words, n_pinned
from workshop.wording import noun

_NEXT = {
    Phase.LOBBY: "Everybody gets other comments to read, ten each, and pins three that the room should hear.",
    Phase.LISTEN: "The pinned comments come up on the wall. Let people read in silence first.",
    Phase.SAID: "Ask who pinned what, and why. Search below for what is missing. Then everybody writes alone.",
    Phase.WRITE: "Nobody sees what others write. Let messages through below; only then can they go on the wall.",
    Phase.REWORK: "Phones can reword what was revealed. A new wording waits below until you let it through.",
    Phase.BRIEF: "Say who owns what. The brief holds what the room decided, beside what customers said.",
}
_ADVICE = {
    Verdict.CONTRADICTED: "Expect a quiet moment, then read one quote aloud.",
    Verdict.CONTESTED: "Read one quote of each side aloud.",
    Verdict.UNSUPPORTED: "Nobody says so. That is not the same as wrong: ask them.",
    Verdict.WISHED_FOR: "They ask for it: is it a promise, or is it done?",
    Verdict.THIN: "A few voices only. Read them all.",
}


def on_wall(desk: Desk) -> tuple[str, str]:
    """Return what the wall shows now, and what to know about it."""
    workshop = desk.workshop
    if workshop.ended_at is not None:
        return "The workshop has ended.", "The wall thanks the room."
    if workshop.phase in (Phase.GUESS, Phase.REVEAL) and workshop.on_wall is not None:
        n, of = _n_guessed(desk), len(desk.people)
        if workshop.is_revealed:
            return "The message with its marks, and their words.", f"{_right(desk)}"
        return (
            f"What do {noun(2, desk.facts)} say?",
            f"{n} of {of} guessed. The wall shows the question, not the guesses.",
        )
    return _of_phase(desk)


def _of_phase(desk: Desk) -> tuple[str, str]:
    workshop, of = desk.workshop, len(desk.people)
    waiting, through = len(desk.control.waiting), len(desk.leads)
    kept_off = sum(1 for pin in desk.control.pins if pin.is_kept_off)
    writing = ("The task to write, in silence.", f"{waiting} wait for you, {through} let through.")
    closed = ("The task to write, still closed.", "It opens by itself once four of five have pinned.")
    pinned = f"{n_pinned(desk)} of {of} pinned {in_words(workshop.n_pins)}."
    no_message = ("No message yet.", f"{through} let through, {waiting} wait for you.")
    return {
        Phase.LOBBY: ("The way in: address, code and QR.", f"{_people(of)} in the room."),
        Phase.LISTEN: (
            "How many have read and pinned.",
            pinned,
        ),
        Phase.SAID: (
            "Comments that the room pinned.",
            f"{len(desk.control.pins)} pinned, {kept_off} kept off.",
        ),
        Phase.WRITE: writing if workshop.gate else closed,
        Phase.GUESS: no_message,
        Phase.REVEAL: no_message,
        Phase.REWORK: ("A message, and its newer wording.", f"{waiting} new wordings wait for you."),
        Phase.DECIDE: _deciding(desk),
        Phase.BRIEF: ("What the room decided.", _decided(desk)),
    }[workshop.phase]


def comes_next(desk: Desk) -> str:
    """Say what comes next, for the facilitator's eyes."""
    workshop = desk.workshop
    if workshop.ended_at is not None:
        return "Make the brief, and keep the export. Endings, owners and notes can still be changed below."
    if workshop.phase in (Phase.GUESS, Phase.REVEAL):
        if not desk.leads:
            return "No message was let through yet. Let some through below."
        return "First the message without marks, and everybody guesses. Then you reveal what they said."
    if workshop.phase is Phase.DECIDE:
        if workshop.voting is Voting.CLOSED:
            return "Decide each message below: hold on to it, rework it or let it go, with an owner."
        return "Nobody sees the dots, not even you, until voting is closed."
    return _NEXT[workshop.phase]


def advice(checked: CheckedClaim) -> str:
    """Say what to do when this verdict comes up."""
    return _ADVICE.get(checked.verdict, "Read one quote aloud.")


def moderated(desk: Desk) -> str:
    """Count what waits, what was let through, and what was sent back."""
    seen = {one.message.id: one.message for one in desk.control.seen}
    back = sum(1 for message in seen.values() if message.newest.moderation is Moderation.SENT_BACK)
    return f"{len(desk.control.waiting)} waiting, {len(desk.control.seen)} let through" + (
        f", {back} sent back" if back else ""
    )


def _n_guessed(desk: Desk) -> int:
    return sum(1 for person in desk.people if person.has_guessed)


def _right(desk: Desk) -> str:
    guesses = desk.control.guesses
    return f"{guesses.right} of {guesses.n} guessed right." if guesses and guesses.n else "Nobody guessed."


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"


def _deciding(desk: Desk) -> tuple[str, str]:
    voting, of = desk.workshop.voting, len(desk.people)
    if voting is Voting.CLOSED:
        return "The messages with their dots.", _decided(desk)
    if voting is Voting.OPEN:
        return "The messages without their dots.", f"{desk.control.n_voted} of {of} voted."
    return "The messages that were revealed.", "Voting is not open yet."


def _decided(desk: Desk) -> str:
    kinds = {ending: sum(1 for seen in desk.leads if seen.message.ending is ending) for ending in Ending}
    return (
        f"{kinds[Ending.HOLD_ON]} to hold on to, {kinds[Ending.REWORK]} to rework, {kinds[Ending.LET_GO]} let go, "
        f"{len(desk.leads) - sum(kinds.values())} open."
    )
