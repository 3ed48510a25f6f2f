"""What the room pinned: a comment is kept off the wall, or shown again."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.agenda import Phase
from workshop.room.records import Kind, Pin
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk

N_SHOWN = 20


def draw(desk: Desk) -> None:
    """Draw the newest pins while the room listens."""
    if desk.workshop.phase not in (Phase.LISTEN, Phase.SAID) or not desk.control.pins:
        return
    newest = sorted(desk.control.pins, key=lambda pin: pin.at, reverse=True)
    with st.container(key="room_pins", gap=None):
        page.piece(
            f'<div class="lv"><h2>Pinned by the room</h2><span class="small num">{len(newest)} pinned</span></div>'
        )
        for pin in newest[:N_SHOWN]:
            _row(desk, pin)


def _row(desk: Desk, pin: Pin) -> None:
    comment = bench().store.comments.comment(desk.workshop.corpus, pin.comment_id)
    if comment is None:
        return
    payload = {"participant": pin.participant, "comment": pin.comment_id, "on": not pin.is_kept_off}
    name = f"{pin.participant}_{pin.comment_id}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"room_pin_{name}"):
        kept_off = " Kept off the wall." if pin.is_kept_off else ""
        by = escape(desk.name_of(pin.participant))
        page.piece(f'<p class="their-words">{escape(comment.text)}</p><p class="flag">{by}.{kept_off}</p>')
        st.button(
            "Show it again" if pin.is_kept_off else "Keep it off the wall",
            key=f"room_keep_off_{name}",
            on_click=acts.do,
            args=(desk.workshop.id, Deed(Kind.PIN_KEPT_OFF, payload)),
            kwargs={"key": acts.press("pin_kept_off", *payload.values())},
        )
