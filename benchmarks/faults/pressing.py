"""What is done by buttons: pinning, guessing and voting. The page that comes back shows whether it was kept."""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Iterator, Sequence

from benchmarks.browsing import Page
from benchmarks.faults.phones import Deed, Phone
from workshop.room.agenda import Phase
from workshop.room.guessing import TALKED_ABOUT
from workshop.room.payloads import GUESSABLE
from workshop.room.records import Agreement, Event, Kind, Participant
from workshop.store import Store

_WITHIN_SECONDS = 30.0
_READS = 6
"""How far people read on: with ten comments read the page shows the pins alone."""

_BALLOT = "phone_ballot"
_FAILED = "bt-error"
_DOT = re.compile(r'<i class="([^"]*)"></i>')
_GUESSED = re.compile(r"You guessed: (.*?) Kept\.")


class Pressing:
    """What the three have in common: look, press, look."""

    phase: Phase
    what: str
    kinds: tuple[Kind, ...]

    def __init__(self, seed: int, messages: Sequence[int] = ()) -> None:
        """Take what decides what is pressed, and the messages that there are."""
        self._chance = random.Random(seed)  # noqa: S311 - what to press, no secret
        self._messages = tuple(messages)

    async def act(self, phone: Phone, page: Page, *, is_over: bool) -> bool:
        """Look at what the page shows, then press something, unless it is over.

        Raises:
            ConnectionError: the page shows that it failed; it is opened again.
        """
        if _FAILED in page.shows.html:
            phone.wrong.append(f"showed: {page.shows.words}")
            raise ConnectionError("The page failed.")
        phone.settle(self.look(page))
        if is_over:
            return False
        await self.press(phone, page)
        phone.settle(self.look(page))
        return True

    def wrong_of(self, phone: Phone, me: Participant, events: Sequence[Event], store: Store) -> Iterator[str]:
        """Hold what was acknowledged, in order, against the events, and against the tables."""
        yield from phone.wrong
        kept = [(one.kind, dict(one.payload)) for one in events if one.actor == me.actor and one.kind in self.kinds]
        done = [(one.kind, dict(one.payload)) for one in phone.deeds]
        if kept != done:
            lost, more = [one for one in done if one not in kept], [one for one in kept if one not in done]
            yield f"{len(done)} {self.what} acknowledged, {len(kept)} there; lost {lost}, never acknowledged {more}"
        if done and self.kept(me, store) != self.left(phone):
            yield f"its {self.what} are {self.kept(me, store)}, and should be {self.left(phone)}"

    def look(self, page: Page) -> object:
        """Return what the page shows of what is done here."""
        raise NotImplementedError

    async def press(self, phone: Phone, page: Page) -> None:
        """Press what makes one act; before the press that makes it, remember it as tried."""
        raise NotImplementedError

    def left(self, phone: Phone) -> object:
        """Return what its acts leave."""
        return phone.deeds[-1].payload

    def kept(self, me: Participant, store: Store) -> object:
        """Return what the tables have of somebody, as `left` returns it."""
        raise NotImplementedError


class Pinning(Pressing):
    """Reading on and back, and pinning and unpinning what is read."""

    phase, what, kinds = Phase.LISTEN, "pins", (Kind.PINNED, Kind.UNPINNED)

    def look(self, page: Page) -> object:
        """Return the places of the comments that are shown as pinned."""
        dots = _DOT.findall(page.shows.html)
        return frozenset(place for place, one in enumerate(dots) if "pin" in one.split())

    async def press(self, phone: Phone, page: Page) -> None:
        """Pin, or take the pin off, what is read now; or read on."""
        dots = _DOT.findall(page.shows.html)
        at, pinned = next(place for place, one in enumerate(dots) if "now" in one.split()), self.look(page)
        buttons = page.beginning("phone_pin", "phone_unpin")
        assert isinstance(pinned, frozenset)  # noqa: S101 - what `look` returns
        if not buttons or self._chance.random() < 0.4:
            on = at == 0 or (at < _READS and self._chance.random() < 0.6)
            await page.run(page.beginning("phone_next" if on else "phone_back")[0], within=_WITHIN_SECONDS)
            return
        kind = Kind.UNPINNED if at in pinned else Kind.PINNED
        phone.tried = Deed(kind, {"comment": phone.draw[at]}, pinned ^ {at})
        await page.run(buttons[0], within=_WITHIN_SECONDS)

    def left(self, phone: Phone) -> object:
        """Return the comments that are pinned after all of it."""
        there: set[str] = set()
        for deed in phone.deeds:
            there ^= {deed.payload["comment"]}
        return there

    def kept(self, me: Participant, store: Store) -> object:
        """Return the comments that are pinned."""
        mine = [pin.comment_id for pin in store.rooms.pins(me.workshop) if pin.participant == me.id]
        return set(mine) if len(set(mine)) == len(mine) else mine


class Guessing(Pressing):
    """Guessing again and again on the message on the wall."""

    phase, what, kinds = Phase.GUESS, "guesses", (Kind.GUESSED,)

    def look(self, page: Page) -> object:
        """Return the words in which the guess is shown, empty where there is none."""
        found = _GUESSED.search(page.shows.words)
        return found[1] if found else ""

    async def press(self, phone: Phone, page: Page) -> None:
        """Guess another verdict than the one that is shown."""
        if again := page.beginning("phone_guess_again"):
            await page.run(again[0], within=_WITHIN_SECONDS)
        last = phone.deeds[-1].payload["verdict"] if phone.deeds else ""
        verdict = self._chance.choice([one for one in GUESSABLE if one.value != last])
        button = page.beginning(f"phone_guess_{verdict.value}")[0]
        payload = {"message": self._messages[0], "claim": 0, "verdict": verdict.value, "agreement": None}
        words = f"{_label(page, button)}."
        if verdict in TALKED_ABOUT:
            await page.run(button, within=_WITHIN_SECONDS)
            agreement = self._chance.choice(list(Agreement))
            button = page.beginning(f"phone_agree_{agreement.value}")[0]
            payload["agreement"] = agreement.value
            words += f" {_label(page, button)} of those who talk about it agree."
        phone.tried = Deed(Kind.GUESSED, payload, words)
        await page.run(button, within=_WITHIN_SECONDS)

    def kept(self, me: Participant, store: Store) -> object:
        """Return the guess; all where there are several."""
        mine = [
            {"message": one.message, "claim": one.claim, "verdict": one.verdict.value, "agreement": one.agreement}
            for one in store.rooms.guesses(me.workshop)
            if one.participant == me.id
        ]
        return mine[0] if len(mine) == 1 else mine


class Voting(Pressing):
    """Placing dots and taking them away."""

    phase, what, kinds = Phase.DECIDE, "votes", (Kind.VOTED,)

    def look(self, page: Page) -> object:
        """Return the dots that each message is shown with, in order."""
        return tuple(self._dots(page).values())

    async def press(self, phone: Phone, page: Page) -> None:
        """Give one dot more, or take one away."""
        dots, most = self._dots(page), page.components[_BALLOT][1]["most"]
        less = [message for message, n in dots.items() if n]
        more = list(dots) if sum(dots.values()) < most else []
        by, message = self._chance.choice([(-1, one) for one in less] + [(1, one) for one in more])
        dots[message] += by
        payload = {"dots": {str(one): n for one, n in dots.items() if n}}
        phone.tried = Deed(Kind.VOTED, payload, tuple(dots.values()))
        given = {"dots": {str(message): dots[message]}, "key": secrets.token_hex(16)}
        await page.tell(_BALLOT, "given", given, within=_WITHIN_SECONDS)

    def kept(self, me: Participant, store: Store) -> object:
        """Return the dots by message."""
        mine = store.rooms.votes(me.workshop).get(me.id, {})
        return {"dots": {str(message): n for message, n in sorted(mine.items())}}

    @staticmethod
    def _dots(page: Page) -> dict[int, int]:
        """Return the dots that each message is shown with, in order; none where no ballot is."""
        rows = page.components[_BALLOT][1]["rows"] if _BALLOT in page.components else []
        return {row["message"]: row["dots"] for row in rows}


def _label(page: Page, key: str) -> str:
    """Return what a button says, without what keeps it from being read as Markdown."""
    return page.shows.buttons[key].label.replace("\\", "")
