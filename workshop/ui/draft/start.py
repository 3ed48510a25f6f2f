"""What leads on from an empty page: comments to load, or a sample message to try."""

from __future__ import annotations

import streamlit as st

from workshop.check import Scope
from workshop.demo import samples
from workshop.records import Strictness
from workshop.ui import page
from workshop.ui.draft import texts
from workshop.ui.labels import plain


def no_comments() -> None:
    """Say that nothing can answer yet, and lead to where comments are loaded."""
    with st.container(border=True, key="draft_no_corpus"):
        page.piece(
            '<div class="head"><h2 class="claim-text">Nobody can answer yet.</h2>'
            "<p>Load what customers wrote: reviews, survey answers, tickets, posts. "
            "Then every claim you write here meets their words.</p></div>"
        )
        if st.button("Load comments", type="primary", key="draft_load"):
            st.switch_page("views/comments.py")


def offer_samples(corpus: str, strictness: Strictness) -> None:
    """Offer the corpus's sample messages, each one click away; nothing where it has none."""
    offered = samples(corpus)
    if not offered:
        return
    page.piece('<h2 class="sub">Or try one of these</h2><p class="small">Made-up messages, to see what comes back.</p>')
    with st.container(key="draft_samples"):
        for number, sample in enumerate(offered):
            whose = f"{sample.segment.partition('=')[2]}: " if sample.segment else ""
            st.button(
                plain(f"{whose}{sample.message}"),
                key=f"draft_sample_{number}",
                width="stretch",
                on_click=texts.start,
                args=(sample.message, Scope(corpus, sample.segment, strictness)),
            )
