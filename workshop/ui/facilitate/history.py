"""The audit trail in words, and the complete export of what happened."""

from __future__ import annotations

import json
import re
from datetime import UTC, tzinfo
from html import escape

import streamlit as st

from workshop.room.records import Event, Kind, Workshop
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import words
from workshop.ui.facilitate.agenda import zone
from workshop.ui.facilitate.desk import Desk

N_SHOWN = 300
_CODE = (Kind.OPENED, "code")
"""Left out of the file, so that whoever is given it is not let into the room by it."""

_QUIET = frozenset({Kind.READ, Kind.DRAWN, Kind.READY})


def draw(desk: Desk) -> None:
    """Draw what happened, the newest first, and offer all of it as a file."""
    events = bench().store.rooms.events(desk.workshop.id)
    page.piece(
        f'<p class="num">{len(events):,} things happened. The file holds all of them as they were kept, '
        "one JSON object a line, votes and guesses of everybody by number included. Only the code is left out.</p>"
    )
    st.download_button(
        "Take away everything that happened",
        data=lambda: as_lines(events),
        file_name=f"{_file_name(desk.workshop)}.jsonl",
        mime="application/x-ndjson",
        key="room_export",
    )
    page.piece(_listed(desk, events, zone()))


def as_lines(events: list[Event]) -> str:
    """Write events as JSON lines, in their order; times are ISO 8601, UTC."""
    return "".join(json.dumps(_row(event), ensure_ascii=False) + "\n" for event in events)


def _row(event: Event) -> dict[str, object]:
    return {
        "workshop": event.workshop,
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor,
        "on_behalf_of": event.on_behalf_of,
        "kind": event.kind.value,
        "payload": {name: value for name, value in event.payload.items() if (event.kind, name) != _CODE},
        "client_key": event.client_key,
        "version": event.version,
    }


def _listed(desk: Desk, events: list[Event], zone: tzinfo | None) -> str:
    undone = {event.payload["seq"] for event in events if event.kind is Kind.UNDONE}
    told = [event for event in reversed(events) if event.kind not in _QUIET]
    rows = "".join(_line(desk, event, event.seq in undone, zone) for event in told[:N_SHOWN])
    more = f"<p class=small>{len(told) - N_SHOWN:,} older ones are in the file.</p>" if len(told) > N_SHOWN else ""
    return f'<ol class="room-history">{rows}</ol>{more}'


def _line(desk: Desk, event: Event, is_undone: bool, zone: tzinfo | None) -> str:
    said = escape(words.of(event, desk.workshop, desk.name_of))
    said = f"<s>{said}</s> Undone." if is_undone else said
    at = event.at.astimezone(zone).strftime("%H:%M:%S")
    return f'<li><span class="num">{event.seq}</span><span class="num">{at}</span><span>{said}</span></li>'


def _file_name(workshop: Workshop) -> str:
    return re.sub(r"[^\w-]+", "-", workshop.name.casefold()).strip("-")[:60] or "workshop"
