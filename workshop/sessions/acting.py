"""The one way in which anything happens in a workshop: rights, rules, the event, and what follows from it."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from workshop import jobs
from workshop.errors import WorkshopError
from workshop.room import codes, plain_text, rights
from workshop.room.agenda import TITLES, Phase
from workshop.room.payloads import checked
from workshop.room.records import FACILITATOR, ROOM, Act, Event, Kind, Plan, Workshop
from workshop.room.rights import PARTICIPANT, RIGHTS
from workshop.sessions import draws, grouping, joining
from workshop.sessions.pace import Pace
from workshop.sessions.reading import scope_of
from workshop.sessions.rules import Asked, Refused, kept, undoable
from workshop.store import Store

if TYPE_CHECKING:
    from workshop.workbench import Workbench

__all__ = ["Refused", "act", "open_workshop", "undo"]

_LONGEST_KEY = 200
_ACTS, _SECONDS = 30, 10.0
_paces: WeakKeyDictionary[Store, Pace] = WeakKeyDictionary()


def open_workshop(bench: Workbench, plan: Plan, *, client_key: str, at: datetime) -> Workshop:
    """Open a workshop in its first phase, with a code that no open one has.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment.
        WorkshopError: it has no name or no outcome sentence, or they are too long.
    """
    _check_key(client_key)
    with bench.store.write():
        for there in bench.store.rooms.list():
            before = bench.store.rooms.done_before(there.id, FACILITATOR, client_key)
            if before is not None and before.kind is Kind.OPENED:
                return there
        known = bench.store.corpora.get(plan.corpus)
        segment = plan.segment and bench.store.comments.resolve_segment(plan.corpus, known.version, plan.segment)
        payload: dict[str, Any] = asdict(plan) | {
            "name": _named("name", plan.name, plain_text.NAME * 2),
            "outcome": _named("outcome sentence", plan.outcome, plain_text.PARKED),
            "segment": segment or None,
            "code": _code(bench),
        }
        given = Act(Kind.OPENED, client_key, checked(Kind.OPENED, payload))
        return bench.store.rooms.open(FACILITATOR, given, at=at)


def act(bench: Workbench, workshop: int, actor: str, wanted: Act, *, at: datetime) -> Event:
    """Do one thing, once: the same key of the same actor gives the event that it made before.

    Args:
        bench: The open store and models.
        workshop: Its number.
        actor: `FACILITATOR`, or a participant's `actor`.
        wanted: What shall happen.
        at: Now.

    Raises:
        Refused: it may not be done, or not now.
        WorkshopError: its words are empty or too long, or it is no act at all.
    """
    _check_key(wanted.client_key)
    enters = actor == FACILITATOR and wanted.kind is Kind.PHASE_ENTERED
    alike = _alike(bench, workshop, wanted) if enters else []
    with bench.store.write():
        rooms = bench.store.rooms
        before = rooms.done_before(workshop, actor, wanted.client_key)
        if before is not None:
            return before
        asked = Asked(bench, rooms.get(workshop), _who(bench, workshop, actor, wanted))
        _allow(asked, actor, wanted.kind)
        payload = kept(wanted.kind, asked, checked(wanted.kind, wanted.payload))
        event = rooms.append(workshop, actor, replace(wanted, payload=payload), at=at)
        _follow(bench, event, alike)
        return event


def undo(bench: Workbench, workshop: int, *, client_key: str, at: datetime) -> Event | None:
    """Undo what the facilitator did last that can be undone; None where there is nothing."""
    with bench.store.write():
        before = bench.store.rooms.done_before(workshop, FACILITATOR, client_key)
        if before is not None:
            return before
        mine = undoable(bench.store.rooms.events(workshop))
        if not mine:
            return None
        return act(bench, workshop, FACILITATOR, Act(Kind.UNDONE, client_key, {"seq": mine[-1].seq}), at=at)


def _check_key(client_key: str) -> None:
    if not 0 < len(client_key) <= _LONGEST_KEY or not client_key.isprintable():
        raise Refused("That cannot be understood.", "Reload the page and try once more.")


def _who(bench: Workbench, workshop: int, actor: str, wanted: Act) -> int:
    """Return whose act it is; 0 where it is the facilitator's own."""
    if actor == FACILITATOR:
        if wanted.on_behalf_of is None:
            return 0
        if PARTICIPANT not in RIGHTS[wanted.kind].by:
            raise Refused("The facilitator does this for nobody else.", "Do it as yourself.")
        person = bench.store.rooms.participant(workshop, wanted.on_behalf_of)
        if person.is_removed or (person.has_phone and not rights.for_anybody(wanted.kind, wanted.payload)):
            raise Refused(f"{person.label} acts by phone.", "Act for people without a phone only.")
        return person.id
    if wanted.on_behalf_of is not None or actor[:1] != "p" or not actor[1:].isdecimal():
        raise Refused("Only the facilitator can do that.", "Ask them.")
    person = bench.store.rooms.participant(workshop, int(actor[1:]))
    if person.is_removed:
        raise Refused("You are not in this room any more.", "Ask the facilitator, then join once more.")
    _paces.setdefault(bench.store, Pace(_ACTS, _SECONDS)).step((workshop, person.id))
    return person.id


def _allow(asked: Asked, actor: str, kind: Kind) -> None:
    workshop, role = asked.workshop, FACILITATOR if actor == FACILITATOR else PARTICIPANT
    if role not in RIGHTS[kind].by or kind is Kind.OPENED:
        if role == FACILITATOR:
            raise Refused("The room does that by itself.", "There is nothing to do.")
        raise Refused("Only the facilitator can do that.", "Ask them.")
    if workshop.ended_at is not None and kind not in rights.AFTER_THE_END:
        raise Refused("This workshop has ended.", "What was said in it is in its brief.")
    is_own = role == FACILITATOR and not asked.who
    if is_own and PARTICIPANT in RIGHTS[kind].by and kind not in rights.AS_THEMSELVES:
        raise Refused("This is for somebody in the room to do.", "Choose for whom you do it.")
    if not rights.may(kind, role, workshop.phase, paused=workshop.is_paused):
        if workshop.is_paused and role == PARTICIPANT:
            raise Refused("The room is paused.", "It goes on when the facilitator says so.")
        raise Refused(f"This is not for the phase “{TITLES[workshop.phase]}”.", "Wait until the room gets there.")


def _alike(bench: Workbench, workshop: int, wanted: Act) -> list[tuple[int, int]]:
    """Find messages that say the same, before anything is locked: it may take a moment."""
    room = bench.store.rooms.get(workshop)
    step = wanted.payload.get("step")
    if not isinstance(step, int) or not 0 <= step < len(room.agenda):
        return []
    if room.agenda[step].phase not in (Phase.GUESS, Phase.REVEAL):
        return []
    parted = {
        event.payload["message"]
        for event in bench.store.rooms.events(workshop)
        if event.kind is Kind.GROUPED and event.payload["message"] == event.payload["into"]
    }
    return grouping.alike(bench, [one for one in bench.store.rooms.messages(workshop) if one.id not in parted])


def _follow(bench: Workbench, event: Event, alike: list[tuple[int, int]]) -> None:
    """Do what an event brings with it, in its own transaction."""
    rooms, workshop = bench.store.rooms, bench.store.rooms.get(event.workshop)
    if event.kind in (Kind.HANDED_IN, Kind.REWORDED):
        jobs.submit_check(bench, event.payload["text"], scope_of(workshop), jobs.WALL)
    if event.kind in (Kind.PINNED, Kind.REMOVED) and workshop.gate is None:
        n_pinned, n_people = rooms.pinned_enough(workshop.id, workshop.n_pins)
        if n_people and n_pinned >= rights.gate_needs(n_people):
            opened = Act(Kind.GATE_OPENED, f"after {event.seq}", {"is_early": False})
            rooms.append(workshop.id, ROOM, opened, at=event.at)
    if event.kind is Kind.ADDED:
        joining.give_comments(bench, rooms.newest(workshop.id), draws.draw(bench, workshop), at=event.at)
    for message, into in alike:
        joined = Act(Kind.GROUPED, f"after {event.seq} {message}", {"message": message, "into": into})
        rooms.append(workshop.id, ROOM, joined, at=event.at)


def _named(what: str, text: str, most: int) -> str:
    if not text.strip():
        raise WorkshopError(f"The workshop has no {what}.", "Give it one.")
    return plain_text.clean(text, most)


def _code(bench: Workbench) -> str:
    taken = {one.code for one in bench.store.rooms.list() if one.ended_at is None}
    while True:
        code = codes.written(secrets.randbelow(codes.N_CODES))
        if code not in taken:
            return code
