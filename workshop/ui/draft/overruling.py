"""Below a verdict: who decides, and the verdict that a person puts beside the machine's."""

from __future__ import annotations

import streamlit as st

from workshop import deciding as rules
from workshop import wording
from workshop.deciding import Place
from workshop.records import CheckedClaim, CorpusFacts
from workshop.ui.draft import deciding, state

_PLACE = "verdict"


def draw(checked: CheckedClaim, facts: CorpusFacts) -> None:
    """Draw the name that is kept with every decision, and how to overrule the verdict or to withdraw that."""
    on = Place(facts.name, checked.claim.proposition, facts.segment)
    with st.container(horizontal=True, vertical_alignment="bottom", key="draft_last_word"):
        st.text_input(
            "Your name, kept with what you decide here",
            key=state.BY,
            placeholder="May stay empty",
            max_chars=rules.NAME_LENGTH,
            persist_state="session",
            width=300,
        )
        if checked.overruled:
            st.button(
                "Withdraw the overruling",
                key="draft_withdraw",
                on_click=deciding.withdraw,
                args=(on, _PLACE, deciding.press(on, "withdraw")),
            )
        else:
            with st.popover("Overrule the verdict", key="draft_overrule"):
                _form(on, facts)
    if checked.overruled:
        deciding.say_refusal(_PLACE)


def _form(on: Place, facts: CorpusFacts) -> None:
    words = {verdict: wording.verdict_choice(verdict, facts) for verdict in rules.OVERRULES}
    with st.form("draft_overrule_form", border=False):
        st.selectbox(
            "What holds instead",
            list(words),
            index=None,
            format_func=words.__getitem__,
            placeholder="Choose what they say",
            key=state.VERDICT,
        )
        st.text_area("Why", key=state.WHY_VERDICT, max_chars=rules.REASON_LENGTH, height=90)
        st.form_submit_button(
            "Overrule it",
            key="draft_overrule_now",
            on_click=deciding.overrule,
            args=(on, _PLACE, deciding.press(on, "overrule")),
        )
    deciding.say_refusal(_PLACE)
