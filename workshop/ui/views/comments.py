"""The Comments page: bring in what customers wrote, read it, say whose it is, remove it."""

from __future__ import annotations

import streamlit as st

from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.comments import bring_in, browse, company, remove, running, shelf
from workshop.ui.comments.shelf import Deed

there = bench().store.corpora.list()
corpus = shelf.chosen(there)
deed = shelf.deed()

with st.container(horizontal=True, vertical_alignment="bottom", key="comments_head"):
    page.piece("<h1>What they wrote</h1>")
    if there and not (corpus is None and deed is Deed.ADD):
        st.button("Bring in other comments", key="comments_new", on_click=shelf.turn_to, args=(None, Deed.ADD))
running.draw()
if not there or (corpus is None and deed is Deed.ADD):
    bring_in.draw_new(there)
elif corpus is not None and deed is Deed.ADD:
    shelf.draw(there, corpus)
    bring_in.draw_more(corpus)
else:
    shelf.draw(there, corpus)
    if corpus is not None:
        {Deed.READ: browse.draw, Deed.COMPANY: company.draw, Deed.REMOVE: remove.draw}[deed](corpus)
