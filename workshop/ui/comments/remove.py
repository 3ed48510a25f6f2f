"""Removing a whole corpus, after its name has been typed."""

from __future__ import annotations

import streamlit as st

from workshop import corpus as corpora
from workshop.errors import WorkshopError
from workshop.store.corpora import Corpus
from workshop.ui import address, page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded

TYPED, REMOVE = "comments_remove_name", "comments_remove"


def draw(corpus: Corpus) -> None:
    """Ask for the name, and remove the corpus where it fits."""
    page.piece(
        "<h2>Remove these comments</h2><p>All of them go, with their answers and their index. "
        "Drafts and briefs stay; their counts can no longer be recounted.</p>"
    )
    with st.form("comments_remove_form", border=False):
        st.text_input(f"Type {corpus.name} to confirm", key=TYPED, width=320)
        st.form_submit_button("Remove them", key=REMOVE, on_click=guarded(_remove), args=(corpus.name,))


def _remove(name: str) -> None:
    if st.session_state[TYPED].strip() != name:
        raise WorkshopError("Nothing was removed: the name does not match.", f"Type {name} exactly as it stands there.")
    corpora.remove(bench(), name)
    st.query_params.pop(address.CORPUS, None)
    page.tell(f"The comments called {name} are removed.")
