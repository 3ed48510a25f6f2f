"""The text that is open: named in the address, kept in the store with every change that arrives."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from workshop.errors import WorkshopError
from workshop.ui.bench import bench
from workshop.ui.draft import state
from workshop.ui.editor import words_of
from workshop.ui.guard import guarded, show


@dataclass(frozen=True, slots=True)
class Text:
    """The open text; `id` is None until its first words are kept.

    `epoch` names what the box was given last: it changes where its words must be replaced.
    """

    id: int | None
    name: str
    words: str
    epoch: str


def current() -> Text:
    """Return the text that the address names; a blank one where it names none, or none that exists."""
    wanted = _in_address()
    if state.EPOCH not in st.session_state or _open_id() != wanted:
        _turn_to(wanted)
    if wanted is None:
        return Text(None, "", "", st.session_state[state.EPOCH])
    try:
        draft = bench().store.drafts.get(wanted)
    except WorkshopError as error:
        show(error)
        open_text(None)
        return Text(None, "", "", st.session_state[state.EPOCH])
    if st.session_state[state.SAVED] not in (None, draft.text):
        _turn_to(wanted)
    st.session_state[state.SAVED] = draft.text
    return Text(draft.id, draft.name, draft.text, st.session_state[state.EPOCH])


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
        st.query_params[state.URL] = str(draft_id)
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
def start(words: str) -> None:
    """Keep given words as a new text and open it."""
    open_text(_create(words))


def open_text(draft_id: int | None) -> None:
    """Turn to another text; None is a blank one."""
    if draft_id is None:
        st.query_params.pop(state.URL, None)
    else:
        st.query_params[state.URL] = str(draft_id)
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
    first = " ".join(words.split())
    return name or (first if len(first) <= 40 else f"{first[:39].rsplit(' ', 1)[0]} …") or "Untitled"


def _create(words: str) -> int:
    return bench().store.drafts.create(words, at=_now()).id


def _in_address() -> int | None:
    given = st.query_params.get(state.URL)
    if given is None and state.EPOCH in st.session_state and _open_id() is not None:
        # Another page was looked at in between, and its address named no text.
        given = st.query_params[state.URL] = str(_open_id())
    return int(given) if given and given.isascii() and given.isdigit() else None


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
