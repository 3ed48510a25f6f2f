"""The Brief page: choose checked messages and take them away with everything that was said about them."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop.ui import page
from workshop.ui.bench import bench, models_notice
from workshop.ui.brief import choice, making, room
from workshop.ui.draft import scope, watch
from workshop.ui.guard import show

page.piece("<h1>The brief</h1><p>What you want to say, with the words of those who were asked: for and against.</p>")
if not bench().store.corpora.list() or not bench().store.drafts.list():
    choice.lead_on()
    st.stop()
with st.container(horizontal=True, vertical_alignment="bottom", key="brief_scope"):
    chosen_scope = scope.choose()
chosen = choice.draw()
decided = room.in_address()
loading = models_notice(bench())
if loading:
    page.piece(f"<p>{escape(loading)}</p>")
    watch.until_changed(loading, lambda: models_notice(bench()))
elif not chosen.messages:
    page.piece("<p><b>Choose a text</b> to see its brief.</p>")
else:
    partials = making.read(chosen, chosen_scope)
    unread = making.n_unread(partials)
    if failure := making.failure(partials, chosen_scope):
        show(failure)
    elif unread:
        page.piece(
            f"<p>{unread} of {len(partials)} messages are still being read. The files are offered after that.</p>"
        )
        watch.until_changed((unread, None), lambda: making.progress(chosen, chosen_scope))
    else:
        making.hand_over(chosen, [partial.check for partial in partials], decided)
    if decided:
        room.draw(decided)
    making.preview(chosen, [partial.check for partial in partials])
