"""The text box with marks: a small component that keeps the caret and returns words and clicks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

import streamlit as st

from workshop import drawing
from workshop.check import Partial
from workshop.ui.page import theme
from workshop.ui.told import told

_HERE = files(__package__)
_mount = st.components.v2.component(
    "backtalk_editor",
    html=_HERE.joinpath("editor.html").read_text("utf-8"),
    css=drawing.stylesheet() + _HERE.joinpath("editor.css").read_text("utf-8"),
    js=_HERE.joinpath("editor.js").read_text("utf-8"),
)

PLACEHOLDER = "Write or paste what you want to say to them."


@dataclass(frozen=True, slots=True)
class Sent:
    """Words that the box sent, and the epoch of the text that they belong to."""

    words: str
    epoch: str


def editor(
    partial: Partial,
    *,
    key: str,
    epoch: str,
    draft: int | None,
    open_claim: int | None,
    card: str,
    on_words: Callable[[], None],
    on_opened: Callable[[], None],
) -> None:
    """Draw the text box beside its marked copy.

    The box keeps what is being typed; the message of `partial` replaces it only where
    `epoch` has changed (another text was opened, or a version restored). `draft` is the
    text's number in the store, `card` the CSS selector of the open claim. `on_words` and
    `on_opened` are called when words arrive or a claim is clicked; read them with
    `words_of` and `opened_of`.
    """
    words = partial.check.message
    n_claims = len(partial.check.claims) + len(partial.pending)
    _mount(
        key=key,
        data={
            "ground": theme(),
            "placeholder": PLACEHOLDER,
            "epoch": epoch,
            "draft": draft,
            "card": card,
            "words": words,
            "pieces": pieces(partial, open_claim),
            "copy": _copy(partial, open_claim),
            "count": _count(n_claims, len(partial.pending)),
        },
        on_words_change=on_words,
        on_opened_change=on_opened,
    )


def words_of(key: str) -> Sent | None:
    """Return what the box with this key sent last; None before the first, or where it is no text."""
    sent = told(key, "words")
    if not isinstance(sent, Mapping):
        return None
    words, epoch = sent.get("words"), sent.get("epoch")
    return Sent(words, epoch) if isinstance(words, str) and isinstance(epoch, str) else None


def opened_of(key: str) -> int | None:
    """Return the number of the claim that was just clicked; None where none was."""
    number = told(key, "opened")
    return int(number) if isinstance(number, int | float) else None


def pieces(partial: Partial, open_claim: int | None = None) -> list[tuple[str, str]]:
    """Cut a text into pieces with the class of the claim that each lies in ("" for none).

    The pieces joined are the text: JavaScript counts characters differently, so it gets no
    positions.
    """
    words = partial.check.message
    known = [(item.claim, drawing.VERDICT_CLASS[item.verdict]) for item in partial.check.claims]
    known += [(claim, "v-pending") for claim in partial.pending]
    known.sort(key=lambda pair: pair[0].start)
    cut, reached = [], 0
    for number, (claim, kind) in enumerate(known, start=1):
        cut.append((words[reached : claim.start], ""))
        cut.append((words[claim.start : claim.end], f"{kind} is-open" if number == open_claim else kind))
        reached = claim.end
    cut.append((words[reached:], ""))
    return [piece for piece in cut if piece[0]]


def _copy(partial: Partial, open_claim: int | None) -> str:
    if not partial.check.message.strip():
        return ""
    return drawing.marked_text(
        partial.check.message, partial.check.claims, pending=partial.pending, open_claim=open_claim, clickable=True
    )


def _count(n_claims: int, n_pending: int) -> str:
    if not n_claims:
        return ""
    claims = "1 claim" if n_claims == 1 else f"{n_claims} claims"
    return f"{n_claims - n_pending} of {claims} read" if n_pending else claims
