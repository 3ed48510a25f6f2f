"""The corpora that are there, and what can be done with the chosen one."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from workshop import corpus as corpora
from workshop.drawing.comments import corpus_head, segment_list
from workshop.store.corpora import Corpus
from workshop.ui import address, page
from workshop.ui.bench import bench

DO = "do"
"""What is done on this page, in the address."""


class Deed(StrEnum):
    """What can be done with a corpus."""

    READ = "read"
    ADD = "add"
    COMPANY = "company"
    REMOVE = "remove"


_LABELS = {
    Deed.READ: "Read them",
    Deed.ADD: "Bring in more",
    Deed.COMPANY: "Whose customers",
    Deed.REMOVE: "Remove",
}


def chosen(there: tuple[Corpus, ...]) -> Corpus | None:
    """Return the corpus that the address names, the only one there is, or None."""
    named = {corpus.name: corpus for corpus in there}
    return named.get(st.query_params.get(address.CORPUS, ""), there[0] if len(there) == 1 else None)


def deed() -> Deed:
    """Return what the address says shall be done."""
    wanted = st.query_params.get(DO, "")
    return Deed(wanted) if wanted in list(Deed) else Deed.READ


def draw(there: tuple[Corpus, ...], open_one: Corpus | None) -> None:
    """Draw every corpus in a frame of its own, the open one last, so that what is done with it stands below."""
    for corpus in there:
        if corpus != open_one:
            _draw_closed(corpus)
    if open_one is not None:
        _draw_open(open_one)


def _draw_closed(corpus: Corpus) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"card_corpus_{corpus.name}"):
        page.piece(_head(corpus))
        st.button("Open", key=f"corpus_open_{corpus.name}", on_click=turn_to, args=(corpus.name, Deed.READ))


def _draw_open(corpus: Corpus) -> None:
    with st.container(border=True, key=f"card_open_{corpus.name}"):
        page.piece(_head(corpus))
        _draw_deeds(corpus)


def _head(corpus: Corpus) -> str:
    counts = [(count.dimension, count.value, count.n_comments) for count in corpora.segments(bench(), corpus.name)]
    return corpus_head(corpora.facts(bench(), corpus.name)) + segment_list(counts)


def _draw_deeds(corpus: Corpus) -> None:
    with st.container(horizontal=True, key="corpus_deeds"):
        for one in Deed:
            st.button(
                _LABELS[one],
                key=f"corpus_{one}_{corpus.name}",
                type="primary" if one is deed() else "secondary",
                on_click=turn_to,
                args=(corpus.name, one),
            )


def turn_to(corpus: str | None, what: Deed) -> None:
    """Go to a corpus and a deed; None for a corpus that is still to be made."""
    st.query_params.clear()
    st.query_params[DO] = str(what)
    if corpus is not None:
        st.query_params[address.CORPUS] = corpus
