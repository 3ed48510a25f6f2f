"""What a page's address says: which draft, which comments answer, and how strictly."""

from __future__ import annotations

import contextlib

import streamlit as st

from workshop.check import Scope
from workshop.records import Strictness
from workshop.store.drafts import Draft
from workshop.ui.bench import bench

DRAFT, CORPUS, SEGMENT, STRICTNESS = "draft", "corpus", "segment", "strictness"


def draft() -> int | None:
    """Return the number of the draft in the address; None where there is none."""
    wanted = st.query_params.get(DRAFT, "")
    return int(wanted) if wanted.isdecimal() else None


def scope(of: Draft) -> Scope | None:
    """Return who answers a draft: as the address says, else as the draft was last met, else the first corpus.

    None where there is no corpus at all.

    Raises:
        UnknownCorpus: the address names a corpus that is not there.
    """
    names = [corpus.name for corpus in bench().store.corpora.list()]
    if not names:
        return None
    named = st.query_params.get(CORPUS)
    if named is None and of.corpus in names:
        return Scope(of.corpus, of.segment, of.strictness or bench().settings.strictness)
    corpus = bench().store.corpora.get(named or names[0]).name
    return Scope(corpus, st.query_params.get(SEGMENT) or None, _strictness())


def _strictness() -> Strictness:
    with contextlib.suppress(ValueError):
        return Strictness(st.query_params.get(STRICTNESS, "").lower())
    return bench().settings.strictness
