"""Writing silently, and seeing what became of what was handed in; in the rework phase, new wordings."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from workshop.room import plain_text
from workshop.room.records import Kind, Message, Moderation, Participant
from workshop.sessions.seeing import Phone
from workshop.ui import page
from workshop.ui.guard import guarded
from workshop.ui.labels import plain, short
from workshop.ui.pad import Answer, pad, sent_of
from workshop.ui.phone import acts

PAD, ANSWER, CHOSEN = "phone_pad", "phone_pad_answer", "phone_reworking"
_STATE = {
    Moderation.WAITING: "Handed in. Nobody else sees it yet.",
    Moderation.THROUGH: "Let through.",
    Moderation.SENT_BACK: "Sent back to you.",
}


def draw(phone: Phone) -> None:
    """Draw the box for a new message, and one's own below it."""
    workshop, n = phone.workshop, len(phone.mine)
    if workshop.gate is None:
        page.piece("<h1>Writing is not open yet.</h1><p>It opens when the room has read and pinned.</p>")
        return
    left = workshop.n_messages - n
    page.piece("<h1>What do we say to them?</h1>")
    if left > 0:
        page.piece('<p class="s">One or two sentences. Only you see this until it is let through.</p>')
        _box(phone.me, Kind.HANDED_IN, None, "Your message", "Hand it in")
    said = f"{n} handed in. You can write {left} more." if left > 0 else f"You have handed in {n}. That is all."
    page.piece(f'<p class="s num" role="status">{said}</p>')
    for message in phone.mine:
        _mine(phone.me, message)


def draw_rework(phone: Phone) -> None:
    """Let a message that was revealed be worded anew."""
    if not phone.reworkable:
        page.piece("<h1>Rework</h1><p>No message has been revealed. There is nothing to reword yet.</p>")
        return
    texts = {seen.message.id: seen.text for seen in phone.reworkable}
    page.piece("<h1>Say it in their words.</h1><p class='s'>A new wording is checked at once.</p>")
    start = phone.workshop.on_wall if phone.workshop.on_wall in texts else next(iter(texts))
    chosen = st.selectbox(
        "Message",
        list(texts),
        index=list(texts).index(start),
        key=CHOSEN,
        format_func=lambda one: plain(short(texts.get(one, ""), 60)),
    )
    _box(phone.me, Kind.REWORDED, int(chosen), "New wording", "Hand the wording in", texts[int(chosen)])


def hand_in(me: Participant, kind: Kind, message: int | None, text: str, client_key: str) -> None:
    """Hand in what the box sent; it empties itself once this key is named as kept, and keeps what was refused."""
    given: dict[str, object] = {"text": text} if message is None else {"message": message, "text": text}
    before: Answer = st.session_state.get(ANSWER, Answer())
    is_kept = acts.perform(me, kind, given, client_key)
    st.session_state[ANSWER] = (
        replace(before, kept=client_key) if is_kept else replace(before, n_refused=before.n_refused + 1)
    )


def _box(me: Participant, kind: Kind, message: int | None, label: str, button: str, words: str = "") -> None:
    key = f"{PAD}_{message or 'new'}"
    pad(
        key=key,
        store=f"backtalk {me.workshop} {me.id} {message or 'new'}",
        label=label,
        most=plain_text.MESSAGE,
        button=button,
        answer=st.session_state.get(ANSWER, Answer()),
        on_sent=lambda: _sent(me, kind, message, key),
        words=words,
    )


@guarded
def _sent(me: Participant, kind: Kind, message: int | None, key: str) -> None:
    sent = sent_of(key)
    if sent is not None:
        hand_in(me, kind, message, sent.text, sent.client_key)


def _mine(me: Participant, message: Message) -> None:
    newest = message.newest
    why = f" {escape(newest.why)}" if newest.why else ""
    page.piece(
        f'<div class="mine"><p class="msg">{escape(newest.text)}</p>'
        f'<p class="s">{_STATE[newest.moderation]}{why}</p></div>'
    )
    if message.shown is None:
        acts.button("Take it back", me, Kind.TAKEN_BACK, {"message": message.id}, key=f"phone_take_{message.id}")
