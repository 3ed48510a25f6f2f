"""What an import leaves out, and why: as a table on the page and as CSV that is safe in a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from workshop.intake import Dropped
from workshop.spreadsheets import as_csv
from workshop.ui import page

N_SHOWN = 100


def summary(n_in: int, n_doubles: int, dropped: Sequence[Dropped]) -> str:
    """Say in one sentence what comes in, what is left out, and why."""
    comments = f"{n_in:,} comment{'' if n_in == 1 else 's'} will come in"
    doubles = f", {n_doubles:,} identical rows counted once" if n_doubles else ""
    if not dropped:
        return f"{comments}{doubles}. No row is left out."
    reasons = Counter(one.reason for one in dropped).most_common()
    why = ", ".join(f"{reason} ({n:,})" for reason, n in reasons)
    return f"{comments}{doubles}. {len(dropped):,} row{'' if len(dropped) == 1 else 's'} will be left out: {why}."


def draw(dropped: Sequence[Dropped], file_name: str) -> None:
    """Draw the rows that are left out, the first hundred of them, with a file of them all."""
    if not dropped:
        return
    with st.expander(f"What is left out: {len(dropped):,} rows", key="comments_left_out"):
        rows = "".join(
            f'<tr><td class="num">{one.row}</td><td>{escape(one.reason)}</td>'
            f'<td class="theirs">{escape(one.text[:300])}</td></tr>'
            for one in dropped[:N_SHOWN]
        )
        page.piece(f'<table class="rows"><tr><th>Row</th><th>Why</th><th>Its words</th></tr>{rows}</table>')
        if len(dropped) > N_SHOWN:
            page.piece(f'<p class="small">The first {N_SHOWN} of {len(dropped):,}. The file has them all.</p>')
        st.download_button(
            "All of them as CSV",
            data=as_csv(("row", "reason", "text"), [(one.row, one.reason, one.text) for one in dropped]),
            file_name=f"{file_name}-left-out.csv",
            mime="text/csv",
            key="comments_left_out_csv",
            on_click="ignore",
        )
