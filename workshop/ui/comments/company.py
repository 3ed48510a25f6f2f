"""Whose customers these are: names, handles, products, competitors and the word for the people."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from workshop.records import Company
from workshop.store.corpora import Corpus
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded

_SEPARATORS = re.compile(r"[,;\n]")


def ask(prefix: str, known: Company) -> Company:
    """Draw the fields and return what they hold; the fields' keys start with `prefix`."""
    left, right = st.columns(2)
    with left:
        names = _several("Names of the company", known.names, f"{prefix}_names", "Harbour Ferries, Harbour")
        handles = _several("Its own handles", known.handles, f"{prefix}_handles", "@harbourferries")
        products = _several("Its products", known.products, f"{prefix}_products", "Island Pass")
    with right:
        competitors = _several("Its competitors", known.competitors, f"{prefix}_competitors", "Coastline")
        person = st.text_input("Word for one of the people", known.person, key=f"{prefix}_person", max_chars=40)
        people = st.text_input("Word for several", known.people, key=f"{prefix}_people", max_chars=40)
    return Company(
        names=names,
        products=products,
        handles=tuple(handle if handle.startswith("@") else f"@{handle}" for handle in handles),
        competitors=competitors,
        person=(person or "").strip() or "customer",
        people=(people or "").strip() or "customers",
    )


def draw(corpus: Corpus) -> None:
    """Let whose customers these are be said anew."""
    page.piece(
        "<h2>Whose customers are these?</h2><p>We, our and these names in a message mean the company. "
        "Praise of a competitor is not support.</p>"
    )
    with st.form("comments_company_form", border=False):
        chosen = ask(f"company_{corpus.name}", corpus.company)
        if st.form_submit_button("Keep this", key="comments_company_keep"):
            guarded(_keep)(corpus.name, chosen)


def _keep(name: str, company: Company) -> None:
    bench().store.corpora.update_company(name, company)
    page.tell("Kept. Messages are checked again with these words.")
    st.rerun()


def _several(label: str, known: Sequence[str], key: str, example: str) -> tuple[str, ...]:
    given = st.text_input(label, ", ".join(known), key=key, placeholder=example, help="Several: put commas between.")
    return tuple(part.strip() for part in _SEPARATORS.split(given or "") if part.strip())
