"""What each face may see of a workshop: what is hidden from it is not there at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from workshop.check import Partial
from workshop.records import CheckedClaim, Comment
from workshop.room.agenda import Phase
from workshop.room.guessing import Calibration, Guesses, calibration_of, scored
from workshop.room.records import Guess, Message, Moderation, Parked, Participant, Pin, Version, Voting, Workshop
from workshop.sessions import moments, reading
from workshop.sessions.reading import scope_of

if TYPE_CHECKING:
    from workshop.workbench import Workbench

_P = ParamSpec("_P")
_R = TypeVar("_R")

__all__ = ["Calibration", "Control", "Guesses", "Person", "Phone", "Seen", "Wall", "control", "phone", "wall"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message that has been let through, as one face sees it.

    `partial` is what is known of its checking, `previous` the same of the wording before; both None for who may not
    see them yet. `n_written` people wrote it, independently. `author` is there for the facilitator, for others where
    authors are shown; where they are not, `message` names author 0, and never holds what has not been let through.
    `dots` is None until voting has closed. `spans` says where each claim begins and ends in the text, and nothing else:
    it is there before anything is revealed.
    """

    message: Message
    text: str
    partial: Partial | None
    n_written: int = 1
    author: str | None = None
    dots: int | None = None
    previous: Partial | None = None
    before: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    def place(self, claim: int) -> int:
        """Return the claim of this number, or the last one where the text makes fewer; from 0."""
        return max(0, min(claim, len(self.spans) - 1))


@dataclass(frozen=True, slots=True)
class Phone:
    """What one participant sees. `my_wordings`, by message, are their own that have not been let through."""

    workshop: Workshop
    me: Participant
    reading: tuple[Comment, ...]
    pins: tuple[Pin, ...]
    mine: tuple[Message, ...]
    on_wall: Seen | None
    my_guess: Guess | None
    votable: tuple[Seen, ...]
    my_dots: dict[int, int]
    reworkable: tuple[Seen, ...]
    my_wordings: dict[int, Version]
    n_people: int
    n_pinned_enough: int

    @property
    def seq(self) -> int:
        """The number of the last event that this phone has to draw."""
        return self.me.draws(self.workshop.phone_seq)


@dataclass(frozen=True, slots=True)
class Wall:
    """What everybody sees. `place` is the number of the message on the wall from 1, and how many there are."""

    workshop: Workshop
    n_people: int
    n_ready: int
    n_pinned_enough: int
    pins: tuple[tuple[Pin, Comment], ...]
    on_wall: Seen | None
    n_guessed: int
    guesses: Guesses | None
    place: tuple[int, int] | None
    votes: tuple[Seen, ...]
    n_voted: int
    n_waiting_hidden: int
    n_handed_in: int
    n_writers: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the room, and what they have done by now."""

    participant: Participant
    has_pinned: bool
    has_guessed: bool
    has_voted: bool


@dataclass(frozen=True, slots=True)
class Control:
    """What the facilitator sees: all but the dots while people still vote."""

    workshop: Workshop
    people: tuple[Person, ...]
    waiting: tuple[Message, ...]
    seen: tuple[Seen, ...]
    on_wall: Seen | None
    guesses: Guesses | None
    parked: tuple[Parked, ...]
    pins: tuple[Pin, ...]
    calibration: Calibration
    n_voted: int


def _of_one_moment(look: Callable[Concatenate[Workbench, _P], _R]) -> Callable[Concatenate[Workbench, _P], _R]:
    """Have what a face sees be of one moment: it is read in one transaction."""

    @wraps(look)
    def within(bench: Workbench, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with bench.store.read():
            return look(bench, *args, **kwargs)

    return within


@_of_one_moment
def phone(bench: Workbench, participant: Participant) -> Phone:
    """Return what a participant sees now.

    Raises:
        UnknownWorkshop, UnknownParticipant: the workshop or the participant is gone.
    """
    look = _Look(bench, participant.workshop)
    workshop = look.workshop
    me = bench.store.rooms.participant(workshop.id, participant.id)
    up = look.on_wall
    n_pinned, n_people = look.moment.pinned_enough
    listens = workshop.phase in (Phase.LISTEN, Phase.SAID)
    return Phone(
        workshop=workshop,
        me=me,
        reading=look.comments(me.draw) if listens else (),
        pins=tuple(pin for pin in look.moment.pins if pin.participant == me.id),
        mine=tuple(_mine(one, me.id) for one in look.messages if one.author == me.id),
        on_wall=look.seen(up, revealed=workshop.is_revealed) if up else None,
        my_guess=next((one for one in look.guesses_of(up) if one.participant == me.id), None),
        votable=look.all_seen() if workshop.phase in (Phase.DECIDE, Phase.BRIEF) else (),
        my_dots=look.moment.dots_of(me.id),
        reworkable=look.all_seen(only_revealed=True) if workshop.phase is Phase.REWORK else (),
        my_wordings=_hidden_wordings(look.messages, me.id) if workshop.phase is Phase.REWORK else {},
        n_people=n_people,
        n_pinned_enough=n_pinned,
    )


@_of_one_moment
def dots(bench: Workbench, participant: Participant) -> dict[int, int]:
    """Return the dots that somebody has given by now, by message.

    Raises:
        UnknownWorkshop: the workshop is gone.
    """
    return moments.now(bench, participant.workshop).dots_of(participant.id)


@_of_one_moment
def wall(bench: Workbench, workshop_id: int) -> Wall:
    """Return what everybody sees now.

    Raises:
        UnknownWorkshop: there is no such workshop.
    """
    look = _Look(bench, workshop_id)
    workshop, up = look.workshop, look.on_wall
    people = look.people
    n_pinned, _ = look.moment.pinned_enough
    pinned = [pin for pin in reversed(look.moment.pins) if not pin.is_kept_off]
    comments = {one.id: one for one in look.comments([pin.comment_id for pin in pinned])}
    leads = [one.id for one in look.leads]
    there = [one for one in look.messages if one.shown or one.newest.moderation is not Moderation.SENT_BACK]
    decides = workshop.phase in (Phase.DECIDE, Phase.BRIEF) or workshop.ended_at is not None
    return Wall(
        workshop=workshop,
        n_people=len(people),
        n_ready=sum(1 for one in people if one.is_ready),
        n_pinned_enough=n_pinned,
        pins=tuple((pin, comments[pin.comment_id]) for pin in pinned if pin.comment_id in comments),
        on_wall=look.seen(up, revealed=workshop.is_revealed) if up else None,
        n_guessed=len(look.guesses_of(up)),
        guesses=look.scored(up) if workshop.is_revealed else None,
        place=(leads.index(up.group) + 1, len(leads)) if up and up.group in leads else None,
        votes=look.all_seen() if decides else (),
        n_voted=look.n_voted,
        n_waiting_hidden=sum(1 for one in look.messages if one.newest.moderation is Moderation.WAITING),
        n_handed_in=len(there),
        n_writers=len({one.author for one in there}),
    )


@_of_one_moment
def control(bench: Workbench, workshop_id: int) -> Control:
    """Return what the facilitator sees now.

    Raises:
        UnknownWorkshop: there is no such workshop.
    """
    look = _Look(bench, workshop_id, is_facilitator=True)
    workshop, pins, up = look.workshop, look.moment.pins, look.on_wall
    guessed = {one.participant for one in look.guesses_of(up)}
    voted = set(look.votes)
    return Control(
        workshop=workshop,
        people=tuple(
            Person(
                one,
                sum(1 for pin in pins if pin.participant == one.id) >= workshop.n_pins,
                one.id in guessed,
                one.id in voted,
            )
            for one in look.everybody.values()
        ),
        waiting=tuple(one for one in look.messages if one.newest.moderation is Moderation.WAITING),
        seen=tuple(look.seen(one, revealed=True) for one in look.messages if one.shown),
        on_wall=look.seen(up, revealed=True) if up else None,
        guesses=look.scored(up),
        parked=tuple(bench.store.rooms.parked(workshop.id)),
        pins=tuple(pins),
        calibration=look.calibration(),
        n_voted=look.n_voted,
    )


def _mine(message: Message, me: int) -> Message:
    """Return an author's message without wordings of others that have not been let through."""
    versions = tuple(
        one if one.author == me else replace(one, author=0)
        for one in message.versions
        if one.author == me or one.moderation is Moderation.THROUGH
    )
    return replace(message, versions=versions, owner="", note="")


def _hidden_wordings(messages: Sequence[Message], me: int) -> dict[int, Version]:
    """Return somebody's own new wordings that nobody else sees: they wait, or were sent back."""
    newest = {one.id: one.newest for one in messages if one.was_revealed}
    return {
        message: wording
        for message, wording in newest.items()
        if wording.author == me and wording.moderation is not Moderation.THROUGH
    }


class _Look:
    """One look at a workshop: what is read once, and what follows from it."""

    def __init__(self, bench: Workbench, workshop_id: int, *, is_facilitator: bool = False) -> None:
        self._bench = bench
        self.moment = moments.now(bench, workshop_id)
        self.workshop = self.moment.workshop
        self.messages = self.moment.messages
        self.everybody = {one.id: one for one in self.moment.people}
        self._is_facilitator = is_facilitator
        self._names_authors = is_facilitator or self.workshop.shows_authors
        self._state = reading.state(bench, self.workshop.corpus)
        self._scope = scope_of(self.workshop)
        self._partials: dict[str, Partial] = {}

    @property
    def people(self) -> list[Participant]:
        return [one for one in self.everybody.values() if not one.is_removed]

    @cached_property
    def votes(self) -> dict[int, Mapping[int, int]]:
        here = self._here
        return {who: dots for who, dots in self.moment.votes.items() if who in here}

    @cached_property
    def _here(self) -> frozenset[int]:
        return frozenset(one.id for one in self.people)

    @property
    def leads(self) -> list[Message]:
        return [one for one in self.messages if one.shown and one.group == one.id]

    @property
    def on_wall(self) -> Message | None:
        up = self.workshop.on_wall
        return next((one for one in self.messages if one.id == up and one.shown), None)

    @property
    def n_voted(self) -> int:
        return len(self.votes)

    def comments(self, ids: Sequence[str]) -> tuple[Comment, ...]:
        found = self._bench.store.comments.those(self.workshop.corpus, ids)
        return tuple(found[one] for one in ids if one in found)

    def all_seen(self, *, only_revealed: bool = False) -> tuple[Seen, ...]:
        """Return the messages that the wall walks through, as everybody sees them."""
        there = [one for one in self.leads if one.was_revealed or not only_revealed]
        return tuple(self.seen(one, revealed=one.was_revealed or self._is_facilitator) for one in there)

    def seen(self, message: Message, *, revealed: bool) -> Seen:
        shown = message.shown
        assert shown is not None  # noqa: S101 - only what was let through is asked for
        before = self._before(message, shown) if revealed else None
        group = [one for one in self.messages if one.group == message.group]
        author = self.everybody.get(message.author)
        read = self._read(shown.text)
        return Seen(
            message=message if self._is_facilitator else self._without_the_hidden(message),
            text=shown.text,
            partial=read if revealed else None,
            n_written=len({one.author for one in group}),
            author=(author.label if author else "The facilitator") if self._names_authors else None,
            dots=self._dots(message) if self.workshop.voting is Voting.CLOSED else None,
            previous=self._read(before) if before else None,
            before=before,
            spans=tuple((claim.start, claim.end) for claim, _ in read.pairs),
        )

    def guesses_of(self, message: Message | None) -> list[Guess]:
        if message is None:
            return []
        here = self._here
        return [one for one in self.moment.guesses if one.message == message.id and one.participant in here]

    def scored(self, message: Message | None) -> Guesses | None:
        """Hold the guesses on a message against the claim that most of them are about."""
        found = self.guesses_of(message)
        if message is None or not found or message.shown is None:
            return None
        place = max({one.claim for one in found}, key=lambda claim: sum(1 for one in found if one.claim == claim))
        checked = self._claim(message, place)
        return None if checked is None else scored([one for one in found if one.claim == place], checked)

    def calibration(self) -> Calibration:
        """Sum up the guesses on messages that were revealed."""
        pairs = []
        for message in self.messages:
            for guess in self.guesses_of(message) if message.was_revealed and message.shown else []:
                checked = self._claim(message, guess.claim)
                if checked is not None:
                    pairs.append((guess, checked.verdict))
        return calibration_of(pairs)

    def _claim(self, message: Message, place: int) -> CheckedClaim | None:
        assert message.shown is not None  # noqa: S101 - seen to by who asks
        pairs = self._read(message.shown.text).pairs
        return pairs[place][1] if place < len(pairs) else None

    def _before(self, message: Message, shown: Version) -> str | None:
        earlier = [
            one.text for one in message.versions if one.number < shown.number and one.moderation is Moderation.THROUGH
        ]
        return earlier[-1] if earlier else None

    def _dots(self, message: Message) -> int:
        """Count the dots of a message and of those that were joined with it after somebody had voted."""
        group = {one.id for one in self.messages if one.group == message.id} | {message.id}
        return sum(dots for given in self.votes.values() for number, dots in given.items() if number in group)

    def _without_the_hidden(self, message: Message) -> Message:
        """Return a message with what has been let through only, and without its authors where they are not shown."""
        versions = tuple(one for one in message.versions if one.moderation is Moderation.THROUGH)
        if self._names_authors:
            return replace(message, versions=versions)
        return replace(message, author=0, versions=tuple(replace(one, author=0) for one in versions))

    def _read(self, text: str) -> Partial:
        """Return what is known of a text; read once a look, also while its answers are still to come."""
        if text not in self._partials:
            self._partials[text] = reading.read(self._bench, text, self._scope, self._state)
        return self._partials[text]
