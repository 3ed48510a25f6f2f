"""Searching the comments that answer, and putting one on the wall beside what the room pinned."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from workshop.drawing.comments import comment_card
from workshop.records import Comment
from workshop.room.records import Kind, Pin
from workshop.store.browsing import Filter, Order, Page
from workshop.store.words import words_of
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk

WORDS, SCOPE, FROM = "room_search_words", "room_search_scope", "room_search_from"
ALL, PINNED = "In all comments", "In what is pinned"
PER_PAGE = 10


def draw(desk: Desk) -> None:
    """Ask for words, and draw the comments that hold all of them, ten at a time."""
    words = st.text_input("Words", key=WORDS, placeholder="every word must occur", max_chars=200, on_change=_to_first)
    scope = st.segmented_control(
        "Where", [ALL, PINNED], default=ALL, required=True, key=SCOPE, on_change=_to_first, label_visibility="collapsed"
    )
    if scope != PINNED and not words_of(words):
        page.piece("<p>Write a word that somebody remembers. What you put on the wall stands beside the pins.</p>")
        return
    start = int(st.session_state.get(FROM, 0))
    found = _pinned(desk, words, start) if scope == PINNED else _browse(desk, words, start)
    if not found.n_comments:
        page.piece("<p><b>No comment holds all of this.</b> Take a word away.</p>")
        return
    for comment in found.comments:
        _row(desk, comment, [pin for pin in desk.control.pins if pin.comment_id == comment.id])
    _paging(start, found)


def _browse(desk: Desk, words: str, start: int, limit: int = PER_PAGE) -> Page:
    workshop, store = desk.workshop, bench().store
    version = store.corpora.get(workshop.corpus).version
    wanted = Filter(text=words, segment=workshop.segment)
    return store.comments.browse(workshop.corpus, version, wanted, order=Order.NEWEST, offset=start, limit=limit)


def _pinned(desk: Desk, words: str, start: int) -> Page:
    """Return the pinned comments that hold all words, the newest pin first."""
    ids = list(dict.fromkeys(pin.comment_id for pin in sorted(desk.control.pins, key=lambda pin: pin.at, reverse=True)))
    there = bench().store.comments.those(desk.workshop.corpus, ids)
    fits = [there[one] for one in ids if one in there and _holds(there[one].text, words)]
    return Page(tuple(fits[start : start + PER_PAGE]), len(fits))


def _holds(text: str, words: str) -> bool:
    """Whether a text holds every word as it stands; a pin is short enough to be found by its own forms."""
    there = text.casefold()
    return all(word in there for word in words_of(words))


def _row(desk: Desk, comment: Comment, pins: Sequence[Pin]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"room_found_{comment.id}"):
        names = [desk.name_of(pin.participant) if pin.participant else "you" for pin in pins]
        by = f'<p class="flag">Pinned by {escape(", ".join(names))}.</p>' if names else ""
        page.piece(f"{comment_card(comment, desk.facts.company, bench().settings.languages)}{by}")
        if any(not pin.participant for pin in pins):
            _act(desk, "Take it off the wall", Kind.UNPINNED, comment)
        elif not comment.insider and not pins:
            _act(desk, "Put it on the wall", Kind.PINNED, comment)


def _act(desk: Desk, label: str, kind: Kind, comment: Comment) -> None:
    if st.button(label, key=f"room_{kind}_{comment.id}"):
        deed = Deed(kind, {"comment": comment.id})
        acts.perform(desk.workshop.id, deed, key=acts.press(kind, comment.id))
        st.rerun(scope="app")


def _paging(start: int, found: Page) -> None:
    n, last = found.n_comments, start + len(found.comments)
    with st.container(horizontal=True, vertical_alignment="center", key="room_search_paging"):
        st.button("Back", key="room_search_back", on_click=_turn, args=(start - PER_PAGE,), disabled=start == 0)
        st.button("More", key="room_search_more", on_click=_turn, args=(start + PER_PAGE,), disabled=last >= n)
        page.piece(f'<p class="small num">{start + 1:,} to {last:,} of {n:,}</p>')


def _turn(to: int) -> None:
    st.session_state[FROM] = max(0, to)


def _to_first() -> None:
    st.session_state[FROM] = 0
