"""What every page has in common: the stylesheet, the wordmark, light or dark."""

from __future__ import annotations

import functools
from html import escape
from importlib import resources
from typing import Literal

import streamlit as st

Theme = Literal["light", "dark"]

_TOLD = "page_told"
_INK = {"light": "#14181D", "dark": "#F6F8F9"}
_WORDMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="104" height="28" viewBox="0 0 104 28" fill="{ink}">'
    '<text x="0" y="21" font-size="22"><tspan font-family="-apple-system,BlinkMacSystemFont,\'Segoe UI\',Roboto,'
    '\'Helvetica Neue\',\'Liberation Sans\',Arial,sans-serif" font-weight="700" letter-spacing="-0.6">Back</tspan>'
    "<tspan font-family=\"'Iowan Old Style',Charter,'Source Serif 4',Georgia,'Liberation Serif',serif\" "
    'font-style="italic">talk</tspan></text></svg>'
)


def theme() -> Theme:
    """Return the theme this visitor looks at; light where the browser has not said yet."""
    return "dark" if st.context.theme.type == "dark" else "light"


def dress() -> None:
    """Put the stylesheet and the wordmark on the page, once per run, and say what was done before it."""
    st.logo(_WORDMARK.format(ink=_INK[theme()]), size="large")
    st.html(f'<style>{_stylesheet()}</style><div class="ground {theme()}"></div>')
    told = st.session_state.pop(_TOLD, None)
    if told:
        piece(f'<p class="told" role="status">{escape(told)}</p>')


def tell(sentence: str) -> None:
    """Say on the next run, at the head of the page, what was done."""
    st.session_state[_TOLD] = sentence


def piece(body: str, *, kind: str = "", width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw HTML of ours, whose every foreign word is escaped already, in the visitor's theme."""
    st.html(f'<div class="bt {theme()} {kind}">{body}</div>', width=width)


@functools.cache
def _stylesheet() -> str:
    tokens = resources.files("workshop.drawing").joinpath("tokens.css").read_text("utf-8")
    shell = resources.files("workshop.ui").joinpath("shell.css").read_text("utf-8")
    return tokens + shell
