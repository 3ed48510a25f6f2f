"""From chosen messages to a brief: reading what is known, asking for what is not, and handing over files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from workshop import brief, check, drawing, jobs
from workshop.briefs import Format, render
from workshop.briefs.room import RoomRecord
from workshop.check import Partial, Scope
from workshop.errors import WorkshopError
from workshop.records import Check
from workshop.ui import asking, page
from workshop.ui.bench import bench
from workshop.ui.brief import claims
from workshop.ui.brief.choice import Choice
from workshop.ui.guard import guarded

_FILES: tuple[tuple[str, Format, str], ...] = (
    ("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("Markdown", "md", "text/markdown"),
    ("Web page", "html", "text/html"),
    ("JSON", "json", "application/json"),
)


def read(choice: Choice, scope: Scope) -> list[Partial]:
    """Return what is known of each message by now."""
    return [check.read(bench(), message, scope) for message in choice.messages]


def n_unread(partials: Sequence[Partial]) -> int:
    """Return how many messages still wait for an answer, or for the rest of one."""
    return sum(1 for found in partials if found.is_unfinished)


def progress(choice: Choice, scope: Scope) -> tuple[int, WorkshopError | None]:
    """Return what a waiting page watches: how many messages wait, and why one of them will not be answered."""
    partials = read(choice, scope)
    return n_unread(partials), failure(partials, scope)


def failure(partials: Sequence[Partial], scope: Scope) -> WorkshopError | None:
    """Ask the worker for what is missing; return why one message's answer, or the rest of it, will not come."""
    failures = [asking.see_to_it(found, scope, jobs.DRAFT) for found in partials]
    return next(filter(None, failures), None)


def hand_over(choice: Choice, checks: Sequence[Check], room: RoomRecord | None = None) -> None:
    """Compose one brief, and offer it as files; each download is remembered with what it quotes."""
    made = brief.put_together(bench(), checks, title=choice.title, made_by=choice.made_by, room=room)
    with st.container(horizontal=True, vertical_alignment="center", key="brief_downloads"):
        page.piece("<p>Take it away as</p>", width="content")
        for label, kind, mime in _FILES:
            st.download_button(
                label,
                data=partial(render, made, kind),
                file_name=f"{_file_name(choice.title)}.{kind}",
                mime=mime,
                key=f"brief_download_{kind}",
                type="primary" if kind == "docx" else "secondary",
                on_click=guarded(brief.remember),
                args=(bench(), choice.title, checks),
            )


def preview(choice: Choice, checks: Sequence[Check]) -> None:
    """Draw the brief as far as it fits on a screen: each claim with what is said for, against and beside it."""
    facts, now = checks[0].corpus, datetime.now(UTC).isoformat(timespec="seconds")
    notice = f'<p class="notice">{escape(facts.notice)}</p>' if facts.notice else ""
    page.piece(f"<h2>{escape(choice.title)}</h2>{notice}")
    for number, one in enumerate(checks):
        with st.container(border=True, key=f"card_message_{number}"):
            page.piece(drawing.marked_text(one.message, one.claims))
            drawn = (claims.draw(at, claim, one.corpus, made_at=now) for at, claim in enumerate(one.claims, start=1))
            page.piece("".join(drawn))


def _file_name(title: str) -> str:
    return re.sub(r"[^\w-]+", "-", title.casefold()).strip("-")[:60] or "brief"
