"""The Workshops page: open a workshop, come back to one, and run it."""

from __future__ import annotations

import streamlit as st

from workshop.ui import page, visitor
from workshop.ui.facilitate import control, opening, shelf, state

visitor.require_owner()
wanted = st.query_params.get(state.WORKSHOP, "")
if wanted.isdecimal():
    control.draw(int(wanted))
else:
    control.dress()
    page.piece(
        "<h1>Workshops</h1><p>One room, with its phones: people read what was written to you, write what to say, "
        "guess, and see what holds.</p>"
    )
    shelf.draw()
    opening.draw()
