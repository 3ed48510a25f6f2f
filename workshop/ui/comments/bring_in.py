"""Bringing comments in: drop a file, see what it would become, say whose customers these are, import."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from workshop import demo, jobs
from workshop.corpus import Plan, Preview
from workshop.drawing.comments import comment_card
from workshop.intake.dates import Order
from workshop.records import Company
from workshop.store.corpora import Corpus
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.comments import columns, company, left_out, running, upload
from workshop.ui.comments.upload import Upload
from workshop.ui.guard import guarded

NAME, TITLE, SOURCE, ORDER, IMPORT = (
    "comments_name",
    "comments_title",
    "comments_source",
    "comments_date_order",
    "comments_import",
)
N_SAMPLES = 4
MASKS_NOTICE = (
    "E-mail addresses, phone numbers, card numbers and people's handles are masked before anything is stored. "
    "<b>Names are not masked yet:</b> look for them before quotes go on a wall or into a brief."
)
_ORDERS = {"dmy": "3/4 is the 3rd of April", "mdy": "3/4 is the 4th of March"}


def draw_new(there: tuple[Corpus, ...]) -> None:
    """Bring in the first comments of a new corpus; the demo is one click away where it is missing."""
    _offer_demo(there)
    page.piece("<h2>Bring in comments</h2>")
    dropped = upload.ask()
    if dropped is None:
        page.piece(f'<p class="small">{MASKS_NOTICE}</p>')
        return
    with st.container(horizontal=True, key="comments_naming"):
        name = st.text_input("Short name", dropped.suggested_name, key=NAME, max_chars=63, width=260)
        title = st.text_input("Title on screen", key=TITLE, max_chars=120, width=360)
        source = st.text_input("Where they were written", "comments", key=SOURCE, max_chars=60, width=220)
    page.piece("<h3>Whose customers are these?</h3>")
    whose = company.ask("comments_new", Company())
    _go_on(dropped, Plan(name, dropped.name, company=whose, title=title or None, source=source or "comments"))


def draw_more(corpus: Corpus) -> None:
    """Bring more comments into a corpus; what is there already adds nothing."""
    page.piece("<h2>Bring in more</h2><p>Only what is new comes in. The same file twice adds nothing.</p>")
    dropped = upload.ask()
    if dropped is None:
        page.piece(f'<p class="small">{MASKS_NOTICE}</p>')
        return
    _go_on(dropped, Plan(corpus.name, dropped.name, source=corpus.source or "comments"))


def _offer_demo(there: tuple[Corpus, ...]) -> None:
    names = {corpus.name for corpus in there}
    for manifest in demo.manifests():
        if manifest.name in names:
            continue
        with st.container(border=True, key=f"card_demo_{manifest.name}"):
            page.piece(f"<h2>Nothing at hand? Try the demo.</h2><p>{escape(manifest.description)}</p>")
            st.button(
                "Load the demo comments",
                key=f"comments_load_{manifest.name}",
                type="primary" if not there else "secondary",
                on_click=guarded(_load_demo),
                args=(manifest.name,),
            )


def _load_demo(manifest: str) -> None:
    running.follow(jobs.submit_demo(bench(), manifest))


def _go_on(dropped: Upload, plan: Plan) -> None:
    rows = upload.table(dropped)
    plan = replace(plan, columns=columns.ask(rows, dropped.digest), date_order=_date_order(dropped))
    if plan.columns is not None and not plan.columns["text"]:
        page.piece("<p><b>Choose the column that holds the comments.</b></p>")
        return
    preview = upload.preview(dropped, rows, plan)
    taken = preview.intake
    columns.say(preview.columns, taken.dropped_columns)
    if taken.questions:
        page.piece("".join(f"<p>{escape(question)}</p>" for question in taken.questions))
    _ask_date_order(dropped, preview)
    page.piece(f"<p><b>{left_out.summary(taken)}</b></p>")
    for comment in taken.comments[:N_SAMPLES]:
        with st.container(border=True, key=f"card_sample_{comment.id}"):
            page.piece(comment_card(comment, plan.company or Company()))
    left_out.draw(taken.dropped, dropped.suggested_name)
    page.piece(f'<p class="notice">{MASKS_NOTICE}</p>')
    n = len(taken.comments)
    st.button(
        f"Bring in {n:,} comment{'' if n == 1 else 's'}",
        key=IMPORT,
        type="primary",
        disabled=not n,
        on_click=guarded(_import),
        args=(dropped, plan),
    )


def _date_order(dropped: Upload) -> Order | None:
    order: Order | None = st.session_state.get(f"{ORDER}_{dropped.digest}")
    return order


def _ask_date_order(dropped: Upload, preview: Preview) -> None:
    """Ask how day and month stand, where the dates alone do not tell."""
    if preview.intake.dates.ambiguous or _date_order(dropped):
        st.segmented_control(
            "Which of these is right?", list(_ORDERS), format_func=_ORDERS.__getitem__, key=f"{ORDER}_{dropped.digest}"
        )


def _import(dropped: Upload, plan: Plan) -> None:
    running.follow(jobs.submit_import(bench(), dropped.data, plan))
    upload.forget()
