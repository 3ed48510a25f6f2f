"""Waiting for answers: a small fragment that looks again and redraws the page when there is news."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import streamlit as st

from workshop.ui.guard import guarded

SECONDS = 0.7


def until_changed(seen: Hashable, look: Callable[[], Hashable], say: Callable[[], None] | None = None) -> None:
    """Look every 0.7 seconds, and run the page again as soon as `look` returns something new.

    `look` only reads; it must be quick, and judge nothing. `say` draws how far things are, each time.
    """

    @st.fragment(run_every=SECONDS)
    @guarded
    def watch() -> None:
        if look() != seen:
            st.rerun(scope="app")
        if say:
            say()

    watch()
