"""One press of a control, named so that it counts once however often it is sent; and why one was refused."""

from __future__ import annotations

import secrets
from html import escape

import streamlit as st

from workshop.decisions import hash_words
from workshop.errors import WorkshopError
from workshop.ui import page


def press(session_key: str, *what: object) -> str:
    """Return what names one press of a control drawn now: the same however often it is sent, another after each act.

    Callbacks carry the name that their control was drawn with, so a double click or a second sending changes nothing.
    `session_key` is where this page's session keeps its names.
    """
    name = st.session_state.setdefault(session_key, (secrets.token_hex(8), 0))
    return hash_words("\0".join(map(str, (*name, *what))))


def moved_on(session_key: str) -> None:
    """Give every control drawn from now on a new name."""
    token, n = st.session_state.setdefault(session_key, (secrets.token_hex(8), 0))
    st.session_state[session_key] = (token, n + 1)


def n_moved(session_key: str) -> int:
    """Return how often controls were given new names."""
    return int(st.session_state.get(session_key, ("", 0))[1])


def say(error: WorkshopError) -> None:
    """Say why a press was refused, and what to do."""
    page.piece(f'<p class="refused" role="alert"><b>{escape(error.happened)}</b> {escape(error.advice)}</p>')
