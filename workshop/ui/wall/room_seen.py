"""A live workshop as its wall sees it now, read once a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from workshop import corpus
from workshop.check import Partial, Scope
from workshop.drawing.style import Ground
from workshop.drawing.wall_plan import Slide
from workshop.records import CorpusFacts
from workshop.room.agenda import Phase
from workshop.room.records import Workshop
from workshop.sessions import reading, seeing
from workshop.sessions.reading import scope_of
from workshop.sessions.seeing import Seen, Wall
from workshop.ui.bench import bench
from workshop.ui.wall.steps import whole

SILENT_SECONDS = 60.0
"""How long nobody may come in before the lobby says what is likely wrong."""


WITH_A_MESSAGE = (Phase.GUESS, Phase.REVEAL, Phase.REWORK)
"""The phases that show one message."""


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop as its wall sees it now.

    `n_phones` counts the phones in the room; `guessed_claim` is the claim that the guesses are about, from 0.
    """

    wall: Wall
    facts: CorpusFacts
    n_phones: int
    guessed_claim: int | None
    now: datetime

    @property
    def workshop(self) -> Workshop:
        """The workshop itself."""
        return self.wall.workshop

    @property
    def scope(self) -> Scope:
        """Which comments answer, and how strictly."""
        return scope_of(self.workshop)

    @property
    def ground(self) -> Ground:
        """Light or dark, as the facilitator has chosen."""
        return "dark" if self.workshop.ground == "dark" else "light"

    @property
    def is_silent(self) -> bool:
        """Whether nobody has come in for a minute since the code appeared."""
        since = self.workshop.entered_at or self.workshop.opened_at
        return self.wall.n_people == 0 and (self.now - since).total_seconds() >= SILENT_SECONDS

    @property
    def shown_slide(self) -> Slide | None:
        """The revealed message on the wall, where that is what is drawn."""
        seen = self.wall.on_wall
        if self.workshop.is_paused or seen is None or self.workshop.phase not in WITH_A_MESSAGE:
            return None
        shown = slide(self, seen) if self.workshop.is_revealed else None
        return shown if shown and shown.claims else None


def read(workshop_id: int, now: datetime) -> Room:
    """Read a workshop as it stands; nothing is judged here."""
    wall, rooms = seeing.wall(bench(), workshop_id), bench().store.rooms
    workshop = wall.workshop
    about = Counter(one.claim for one in rooms.guesses(workshop_id, workshop.on_wall)) if workshop.on_wall else None
    return Room(
        wall=wall,
        facts=corpus.facts(bench(), workshop.corpus, workshop.segment),
        n_phones=sum(one.has_phone and not one.is_removed for one in rooms.participants(workshop_id)),
        guessed_claim=max(about, key=lambda claim: about[claim]) if about else None,
        now=now,
    )


def seconds_left(workshop: Workshop, now: datetime) -> float | None:
    """Return what is left of the phase; None in a phase without a clock, and at the end."""
    return None if workshop.ended_at is not None else workshop.left_at(now)


def unread(room: Room) -> list[Partial]:
    """Return the answers that this wall shows and that are still to come, or still to be deepened."""
    workshop, wall = room.workshop, room.wall
    if workshop.is_paused:
        return []
    if workshop.phase in (Phase.DECIDE, Phase.BRIEF) or workshop.ended_at is not None:
        found = [seen.partial for seen in wall.votes if seen.message.was_revealed]
    elif workshop.phase in WITH_A_MESSAGE:
        found = [wall.on_wall.partial] if wall.on_wall else []
    else:
        found = []
    return [partial for partial in found if partial is not None and partial.is_unfinished]


def kept_off(room: Room) -> frozenset[str]:
    """Return the comments of which a person keeps words off every wall; pinned, they stay off this one, too."""
    name = room.workshop.corpus
    found = bench().store.hidden.passages(name)
    if not found or not room.wall.pins:
        return frozenset()
    version = bench().store.corpora.get(name).version
    return frozenset(passage.comment.id for passage, _ in bench().store.comments.passages(found, version))


def slide(room: Room, seen: Seen) -> Slide:
    """Return a message as a slide; what customers say is left out until it is revealed, wherever it came from."""
    is_revealed = room.workshop.is_revealed and seen.partial is not None
    partial = seen.partial or reading.read(bench(), seen.text, room.scope)
    hidden = frozenset(bench().store.hidden.passages(room.workshop.corpus))
    return replace(whole(seen.text, partial, room.workshop.claim, is_revealed=is_revealed), kept_off=hidden)
