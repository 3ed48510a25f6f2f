"""The way in: the code, its QR, and the address of this machine that phones can reach."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from workshop.room.records import Kind
from workshop.ui import page, qr
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk
from workshop.ui.labels import plain

ADDRESS, TYPED = "room_address", "room_address_typed"


def draw(desk: Desk) -> None:
    """Draw code and QR, whether the wall shows them, and the address that they lead to."""
    workshop, address = desk.workshop, chosen()
    if workshop.ended_at is not None:
        return
    with st.container(key="room_joining"):
        picture, where = "", "No network"
        if address:
            picture = f'<img src="{qr.picture(join_link(address, workshop.code))}" alt="QR code to join">'
            where = f"{address.partition('://')[2]}/join"
        locked = "<br><b class=small>Locked: nobody new comes in.</b>" if workshop.is_locked else ""
        page.piece(
            f'<div class="way-in">{picture}<div><span class="small">Join with</span><br>'
            f'<b class="code">{escape(workshop.code)}</b><br>'
            f'<span class="small where">{escape(where)}</span>{locked}</div></div>'
        )
        with st.container(horizontal=True, key="room_joining_acts"):
            label = "Off the wall `J`" if workshop.shows_code else "On the wall `J`"
            st.button(
                label,
                key="room_show_code",
                on_click=acts.do,
                args=(workshop.id, Deed(Kind.SHOWN, {"code": not workshop.shows_code})),
                kwargs={"key": acts.press("code", not workshop.shows_code)},
            )
            st.button("Address…", key="room_open_address", on_click=acts.open_panel, args=("address",))


def draw_choosing(desk: Desk) -> None:
    """Ask which address phones are to use: one of this machine's, or one that is typed."""
    found = qr.addresses()
    page.piece(
        "<p>Phones must be in the same network. Choose the address that they can reach: "
        "the code and the QR lead there.</p>"
    )
    if found:
        now = chosen()
        st.radio("Address", found, index=found.index(now) if now in found else 0, key=ADDRESS, format_func=plain)
    else:
        page.piece("<p><b>This machine has no address that phones can reach.</b> Join a network, or type one.</p>")
    st.text_input(
        "Or another one" if found else "Address", key=TYPED, placeholder="http://192.168.1.20:8501", max_chars=200
    )
    if st.button("Use it", key="room_use_address", type="primary"):
        typed = str(st.session_state.get(TYPED) or "").strip().rstrip("/")
        qr.choose(typed or str(st.session_state.get(ADDRESS) or ""))
        acts.close_panel()
        st.rerun()
    page.piece(f'<p class="small">The code is <b>{escape(desk.workshop.code)}</b>.</p>')


def chosen() -> str | None:
    """Return the address that code and QR lead to; None where this machine has none that phones can reach."""
    return qr.chosen()


def join_link(address: str, code: str) -> str:
    """Return where a phone goes that reads the QR."""
    return f"{address}/join?{urlencode({'code': code})}"
