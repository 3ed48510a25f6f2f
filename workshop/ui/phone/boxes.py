"""The boxes of a phone: what is typed in them outlives everything, and what they send is done once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from workshop.room.records import Kind, Participant
from workshop.ui.guard import guarded
from workshop.ui.pad import Answer, Box, pad, sent_of
from workshop.ui.phone import acts

ANSWERS = "phone_box_answers"

Payload = Callable[[str], Mapping[str, Any]]
"""What a box's words become when they are sent."""


def box(
    me: Participant,
    name: str,
    words: Box,
    kind: Kind,
    payload: Payload,
    *,
    on_begun: Callable[[], None] | None = None,
) -> None:
    """Draw a box whose words become one act, and beside it why they were refused.

    `name` tells it from the others; `on_begun` is called when somebody begins to write in it.
    """
    acts.say_refusal(name)
    pad(
        words,
        key=f"phone_pad_{name}",
        store=f"backtalk {me.workshop} {me.id} {name}",
        answer=answer_to(name),
        on_sent=lambda: _sent(me, name, kind, payload),
        on_begun=on_begun,
    )


def hand_in(me: Participant, name: str, kind: Kind, given: Mapping[str, Any], client_key: str) -> None:
    """Do what a box sent; it begins anew only once this key is named as kept, and keeps what was refused."""
    before = answer_to(name)
    is_kept = acts.perform(me, kind, given, client_key, where=name)
    answer = replace(before, kept=client_key) if is_kept else replace(before, n_refused=before.n_refused + 1)
    st.session_state[ANSWERS] = {**st.session_state.get(ANSWERS, {}), name: answer}


def answer_to(name: str) -> Answer:
    """Return what became of what this box sent."""
    answers: dict[str, Answer] = st.session_state.get(ANSWERS, {})
    return answers.get(name, Answer())


@guarded
def _sent(me: Participant, name: str, kind: Kind, payload: Payload) -> None:
    sent = sent_of(f"phone_pad_{name}")
    if sent is not None:
        hand_in(me, name, kind, payload(sent.text), sent.client_key)
