"""The entry of the app: the pages, their order and their dress."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from workshop.ui import page
from workshop.ui.bench import say_page_drawn
from workshop.ui.guard import guarded

ICON = Path(__file__).with_name("icon.png")
PAGES = [
    st.Page("views/draft.py", title="Draft", default=True),
    st.Page("views/comments.py", title="Comments", url_path="comments"),
    st.Page("views/brief.py", title="Brief", url_path="brief"),
    st.Page("views/wall.py", title="Wall", url_path="wall"),
]

st.set_page_config(page_title="Backtalk", page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
chosen = st.navigation(PAGES, position="top")
page.dress()
guarded(chosen.run)()
say_page_drawn()
