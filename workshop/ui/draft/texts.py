"""The text that is open: named in the address, kept in the store with every change that arrives."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from workshop.check import Scope
from workshop.store.drafts import Draft, UnknownDraft
from workshop.ui import address
from workshop.ui.bench import bench
from workshop.ui.draft import scope as choosers
from workshop.ui.draft import state
from workshop.ui.editor import words_of
from workshop.ui.guard import guarded, show
from workshop.ui.labels import short


@dataclass(frozen=True, slots=True)
class Text:
    """The open text; `id` is None until its first words are kept.

    `epoch` names what the box was given last: it changes where its words must be replaced.
    """

    id: int | None
    name: str
    words: str
    epoch: str
    scope: Scope | None = None


def current() -> Text:
    """Return the text that the address names; a blank one where it names none, or none that exists."""
    wanted = _in_address()
    if state.EPOCH not in st.session_state or _open_id() != wanted:
        _turn_to(wanted)
    if wanted is None:
        return Text(None, "", "", st.session_state[state.EPOCH])
    try:
        draft = bench().store.drafts.get(wanted)
    except UnknownDraft as error:
        show(error)
        open_text(None)
        return Text(None, "", "", st.session_state[state.EPOCH])
    if st.session_state[state.SAVED] not in (None, draft.text):
        _turn_to(wanted)
    if st.session_state[state.SAVED] is None and (scope := _scope_of(draft)):
        choosers.preset(scope)
    st.session_state[state.SAVED] = draft.text
    return Text(draft.id, draft.name, draft.text, st.session_state[state.EPOCH], _scope_of(draft))


@guarded
def keep() -> None:
    """Keep the words that just arrived from the box; the first ones make a new text."""
    sent = words_of(state.EDITOR)
    if sent is None or sent.epoch not in _boxes():
        return
    draft_id = _boxes()[sent.epoch]
    if draft_id is None and not sent.words.strip():
        return
    if draft_id is None:
        draft_id = _boxes()[sent.epoch] = _create(sent.words)
    else:
        bench().store.drafts.save(draft_id, sent.words, at=_now())
    if sent.epoch == st.session_state[state.EPOCH]:
        st.query_params[address.DRAFT] = str(draft_id)
        st.session_state[state.SAVED] = sent.words


def recover(text: Text) -> None:
    """Keep words that a browser still holds from before the server was started again."""
    sent = words_of(state.EDITOR)
    if sent is None or text.id is None or sent.epoch in _boxes():
        return
    if sent.epoch.partition(":")[0] not in (str(text.id), "new") or sent.words == text.words:
        return
    _boxes()[sent.epoch] = text.id
    bench().store.drafts.save(text.id, sent.words, at=_now())
    st.rerun()


@guarded
def start(words: str, scope: Scope) -> None:
    """Keep given words as a new text, with whom it is to meet, and open it."""
    draft_id = _create(words)
    bench().store.drafts.choose(draft_id, corpus=scope.corpus, segment=scope.segment, strictness=scope.strictness)
    open_text(draft_id)


def open_text(draft_id: int | None) -> None:
    """Turn to another text; None is a blank one."""
    if draft_id is None:
        st.query_params.pop(address.DRAFT, None)
    else:
        st.query_params[address.DRAFT] = str(draft_id)
    _turn_to(draft_id)


@guarded
def restore(draft_id: int, version: int) -> None:
    """Put an earlier version back; what stood there stays a version, too."""
    bench().store.drafts.restore(draft_id, version, at=_now())
    _turn_to(draft_id)


@guarded
def rename(draft_id: int) -> None:
    """Name the text as the name field says; an emptied field takes its first words again."""
    bench().store.drafts.rename(draft_id, st.session_state[state.NAME].strip())


@guarded
def delete(draft_id: int) -> None:
    """Delete a text with all its versions, and turn to a blank one."""
    bench().store.drafts.delete(draft_id)
    open_text(None)


def title_of(name: str, words: str) -> str:
    """Return what a text is called: its name, or else its first words."""
    return name or short(words, 40) or "Untitled"


def remember_scope(text: Text, scope: Scope) -> None:
    """Keep with the text whom it was met with, so that it opens the same way again."""
    if text.id is not None and text.scope != scope:
        bench().store.drafts.choose(text.id, corpus=scope.corpus, segment=scope.segment, strictness=scope.strictness)


def _create(words: str) -> int:
    return bench().store.drafts.create(words, at=_now()).id


def _scope_of(draft: Draft) -> Scope | None:
    if draft.corpus is None or draft.strictness is None:
        return None
    return Scope(draft.corpus, draft.segment, draft.strictness)


def _in_address() -> int | None:
    wanted = address.draft()
    if wanted is None and state.EPOCH in st.session_state and _open_id() is not None:
        # Another page was looked at in between, and its address named no text.
        wanted = _open_id()
        st.query_params[address.DRAFT] = str(wanted)
    return wanted


def _turn_to(draft_id: int | None) -> None:
    epoch = f"{draft_id or 'new'}:{secrets.token_hex(4)}"
    _boxes()[epoch] = draft_id
    st.session_state[state.EPOCH] = epoch
    for forgotten in (state.SAVED, state.OPEN, state.CONFIRM):
        st.session_state[forgotten] = None


def _open_id() -> int | None:
    return _boxes()[st.session_state[state.EPOCH]]


def _boxes() -> dict[str, int | None]:
    boxes: dict[str, int | None] = st.session_state.setdefault(state.BOXES, {})
    return boxes


def _now() -> datetime:
    return datetime.now(UTC)
