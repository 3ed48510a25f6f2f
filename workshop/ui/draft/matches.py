"""The controls below a quote: let it stand, take it out, say that it is something else, and undo."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import drawing, wording
from workshop.deciding import REASON_LENGTH, Match
from workshop.decisions import Choice
from workshop.records import CheckedClaim, Decision, Evidence, Stance
from workshop.ui import page
from workshop.ui.draft import deciding

_WORDS = {stance: wording.STANCE_WORDS[stance] for stance in drawing.SIDES}
_REJECT = "Does not fit"


def draw(checked: CheckedClaim, item: Evidence, corpus: str) -> None:
    """Draw what a person can do with one match, or undo where somebody has decided it."""
    match = Match(corpus, checked.claim.proposition, item.comment_id, item.quote)
    with st.container(horizontal=True, gap="xsmall", key=f"draft_match_{item.passage_id}"):
        if item.decision:
            _afterwards(match, item, item.decision)
        elif item.stance is Stance.UNRELATED:
            _sides(match, item)
        else:
            _choices(match, item)
    deciding.say_refusal(_place(item))


def _choices(match: Match, item: Evidence) -> None:
    _button("Fits", match, item, Choice.CONFIRM)
    _button(_REJECT, match, item, Choice.REJECT)
    with st.popover("Other side", key=f"draft_other_{item.passage_id}"):
        page.piece(f'<p class="small">They do not mean “{escape(_WORDS[item.stance])}”, but:</p>')
        for stance, words in _WORDS.items():
            if stance is not item.stance:
                _button(words, match, item, Choice(stance.value))


def _sides(match: Match, item: Evidence) -> None:
    """Offer every side for words that the judge put on none."""
    for stance, words in _WORDS.items():
        _button(words, match, item, Choice(stance.value))
    _button(_REJECT, match, item, Choice.REJECT)


def _button(label: str, match: Match, item: Evidence, choice: Choice) -> None:
    key = deciding.press(match, choice)
    st.button(
        label,
        key=f"draft_{choice}_{item.passage_id}",
        on_click=deciding.decide,
        args=(match, choice, _place(item), key),
    )


def _afterwards(match: Match, item: Evidence, decision: Decision) -> None:
    """Offer to say why, and to undo."""
    choice = Choice.REJECT if decision.stance is Stance.UNRELATED else Choice(decision.stance.value)
    with (
        st.popover("Say why", key=f"draft_why_{item.passage_id}"),
        st.form(f"draft_why_form_{item.passage_id}", border=False),
    ):
        field = f"draft_reason_{item.passage_id}"
        st.text_input("Why", value=decision.reason, key=field, max_chars=REASON_LENGTH)
        st.form_submit_button(
            "Keep the reason",
            key=f"draft_keep_reason_{item.passage_id}",
            on_click=deciding.decide,
            args=(match, choice, _place(item), deciding.press(match, "why"), field),
        )
    st.button(
        "Undo",
        key=f"draft_undo_{item.passage_id}",
        on_click=deciding.undo,
        args=(match, _place(item), deciding.press(match, "undo")),
    )


def _place(item: Evidence) -> str:
    return f"match {item.passage_id}"
