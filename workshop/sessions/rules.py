"""What an act has to be to be done now, kind by kind: each rule returns the payload as it is kept, or refuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.intake.masking import mask
from workshop.room import plain_text
from workshop.room.agenda import Phase
from workshop.room.records import (
    FACILITATOR,
    Event,
    Kind,
    Message,
    Moderation,
    Participant,
    Version,
    Voting,
    Workshop,
)
from workshop.room.rights import UNDOABLE

if TYPE_CHECKING:
    from workshop.workbench import Workbench

MOST_PEOPLE, MOST_MESSAGES, MOST_VERSIONS, MOST_PARKED = 70, 210, 20, 100
"""How many people, messages, wordings of one message and parked things a workshop holds."""

MOST_FOUND = 20
"""How many comments the facilitator pins that nobody in the room was given to read."""

MOST_WAITING = 40
"""How many wordings can wait for the facilitator at a time."""


class Refused(WorkshopError):
    """Somebody wanted what may not be done, or not now."""


@dataclass(frozen=True)
class Asked:
    """An act as the rules see it: the workshop as it stands, and whose act it is (0: the facilitator's own)."""

    bench: Workbench
    workshop: Workshop
    who: int

    @cached_property
    def messages(self) -> dict[int, Message]:
        """The messages by number."""
        return {one.id: one for one in self.bench.store.rooms.messages(self.workshop.id)}

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Everybody who came, by number."""
        return {one.id: one for one in self.bench.store.rooms.participants(self.workshop.id)}

    @property
    def me(self) -> Participant:
        """Whose act it is."""
        return self.people[self.who]

    def message(self, number: int) -> Message:
        """Return a message that is there."""
        if number not in self.messages:
            raise Refused("This message is not there any more.", "Choose another one.")
        return self.messages[number]

    def through(self, number: int) -> Message:
        """Return a message that may be seen."""
        found = self.message(number)
        if found.shown is None:
            raise Refused("This message has not been let through.", "Let it through first.")
        return found

    def masked(self, text: str, most: int) -> str:
        """Return words made harmless, with personal data masked."""
        company = self.bench.store.corpora.get(self.workshop.corpus).company
        return mask(plain_text.clean(text, most), company).text

    def masked_if_any(self, text: str, most: int) -> str:
        """Return words made harmless, with personal data masked; "" where there are none."""
        return self.masked(text, most) if text.strip() else ""


Given = dict[str, Any]
Rule = Callable[[Asked, Given], Given]


def kept(kind: Kind, asked: Asked, given: Given) -> Given:
    """Return the payload as it is kept.

    Raises:
        Refused: it may not be done now; in two plain sentences.
        WorkshopError: its words are empty, or too long.
    """
    rule = _RULES.get(kind)
    return given if rule is None else rule(asked, given)


def _added(asked: Asked, given: Given) -> Given:
    room_for_one_more(asked.people.values())
    return {"name": plain_text.clean(given["name"], plain_text.NAME)}


def room_for_one_more(people: Any) -> None:  # noqa: ANN401 - any iterable of participants
    """Refuse one person too many."""
    if sum(1 for one in people if not one.is_removed) >= MOST_PEOPLE:
        raise Refused("The room is full.", "Ask the facilitator to remove who has left.")


def _removed(asked: Asked, given: Given) -> Given:
    if given["participant"] not in asked.people:
        raise Refused("Nobody of this number is in the room.", "Choose somebody from the list.")
    return given


def _agenda(asked: Asked, given: Given) -> Given:
    if len(given["agenda"]) <= asked.workshop.step:
        raise Refused("The agenda has to keep the phase that is on now.", "Take out later phases only.")
    return given


def _entered(asked: Asked, given: Given) -> Given:
    if given["step"] >= len(asked.workshop.agenda):
        raise Refused("The agenda has no such phase.", "Choose one from the list.")
    return given


def _clock(asked: Asked, given: Given) -> Given:
    if given["running"] and asked.workshop.is_paused:
        raise Refused("The room is paused, and its clock with it.", "Go on first.")
    return given


def _gate(asked: Asked, given: Given) -> Given:
    if asked.workshop.gate is not None:
        raise Refused("Writing is open already.", "Go to the write phase.")
    return given | {"is_early": True}  # else the room would have opened it


def _read(asked: Asked, given: Given) -> Given:
    return {"n": max(asked.me.n_read, min(given["n"], len(asked.me.draw)))}


def _pinned(asked: Asked, given: Given) -> Given:
    mine = [pin.comment_id for pin in asked.bench.store.rooms.pins(asked.workshop.id) if pin.participant == asked.who]
    if given["comment"] in mine:
        raise Refused("You have pinned this one.", "Pin another one, or unpin it.")
    most = asked.workshop.n_pins if asked.who else MOST_FOUND
    if len(mine) >= most:
        raise Refused(f"You have pinned {most}.", "Unpin one first.")
    if not asked.who:
        return _found(asked, given)
    if given["comment"] not in asked.me.draw:
        raise Refused("This comment is not among those that you were given.", "Pin one of your own.")
    return given


def _found(asked: Asked, given: Given) -> Given:
    """Let the facilitator pin any comment that answers in this workshop, but none of the company's own people."""
    workshop = asked.workshop
    comment = asked.bench.store.comments.those(workshop.corpus, [given["comment"]]).get(given["comment"])
    within = comment and [f"{name}={value}" for name, value in comment.segments]
    if comment is None or (workshop.segment and workshop.segment not in (within or ())):
        raise Refused("This comment is not among those that answer here.", "Search again.")
    if comment.insider:
        raise Refused("This comment is by somebody of the company.", "Pin one of a customer's.")
    return given


def _unpinned(asked: Asked, given: Given) -> Given:
    mine = [pin.comment_id for pin in asked.bench.store.rooms.pins(asked.workshop.id) if pin.participant == asked.who]
    if given["comment"] not in mine:
        raise Refused("This one is not pinned.", "Choose one of your pins.")
    return given


def _kept_off(asked: Asked, given: Given) -> Given:
    there = {(pin.participant, pin.comment_id) for pin in asked.bench.store.rooms.pins(asked.workshop.id)}
    if (given["participant"], given["comment"]) not in there:
        raise Refused("This pin is not there any more.", "Choose another one.")
    return given


def _handed_in(asked: Asked, given: Given) -> Given:
    workshop = asked.workshop
    if workshop.gate is None:
        raise Refused("Writing is not open yet.", "It opens when the room has read and pinned.")
    mine = [one for one in asked.messages.values() if one.author == asked.who]
    if len(mine) >= workshop.n_messages:
        raise Refused(f"You have handed in {workshop.n_messages}.", "Take one back to write another.")
    if len(asked.messages) >= MOST_MESSAGES:
        raise Refused("The room has as many messages as it can talk about.", "Take one back to write another.")
    _not_too_many_wait(asked)
    text = asked.masked(given["text"], plain_text.MESSAGE)
    if any(one.newest.text == text for one in mine):
        raise Refused("You have handed this in.", "Write another one.")
    return {"text": text}


def _not_too_many_wait(asked: Asked) -> None:
    waiting = sum(1 for one in asked.messages.values() if one.newest.moderation is Moderation.WAITING)
    if waiting >= MOST_WAITING:
        raise Refused("The facilitator has many messages to read.", "Hand yours in again in a moment.")


def _reworded(asked: Asked, given: Given) -> Given:
    message = asked.message(given["message"])
    if asked.workshop.phase is Phase.WRITE:
        if message.author != asked.who:
            raise Refused("This message is somebody else's.", "Write your own.")
        if message.shown is not None:
            raise Refused("This message has been let through.", "Reword it in the rework phase.")
    elif message.shown is None:
        raise Refused("This message is not on the wall.", "Choose another one.")
    if len(message.versions) >= MOST_VERSIONS:
        raise Refused("This message has been reworded often enough.", "Decide on one of its wordings.")
    if message.newest.moderation is not Moderation.WAITING:
        _not_too_many_wait(asked)
    text = asked.masked(given["text"], plain_text.MESSAGE)
    if text == message.newest.text:
        raise Refused("Nothing was changed.", "Change the words first.")
    return given | {"text": text}


def _taken_back(asked: Asked, given: Given) -> Given:
    message = asked.message(given["message"])
    if message.author != asked.who:
        raise Refused("This message is somebody else's.", "Take back your own.")
    if message.shown is not None:
        raise Refused("This message has been let through.", "Ask the facilitator to let it go.")
    return given


def _let_through(asked: Asked, given: Given) -> Given:
    newest = _as_it_was_read(asked, given)
    if newest.moderation is Moderation.THROUGH:
        raise Refused("This message has been let through.", "Choose another one.")
    return given | {"version": newest.number}


def _as_it_was_read(asked: Asked, given: Given) -> Version:
    """Return the newest wording; refuse where the facilitator has read another one."""
    newest = asked.message(given["message"]).newest
    if given["version"] not in (None, newest.number):
        raise Refused("Its words have been changed since.", "Read them first.")
    return newest


def _sent_back(asked: Asked, given: Given) -> Given:
    newest = _as_it_was_read(asked, given)
    if newest.moderation is not Moderation.WAITING:
        raise Refused("This message does not wait any more.", "Choose another one.")
    return given | {"version": newest.number, "why": asked.masked_if_any(given["why"], plain_text.NOTE)}


def _grouped(asked: Asked, given: Given) -> Given:
    asked.message(given["message"])
    asked.message(given["into"])
    return given


def _put_up(asked: Asked, given: Given) -> Given:
    if given["message"] is not None:
        asked.through(given["message"])
    return given


def _claim(asked: Asked, given: Given) -> Given:
    if asked.workshop.on_wall is None:
        raise Refused("No message is on the wall.", "Put one up first.")
    return given


def _guessed(asked: Asked, given: Given) -> Given:
    if asked.workshop.on_wall != given["message"]:
        raise Refused("This message is not on the wall any more.", "Guess on the one that is.")
    if asked.workshop.is_revealed:
        raise Refused("What customers say has been revealed.", "Guess on the next message.")
    return given


def _revealed(asked: Asked, given: Given) -> Given:
    asked.through(given["message"])
    return given


def _voting(asked: Asked, given: Given) -> Given:
    if given["state"] == Voting.CLOSED and asked.workshop.voting is not Voting.OPEN:
        raise Refused("Voting is not open.", "Open it first.")
    return given


def _voted(asked: Asked, given: Given) -> Given:
    if asked.workshop.voting is not Voting.OPEN:
        raise Refused("Voting is closed.", "Ask the facilitator to open it.")
    dots = {int(message): n for message, n in given["dots"].items() if n}
    if sum(dots.values()) > asked.workshop.n_dots:
        raise Refused(f"You have {asked.workshop.n_dots} dots.", "Take some away first.")
    for number in dots:
        if asked.through(number).group != number:
            raise Refused("This message is shown with another one.", "Vote for that one.")
    return {"dots": {str(message): n for message, n in dots.items()}}


def _decided(asked: Asked, given: Given) -> Given:
    asked.through(given["message"])
    owner = plain_text.clean(given["owner"], plain_text.OWNER) if given["owner"].strip() else ""
    return given | {"owner": owner, "note": asked.masked_if_any(given["note"], plain_text.NOTE)}


def _parked(asked: Asked, given: Given) -> Given:
    if len(asked.bench.store.rooms.parked(asked.workshop.id)) >= MOST_PARKED:
        raise Refused("The parking lot is full.", "Talk about what is there first.")
    return {"text": asked.masked(given["text"], plain_text.PARKED)}


def _undone(asked: Asked, given: Given) -> Given:
    there = asked.bench.store.rooms.events(asked.workshop.id)
    wanted = next((one for one in undoable(there) if one.seq == given["seq"]), None)
    if wanted is None:
        raise Refused("This cannot be undone.", "Undo what you did last.")
    if wanted.kind is Kind.ENDED and asked.bench.store.rooms.by_code(asked.workshop.code) is not None:
        raise Refused("Another workshop has this one's code now.", "End that one first.")
    return given


def undoable(happened: Sequence[Event]) -> list[Event]:
    """Return what the facilitator did and can undo, in order."""
    gone = {event.payload["seq"] for event in happened if event.kind is Kind.UNDONE}
    mine = [one for one in happened if one.actor == FACILITATOR and one.kind in UNDOABLE]
    return [one for one in mine if one.seq not in gone]


_RULES: dict[Kind, Rule] = {
    Kind.ADDED: _added,
    Kind.REMOVED: _removed,
    Kind.AGENDA_CHANGED: _agenda,
    Kind.PHASE_ENTERED: _entered,
    Kind.CLOCK_CHANGED: _clock,
    Kind.GATE_OPENED: _gate,
    Kind.READ: _read,
    Kind.PINNED: _pinned,
    Kind.UNPINNED: _unpinned,
    Kind.PIN_KEPT_OFF: _kept_off,
    Kind.HANDED_IN: _handed_in,
    Kind.REWORDED: _reworded,
    Kind.TAKEN_BACK: _taken_back,
    Kind.LET_THROUGH: _let_through,
    Kind.SENT_BACK: _sent_back,
    Kind.GROUPED: _grouped,
    Kind.PUT_UP: _put_up,
    Kind.CLAIM_SHOWN: _claim,
    Kind.GUESSED: _guessed,
    Kind.REVEALED: _revealed,
    Kind.VOTING: _voting,
    Kind.VOTED: _voted,
    Kind.DECIDED: _decided,
    Kind.PARKED: _parked,
    Kind.UNDONE: _undone,
}
