"""Writing silently, and seeing what became of what was handed in."""

from __future__ import annotations

from html import escape

from workshop.room import plain_text
from workshop.room.records import Kind, Message, Moderation, Participant
from workshop.sessions.seeing import Phone
from workshop.ui import page
from workshop.ui.pad import Box
from workshop.ui.phone import acts
from workshop.ui.phone.boxes import box

STATE = {
    Moderation.WAITING: "Handed in. Nobody else sees it yet.",
    Moderation.THROUGH: "Let through.",
    Moderation.SENT_BACK: "Sent back to you.",
}
"""What became of words that were handed in."""


def draw(phone: Phone) -> None:
    """Draw the box for a new message, and one's own below it."""
    workshop, n = phone.workshop, len(phone.mine)
    if workshop.gate is None:
        said = "It opens when the room has read and pinned."
        page.piece(f"<h1>Writing is not open yet.</h1><p>{said}</p>", kind="tall alone")
        return
    left = workshop.n_messages - n
    page.piece("<h1>What do we say to them?</h1>")
    if left > 0:
        page.piece('<p class="s">One or two sentences. Only you see this until it is let through.</p>')
        words = Box("Your message", "Hand it in", plain_text.MESSAGE)
        box(phone.me, "new", words, Kind.HANDED_IN, lambda text: {"text": text})
    said = f"{n} handed in. You can write {left} more." if left > 0 else f"You have handed in {n}. That is all."
    page.piece(f'<p class="s num" role="status">{said}</p>')
    for message in phone.mine:
        _mine(phone.me, message)


def _mine(me: Participant, message: Message) -> None:
    newest = message.newest
    why = f" {escape(newest.why)}" if newest.why else ""
    page.piece(
        f'<div class="mine"><p class="msg">{escape(newest.text)}</p>'
        f'<p class="s">{STATE[newest.moderation]}{why}</p></div>'
    )
    if message.shown is None:
        acts.button("Take it back", me, Kind.TAKEN_BACK, {"message": message.id}, key=f"phone_take_{message.id}")
