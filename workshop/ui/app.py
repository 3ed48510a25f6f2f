"""The entry of the app: the pages, their order and their dress."""

from __future__ import annotations

import streamlit as st

from workshop.ui import page, visitor
from workshop.ui.bench import say_page_drawn
from workshop.ui.guard import guarded
from workshop.ui.icon import ICON

st.set_page_config(page_title="Backtalk", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")
wall = st.Page("views/wall.py", title="Wall", url_path="wall")
phone = st.Page("views/phone.py", title="Phone", url_path="phone", visibility="hidden")
if visitor.role() == "owner":
    own = [
        st.Page("views/draft.py", title="Draft", default=True),
        st.Page("views/comments.py", title="Comments", url_path="comments"),
        st.Page("views/brief.py", title="Brief", url_path="brief"),
        st.Page("views/workshops.py", title="Workshops", url_path="workshops"),
    ]
    chosen = st.navigation([*own, wall, phone], position="top")
else:
    # A page that is not in a visitor's list cannot be run by any message of theirs.
    chosen = st.navigation([st.Page("views/door.py", title="Join", default=True), phone, wall], position="hidden")
page.dress()
guarded(chosen.run)()
say_page_drawn()
