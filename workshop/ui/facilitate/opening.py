"""Opening a workshop: what it is for, who answers, and how long it lasts."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from workshop import corpus
from workshop.errors import WorkshopError
from workshop.records import Strictness
from workshop.room.agenda import READY, TITLES, ready_agenda
from workshop.room.records import Plan
from workshop.sessions import acting
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts, shelf, state
from workshop.ui.guard import guarded

_ALL = ""


def draw() -> None:
    """Draw the form of a new workshop; lead on where there are no comments yet."""
    names = {one.name: one.title or one.name for one in bench().store.corpora.list()}
    if not names:
        page.piece("<p>A workshop needs comments that answer. Bring in what customers wrote first.</p>")
        if st.button("Bring in comments", type="primary", key="workshops_to_comments"):
            st.switch_page("views/comments.py")
        return
    with st.container(border=True, key="card_workshops_new"):
        page.piece("<h2>Open a new workshop</h2>")
        st.text_input(
            "Name", key=state.NEW_NAME, placeholder="What do we say when flights are cancelled?", max_chars=80
        )
        st.text_input(
            "What the room leaves with, in one sentence",
            key=state.NEW_OUTCOME,
            placeholder="Three messages that we can stand behind",
            max_chars=200,
        )
        _scope(names)
        _agenda()
        acts.say_refusal()
        st.button(
            "Open the workshop",
            key="workshops_new",
            type="primary",
            on_click=_open,
            args=(acts.press("opened"), next(iter(names))),
        )


def _scope(names: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="workshops_scope"):
        chosen = st.selectbox(
            "Comments", list(names), key=state.NEW_CORPUS, format_func=lambda one: names.get(one, ""), width=260
        )
        labels = {_ALL: "All of them"}
        for item in corpus.segments(bench(), chosen or next(iter(names))):
            labels[item.name] = f"{item.dimension}: {item.value}"
        if st.session_state.get(state.NEW_SEGMENT) not in labels:
            st.session_state.pop(state.NEW_SEGMENT, None)
        if len(labels) > 1:
            st.selectbox(
                "Customers of",
                list(labels),
                key=state.NEW_SEGMENT,
                format_func=lambda one: labels.get(one, ""),
                width=220,
            )
        st.segmented_control(
            "How strict",
            list(Strictness),
            default=bench().settings.strictness,
            required=True,
            key=state.NEW_STRICTNESS,
            format_func=lambda one: str(one).capitalize(),
            help="Strict asks for more people and surer matches. It never hides a quote.",
        )


def _agenda() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="workshops_agenda"):
        length = st.segmented_control(
            "How long",
            list(READY),
            default=60,
            required=True,
            key=state.NEW_LENGTH,
            format_func=lambda one: f"{one} minutes",
        )
        st.number_input("Dots for each person", 1, 20, value=5, key=state.NEW_DOTS, width=160)
        st.number_input("Messages for each person", 1, 10, value=3, key=state.NEW_MESSAGES, width=200)
    steps = [step for step in ready_agenda(length or 60) if not step.is_skipped]
    listed = " · ".join(f"{TITLES[step.phase]} {step.minutes}" for step in steps)
    page.piece(f'<p class="small num">{listed}. Every phase can be changed while the workshop runs.</p>')


@guarded
def _open(key: str, first: str) -> None:
    held = st.session_state
    try:
        name, outcome = str(held.get(state.NEW_NAME) or "").strip(), str(held.get(state.NEW_OUTCOME) or "").strip()
        if not name:
            raise WorkshopError("The workshop has no name.", "Write the question that the room is to answer.")
        if not outcome:
            raise WorkshopError("It is not said what the room leaves with.", "Write one sentence.")
        plan = Plan(
            name=name,
            outcome=outcome,
            corpus=held.get(state.NEW_CORPUS) or first,
            agenda=ready_agenda(held.get(state.NEW_LENGTH) or 60),
            segment=held.get(state.NEW_SEGMENT) or None,
            strictness=Strictness(held.get(state.NEW_STRICTNESS) or bench().settings.strictness),
            n_dots=int(held.get(state.NEW_DOTS) or 5),
            n_messages=int(held.get(state.NEW_MESSAGES) or 3),
        )
        made = acting.open_workshop(bench(), plan, client_key=key, at=datetime.now(UTC))
    except WorkshopError as error:
        acts.refuse(error)
    else:
        acts.moved_on()
        shelf.open_one(made.id)
