"""The stage: what the wall shows, beside what only the facilitator sees, and the one thing that comes next."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import drawing
from workshop.records import Verdict
from workshop.room.agenda import Phase
from workshop.sessions.seeing import Guesses, Seen
from workshop.ui import page
from workshop.ui.facilitate import acts, next_act, stage_words
from workshop.ui.facilitate.desk import Desk, claims_of
from workshop.ui.facilitate.next_act import Next
from workshop.wording import SHORT

_WITH_MESSAGE = (Phase.GUESS, Phase.REVEAL, Phase.REWORK)
"""The phases in which one message stands on the wall."""


def draw(desk: Desk) -> None:
    """Draw the message with its marks, the two boxes, and the acts below them."""
    with st.container(key="room_stage"):
        seen = desk.control.on_wall if desk.workshop.phase in _WITH_MESSAGE else None
        page.piece(f'{_message(desk, seen) if seen else ""}<div class="see">{_on_wall(desk)}{_comes_next(desk)}</div>')
        _go(desk)


def _message(desk: Desk, seen: Seen) -> str:
    pairs = claims_of(seen.partial)
    open_claim = min(desk.workshop.claim, len(pairs) - 1) + 1 if pairs else None
    checked, pending = (seen.partial.check.claims, seen.partial.pending) if seen.partial else ((), ())
    marked = drawing.marked_text(seen.text, checked, pending=pending, open_claim=open_claim)
    n = "1 claim" if len(pairs) == 1 else f"{len(pairs)} claims"
    who_sees = "The wall shows the marks." if desk.workshop.is_revealed else "Only you see the marks until you reveal."
    written = f" Written by {escape(seen.author)}." if seen.author else ""
    alone = f" {seen.n_written} wrote this." if seen.n_written > 1 else ""
    place = desk.place
    title = "On the wall" if place is None else f"Message {place + 1} of {len(desk.leads)}"
    return (
        f'<div class="lv"><span class="lab num">{title}</span>'
        f'<span class="small">{n}.{alone}{written} {who_sees}</span></div><div class="say">{marked}</div>'
    )


def _on_wall(desk: Desk) -> str:
    head, small = stage_words.on_wall(desk)
    return _box("On the wall now", f'<p class="what">{escape(head)}</p><p class="small num">{escape(small)}</p>', "now")


def _comes_next(desk: Desk) -> str:
    workshop, seen = desk.workshop, desk.control.on_wall
    if seen is None or workshop.phase not in _WITH_MESSAGE:
        return _box("Only you see this: what comes next", f"<p>{escape(stage_words.comes_next(desk))}</p>")
    pairs = claims_of(seen.partial)
    if not pairs:
        return _box("Only you see this", "<p>This message makes no claim that customers could speak to.</p>")
    claim, checked = pairs[min(workshop.claim, len(pairs) - 1)]
    if checked is None:
        return _box("Only you see this", f"<p><b>{escape(claim.text)}</b></p><p>Reading the comments.</p>")
    name = drawing.VERDICT_CLASS[checked.verdict]
    guessed = "" if workshop.is_revealed else f'<p class="small num">{escape(stage_words.advice(checked))}</p>'
    body = f'{drawing.verdict_words(checked, desk.facts)}<p class="num">{escape(checked.reason)}</p>{guessed}'
    label = "What the wall shows of this claim" if workshop.is_revealed else "Only you see this: what comes next"
    return _box(label, body + _guesses(desk.control.guesses), name)


def _guesses(guesses: Guesses | None) -> str:
    """Draw how many guessed each verdict, the commonest first; the true one is framed."""
    if guesses is None or not guesses.n:
        return ""
    most = max(guesses.verdicts.values())
    rows = sorted(guesses.verdicts.items(), key=lambda pair: -pair[1])
    return (
        '<div class="guesses">' + "".join(_bar(verdict, n, most, guesses.true) for verdict, n in rows if n) + "</div>"
    )


def _bar(verdict: Verdict, n: int, most: int, true: Verdict) -> str:
    hit = " hit" if verdict is true else ""
    length = f"width:{100 * n / most:.0f}%"
    return f'<span>{escape(SHORT[verdict])}</span><i class="{hit}" style="{length}"></i><b class="num">{n}</b>'


def _box(label: str, body: str, name: str = "") -> str:
    return f'<div class="box {name}"><span class="lab">{label}</span>{body}</div>'


def _go(desk: Desk) -> None:
    main = next_act.next_act(desk)
    with st.container(horizontal=True, key="room_go"):
        for label, other in _beside(desk, main):
            _button(desk, label, other)
        if main:
            _button(desk, f"{_plain(main.words)} `Space`", main, is_main=True)
        else:
            st.button("Make the brief", key="room_go_brief", type="primary", on_click=acts.open_panel, args=("brief",))


def _plain(words: str) -> str:
    """Our own words hold no Markdown but what a colon and a word would make of them."""
    return words.replace(":", "\\:")


def _beside(desk: Desk, main: Next | None) -> list[tuple[str, Next]]:
    """Return the smaller acts: back, skip this message, open writing early, the next phase."""
    workshop, place = desk.workshop, desk.place
    if main is None:
        return []
    found: list[tuple[str, Next | None]] = []
    if workshop.phase in _WITH_MESSAGE and workshop.on_wall is not None:
        back = (workshop.is_revealed and next_act.show_claim(desk, -1)) or (
            next_act.put_up(desk, place - 1) if place is not None else None
        )
        skip = next_act.put_up(desk, place + 1) if place is not None else None
        label = "Next message" if workshop.is_revealed else "Skip this message"
        found += [("`←` Back", back or None), (label, skip)]
    if workshop.phase in (Phase.LISTEN, Phase.SAID) and workshop.gate is None:
        early = next_act.open_early(desk)
        found.append((_plain(early.words), early))
    following = next_act.enter_next(desk)
    found.append((_plain(following.words), following))
    return [(label, one) for label, one in found if one and one.name != main.name]


def _button(desk: Desk, label: str, act: Next, *, is_main: bool = False) -> None:
    kwargs = {"key": acts.press(desk.workshop.id, act.name)}
    st.button(
        label,
        key=f"room_go_{'main_' if is_main else ''}{act.name}",
        type="primary" if is_main else "secondary",
        on_click=acts.do,
        args=(desk.workshop.id, *act.deeds),
        kwargs=kwargs,
    )
