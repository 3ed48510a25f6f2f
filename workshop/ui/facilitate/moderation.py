"""What waits to go on the wall: let it through, join it with another message, or send it back with a reason."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.check import Partial
from workshop.errors import WorkshopError
from workshop.room.records import Kind, Message
from workshop.sessions import reading
from workshop.sessions.unheard import unheard
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts, flags, stage_words, state
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk
from workshop.ui.labels import plain, short

N_SHOWN = 12
WHY, INTO = "room_why", "room_into"


def draw(desk: Desk) -> None:
    """Draw the oldest messages that wait, with what to point out about each."""
    waiting = desk.control.waiting
    if desk.workshop.ended_at is not None or not (waiting or desk.leads):
        return
    with st.container(key="room_moderation", gap=None):
        page.piece(
            '<div class="lv"><h2>Waiting to go on the wall</h2>'
            f'<span class="small num">{escape(stage_words.moderated(desk))}</span></div>'
        )
        shows_all = bool(st.session_state.get(state.SHOWS_ALL))
        with bench().store.read():
            at = reading.state(bench(), desk.workshop.corpus)
            for number, message in enumerate(waiting if shows_all else waiting[:N_SHOWN]):
                known = reading.read(bench(), message.newest.text, desk.scope, at)
                _row(desk, message, known, is_first=not number)
        if not waiting:
            page.piece('<p class="room-none">Nothing waits.</p>')
        if len(waiting) > N_SHOWN:
            label = f"Show the first {N_SHOWN} only" if shows_all else f"Show all {len(waiting)}"
            st.button(label, key="room_all_waiting", on_click=_show_all, args=(not shows_all,), width="stretch")


def let_through(message: int, version: int) -> Deed:
    """Return the act that lets the wording of a message that was read go on the wall."""
    return Deed(Kind.LET_THROUGH, {"message": message, "version": version})


def draw_sending_back(desk: Desk, message_id: int, version: int | None) -> None:
    """Ask why a message goes back to whoever wrote it; what goes back is the wording that was read."""
    message = _waiting(desk, message_id)
    if message is None:
        page.piece("<p>This message does not wait any more.</p>")
        return
    text = _wording(message, version)
    page.piece(f"<p><b>{escape(text)}</b></p><p>Its author reads the reason, and nobody else.</p>")
    why = st.text_input("Why", key=WHY, placeholder="Names a colleague", max_chars=200)
    if st.button("Send it back", key="room_send_back", type="primary"):
        if not why.strip():
            raise WorkshopError("It is not said why.", "Write what its author is to change.")
        acts.perform(
            desk.workshop.id,
            Deed(Kind.SENT_BACK, {"message": message.id, "why": why, "version": version}),
            key=acts.press("sent_back", message.id, version, why),
        )
        acts.close_panel()
        st.rerun()


def draw_joining(desk: Desk, message_id: int, version: int | None) -> None:
    """Ask with which message another one is joined: they stand on the wall as one, and count together."""
    message = _waiting(desk, message_id) or next(
        (seen.message for seen in desk.control.seen if seen.message.id == message_id), None
    )
    others = {seen.message.id: seen for seen in desk.leads if seen.message.id != message_id}
    if message is None or not others:
        page.piece("<p>There is no other message to join it with.</p>")
        return
    text = _wording(message, version)
    page.piece(f"<p><b>{escape(text)}</b></p><p>It stands with the other one, and counts who wrote it, too.</p>")
    near = flags.nearest(text, list(others.values()))
    start = list(others)[near or 0]
    into = st.radio(
        "Join it with",
        list(others),
        index=list(others).index(start),
        key=f"{INTO}_{message_id}",
        format_func=lambda one: plain(f"{(desk.place_of(one) or 0) + 1}. {short(others[one].text, 120)}"),
    )
    if st.button("Join them", key="room_join", type="primary"):
        deeds = [Deed(Kind.GROUPED, {"message": message.id, "into": into})]
        if version is not None and _waiting(desk, message_id):
            deeds.insert(0, let_through(message.id, version))
        acts.perform(desk.workshop.id, *deeds, key=acts.press("grouped", message.id, into))
        acts.close_panel()
        st.rerun()


def _row(desk: Desk, message: Message, partial: Partial, *, is_first: bool) -> None:
    workshop, version = desk.workshop, message.newest
    others = [seen for seen in desk.leads if seen.message.id != message.id]
    said = flags.of(version.text, partial, others, unheard(bench(), version.text, workshop.corpus))
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
            args=(workshop.id, let_through(message.id, version.number)),
            kwargs={"key": acts.press("let_through", message.id, version.number)},
        )
        near = flags.nearest(version.text, others)
        label = "Join with…" if near is None else f"Join with {_number(desk, message, near)}…"
        read = (message.id, version.number)
        if desk.leads and version.number == 1:
            st.button(label, key=f"room_join_{message.id}", on_click=acts.open_panel, args=("join", *read))
        st.button("Send back…", key=f"room_back_{message.id}", on_click=acts.open_panel, args=("send_back", *read))


def _number(desk: Desk, message: Message, near: int) -> int:
    """Return the number that a message has on the wall, from its place among the others."""
    own = desk.place_of(message.id)
    return near + 1 if own is None or near < own else near + 2


def _wording(message: Message, version: int | None) -> str:
    """Return the words of a message that were read; where none is named, those that were let through."""
    named = next((one for one in message.versions if one.number == version), message.shown)
    return (named or message.newest).text


def _show_all(is_on: bool) -> None:
    st.session_state[state.SHOWS_ALL] = is_on


def _waiting(desk: Desk, message_id: int) -> Message | None:
    return next((one for one in desk.control.waiting if one.id == message_id), None)
