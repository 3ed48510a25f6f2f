"""Coming into a room with a code, and being known again by a phone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from workshop.room import plain_text
from workshop.room.payloads import checked
from workshop.room.records import ROOM, Act, Kind, Participant, Workshop
from workshop.sessions import draws
from workshop.sessions.rules import Refused, room_for_one_more

if TYPE_CHECKING:
    from workshop.workbench import Workbench

STAYS = timedelta(hours=12)
"""How long a phone is known again after joining, and after its workshop has ended."""

_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Joined:
    """Who came into which workshop; `token` is what their phone keeps, and nobody else sees."""

    workshop: Workshop
    participant: Participant
    token: str = field(repr=False)


def join(bench: Workbench, code: str, name: str | None, *, at: datetime) -> Joined:
    """Come into the open workshop with this code, with a name or without one, and get ten comments to read.

    Raises:
        Refused: no open workshop has this code, it is locked, or full.
        WorkshopError: the name is too long.
    """
    named = plain_text.clean(name, plain_text.NAME) if name and name.strip() else None
    rooms = bench.store.rooms
    found = rooms.by_code(code)
    if found is None:
        raise Refused("No workshop has this code.", "Look at the wall, and type it once more.")
    token = secrets.token_urlsafe(32)
    comments = draws.draw(bench, found)  # before anything is locked: the first draw of a room takes a moment
    with bench.store.write():
        workshop = rooms.get(found.id)
        if workshop.is_locked:
            raise Refused("The room is locked.", "Ask the facilitator to let you in.")
        room_for_one_more(rooms.participants(workshop.id))
        came = Act(Kind.JOINED, f"join {secrets.token_hex(16)}", checked(Kind.JOINED, {"name": named}))
        rooms.append(workshop.id, ROOM, came, at=at)
        participant = rooms.newest(workshop.id)
        rooms.keep_token(participant, hash_token(token), at=at)
        give_comments(bench, participant, comments, at=at)
        return Joined(workshop, rooms.participant(workshop.id, participant.id), token)


def give_comments(bench: Workbench, participant: Participant, comments: tuple[str, ...], *, at: datetime) -> None:
    """Give somebody the comments that were drawn for them, and keep which they are."""
    drawn = Act(Kind.DRAWN, f"for {participant.id}", {"participant": participant.id, "comments": list(comments)})
    bench.store.rooms.append(participant.workshop, ROOM, drawn, at=at)


def recognise(bench: Workbench, token: str | None, *, at: datetime | None = None) -> Participant | None:
    """Return whose phone shows this token at a time (now): None for nobody's, an old one, or one of who was removed."""
    at = at or datetime.now(UTC)
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    with bench.store.read():
        found = bench.store.rooms.recognise(hash_token(token))
        if found is None or found[0].is_removed:
            return None
        participant, since = found
        ended = bench.store.rooms.get(participant.workshop).ended_at
    return participant if at - since < STAYS and (ended is None or at - ended < STAYS) else None


def hash_token(token: str) -> str:
    """Return what is kept of a token: it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
