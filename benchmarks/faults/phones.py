"""A phone that goes on through every kill, and remembers what a page has acknowledged."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from benchmarks.browsing import Page
from workshop.room.agenda import Phase
from workshop.room.records import Event, Kind, Participant
from workshop.store import Store

N_ALLOWED, _N_MESSAGES = 10, 9
"""How many messages the room allows, and how many a phone sends: its box stays until the last is acknowledged."""

_PAD = "phone_pad_new"


@dataclass(frozen=True, slots=True)
class Deed:
    """One press that is an act: the event that it makes, and what the page shows once it is kept."""

    kind: Kind
    payload: Mapping[str, Any]
    shown: object


@dataclass(slots=True)
class Phone:
    """A phone as browser and person keep it: its cookie, its words with their keys, what was seen to be kept."""

    number: int
    cookie: str = ""
    name: str = ""
    draw: tuple[str, ...] = ()
    sent: dict[str, str] = field(default_factory=dict)
    """The messages that were sent, by key."""
    acknowledged: set[str] = field(default_factory=set)
    """The keys that the page named as kept."""
    deeds: list[Deed] = field(default_factory=list)
    """What was pressed, and was shown as kept afterwards."""
    tried: Deed | None = None
    """What was pressed, and no page has been seen since."""
    shown: object = None
    """What the page showed when it was last looked at."""
    back_at: float = 0.0
    n_retried: int = 0
    n_in_vain: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def n_acknowledged(self) -> int:
        """How many acts were acknowledged."""
        return len(self.acknowledged) + len(self.deeds)

    def settle(self, shown: object) -> None:
        """Look at what the page shows: what was pressed is kept or is not, and all else is as it was left."""
        if self.tried is not None and shown == self.tried.shown:
            self.deeds.append(self.tried)
        elif self.shown is not None and shown != self.shown:
            self.wrong.append(f"shows {shown!r}, was left with {self.shown!r}, and had tried {self.tried}")
        elif self.tried is not None:
            self.n_in_vain += 1
        self.tried, self.shown = None, shown


class Hands(Protocol):
    """What phones do in a phase, and how it is held against what the store has."""

    @property
    def phase(self) -> Phase:
        """The phase that it is done in."""

    @property
    def what(self) -> str:
        """What is done, in the plural."""

    async def act(self, phone: Phone, page: Page, *, is_over: bool) -> bool:
        """Do one thing, or none where it is over and all is settled; return whether there is more to do."""

    def wrong_of(self, phone: Phone, me: Participant, events: Sequence[Event], store: Store) -> Iterator[str]:
        """Yield what of this phone was lost, doubled, or never done."""


class Writing:
    """Handing in messages: the box sends the same key again until the page names it as kept."""

    phase, what = Phase.WRITE, "messages"

    async def act(self, phone: Phone, page: Page, *, is_over: bool) -> bool:
        """Send what is not acknowledged once more, else something new."""
        waiting = next((key for key in phone.sent if key not in phone.acknowledged), None)
        if waiting is None:
            if len(phone.sent) == _N_MESSAGES or is_over:
                return False
            waiting = secrets.token_hex(8)
            phone.sent[waiting] = f"The coffee is great, says phone {phone.number} for time {len(phone.sent) + 1}."
        else:
            phone.n_retried += 1
        await page.tell(_PAD, "sent", {"text": phone.sent[waiting], "key": waiting}, within=10)
        _, given = page.components.get(_PAD, ("", {}))
        if given.get("taken") == waiting:
            phone.acknowledged.add(waiting)
        return True

    def wrong_of(self, phone: Phone, me: Participant, events: Sequence[Event], store: Store) -> Iterator[str]:
        """Hold the keys that were sent against the keys of the events, and the words against the messages."""
        kept = [event for event in events if event.actor == me.actor and event.kind is Kind.HANDED_IN]
        times = Counter(event.client_key for event in kept)
        for key, text in phone.sent.items():
            if times[key] > 1 or (key in phone.acknowledged and times[key] != 1):
                yield f"{text!r} is there {times[key]} times"
        if set(times) - set(phone.sent):
            yield "there is what it never sent"
        if len(phone.acknowledged) != len(phone.sent):
            yield f"{len(phone.sent) - len(phone.acknowledged)} never acknowledged"
        mine = [one.newest.text for one in store.rooms.messages(me.workshop) if one.author == me.id]
        if sorted(mine) != sorted(phone.sent.values()):
            yield "its messages are not what it sent"
