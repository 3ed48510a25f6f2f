"""What the room pinned: a comment is kept off the wall, or shown again; and the way to search for more."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.agenda import Phase
from workshop.room.records import Kind, Pin
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts, state
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk

N_SHOWN = 20


def draw(desk: Desk) -> None:
    """Draw the pins while the room listens, the newest first, twenty at a time."""
    if desk.workshop.phase not in (Phase.LISTEN, Phase.SAID) or desk.workshop.ended_at is not None:
        return
    newest = sorted(desk.control.pins, key=lambda pin: pin.at, reverse=True)
    start = min(int(st.session_state.get(state.PINS_FROM, 0)), max(0, len(newest) - 1) // N_SHOWN * N_SHOWN)
    with st.container(key="room_pins", gap=None):
        page.piece(
            f'<div class="lv"><h2>Pinned by the room</h2><span class="small num">{len(newest)} pinned</span></div>'
        )
        for pin in newest[start : start + N_SHOWN]:
            _row(desk, pin)
        with st.container(horizontal=True, vertical_alignment="center", key="room_pins_acts"):
            st.button("Search what they wrote…", key="room_open_search", on_click=acts.open_panel, args=("search",))
            if len(newest) > N_SHOWN:
                _paging(start, len(newest))


def _paging(start: int, n: int) -> None:
    last = min(start + N_SHOWN, n)
    st.button("Newer", key="room_pins_newer", on_click=_turn, args=(start - N_SHOWN,), disabled=start == 0)
    st.button("Older", key="room_pins_older", on_click=_turn, args=(start + N_SHOWN,), disabled=last >= n)
    page.piece(f'<p class="small num">{start + 1} to {last} of {n}</p>')


def _turn(to: int) -> None:
    st.session_state[state.PINS_FROM] = max(0, to)


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
