"""The text box with marks: a small component that keeps the caret and returns words and clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files

import streamlit as st

from workshop import drawing
from workshop.records import CheckedClaim, Claim
from workshop.ui.page import theme

_HERE = files(__package__)
_mount = st.components.v2.component(
    "backtalk_editor",
    html=_HERE.joinpath("editor.html").read_text("utf-8"),
    css=drawing.stylesheet() + _HERE.joinpath("editor.css").read_text("utf-8"),
    js=_HERE.joinpath("editor.js").read_text("utf-8"),
)

PLACEHOLDER = "Write or paste what you want to say to them."


def editor(
    words: str,
    *,
    key: str,
    epoch: str,
    checked: Sequence[CheckedClaim],
    pending: Sequence[Claim],
    open_claim: int | None,
    on_words: Callable[[], None],
    on_opened: Callable[[], None],
) -> None:
    """Draw the text box beside its marked copy.

    The box keeps what is being typed; `words` replace it only where `epoch` has changed
    (another text was opened, or a version restored). `on_words` and `on_opened` are called
    when words arrive or a claim is clicked; read them with `words_of` and `opened_of`.
    """
    n_claims = len(checked) + len(pending)
    _mount(
        key=key,
        data={
            "ground": theme(),
            "placeholder": PLACEHOLDER,
            "epoch": epoch,
            "words": words,
            "pieces": pieces(words, checked, pending, open_claim),
            "copy": _copy(words, checked, pending, open_claim),
            "count": _count(n_claims, len(pending)),
        },
        on_words_change=on_words,
        on_opened_change=on_opened,
    )


def words_of(key: str) -> str | None:
    """Return the words that the box with this key sent last; None before the first."""
    words = _sent(key, "words")
    return words if isinstance(words, str) else None


def opened_of(key: str) -> int | None:
    """Return the number of the claim that was just clicked; None where none was."""
    number = _sent(key, "opened")
    return int(number) if isinstance(number, int | float) else None


def pieces(
    words: str, checked: Sequence[CheckedClaim], pending: Sequence[Claim], open_claim: int | None = None
) -> list[tuple[str, str]]:
    """Cut a text into pieces with the class of the claim that each lies in ("" for none).

    The pieces joined are the text: JavaScript counts characters differently, so it gets no
    positions.
    """
    known = [(item.claim, drawing.VERDICT_CLASS[item.verdict]) for item in checked]
    known += [(claim, "v-pending") for claim in pending]
    known.sort(key=lambda pair: pair[0].start)
    cut, reached = [], 0
    for number, (claim, kind) in enumerate(known, start=1):
        cut.append((words[reached : claim.start], ""))
        cut.append((words[claim.start : claim.end], f"{kind} is-open" if number == open_claim else kind))
        reached = claim.end
    cut.append((words[reached:], ""))
    return [piece for piece in cut if piece[0]]


def _copy(words: str, checked: Sequence[CheckedClaim], pending: Sequence[Claim], open_claim: int | None) -> str:
    if not words.strip():
        return ""
    return drawing.marked_text(words, checked, pending=pending, open_claim=open_claim, clickable=True)


def _count(n_claims: int, n_pending: int) -> str:
    if not n_claims:
        return ""
    claims = "1 claim" if n_claims == 1 else f"{n_claims} claims"
    return f"{n_claims - n_pending} of {claims} read" if n_pending else claims


def _sent(key: str, name: str) -> object:
    state = st.session_state.get(key)
    return None if state is None else state.get(name)
