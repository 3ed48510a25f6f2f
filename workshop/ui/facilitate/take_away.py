"""From a workshop to its brief: what the room keeps becomes a text, and its decisions a section of the brief."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from workshop.briefs.room import RoomRecord
from workshop.sessions import outcome
from workshop.ui import address, page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts, state
from workshop.ui.facilitate.desk import Desk


def draw(desk: Desk) -> None:
    """Draw what goes into the brief, and the way to it."""
    workshop = desk.workshop
    record = outcome.record(bench(), workshop.id)
    lines = "".join(f"<p>{escape(line)}</p>" for line in record.lines)
    page.piece(f'{lines}<table class="rows">{_rows(record)}</table>')
    if not outcome.kept(bench(), workshop.id):
        page.piece("<p><b>Nothing is kept yet.</b> Decide on a message first: hold on to it, or rework it.</p>")
        return
    page.piece("<p class=small>What is kept becomes a text of its own, which can be changed like any other.</p>")
    if st.button("Make the brief", key="room_make_brief", type="primary"):
        draft = outcome.make_draft(bench(), workshop.id, at=datetime.now(UTC))
        acts.close_panel()
        there = {
            address.DRAFT: str(draft.id),
            address.CORPUS: workshop.corpus,
            address.STRICTNESS: workshop.strictness.value,
            state.WORKSHOP: str(workshop.id),
        }
        if workshop.segment:
            there[address.SEGMENT] = workshop.segment
        st.switch_page("views/brief.py", query_params=there)


def _rows(record: RoomRecord) -> str:
    head = "<tr><th>Message</th><th>What becomes of it</th><th>Owner</th><th>Note</th></tr>"
    return head + "".join(
        f"<tr><td>{escape(one.message)}</td><td>{escape(one.ending)}</td><td>{escape(one.owner)}</td>"
        f"<td>{escape(one.note)}</td></tr>"
        for one in record.decisions
    )
