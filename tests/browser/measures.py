"""What can be measured on a page for somebody with a large thumb, a narrow window, large type or no wish for motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_SOURCE = Path(__file__).with_name("measures.js").read_text("utf-8")


def small(page: Any, least: int) -> list[str]:
    """Return the controls that are smaller than so many CSS pixels, but for links within a sentence."""
    return _asked(page, "small", least)


def cut(page: Any) -> list[str]:
    """Return what scrolls sideways, lies beyond the width, or is cut off."""
    return _asked(page, "cut")


def covered(page: Any) -> list[str]:
    """Return the controls that scrolling does not lay open to a press."""
    return _asked(page, "covered")


def overlaps(page: Any) -> list[str]:
    """Return the pairs of words of which one stands on the other."""
    return _asked(page, "overlaps")


def moving(page: Any) -> list[str]:
    """Return what moves by itself or on a press for longer than an eye sees; pages that take turns do not move."""
    return _asked(page, "moving")


def enlarge(page: Any, times: float) -> None:
    """Make every word so many times as large, and nothing else, as where only text is zoomed; once is as it was."""
    _asked(page, "enlarge", times)


def _asked(page: Any, name: str, given: float | None = None) -> list[str]:
    return page.evaluate(f"(given) => {{ {_SOURCE}\nreturn {name}(given) }}", given) or []
