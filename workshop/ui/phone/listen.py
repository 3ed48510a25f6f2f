"""Reading ten comments, and pinning three that the room should hear."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.drawing.quotes import origin
from workshop.records import Company
from workshop.room.records import Kind
from workshop.room.rights import gate_needs
from workshop.sessions.seeing import Phone
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.phone import acts

AT, AGAIN = "phone_reading_at", "phone_reading_again"


def draw(phone: Phone) -> None:
    """Draw the comment being read or, once three are pinned and ten are read, the pins."""
    if not phone.reading:
        said = "These comments are gone. The room goes on without."
        page.piece(f"<h1>There is nothing to read.</h1><p>{said}</p>", kind="tall alone")
        return
    is_done = len(phone.pins) >= phone.workshop.n_pins and phone.me.n_read >= len(phone.reading)
    if is_done and not st.session_state.get(AGAIN):
        _pins(phone)
    else:
        _reading(phone)


def _reading(phone: Phone) -> None:
    n = len(phone.reading)
    start = min(phone.me.n_read, n - 1)
    at = max(0, min(int(st.session_state.get(AT, start)), n - 1))
    comment = phone.reading[at]
    pinned = {pin.comment_id for pin in phone.pins}
    dots = "".join(_dot(place, at, phone, one.id in pinned) for place, one in enumerate(phone.reading))
    company = bench().store.corpora.get(phone.workshop.corpus).company
    page.piece(
        f'<div class="dots"><span aria-hidden="true">{dots}</span><b class="num">{at + 1} of {n}</b></div>'
        f'<figure class="quote read"><blockquote>{escape(comment.text)}</blockquote>'
        f"<figcaption>{_origin(comment, company)}</figcaption></figure>"
        '<p class="s">Pin it if people in the room should hear it.</p>',
        kind="tall",
    )
    with st.container(key="phone_thumb"):
        with st.container(horizontal=True, key="phone_row"):
            _step("Back", f"phone_back_{at}", phone, at - 1)
            _step("Next", f"phone_next_{at}", phone, at + 1)
        _pin_button(phone, at, is_pinned=comment.id in pinned)


def _step(label: str, key: str, phone: Phone, to: int) -> None:
    """Draw a button that leads to one comment: a second tap on the same drawing leads there, too, and no further."""
    st.button(label, key=key, width="stretch", on_click=_go, args=(phone, to, acts.press(Kind.READ, to)))


def _dot(place: int, at: int, phone: Phone, is_pinned: bool) -> str:
    kind = "pin" if is_pinned else "done" if place < phone.me.n_read else ""
    return f'<i class="{kind}{" now" if place == at else ""}"></i>'


def _origin(comment: object, company: Company) -> str:
    return escape(origin(comment, company))  # type: ignore[arg-type]


def _pin_button(phone: Phone, at: int, *, is_pinned: bool) -> None:
    n, of, comment = len(phone.pins), phone.workshop.n_pins, phone.reading[at].id
    if is_pinned:
        acts.button("Take the pin off", phone.me, Kind.UNPINNED, {"comment": comment}, key=f"phone_unpin_{at}")
    elif n < of:
        label = f"Pin this one ({n + 1} of {of})"
        acts.button(label, phone.me, Kind.PINNED, {"comment": comment}, key=f"phone_pin_{at}", main=True)
    else:
        page.piece(f'<p class="s">You have pinned {of}. Take one off to pin this one.</p>')


def _pins(phone: Phone) -> None:
    workshop = phone.workshop
    page.piece(f"<h1>You read {len(phone.reading)} and pinned {len(phone.pins)}.</h1>")
    pinned = {pin.comment_id for pin in phone.pins}
    for at, comment in enumerate(phone.reading):
        if comment.id in pinned:
            with st.container(horizontal=True, key=f"phone_pinned_{at}", vertical_alignment="center"):
                page.piece(f'<p class="pinned"><span class="their-words">{escape(comment.text)}</span></p>')
                acts.button("Unpin", phone.me, Kind.UNPINNED, {"comment": comment.id}, key=f"phone_unpin_{at}")
    if workshop.gate is None:
        needed = gate_needs(phone.n_people)
        page.piece(
            f'<p class="s">Writing opens when {needed} of {phone.n_people} have pinned {workshop.n_pins}. '
            f"Now {phone.n_pinned_enough}.</p>"
        )
    else:
        page.piece('<p class="s">Everybody has read. Wait for the facilitator.</p>')
    with st.container(key="phone_thumb"):
        st.button("Read my ten again", key="phone_again", width="stretch", on_click=_again)


@guarded
def _go(phone: Phone, to: int, key: str) -> None:
    """Go to another comment, and keep how many have been read."""
    n = len(phone.reading)
    st.session_state[AT] = max(0, min(to, n - 1))
    read = min(max(to, 0), n)
    if read > phone.me.n_read:
        acts.perform(phone.me, Kind.READ, {"n": read}, key)
    if to >= n:
        st.session_state.pop(AGAIN, None)


@guarded
def _again() -> None:
    st.session_state[AGAIN], st.session_state[AT] = True, 0
