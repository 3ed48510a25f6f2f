"""When a phase and a workshop end, and how far that is from the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from workshop.room.agenda import Phase, Step
from workshop.room.records import Event, Kind, Workshop


def ends_at(workshop: Workshop, now: datetime) -> datetime:
    """Return when the workshop ends if every phase that is left takes its minutes, and this one what its clock says."""
    left = timedelta(minutes=sum(one.minutes for one in workshop.agenda[workshop.step + 1 :] if not one.is_skipped))
    return max(now, _phase_ends_at(workshop, now)) + left


def _phase_ends_at(workshop: Workshop, now: datetime) -> datetime:
    if workshop.ends_at is not None:
        return workshop.ends_at
    if workshop.seconds_left is not None:
        return now + timedelta(seconds=workshop.seconds_left)
    return now + timedelta(minutes=workshop.agenda[workshop.step].minutes)


def began(events: Iterable[Event]) -> tuple[datetime, int] | None:
    """Return when the room left the lobby, and how many minutes were planned from there; None before that."""
    planned: tuple[Step, ...] = ()
    undone = {event.payload.get("seq") for event in events if event.kind is Kind.UNDONE}
    for event in events:
        if event.kind is Kind.OPENED or (event.kind is Kind.AGENDA_CHANGED and event.seq not in undone):
            planned = tuple(
                Step(Phase(one["phase"]), int(one["minutes"]), is_skipped=bool(one.get("is_skipped")))
                for one in event.payload["agenda"]
            )
        if event.kind is Kind.PHASE_ENTERED and event.seq not in undone and event.payload["step"] > 0:
            return event.at, sum(one.minutes for one in planned[event.payload["step"] :] if not one.is_skipped)
    return None


def in_words(workshop: Workshop, start: tuple[datetime, int] | None, now: datetime, zone: tzinfo | None) -> str:
    """Say when the workshop began, and when it ends on this plan: "Started 14:02. On this plan you end at 16:03."."""
    end = ends_at(workshop, now)
    said = f"On this plan you end at {_clock(end, zone)}"
    if start is None:
        return f"Started now, you end at {_clock(end, zone)}."
    late = round((end - start[0] - timedelta(minutes=start[1])).total_seconds() / 60)
    return f"Started {_clock(start[0], zone)}. {said}, {_late(late)}."


def _late(minutes: int) -> str:
    if not minutes:
        return "as planned"
    many = abs(minutes)
    return f"{'one minute' if many == 1 else f'{many} minutes'} {'late' if minutes > 0 else 'early'}"


def _clock(at: datetime, zone: tzinfo | None) -> str:
    return at.astimezone(zone).strftime("%H:%M")
