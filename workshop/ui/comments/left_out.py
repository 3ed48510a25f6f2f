"""What an import leaves out, and why: as a table on the page and as CSV that is safe in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from workshop.intake import Dropped, Intake
from workshop.spreadsheets import as_csv
from workshop.ui import page

N_SHOWN = 100


def summary(taken: Intake) -> str:
    """Say in one sentence what comes in, what is left out, and why; the reasons are escaped."""
    n_in, n_out = len(taken.comments), len(taken.dropped)
    said = f"{n_in:,} comment{'' if n_in == 1 else 's'} will come in"
    if taken.n_duplicates:
        rows = "row is" if taken.n_duplicates == 1 else "rows are"
        said += f", {taken.n_duplicates:,} identical {rows} counted once"
    if not n_out:
        return f"{said}. Nothing is left out."
    why = ", ".join(f"{escape(reason)} ({n:,})" for reason, n in taken.reasons.items())
    return f"{said}. {n_out:,} will be left out: {why}."


def draw(dropped: Sequence[Dropped], file_name: str) -> None:
    """Draw the rows that are left out, the first hundred of them, with a file of them all."""
    if not dropped:
        return
    with st.expander(f"What is left out, and why: {len(dropped):,}", key="comments_left_out"):
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
