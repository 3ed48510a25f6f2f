"""The Draft page: write a text and see what customers make of each claim in it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workshop.ui.bench import bench
from workshop.ui.draft import answering, answers, beside, head, shelf, start, state, texts
from workshop.ui.editor import editor
from workshop.ui.guard import guarded


@guarded
def draw() -> None:
    """Draw the page from what the store and the address say."""
    head.dress()
    if not bench().store.corpora.list():
        head.title()
        start.no_comments()
        return
    text = texts.current()
    # What comes and goes above the editor has a place that is always there: an editor that moves down is drawn
    # anew by the browser, and whoever writes in it loses the caret.
    with st.container(key="draft_above"):
        scope = head.draw(text)
        found = answering.read(text.words, scope)
        if found.check.claims or found.pending:
            answers.draw_summary(found)
    with st.container(horizontal=True, key="draft_write"):
        with st.container(key="draft_editor_place"):
            editor(
                found,
                key=state.EDITOR,
                epoch=text.epoch,
                draft=text.id,
                open_claim=answers.open_number(found),
                card=answers.CARD,
                on_words=texts.keep,
                on_opened=partial(answers.open_clicked, found),
            )
        beside.draw(text)
    how_far = st.container(key="draft_how_far")
    texts.recover(text)
    if text.words.strip():
        answers.draw_claims(found)
    else:
        shelf.offer_recent()
        start.offer_samples(scope.corpus, scope.strictness)
    with how_far:
        answering.follow(text.words, scope, found)


draw()
