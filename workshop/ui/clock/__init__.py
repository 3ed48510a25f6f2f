"""The clock of a phase: it ticks in the browser from what is left, so that nothing is redrawn for it."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

_HERE = files(__package__)
_mount = st.components.v2.component(
    "backtalk_clock",
    html='<span class="clock" role="timer" aria-live="off"></span>',
    css=_HERE.joinpath("clock.css").read_text("utf-8"),
    js=_HERE.joinpath("clock.js").read_text("utf-8"),
)


def tick(seconds_left: float | None, *, is_running: bool, key: str = "clock") -> None:
    """Show what is left of a phase, by the server's clock; nothing in a phase without one. At nought it just stays."""
    _mount(key=key, data={"left": seconds_left, "running": is_running})
