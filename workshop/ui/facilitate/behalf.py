"""Doing on behalf of somebody without a phone what phones do: read, pin, write, guess, vote, be ready."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.agenda import Phase
from workshop.room.guessing import TALKED_ABOUT
from workshop.room.payloads import GUESSABLE
from workshop.room.records import Agreement, Kind, Participant, Voting
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk, claims_of
from workshop.ui.labels import plain, short
from workshop.wording import GLYPH, SHORT

TEXT, MESSAGE, VERDICT, AGREEMENT = "room_for_text", "room_for_message", "room_for_verdict", "room_for_agreement"


def draw(desk: Desk, number: int) -> None:
    """Draw what can be done now for one person."""
    who = desk.person(number)
    if who is None or who.is_removed or who.has_phone:
        page.piece("<p>Only for somebody in the room without a phone.</p>")
        return
    workshop = desk.workshop
    match workshop.phase:
        case Phase.LISTEN | Phase.SAID:
            _pin(desk, who)
        case Phase.WRITE:
            _write(desk, who)
        case Phase.GUESS | Phase.REVEAL if workshop.on_wall is not None and not workshop.is_revealed:
            _guess(desk, who)
        case Phase.REWORK:
            _reword(desk, who)
        case Phase.DECIDE if workshop.voting is Voting.OPEN:
            _vote(desk, who)
        case _:
            page.piece("<p>Phones ask nothing now, but whether people are ready.</p>")
    if st.button("Not ready" if who.is_ready else "Ready", key="room_for_ready"):
        _do(desk, Kind.READY, {"on": not who.is_ready}, who)
    raised = "Lower their hand" if who.hand_up else "Raise their hand"
    if st.button(raised, key="room_for_hand"):
        _do(desk, Kind.HAND, {"on": not who.hand_up}, who)


def _do(desk: Desk, kind: Kind, payload: dict[str, object], who: Participant, *, stay: bool = False) -> None:
    deed = Deed(kind, payload, on_behalf_of=who.id)
    acts.perform(desk.workshop.id, deed, key=acts.press(kind, who.id, sorted(payload.items(), key=str)))
    if not stay:
        acts.close_panel()
    st.rerun(scope="app")


def _pin(desk: Desk, who: Participant) -> None:
    pinned = {pin.comment_id for pin in bench().store.rooms.pins(desk.workshop.id) if pin.participant == who.id}
    page.piece(f"<p>Read to them, and pin what they choose: {len(pinned)} of {desk.workshop.n_pins}.</p>")
    found = (bench().store.comments.comment(desk.workshop.corpus, one) for one in who.draw)
    for comment in filter(None, found):
        is_pinned = comment.id in pinned
        page.piece(f'<p class="their-words">{escape(comment.text)}</p>')
        label = "Take the pin off" if is_pinned else "Pin this one"
        if st.button(label, key=f"room_for_pin_{comment.id}"):
            _do(desk, Kind.UNPINNED if is_pinned else Kind.PINNED, {"comment": comment.id}, who, stay=True)


def _write(desk: Desk, who: Participant) -> None:
    text = st.text_area("Their message", key=TEXT, max_chars=400)
    if st.button("Hand it in", key="room_for_hand_in", type="primary"):
        _do(desk, Kind.HANDED_IN, {"text": text}, who)


def _reword(desk: Desk, who: Participant) -> None:
    shown = {seen.message.id: seen for seen in desk.leads}
    if not shown:
        page.piece("<p>No message was let through.</p>")
        return
    number = st.selectbox(
        "Message", list(shown), key=MESSAGE, format_func=lambda one: short(shown[one].text, 90) if one in shown else ""
    )
    if number is None:
        return
    text = st.text_area("Their wording", value=shown[number].text, key=f"{TEXT}_{number}", max_chars=400)
    if st.button("Hand the wording in", key="room_for_reword", type="primary"):
        _do(desk, Kind.REWORDED, {"message": number, "text": text}, who)


def _guess(desk: Desk, who: Participant) -> None:
    seen = desk.control.on_wall
    claims = claims_of(seen.partial if seen else None)
    if seen is None or not claims:
        page.piece("<p>This message makes no claim.</p>")
        return
    at = min(desk.workshop.claim, len(claims) - 1)
    page.piece(f"<p>What do they expect of “<b>{escape(claims[at][0].text)}</b>”?</p>")
    verdict = st.radio(
        f"What {plain(desk.facts.company.people)} say",
        list(GUESSABLE),
        key=VERDICT,
        format_func=lambda one: plain(f"{GLYPH[one]} {SHORT[one]}"),
    )
    agreement = None
    if verdict in TALKED_ABOUT:
        agreement = st.segmented_control(
            "Of those who talk about it, how many agree", list(Agreement), key=AGREEMENT, format_func=str.capitalize
        )
    if st.button("Keep the guess", key="room_for_guess", type="primary"):
        payload = {"message": seen.message.id, "claim": at, "verdict": verdict.value}
        _do(desk, Kind.GUESSED, payload | {"agreement": agreement.value if agreement else None}, who)


def _vote(desk: Desk, who: Participant) -> None:
    workshop = desk.workshop
    before = bench().store.rooms.votes(workshop.id).get(who.id, {})
    dots: dict[int, int] = {}
    for at, seen in enumerate(desk.leads):
        number = seen.message.id
        label = plain(f"{at + 1}. {short(seen.text, 90)}")
        given = st.number_input(
            label, 0, workshop.n_dots, value=before.get(number, 0), key=f"room_for_dots_{who.id}_{number}"
        )
        if given:
            dots[number] = int(given)
    left = workshop.n_dots - sum(dots.values())
    page.piece(f"<p>{left} of {workshop.n_dots} dots left.</p>")
    if st.button("Keep the dots", key="room_for_vote", type="primary", disabled=left < 0):
        _do(desk, Kind.VOTED, {"dots": dots}, who)
