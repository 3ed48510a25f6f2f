"""Wording anew what was revealed: what it says, what customers said about it, and the pen below."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from workshop import corpus, wording
from workshop.check import Partial
from workshop.drawing.answer import balance_of, verdict_head, verdict_words
from workshop.drawing.signs import VERDICT_CLASS, tagged
from workshop.drawing.text import marked_text
from workshop.records import CheckedClaim, CorpusFacts, Verdict
from workshop.room import plain_text
from workshop.room.records import Kind
from workshop.sessions.seeing import Phone, Seen
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.labels import plain, short
from workshop.ui.pad import Box
from workshop.ui.phone import theirs
from workshop.ui.phone.boxes import box
from workshop.ui.phone.theirs import Topic
from workshop.ui.phone.write import STATE

CHOSEN, CLAIM = "phone_reworking", "phone_rework_claim"


def chosen(phone: Phone) -> Seen | None:
    """Return the message that is reworded: the one chosen or begun, else the one on the wall, else the first."""
    seen = {one.message.id: one for one in phone.reworkable}
    wanted = (st.session_state.get(CHOSEN), phone.workshop.on_wall, *seen)
    return next((seen[one] for one in wanted if one in seen), None)


def draw(phone: Phone) -> None:
    """Let a message that was revealed be worded anew."""
    seen = chosen(phone)
    if seen is None or seen.partial is None:
        said = "No message has been revealed. There is nothing to reword yet."
        page.piece(f"<h1>Rework</h1><p>{said}</p>", kind="tall alone")
        return
    facts = corpus.facts(bench(), phone.workshop.corpus, phone.workshop.segment)
    place = _claim_in_focus(phone, seen)
    checked = seen.partial.pairs[place][1] if seen.spans else None
    topic = Topic(f"{seen.message.id}_{place}", checked, facts) if checked else None
    if topic and theirs.draw_all(topic):
        return
    page.piece("<h1>Say it in their words.</h1>")
    _choose_message(phone, seen)
    marked = marked_text(seen.text, seen.partial.check.claims, pending=seen.partial.pending, open_claim=place + 1)
    page.piece(f'<div class="msg">{marked}</div>{_change(seen, seen.partial)}')
    _choose_claim(seen, place)
    if topic:
        page.piece(_verdict(topic.checked, facts, is_alone=len(seen.spans) == 1))
        theirs.draw_some(topic, 1)
    else:
        page.piece(f'<p role="status">{unanswered(seen)}</p>')
    _pen(phone, seen)


def unanswered(seen: Seen) -> str:
    """Say why a claim has no answer yet, or that there is no claim."""
    if not seen.spans:
        return "This message makes no claim."
    return "Their answer is still being read."


def _choose_message(phone: Phone, seen: Seen) -> None:
    texts = {one.message.id: one.text for one in phone.reworkable}
    if len(texts) < 2:
        return
    # A box whose choices change keeps showing the words that were chosen: with new words it is another box.
    key = f"{CHOSEN}_{sum(len(one.message.versions) for one in phone.reworkable)}_{phone.workshop.on_wall}"
    st.selectbox(
        "Message",
        list(texts),
        index=list(texts).index(seen.message.id),
        key=key,
        format_func=lambda one: _named(phone, texts, one),
        on_change=_choose,
        args=(key,),
    )


def _named(phone: Phone, texts: Mapping[int, str], number: int) -> str:
    """Name a message by its words, and the one on the wall as such: who writes does not follow the wall."""
    on_wall = "On the wall: " if number == phone.workshop.on_wall else ""
    return f"{on_wall}{short(texts.get(number, ''), 60)}"


@guarded
def _choose(key: str) -> None:
    st.session_state[CHOSEN] = st.session_state[key]


@guarded
def _begin(number: int) -> None:
    """Stay with the message that somebody has begun to reword, whatever goes on the wall meanwhile."""
    st.session_state[CHOSEN] = number


def _claim_in_focus(phone: Phone, seen: Seen) -> int:
    """Return the claim that was chosen, else the one on the wall, else the first that customers do not bear out."""
    picked = st.session_state.get(_claim_key(seen))
    if picked is not None:
        return seen.place(int(picked))
    if phone.workshop.on_wall == seen.message.id:
        return seen.place(phone.workshop.claim)
    pairs = seen.partial.pairs if seen.partial else []
    return next((at for at, (_, one) in enumerate(pairs) if one and one.verdict is not Verdict.SUPPORTED), 0)


def _claim_key(seen: Seen) -> str:
    shown = seen.message.shown
    return f"{CLAIM}_{seen.message.id}_{shown.number if shown else 0}"


def _choose_claim(seen: Seen, place: int) -> None:
    """Let one of several claims be chosen, each named by its number and its verdict in words."""
    if len(seen.spans) < 2 or seen.partial is None:
        return
    words = [f"{at} {_said(one)}" for at, (_, one) in enumerate(seen.partial.pairs, start=1)]
    st.segmented_control(
        "What they say about claim",
        range(len(words)),
        default=place,
        required=True,
        key=_claim_key(seen),
        format_func=lambda at: plain(words[at]),
        width="stretch",
    )


def _said(checked: CheckedClaim | None) -> str:
    if checked is None:
        return "being read"
    return f"{wording.GLYPH[checked.verdict]} {wording.claim_tag(checked)}"


def _verdict(checked: CheckedClaim, facts: CorpusFacts, *, is_alone: bool) -> str:
    """Draw verdict, reason and balance; the claim's own words only where the message makes several."""
    if not is_alone:
        return verdict_head(checked, facts)
    why = f'<p class="why num">{escape(checked.reason)}</p>'
    return f'<div class="head">{verdict_words(checked, facts)}{why}{balance_of(checked)}</div>'


def _change(seen: Seen, now: Partial) -> str:
    """Say what the wording before was, and how the verdicts on the two differ."""
    if seen.before is None or seen.previous is None:
        return ""
    facts = now.check.corpus
    return (
        f'<dl class="change"><dt>Was</dt><dd><p>{escape(seen.before)}</p>{_verdicts(seen.previous, facts)}</dd>'
        f"<dt>Now</dt><dd>{_verdicts(now, facts)}</dd></dl>"
    )


def _verdicts(partial: Partial, facts: CorpusFacts) -> str:
    pairs = partial.pairs
    if not pairs:
        return '<p class="s">It makes no claim.</p>'
    drawn = []
    for _, one in pairs:
        if one is None:
            drawn.append(tagged("v-pending", "Being read"))
        else:
            words = wording.verdict_head(one.verdict, facts, one.counts) if len(pairs) == 1 else wording.claim_tag(one)
            drawn.append(tagged(VERDICT_CLASS[one.verdict], words))
    return f'<p class="ln">{" ".join(drawn)}</p>'


def _pen(phone: Phone, seen: Seen) -> None:
    number = seen.message.id
    mine = phone.my_wordings.get(number)
    if mine is not None:
        why = f" {escape(mine.why)}" if mine.why else ""
        page.piece(
            f'<div class="mine"><p class="msg">{escape(mine.text)}</p>'
            f'<p class="s" role="status">{STATE[mine.moderation]}{why}</p></div>'
        )
    words = Box("New wording", "Hand the wording in", plain_text.MESSAGE, rows=4, words=seen.text)
    box(
        phone.me,
        str(number),
        words,
        Kind.REWORDED,
        lambda text: {"message": number, "text": text},
        on_begun=lambda: _begin(number),
    )
