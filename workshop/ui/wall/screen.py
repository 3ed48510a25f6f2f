"""The wall itself: it reads every second what is known of the draft, and never judges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files

import streamlit as st

from workshop import check, jobs
from workshop.check import Scope
from workshop.drawing.wall import wall, wall_notice, wall_stylesheet
from workshop.drawing.wall_plan import Slide
from workshop.errors import WorkshopError
from workshop.ui import asking
from workshop.ui.bench import bench, models_notice
from workshop.ui.guard import guarded
from workshop.ui.guard import show as show_error
from workshop.ui.page import theme
from workshop.ui.wall import keys, panel
from workshop.ui.wall.keys import Place
from workshop.ui.wall.steps import Step, steps

SECONDS = 1.0
STEP, GROUND = "step", "ground"
"""Where the wall stands, in the address, so that a reload comes back to it."""


@dataclass(frozen=True, slots=True)
class Show:
    """What the wall shows: a draft's words, met by a scope."""

    draft: int
    words: str
    scope: Scope

    @property
    def key(self) -> str:
        """The key of the component that listens for this draft."""
        return f"wall_keys_{self.draft}"


def show(shown: Show) -> None:
    """Cover the page with the wall. With the panel open nothing is refreshed, so that typing is not lost."""
    page_rules = files(__package__).joinpath("wall_page.css").read_text("utf-8")
    st.html(f"<style>{wall_stylesheet()}{page_rules}</style>")
    at = keys.place(shown.key, _start())

    @st.fragment(run_every=None if at.panel else SECONDS)
    @guarded
    def refresh() -> None:
        _refresh(shown, panel_was_open=at.panel)

    refresh()


def _refresh(shown: Show, *, panel_was_open: bool) -> None:
    at = keys.place(shown.key, _start())
    loading = models_notice(bench())
    walk, failure = ([], None) if loading else _walk(shown)
    at = replace(at, step=max(0, min(at.step, len(walk) - 1)))
    if keys.listen(shown.key, at, [step.message for step in walk]):
        st.query_params.clear()
        st.rerun(scope="app")
    if at.panel is not panel_was_open:
        st.rerun(scope="app")
    st.query_params[STEP], st.query_params[GROUND] = str(at.step), at.ground
    if not walk:
        heading = "One moment" if loading else "Nothing to check yet"
        said = escape(loading or "This text makes no claim. Write one on the draft page.")
        st.html(wall_notice(heading, f'<p class="none">{said}</p>', at.ground))
        return
    slide = _slide(walk[at.step], shown.scope)
    if failure and slide.checked is None:
        said = f"{escape(failure.happened)} {escape(failure.advice)}"
        st.html(wall_notice("This was not checked", f'<p class="none">{said}</p>', at.ground))
    else:
        st.html(wall(slide, at.ground))
    _controls(shown.key, at, len(walk), failure if slide.checked else None)
    if at.panel:
        panel.draw(slide, shown.scope.corpus)


def _start() -> Place:
    step = st.query_params.get(STEP, "")
    ground = st.query_params.get(GROUND, theme())
    return Place(int(step) if step.isdecimal() else 0, "dark" if ground == "dark" else "light")


def _walk(shown: Show) -> tuple[list[Step], WorkshopError | None]:
    """Return the steps, and why answers that they lack will not come."""
    partial = check.read(bench(), shown.words, shown.scope)
    return steps(shown.words, partial), asking.see_to_it(partial, shown.scope, jobs.WALL)


def _slide(step: Step, scope: Scope) -> Slide:
    return replace(step.slide, kept_off=panel.kept_off(step.slide, scope.corpus))


def _controls(key: str, at: Place, n_steps: int, failure: WorkshopError | None) -> None:
    """Draw the same acts as buttons, seen only while the mouse or the focus is there, and why "at least" stays."""
    other = replace(at, ground="light" if at.ground == "dark" else "dark")
    back, on = replace(at, step=max(0, at.step - 1)), replace(at, step=min(n_steps - 1, at.step + 1))
    with st.container(horizontal=True, key="wall_controls"):
        if failure:
            show_error(failure)
        st.button("Back", key="wall_back", on_click=guarded(keys.move), args=(key, back))
        st.button("Next", key="wall_next", on_click=guarded(keys.move), args=(key, on))
        st.button(other.ground.capitalize(), key="wall_ground", on_click=guarded(keys.move), args=(key, other))
        st.button(
            "Keep a quote off",
            key="wall_open_panel",
            on_click=guarded(keys.move),
            args=(key, replace(at, panel=not at.panel)),
        )
