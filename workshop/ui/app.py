"""The entry of the app: the pages, their order and their dress."""

from __future__ import annotations

import streamlit as st

from workshop.ui import page
from workshop.ui.guard import guarded

PAGES = [
    st.Page("views/draft.py", title="Draft", default=True),
    st.Page("views/comments.py", title="Comments", url_path="comments"),
    st.Page("views/brief.py", title="Brief", url_path="brief"),
    st.Page("views/wall.py", title="Wall", url_path="wall"),
]

st.set_page_config(page_title="Backtalk", layout="wide", initial_sidebar_state="collapsed")
chosen = st.navigation(PAGES, position="top")
page.dress()
guarded(chosen.run)()
