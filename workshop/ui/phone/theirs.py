"""What customers said about one claim, on a phone: a few quotes beside it, and all of them to page through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from workshop import wording
from workshop.drawing.quotes import counted, quote, side_head
from workshop.records import CheckedClaim, CorpusFacts, Evidence, Stance
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded

SIDES = (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.ASKS)
"""The sides in the order in which a phone shows them, the opposite first."""

AT_ONCE, OPENED = 10, "phone_all_opened"


@dataclass(frozen=True, slots=True)
class Matched:
    """A comment that was counted: its surest match on the first side that it takes, and the other sides it takes."""

    evidence: Evidence
    others: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One claim with its answer: what its comments are opened for. `name` tells it from every other one."""

    name: str
    checked: CheckedClaim
    facts: CorpusFacts


def draw_some(topic: Topic, per_side: int) -> None:
    """Draw a few quotes of each side, and the button that opens all comments."""
    kept_off, drawn = _kept_off(topic), ""
    for stance in SIDES:
        there = counted(topic.checked, stance)
        shown = [one for one in there if one.passage_id not in kept_off][:per_side]
        drawn += "".join(_speech(one, topic.facts) for one in shown)
        if len(there) > len(shown):
            drawn += f'<p class="s num">{escape(wording.n_shown(len(shown), len(there)))}.</p>'
    if drawn:
        page.piece(drawn, kind="quotes")
    n = len(matched(topic.checked, kept_off))
    if n:
        label = f"All {n:,} comments" if n > 1 else "The whole comment"
        with st.container(key="phone_all"):
            st.button(label, key=f"phone_all_{topic.name}", width="stretch", on_click=_turn, args=(topic.name, 0))


def draw_all(topic: Topic) -> bool:
    """Draw ten of all comments where they were opened for this claim, and say whether they were."""
    name, at = st.session_state.get(OPENED, ("", 0))
    kept_off = _kept_off(topic)
    there = matched(topic.checked, kept_off)
    if name != topic.name or not there:
        return False
    last = (len(there) - 1) // AT_ONCE
    at = min(at, last)
    ten = there[at * AT_ONCE : (at + 1) * AT_ONCE]
    end = at * AT_ONCE + len(ten)
    page.piece(
        f'<h1>What they wrote</h1><p class="s">{escape(topic.checked.claim.text)}</p>'
        f'<p class="s num" role="status">Comments {end - len(ten) + 1:,} to {end:,} of {len(there):,}'
        f"{_missing(topic.checked, kept_off)}</p>{_comments(ten, topic)}",
        kind="quotes",
    )
    with st.container(key="phone_thumb"):
        with st.container(horizontal=True, key="phone_row"):
            for label, to in (("Ten before", at - 1), ("Next ten", at + 1)):
                is_there = 0 <= to <= last
                key = f"phone_page_{'back' if to < at else 'on'}_{at}"
                st.button(label, key=key, width="stretch", disabled=not is_there, on_click=_turn, args=(topic.name, to))
        st.button("Back to the message", key="phone_all_back", width="stretch", on_click=_close)
    return True


def matched(checked: CheckedClaim, kept_off: frozenset[int]) -> list[Matched]:
    """Return every comment that the verdict counts once, the opposite first, without what is kept off the wall."""
    found: dict[str, list[Evidence]] = {}
    for stance in SIDES:
        for one in counted(checked, stance):
            if one.passage_id not in kept_off:
                found.setdefault(one.comment_id, []).append(one)
    return [
        Matched(those[0], tuple(dict.fromkeys(one.stance for one in those if one.stance is not those[0].stance)))
        for those in found.values()
    ]


def _comments(ten: Sequence[Matched], topic: Topic) -> str:
    ids = [one.evidence.comment_id for one in ten]
    whole = bench().store.comments.those(topic.facts.name, ids)
    drawn, side = "", None
    for one in ten:
        if one.evidence.stance is not side:
            side = one.evidence.stance
            drawn += side_head(side, "")
        text = whole[one.evidence.comment_id].text if one.evidence.comment_id in whole else None
        drawn += _speech(one.evidence, topic.facts, text)
        if one.others:
            also = " and ".join(wording.STANCE_WORDS[stance] for stance in one.others)
            drawn += f'<p class="s">The same comment: {also}.</p>'
    return drawn


def _speech(evidence: Evidence, facts: CorpusFacts, whole: str | None = None) -> str:
    return quote(evidence, facts, comment_text=whole, away=evidence.stance is Stance.CONTRADICTS, unfolded=True)


def _missing(checked: CheckedClaim, kept_off: frozenset[int]) -> str:
    n = sum(1 for stance in SIDES for one in counted(checked, stance) if one.passage_id in kept_off)
    return f". The facilitator keeps {n:,} off the wall, counted all the same." if n else ""


def _kept_off(topic: Topic) -> frozenset[int]:
    return frozenset(bench().store.hidden.passages(topic.facts.name))


@guarded
def _turn(name: str, at: int) -> None:
    st.session_state[OPENED] = (name, at)


@guarded
def _close() -> None:
    st.session_state.pop(OPENED, None)
