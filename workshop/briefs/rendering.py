"""From one brief to the bytes of a file, in any of the formats."""

from __future__ import annotations

from typing import Literal, assert_never

from workshop.briefs.record import Brief

Format = Literal["docx", "md", "html", "json"]


def render(brief: Brief, format: Format) -> bytes:
    """Write a brief as a Word document, Markdown, one self-contained web page, or JSON."""
    match format:
        case "docx":
            from workshop.briefs.word import as_word

            return as_word(brief)
        case "md":
            from workshop.briefs.markdown import as_markdown

            return as_markdown(brief).encode(errors="replace")
        case "html":
            from workshop.briefs.webpage import as_html

            return as_html(brief).encode(errors="replace")
        case "json":
            from workshop.briefs.exchange import as_json

            return as_json(brief).encode(errors="replace")
        case _:
            assert_never(format)
