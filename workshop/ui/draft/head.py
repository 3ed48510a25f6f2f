"""The head of the Draft page: its name, whose comments answer, and where the text can go."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import urlencode

import streamlit as st

from workshop import corpus, drawing, wording
from workshop.check import Scope
from workshop.records import CorpusFacts
from workshop.ui import address, page
from workshop.ui.bench import bench
from workshop.ui.draft import scope as choosers
from workshop.ui.draft import shelf, texts
from workshop.ui.draft.texts import Text


def dress() -> None:
    """Put the page's own styles in place."""
    st.html(f"<style>{_styles()}</style>")


def title() -> None:
    """Draw the name of the page and what it is for."""
    page.piece(
        '<h1>Says who?</h1><p class="small">Write or paste your text. Every claim in it meets what customers wrote.</p>'
    )


def draw(text: Text) -> Scope:
    """Draw the head with its choosers and return the scope that is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="draft_head"):
        title()
        chosen = choosers.choose()
        if text.id is not None:
            _ways_on(text.id, chosen)
    texts.remember_scope(text, chosen)
    facts = corpus.facts(bench(), chosen.corpus, chosen.segment)
    with st.container(horizontal=True, vertical_alignment="center", key="draft_below_head"):
        shelf.draw(text)
        page.piece(_about(facts))
    return chosen


def _ways_on(draft_id: int, scope: Scope) -> None:
    there = {address.DRAFT: str(draft_id), address.CORPUS: scope.corpus, address.STRICTNESS: str(scope.strictness)}
    if scope.segment:
        there[address.SEGMENT] = scope.segment
    st.link_button("Show on the wall", f"/wall?{urlencode(there)}", key="draft_to_wall")
    if st.button("Make a brief", type="primary", key="draft_to_brief"):
        st.switch_page("views/brief.py", query_params=there)


def _about(facts: CorpusFacts) -> str:
    first, last = drawing.day_in_words(facts.first_date), drawing.day_in_words(facts.last_date)
    when = f", {first} to {last}" if first and last and first != last else ""
    unread = f", {wording.not_judged(facts)}" if facts.n_not_judged else ""
    about = f"{facts.title}: {wording.comments_of(facts)}{when}{unread}."
    return f'<p class="about num">{escape(about)} {escape(facts.notice or "")}</p>'


@cache
def _styles() -> str:
    return files(__package__).joinpath("draft.css").read_text("utf-8")
