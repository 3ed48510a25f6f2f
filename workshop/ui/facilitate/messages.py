"""The messages that were let through: put one on the wall, part or join them, and decide what becomes of each."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import drawing, wording
from workshop.room.agenda import Phase
from workshop.room.records import ENDING_WORDS, Ending, Kind, Voting
from workshop.sessions.seeing import Seen
from workshop.ui import page
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk, claims_of

ENDING, OWNER, NOTE = "room_ending", "room_owner", "room_note"


def draw(desk: Desk) -> None:
    """Draw every message that may be on the wall, as a row."""
    if not desk.leads:
        return
    with st.container(key="room_messages", gap=None):
        page.piece(f'<div class="lv"><h2>Let through</h2><span class="small num">{_calibration(desk)}</span></div>')
        for at, seen in enumerate(desk.leads):
            _row(desk, at, seen)


def draw_deciding(desk: Desk, message_id: int) -> None:
    """Ask what becomes of a message, with the evidence beside the question."""
    seen = next((one for one in desk.leads if one.message.id == message_id), None)
    if seen is None:
        page.piece("<p>This message is not among those that were let through.</p>")
        return
    page.piece(f'<p class="m">{escape(seen.text)}</p>{_evidence(desk, seen)}{_dots(seen)}')
    message = seen.message
    ending = st.segmented_control(
        "What becomes of it",
        list(Ending),
        default=message.ending,
        format_func=lambda one: ENDING_WORDS[one],
        key=f"{ENDING}_{message_id}",
    )
    owner = st.text_input("Who owns it", value=message.owner, key=f"{OWNER}_{message_id}", max_chars=60)
    note = st.text_input("Note", value=message.note, key=f"{NOTE}_{message_id}", max_chars=300)
    if st.button("Keep the decision", key="room_decide", type="primary", disabled=ending is None) and ending:
        payload = {"message": message_id, "ending": ending.value, "owner": owner, "note": note}
        acts.perform(desk.workshop.id, Deed(Kind.DECIDED, payload), key=acts.press("decided", *payload.values()))
        acts.close_panel()
        st.rerun()


def _row(desk: Desk, at: int, seen: Seen) -> None:
    workshop, message = desk.workshop, seen.message
    is_up = message.id == workshop.on_wall
    with st.container(horizontal=True, vertical_alignment="center", key=f"room_seen_{message.id}"):
        page.piece(
            f'<p class="m"><span class="num">{at + 1}.</span> {escape(seen.text)}</p>{_about(desk, seen, is_up)}'
        )
        if workshop.ended_at is not None or workshop.phase in (Phase.DECIDE, Phase.BRIEF):
            label = "Decide…" if message.ending is None else "Change…"
            st.button(label, key=f"room_decide_{message.id}", on_click=acts.open_panel, args=("decide", message.id))
        if workshop.ended_at is None:
            if not is_up:
                _act(desk, "Put on the wall", "put_up", Deed(Kind.PUT_UP, {"message": message.id}))
            else:
                _act(desk, "Take off the wall", "take_down", Deed(Kind.PUT_UP, {"message": None}), message.id)
            joined = [one.message for one in desk.control.seen if one.message.group == message.id != one.message.id]
            if joined:
                _act(desk, "Part", "part", Deed(Kind.GROUPED, {"message": joined[-1].id, "into": joined[-1].id}))
            elif len(desk.leads) > 1 and workshop.phase in (Phase.WRITE, Phase.GUESS, Phase.REVEAL):
                st.button("Join…", key=f"room_join_{message.id}", on_click=acts.open_panel, args=("join", message.id))


def _act(desk: Desk, label: str, name: str, deed: Deed, about: int | None = None) -> None:
    number = deed.payload["message"] if about is None else about
    st.button(
        label,
        key=f"room_{name}_{number}",
        on_click=acts.do,
        args=(desk.workshop.id, deed),
        kwargs={"key": acts.press(name, number)},
    )


def _about(desk: Desk, seen: Seen, is_up: bool) -> str:
    message = seen.message
    said = ["On the wall now."] if is_up else []
    said.append("Revealed." if message.was_revealed else "Not revealed yet.")
    if seen.n_written > 1:
        said.append(f"{seen.n_written} wrote this.")
    if desk.workshop.voting is Voting.CLOSED and seen.dots is not None:
        said.append("1 dot." if seen.dots == 1 else f"{seen.dots} dots.")
    if message.ending is not None:
        owner = f", {message.owner}" if message.owner else ""
        said.append(f"<b>{ENDING_WORDS[message.ending]}{escape(owner)}.</b>")
    if message.note:
        said.append(escape(message.note))
    marks = _verdicts(seen) if message.was_revealed else ""
    return f'<p class="flag num">{" ".join(said)} {marks}</p>'


def _verdicts(seen: Seen) -> str:
    """Name the verdict of each claim in short words with its mark."""
    checked = [answer for _, answer in claims_of(seen.partial) if answer]
    return " ".join(drawing.tagged(drawing.VERDICT_CLASS[one.verdict], wording.claim_tag(one)) for one in checked)


def _evidence(desk: Desk, seen: Seen) -> str:
    checked = [answer for _, answer in claims_of(seen.partial) if answer]
    return "".join(drawing.claim_row(one, desk.facts, at) for at, one in enumerate(checked, start=1))


def _dots(seen: Seen) -> str:
    return "" if seen.dots is None else f'<p class="num"><b>{seen.dots}</b> {"dot" if seen.dots == 1 else "dots"}.</p>'


def _calibration(desk: Desk) -> str:
    found = desk.control.calibration
    return f"{found.right} of {found.n} guesses were right" if found.n else ""
