"""How a workshop decided, on the Brief page, where the page was reached from one."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.briefs.room import HEADER, HEADING, PARKED, RoomRecord
from workshop.sessions import outcome
from workshop.ui import page
from workshop.ui.bench import bench

WORKSHOP = "workshop"


def in_address() -> RoomRecord | None:
    """Return how the workshop in the address decided; None where there is none.

    Raises:
        WorkshopError: the address names a workshop that is not there.
    """
    wanted = st.query_params.get(WORKSHOP, "")
    return outcome.record(bench(), int(wanted)) if wanted.isdecimal() else None


def draw(record: RoomRecord) -> None:
    """Draw the section as the files print it."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in record.lines)
    head = "".join(f"<th>{escape(one)}</th>" for one in HEADER)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in one.cells)}</tr>" for one in record.decisions)
    parked = "".join(f"<li>{escape(one)}</li>" for one in record.parked)
    later = f"<h4>{PARKED}</h4><ul>{parked}</ul>" if parked else ""
    with st.container(border=True, key="card_brief_room"):
        page.piece(f'<h2>{HEADING}</h2>{lines}<table class="rows"><tr>{head}</tr>{rows}</table>{later}')
