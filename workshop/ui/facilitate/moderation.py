"""What waits to go on the wall: let it through, join it with another message, or send it back with a reason."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.errors import WorkshopError
from workshop.room.records import Kind, Message
from workshop.ui import page
from workshop.ui.facilitate import acts, flags, stage_words
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk, read_of
from workshop.ui.labels import plain, short

N_SHOWN = 12
WHY, INTO = "room_why", "room_into"


def draw(desk: Desk) -> None:
    """Draw the oldest messages that wait, with what to point out about each."""
    waiting = desk.control.waiting
    if not waiting and not desk.leads:
        return
    with st.container(key="room_moderation", gap=None):
        page.piece(
            '<div class="lv"><h2>Waiting to go on the wall</h2>'
            f'<span class="small num">{escape(stage_words.moderated(desk))}</span></div>'
        )
        for number, message in enumerate(waiting[:N_SHOWN]):
            _row(desk, message, is_first=not number)
        if not waiting:
            page.piece('<p class="room-none">Nothing waits.</p>')
        if len(waiting) > N_SHOWN:
            page.piece(f'<p class="room-none num">{len(waiting) - N_SHOWN} more wait behind these.</p>')


def let_through(desk: Desk, message: Message) -> Deed:
    """Return the act that lets a message go on the wall."""
    return Deed(Kind.LET_THROUGH, {"message": message.id})


def draw_sending_back(desk: Desk, message_id: int) -> None:
    """Ask why a message goes back to whoever wrote it."""
    message = _waiting(desk, message_id)
    if message is None:
        page.piece("<p>This message does not wait any more.</p>")
        return
    page.piece(f"<p><b>{escape(message.newest.text)}</b></p><p>Its author reads the reason, and nobody else.</p>")
    why = st.text_input("Why", key=WHY, placeholder="Names a colleague", max_chars=200)
    if st.button("Send it back", key="room_send_back", type="primary"):
        if not why.strip():
            raise WorkshopError("It is not said why.", "Write what its author is to change.")
        acts.perform(
            desk.workshop.id,
            Deed(Kind.SENT_BACK, {"message": message.id, "why": why}),
            key=acts.press("sent_back", message.id, why),
        )
        acts.close_panel()
        st.rerun()


def draw_joining(desk: Desk, message_id: int) -> None:
    """Ask with which message another one is joined: they stand on the wall as one, and count together."""
    message = _waiting(desk, message_id) or next(
        (seen.message for seen in desk.control.seen if seen.message.id == message_id), None
    )
    others = {seen.message.id: seen for seen in desk.leads if seen.message.id != message_id}
    if message is None or not others:
        page.piece("<p>There is no other message to join it with.</p>")
        return
    page.piece(
        f"<p><b>{escape(message.newest.text)}</b></p><p>It stands with the other one, and says who wrote it, too.</p>"
    )
    near = flags.nearest(message.newest.text, desk.leads)
    start = desk.leads[near].message.id if near is not None else next(iter(others))
    into = st.radio(
        "Join it with",
        list(others),
        index=list(others).index(start) if start in others else 0,
        key=f"{INTO}_{message_id}",
        format_func=lambda one: plain(f"{(desk.place_of(one) or 0) + 1}. {short(others[one].text, 120)}"),
    )
    if st.button("Join them", key="room_join", type="primary"):
        deeds = [Deed(Kind.GROUPED, {"message": message.id, "into": into})]
        if _waiting(desk, message_id):
            deeds.insert(0, let_through(desk, message))
        acts.perform(desk.workshop.id, *deeds, key=acts.press("grouped", message.id, into))
        acts.close_panel()
        st.rerun()


def _row(desk: Desk, message: Message, *, is_first: bool) -> None:
    workshop, version = desk.workshop, message.newest
    partial = read_of(workshop, message)
    said = flags.of(version.text, partial, [seen for seen in desk.leads if seen.message.id != message.id])
    if version.number > 1:
        said.insert(0, f"A new wording of {escape(desk.title_of(message.id))}.")
    told = " ".join(said) or "Nothing to point out."
    author = escape(desk.name_of(message.author))
    with st.container(horizontal=True, vertical_alignment="center", key=f"room_waiting_{message.id}"):
        page.piece(f'<p class="m">{escape(version.text)}</p><p class="flag">{told} <span>{author}</span></p>')
        st.button(
            "Let through `A`" if is_first else "Let through",
            key=f"room_let_through_{message.id}",
            type="primary" if is_first else "secondary",
            on_click=acts.do,
            args=(workshop.id, let_through(desk, message)),
            kwargs={"key": acts.press("let_through", message.id, version.number)},
        )
        near = flags.nearest(version.text, [seen for seen in desk.leads if seen.message.id != message.id])
        label = "Join with…" if near is None else f"Join with {_number(desk, message, near)}…"
        if desk.leads and version.number == 1:
            st.button(label, key=f"room_join_{message.id}", on_click=acts.open_panel, args=("join", message.id))
        st.button("Send back…", key=f"room_back_{message.id}", on_click=acts.open_panel, args=("send_back", message.id))


def _number(desk: Desk, message: Message, near: int) -> int:
    """Return the number that a message has on the wall, from its place among the others."""
    own = desk.place_of(message.id)
    return near + 1 if own is None or near < own else near + 2


def _waiting(desk: Desk, message_id: int) -> Message | None:
    return next((one for one in desk.control.waiting if one.id == message_id), None)
