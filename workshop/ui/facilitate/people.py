"""Who is in the room: ready, hands, who has no phone; and whatever is done on behalf of those who have none."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.room.agenda import Phase
from workshop.room.records import Kind, Voting
from workshop.sessions.seeing import Person
from workshop.ui import page
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk
from workshop.ui.labels import plain

NAME, WHO = "room_added_name", "room_who"
N_BUTTONS, N_HANDS = 4, 12


def draw(desk: Desk) -> None:
    """Draw how many are ready, everybody by name, hands first, and what can be done for them."""
    raised = [one for one in desk.people if one.participant.hand_up and desk.workshop.ended_at is None][:N_HANDS]
    others = "".join(_name(desk, one) for one in desk.people if one not in raised)
    n_ready = sum(1 for one in desk.people if one.participant.is_ready)
    with st.container(key="room_people", gap=None):
        n = len(desk.people)
        page.piece(f'<h2>In the room</h2><p class="big"><b class="num">{n_ready} of {n}</b> ready</p>')
        for person in raised:
            _hand(desk, person)
        if others:
            page.piece(f'<div class="who" tabindex="0" role="group" aria-label="Everybody">{others}</div>')
        if desk.workshop.ended_at is None:
            _acts(desk)


def draw_adding(desk: Desk) -> None:
    """Ask for the name of somebody without a phone."""
    page.piece("<p>Somebody without a phone: you write, guess and vote for them.</p>")
    name = st.text_input("Name", key=NAME, max_chars=40)
    if st.button("Add them", key="room_add", type="primary"):
        acts.perform(desk.workshop.id, Deed(Kind.ADDED, {"name": name}), key=acts.press("added", name))
        acts.close_panel()
        st.rerun()


def draw_choosing(desk: Desk) -> None:
    """Ask about whom it is, with what can be done about them: remove them from the room."""
    labels = {one.participant.id: one.participant.label for one in desk.people}
    if not labels:
        page.piece("<p>Nobody is in the room yet.</p>")
        return
    chosen = st.selectbox("Who", list(labels), key=WHO, format_func=lambda one: labels.get(one, ""))
    if chosen is None:
        return
    page.piece(f"<p>{_standing(desk, chosen)} Whoever is removed sees nothing any more; what they wrote stays.</p>")
    if st.button(plain(f"Remove {labels[chosen]} from the room"), key="room_remove"):
        deed = Deed(Kind.REMOVED, {"participant": chosen})
        acts.perform(desk.workshop.id, deed, key=acts.press("removed", chosen))
        acts.close_panel()
        st.rerun()


def label_for(desk: Desk) -> str:
    """Return what is done now for somebody without a phone."""
    workshop = desk.workshop
    match workshop.phase:
        case Phase.LISTEN | Phase.SAID:
            return "Pin for"
        case Phase.WRITE:
            return "Write for"
        case Phase.GUESS | Phase.REVEAL:
            return "Guess for"
        case Phase.REWORK:
            return "Reword for"
        case Phase.DECIDE if workshop.voting is Voting.OPEN:
            return "Vote for"
        case _:
            return "Act for"


def _acts(desk: Desk) -> None:
    with st.container(horizontal=True, key="room_people_acts"):
        for person in [one for one in desk.people if not one.participant.has_phone][:N_BUTTONS]:
            number, name = person.participant.id, person.participant.label
            st.button(
                plain(f"{label_for(desk)} {name}…"),
                key=f"room_for_{number}",
                on_click=acts.open_panel,
                args=("for", number),
            )
        st.button("Add a person…", key="room_open_add", on_click=acts.open_panel, args=("add",))
        if desk.people:
            st.button("Remove…", key="room_open_people", on_click=acts.open_panel, args=("people",))


def _hand(desk: Desk, person: Person) -> None:
    """Draw somebody whose hand is up, and the press that lowers it."""
    number, name = person.participant.id, escape(person.participant.label)
    with st.container(horizontal=True, vertical_alignment="center", key=f"room_hand_{number}"):
        page.piece(f'<div class="who"><span class="hand">{_dot(person)}<b>{name}</b></span></div>')
        st.button(
            "Lower the hand",
            key=f"room_lower_{number}",
            on_click=acts.do,
            args=(desk.workshop.id, Deed(Kind.HAND, {"on": False}, on_behalf_of=number)),
            kwargs={"key": acts.press("lowered", number)},
        )


def _name(desk: Desk, person: Person) -> str:
    who = person.participant
    notes = [
        *(["hand up"] if who.hand_up else []),
        *([] if who.has_phone else ["no phone"]),
        *([] if who.hand_up else _done(desk, person)),
    ]
    note = f"<em>{escape(', '.join(notes))}</em>" if notes else ""
    hand = ' class="hand"' if who.hand_up else ""
    return f"<span{hand}>{_dot(person)}<b>{escape(who.label)}</b>{note}</span>"


def _dot(person: Person) -> str:
    """Draw whether somebody is ready."""
    if person.participant.is_ready:
        return '<i class="r" role="img" aria-label="ready"></i>'
    return '<i role="img" aria-label="not ready"></i>'


def _done(desk: Desk, person: Person) -> list[str]:
    workshop = desk.workshop
    if workshop.phase in (Phase.LISTEN, Phase.SAID):
        return ["pinned"] if person.has_pinned else []
    if workshop.phase in (Phase.GUESS, Phase.REVEAL) and workshop.on_wall is not None:
        return ["guessed"] if person.has_guessed else []
    if workshop.phase is Phase.DECIDE and workshop.voting is Voting.OPEN:
        return ["voted"] if person.has_voted else []
    return []


def _standing(desk: Desk, number: int) -> str:
    found = desk.person(number)
    return "They have a phone." if found and found.has_phone else "They have no phone."
