"""Simulated people for a rehearsal: they join, read, pin, write, guess and vote at a human pace."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.records import Verdict
from workshop.room.agenda import Phase
from workshop.room.payloads import GUESSABLE
from workshop.room.records import Act, Agreement, Kind, Moderation, Participant, Voting, Workshop
from workshop.sessions import acting, joining, seeing
from workshop.sessions.seeing import Phone

if TYPE_CHECKING:
    from workshop.workbench import Workbench

TEXTS = (
    "Our staff is friendly and helps at once.",
    "Our staff are friendly, and help at once.",
    "You never wait long for us.",
    "With us you do not wait long.",
    "It is easy to reach somebody who can help.",
    "We are on time, and we tell you early when we are not.",
    "Our prices are fair.",
    "Our prices are fair, and there are no surprises.",
    "You can change your plans without paying for it.",
    "Customers tell their friends about us.",
    "When something goes wrong, we put it right.",
    "If something goes wrong we put it right, and say sorry.",
)
"""What simulated people propose to say: our own words, about no company, some of them nearly alike."""

_SECONDS = {
    Kind.JOINED: (1, 20),
    Kind.READ: (4, 14),
    Kind.PINNED: (2, 6),
    Kind.HANDED_IN: (20, 60),
    Kind.REWORDED: (25, 70),
    Kind.GUESSED: (4, 15),
    Kind.VOTED: (6, 25),
    Kind.READY: (2, 10),
}
"""How long a person takes to do this, at least and at most."""

_NO_AGREEMENT = (Verdict.UNSUPPORTED, Verdict.NOT_CHECKABLE)
_REST_SECONDS = 10.0
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Wish:
    """What a simulated person wants to do next."""

    kind: Kind
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """One simulated person: the same seed and number make the same choices, whatever the clock says.

    Args:
        number: From 1.
        seed: Of the rehearsal.
        pace: How many times faster than a human.
    """

    number: int
    seed: int = 0
    pace: float = 1.0
    _wish: Wish | None = None
    _due: float = 0.0

    @property
    def name(self) -> str:
        """What everybody in the room reads, so that nobody takes them for a person."""
        return f"Practice {self.number} (simulated)"

    def pause(self, kind: Kind, *about: object) -> float:
        """Return for how many seconds this person thinks before they do it."""
        low, high = _SECONDS[kind]
        return self._chance("pause", kind, *about).uniform(low, high) / self.pace

    def next(self, phone: Phone, now: float) -> Wish | None:
        """Return what this person does now, None while they wait or think; `now` is a clock's seconds."""
        wish = self.wish(phone)
        if wish != self._wish:
            self._wish = wish
            self._due = now + self.pause(wish.kind, *wish.payload.items()) if wish else now
        return wish if wish is not None and now >= self._due else None

    def rest(self, now: float) -> None:
        """Wait a while: what was wanted was refused."""
        self._due = now + _REST_SECONDS / self.pace

    def wish(self, phone: Phone) -> Wish | None:
        """Return what this person wants to do with what their phone shows; the same as long as it shows the same."""
        workshop = phone.workshop
        if workshop.ended_at is not None or workshop.is_paused or phone.me.is_removed:
            return None
        wish = _WISHES.get(workshop.phase, _nothing)(self, phone)
        if wish is None and self._is_through(phone) and not phone.me.is_ready:
            return Wish(Kind.READY, {"on": True})
        return wish

    def texts(self, most: int) -> list[str]:
        """Return the one or two messages that this person proposes."""
        chance = self._chance("texts")
        start = (2 * self.number + chance.randrange(2)) % len(TEXTS)
        n = min(most, 1 + (chance.random() < 0.4))
        return [TEXTS[(start + 5 * place) % len(TEXTS)] for place in range(n)]

    def _is_through(self, phone: Phone) -> bool:
        """Whether there was something to do in this phase, and nothing is left of it."""
        workshop = phone.workshop
        if workshop.phase is Phase.WRITE:
            return workshop.gate is not None
        if workshop.phase is Phase.DECIDE:
            return workshop.voting is Voting.OPEN
        return workshop.phase in (Phase.LOBBY, Phase.LISTEN)

    def _chance(self, *what: object) -> random.Random:
        return random.Random(repr((self.seed, self.number, *map(str, what))))  # noqa: S311 - play, no secret


def _nothing(_person: Person, _phone: Phone) -> Wish | None:
    return None


def _listen(person: Person, phone: Phone) -> Wish | None:
    ids = [one.id for one in phone.reading]
    pinned = {pin.comment_id for pin in phone.pins}
    n_pins = min(phone.workshop.n_pins, len(ids))
    liked = person._chance("pins").sample(ids, n_pins)
    read = ids[: phone.me.n_read]
    wanted = [one for one in liked if one in read and one not in pinned]
    if wanted and len(pinned) < n_pins:
        return Wish(Kind.PINNED, {"comment": wanted[0]})
    if len(read) < len(ids):
        return Wish(Kind.READ, {"n": len(read) + 1})
    return None


def _write(person: Person, phone: Phone) -> Wish | None:
    if phone.workshop.gate is None:
        return None
    for message in phone.mine:
        if message.newest.moderation is Moderation.SENT_BACK and len(message.versions) == 1:
            return Wish(Kind.REWORDED, {"message": message.id, "text": f"We think: {message.newest.text}"})
    texts = person.texts(phone.workshop.n_messages)
    return Wish(Kind.HANDED_IN, {"text": texts[len(phone.mine)]}) if len(phone.mine) < len(texts) else None


def _guess(person: Person, phone: Phone) -> Wish | None:
    seen, workshop = phone.on_wall, phone.workshop
    if seen is None or workshop.is_revealed or phone.my_guess is not None:
        return None
    chance = person._chance("guess", seen.message.id, workshop.claim)
    verdict = chance.choice(GUESSABLE)
    agreement = None if verdict in _NO_AGREEMENT else chance.choice(tuple(Agreement)).value
    given = {"message": seen.message.id, "claim": workshop.claim, "verdict": verdict.value, "agreement": agreement}
    return Wish(Kind.GUESSED, given)


def _rework(person: Person, phone: Phone) -> Wish | None:
    mine = {one.id: one for one in phone.mine}
    for seen in phone.reworkable:
        message = mine.get(seen.message.id)
        if message is not None and len(message.versions) == 1 and person._chance("rework").random() < 0.5:
            return Wish(Kind.REWORDED, {"message": message.id, "text": f"Most of you say: {seen.text}"})
    return None


def _decide(person: Person, phone: Phone) -> Wish | None:
    leads = [seen.message.id for seen in phone.votable if seen.message.group == seen.message.id]
    if phone.workshop.voting is not Voting.OPEN or phone.my_dots or not leads:
        return None
    given = person._chance("votes", *leads).choices(leads, k=phone.workshop.n_dots)
    return Wish(Kind.VOTED, {"dots": {str(one): given.count(one) for one in sorted(set(given))}})


_WISHES: Mapping[Phase, Callable[[Person, Phone], Wish | None]] = {
    Phase.LISTEN: _listen,
    Phase.SAID: _listen,
    Phase.WRITE: _write,
    Phase.GUESS: _guess,
    Phase.REVEAL: _guess,
    Phase.REWORK: _rework,
    Phase.DECIDE: _decide,
}


@dataclass(slots=True)
class _Seat:
    """A simulated person's place in the room, once they have come; `seen` is the room as they last looked at it."""

    person: Person
    comes_at: float
    me: Participant | None = None
    phone: Phone | None = None
    key: str = ""


class Rehearsal:
    """Simulated people in one workshop.

    Args:
        bench: The open store.
        workshop: Its number.
        people: Who plays.
        now: Seconds of a clock that never goes backwards, at the beginning.
    """

    def __init__(self, bench: Workbench, workshop: int, people: list[Person], *, now: float) -> None:
        self._bench, self._workshop = bench, workshop
        there = {one.name: one for one in bench.store.rooms.participants(workshop) if not one.is_removed}
        self._seats = [
            _Seat(one, now + one.pause(Kind.JOINED), there.get(one.name), key=secrets.token_hex(16)) for one in people
        ]

    @property
    def workshop(self) -> Workshop:
        """The workshop as it stands."""
        return self._bench.store.rooms.get(self._workshop)

    def step(self, now: float, *, at: datetime) -> Iterator[str]:
        """Let everybody whose moment has come do one thing; yield what was done, or refused, in plain words."""
        workshop = self.workshop
        for seat in self._seats:
            if seat.me is None:
                if now >= seat.comes_at:
                    yield self._join(seat, workshop, now, at)
            else:
                yield from self._act(seat, workshop, now, at)

    def _join(self, seat: _Seat, workshop: Workshop, now: float, at: datetime) -> str:
        try:
            seat.me = joining.join(self._bench, workshop.code, seat.person.name, at=at).participant
        except WorkshopError as error:
            seat.comes_at = now + _REST_SECONDS
            return f"{seat.person.name} cannot join: {error}"
        return f"{seat.person.name} joined."

    def _act(self, seat: _Seat, workshop: Workshop, now: float, at: datetime) -> Iterator[str]:
        assert seat.me is not None  # noqa: S101 - only who has come acts
        if seat.phone is None or seat.phone.workshop.seq != workshop.seq:
            seat.phone = seeing.phone(self._bench, seat.me)
        wish = seat.person.next(seat.phone, now)
        if wish is None:
            return
        wanted = Act(wish.kind, seat.key, wish.payload)
        try:
            acting.act(self._bench, self._workshop, seat.me.actor, wanted, at=at)
        except WorkshopError as error:
            seat.person.rest(now)
            yield f"{seat.person.name} was refused ({wish.kind}): {error}"
        else:
            yield f"{seat.person.name}: {wish.kind.replace('_', ' ')}."
        seat.key, seat.phone = secrets.token_hex(16), None


def rehearse(
    rehearsal: Rehearsal, say: Callable[[str], None], *, clock: Callable[[], float], sleep: Callable[[float], None]
) -> None:
    """Play until the workshop ends."""
    while rehearsal.workshop.ended_at is None:
        for line in rehearsal.step(clock(), at=datetime.now(UTC)):
            say(line)
        sleep(_LOOK_SECONDS)
