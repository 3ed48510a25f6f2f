"""The stylesheet of every screen and brief, and the element that pieces stand in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

Ground = Literal["light", "dark"]


@cache
def stylesheet() -> str:
    """Return the whole stylesheet, ready for one `<style>` element."""
    return files(__package__).joinpath("tokens.css").read_text(encoding="utf-8")


def framed(html: str, ground: Ground = "light") -> str:
    """Put pieces into the element that gives them their colours and type."""
    return f'<div class="bt {ground}">{html}</div>'
