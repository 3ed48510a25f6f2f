"""The three sides of an open claim: quotes two at a time, every one within reach and open to a decision."""

from __future__ import annotations

import streamlit as st

from workshop import drawing, wording
from workshop.records import CheckedClaim, CorpusFacts, Evidence, Stance
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.draft import matches, state

AT_ONCE = 2


def draw(checked: CheckedClaim, facts: CorpusFacts) -> None:
    """Draw what they say for it, against it and in wanting it, side by side."""
    for column, stance in zip(st.columns(len(drawing.SIDES)), drawing.SIDES, strict=True):
        with column:
            _side(checked, facts, stance)


def _side(checked: CheckedClaim, facts: CorpusFacts, stance: Stance) -> None:
    quotes = checked.side(stance)
    first = _first(checked, stance, len(quotes))
    shown = quotes[first : first + AT_ONCE]
    head = drawing.side_head(stance, _how_many(shown, quotes))
    if not quotes:
        page.piece(f'<div class="side">{head}{drawing.empty_side(stance, facts)}</div>')
        return
    texts = _whole_comments(facts.name, shown)
    page.piece(f'<div class="side">{head}</div>')
    for at, item in enumerate(shown):
        with st.container(gap="xsmall", key=f"draft_quote_{item.passage_id}"):
            quote = drawing.quote(item, facts, comment_text=texts.get(item.comment_id))
            page.piece(f'<div class="side">{quote}</div>', kind="follows" if at else "")
            matches.draw(checked, item, facts.name)
    if len(quotes) > AT_ONCE:
        _pager(checked, stance, first, len(quotes))


def _how_many(shown: tuple[Evidence, ...], quotes: tuple[Evidence, ...]) -> str:
    """Say how many matches are shown, and how many of them all count where not every one does."""
    if not quotes:
        return ""
    n_counted = sum(item.counted for item in quotes)
    beside = f", {drawing.number(n_counted)} counted" if n_counted < len(quotes) else ""
    return f"{wording.n_shown(len(shown), len(quotes))}{beside}"


def _whole_comments(corpus: str, shown: tuple[Evidence, ...]) -> dict[str, str]:
    comments = (bench().store.comments.comment(corpus, item.comment_id) for item in shown)
    return {comment.id: comment.text for comment in comments if comment}


def _pager(checked: CheckedClaim, stance: Stance, first: int, n_quotes: int) -> None:
    last = min(first + AT_ONCE, n_quotes)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.button(
            "Back",
            key=f"draft_back_{stance}",
            disabled=first == 0,
            on_click=_turn,
            args=(checked.claim.text, stance, first - AT_ONCE),
        )
        page.piece(f'<span class="num small">{first + 1}–{last} of {drawing.number(n_quotes)}</span>', kind="between")
        st.button(
            "More",
            key=f"draft_more_{stance}",
            disabled=last == n_quotes,
            on_click=_turn,
            args=(checked.claim.text, stance, last),
        )


def _first(checked: CheckedClaim, stance: Stance, n_quotes: int) -> int:
    pages: dict[tuple[str, Stance], int] = st.session_state.setdefault(state.PAGES, {})
    first = pages.get((checked.claim.text, stance), 0)
    return first if 0 <= first < n_quotes else 0


def _turn(claim: str, stance: Stance, first: int) -> None:
    st.session_state[state.PAGES] = {**st.session_state[state.PAGES], (claim, stance): max(0, first)}
