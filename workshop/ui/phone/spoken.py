"""News for somebody who listens to a phone: a line that is not seen, and that a screen reader says once."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

_mount = st.components.v2.component(
    "backtalk_phone_spoken",
    html='<p role="status"></p>',
    css="p { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }",
    js=files(__package__).joinpath("spoken.js").read_text("utf-8"),
)


def listen() -> None:
    """Listen to this page, on every page of a phone, and say what comes up on it."""
    _mount(key="phone_spoken")
