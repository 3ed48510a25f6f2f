"""A component without a picture that asks the server whether anything has happened, and redraws only then."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

import streamlit as st

from workshop.ui.serving.routes import BOOT

RARELY = 24 * 60 * 60.0
"""Seconds for a fragment that has nothing to look for by itself: where one does at all, Streamlit asks a server that
was started anew for the whole page, without which that server knows no part of it."""

_HERE = files(__package__)
_mount = st.components.v2.component(
    "backtalk_pulse",
    html='<div role="status"><p class="lost" hidden></p></div>',
    css=_HERE.joinpath("pulse.css").read_text("utf-8"),
    js=_HERE.joinpath("pulse.js").read_text("utf-8"),
)

_EVERY_MS = {"wall": 400, "desk": 1000, "phone": 1000}


def listen(
    workshop: int, kind: Literal["wall", "desk", "phone"], seen: int, *, code: str | None = None, key: str = "pulse"
) -> None:
    """Redraw the fragment around this when the workshop has got further than `seen`.

    Phones and the facilitator ask every second, the wall more often; who cannot reach the server is told so. `code` is
    for a wall without any other right to see the workshop.
    """
    _mount(
        key=key,
        data={
            "workshop": workshop,
            "kind": kind,
            "seen": seen,
            "code": code or "",
            "every": _EVERY_MS[kind],
            "boot": BOOT,
        },
        on_news_change=lambda: None,
    )
