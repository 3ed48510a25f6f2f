"""The ballot of a phone: dots are counted in the browser at once, and sent until the server has heard of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import streamlit as st

from workshop.ui.page import theme
from workshop.ui.told import told

_HERE = files(__package__)
_mount = st.components.v2.component(
    "backtalk_ballot",
    html=_HERE.joinpath("ballot.html").read_text("utf-8"),
    css=_HERE.joinpath("ballot.css").read_text("utf-8"),
    js=_HERE.joinpath("ballot.js").read_text("utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A message that dots can be given to: its number, its words and a short form of them, what is known, its dots.

    `known` is HTML of ours; the words are never read as such.
    """

    message: int
    text: str
    short: str
    known: str
    dots: int


@dataclass(frozen=True, slots=True)
class Given:
    """How many dots messages are to have from now on, with the key that the browser made for it."""

    dots: Mapping[str, Any]
    client_key: str


def ballot(rows: Sequence[Row], *, most: int, heard: str, key: str, on_given: Callable[[], None]) -> None:
    """Draw the messages with their steppers, for at most so many dots in all.

    `heard` is the key of what the server was told last, be it done or refused: `rows` count from then on. Read what was
    given with `given_of` in `on_given`.
    """
    _mount(
        key=key,
        data={"rows": [asdict(row) for row in rows], "most": most, "heard": heard, "ground": theme()},
        on_given_change=on_given,
    )


def given_of(key: str) -> Given | None:
    """Return what the ballot with this key has just told; None where it is no ballot's."""
    given = told(key, "given")
    if not isinstance(given, Mapping):
        return None
    dots, client_key = given.get("dots"), given.get("key")
    return Given(dots, client_key) if isinstance(dots, Mapping) and isinstance(client_key, str) else None
