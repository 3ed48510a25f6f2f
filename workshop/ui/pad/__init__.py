"""The box that a participant writes in: its words outlive a reload, a locked phone and a restart of the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files

import streamlit as st

from workshop.ui.page import theme
from workshop.ui.told import told

_HERE = files(__package__)
_mount = st.components.v2.component(
    "backtalk_pad",
    html=_HERE.joinpath("pad.html").read_text("utf-8"),
    css=_HERE.joinpath("pad.css").read_text("utf-8"),
    js=_HERE.joinpath("pad.js").read_text("utf-8"),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """Words that were handed in, with the key that the browser made for them: a retry has the same one."""

    text: str
    client_key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of what boxes sent: the key that was kept last ("": none yet), and how often one was refused."""

    kept: str = ""
    n_refused: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """What a box says: its label and button, how many characters it takes, how many rows it has, how it begins.

    With `fold` the box is one beside the phase: folded away under these words until somebody opens it or has begun to
    write, and its button is not the main one of the page. `done` is said once its words are kept.
    """

    label: str
    button: str
    most: int
    rows: int = 5
    words: str = ""
    fold: str = ""
    done: str = ""


def pad(
    box: Box,
    *,
    key: str,
    store: str,
    answer: Answer,
    on_sent: Callable[[], None],
    on_begun: Callable[[], None] | None = None,
) -> None:
    """Draw a box with its button. `store` names where the browser keeps the words.

    The box begins anew only where `answer` names its key as kept; where it is refused, the words stay and are not
    sent again by themselves. Read what was sent with `sent_of` in `on_sent`; `on_begun` hears that somebody writes.
    """
    _mount(
        key=key,
        data={
            **asdict(box),
            "store": store,
            "taken": answer.kept,
            "refused": answer.n_refused,
            "ground": theme(),
            "isTold": on_begun is not None,
        },
        on_sent_change=on_sent,
        on_begun_change=on_begun or (lambda: None),
    )


def sent_of(key: str) -> Sent | None:
    """Return what the box with this key has just sent; None where it is no text with a key."""
    sent = told(key, "sent")
    if not isinstance(sent, Mapping):
        return None
    text, client_key = sent.get("text"), sent.get("key")
    return Sent(text, client_key) if isinstance(text, str) and isinstance(client_key, str) else None
