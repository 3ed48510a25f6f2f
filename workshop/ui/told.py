"""What a component of ours has told Python, as Streamlit keeps it."""

from __future__ import annotations

import streamlit as st


def told(key: str, event: str) -> object:
    """Return what the component with this key told last by an event of its own; None before it told anything."""
    state = st.session_state.get(key)
    return None if state is None else state.get(event)
