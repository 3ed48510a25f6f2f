"""What customers make of the whole text, then claim by claim, at most one of them open."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import drawing
from workshop.check import Partial
from workshop.records import CheckedClaim, Claim, CorpusFacts
from workshop.ui import page
from workshop.ui.draft import beside, overruling, sides, state
from workshop.ui.editor import opened_of
from workshop.ui.guard import guarded

CARD = '[class*="st-key-draft_card-"]'
"""The CSS selector of the open claim."""


def open_number(partial: Partial) -> int | None:
    """Return the number of the open claim, found again by its words after an edit; None where none is."""
    number, words = st.session_state.get(state.OPEN) or (None, "")
    texts = [claim.text for claim, _ in partial.pairs]
    if number is not None and number <= len(texts) and texts[number - 1] == words:
        return int(number)
    return texts.index(words) + 1 if words in texts else None


def draw_summary(partial: Partial) -> None:
    """Draw the one sentence about the whole text, and its words shared out by verdict."""
    check = partial.check
    with st.container(border=True, key="draft_summary"):
        page.piece(drawing.summary(check.message, check.claims, check.corpus, pending=partial.pending))


def draw_claims(partial: Partial) -> None:
    """Draw every claim as a row, and the open one with its quotes."""
    opened = open_number(partial)
    with st.container(key="draft_claims"):
        _draw_all(partial, opened)


def _draw_all(partial: Partial, opened: int | None) -> None:
    for number, (claim, answer) in enumerate(partial.pairs, start=1):
        if answer is None:
            _waiting(number, claim)
        elif number == opened:
            _card(number, answer, partial.check.corpus)
        else:
            _row(number, answer, partial.check.corpus)


def _waiting(number: int, claim: Claim) -> None:
    with st.container(border=True, key=f"draft_claim_{number}"):
        page.piece(
            f'<div class="claim-row v-pending"><span class="n num">{number}</span>'
            f'<p class="claim-text">{escape(claim.text)}</p><p class="says v-pending">{drawing.MARK}Reading</p></div>'
        )


def _row(number: int, answer: CheckedClaim, facts: CorpusFacts) -> None:
    with (
        st.container(border=True, key=f"draft_claim_{number}"),
        st.container(horizontal=True, vertical_alignment="center", wrap=False),
    ):
        page.piece(drawing.claim_row(answer, facts, number))
        st.button("Open", key=f"draft_open_{number}", on_click=open_claim, args=(number, answer.claim.text))


def _card(number: int, answer: CheckedClaim, facts: CorpusFacts) -> None:
    name = drawing.VERDICT_CLASS[answer.verdict]
    with st.container(border=True, key=f"draft_card-{name}"):
        st.button("Close", key="draft_close", on_click=open_claim, args=(None, ""))
        page.piece(drawing.verdict_head(answer, facts, number))
        page.piece(drawing.by_segment(answer, facts))
        overruling.draw(answer, facts)
        if answer.verdict not in drawing.SILENT:
            sides.draw(answer, facts)
        beside.offer(answer, facts)


def open_claim(number: int | None, words: str) -> None:
    """Open one claim, which closes the other; None closes both."""
    st.session_state[state.OPEN] = (number, words) if number is not None else None


@guarded
def open_clicked(partial: Partial) -> None:
    """Open the claim that was clicked in the marked copy, or close it where it is open."""
    number = opened_of(state.EDITOR)
    claims = partial.pairs
    if number is None or not 1 <= number <= len(claims):
        return
    open_claim(None if number == open_number(partial) else number, claims[number - 1][0].text)
