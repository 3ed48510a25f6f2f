"""A brief as one web page that needs nothing else: on a screen, in light and dark, and on A4."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from workshop import drawing, nearest, segments, wording
from workshop.briefs import phrases, room
from workshop.briefs.escaping import printable
from workshop.briefs.record import Brief, ClaimPage, MessagePage, Quote

_DARK = re.compile(r"\.dark \{([^}]*--canvas[^}]*)\}")


def as_html(brief: Brief) -> str:
    """Return a brief as a self-contained web page; nothing in it leads to another host."""
    footer = " · ".join(
        (
            *brief.notices,
            *(f"{facts.title or facts.name}, {wording.comments_of(facts)}" for facts in brief.corpora),
            *(f"corpus {facts.fingerprint[:12]}" for facts in brief.corpora),
            *(f"{one.strictness.value} strictness" for one in brief.settings),
        )
    )
    written = _template().render(
        brief=brief,
        footer=footer,
        style=Markup(_style(brief.notices)),  # noqa: S704  our own files; notices are escaped for CSS
        phrases=phrases,
        room=room,
        segments=segments,
        nearest=nearest,
        mark=Markup(drawing.MARK),  # noqa: S704  a constant
        verdict_class=drawing.VERDICT_CLASS,
        stance_class=drawing.STANCE_CLASS,
        stance_words=wording.STANCE_WORDS,
        marked=_marked,
        balance=_balance,
        needs=_needs,
        words=_words,
    )
    return printable(written)


def _marked(page: MessagePage) -> Markup:
    return Markup(drawing.marked_text(page.check.message, page.check.claims))  # noqa: S704  escaped where it is drawn


def _words(quote: Quote) -> Markup:
    return Markup(drawing.marked_quote(quote.text, quote.number))  # noqa: S704  escaped where it is drawn


def _balance(claim: ClaimPage) -> Markup:
    return Markup(drawing.balance(claim.checked.counts))  # noqa: S704  numbers only


def _needs(claim: ClaimPage, page: MessagePage) -> Markup:
    return Markup(drawing.needs_line(claim.checked.claim, page.check.corpus))  # noqa: S704  escaped where it is drawn


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files(__package__).joinpath("brief.html.j2").read_text(encoding="utf-8"))


def _style(notices: tuple[str, ...]) -> str:
    own = files(__package__).joinpath("brief.css").read_text(encoding="utf-8")
    shared = drawing.stylesheet()
    night = _DARK.search(shared)
    if night is None:
        raise ValueError("The stylesheet has no dark colours.")
    at_night = f":root, .light {{ color-scheme: dark; {night[1]} }}"
    margins = {"bottom-left": f'"{" ".join(map(_in_css, notices))}"', "bottom-right": "counter(page)"}
    on_paper = " ".join(f"@{place} {{ content: {text}; font: 9pt sans-serif; }}" for place, text in margins.items())
    dark = f"@media screen and (prefers-color-scheme: dark) {{ {at_night} }}"
    return "\n".join((shared, own, dark, f"@page {{ {on_paper} }}"))


def _in_css(text: str) -> str:
    """Write a text inside a CSS string, each character that could end it as its number."""
    return "".join(one if one.isalnum() or one in " .,:;!?()-" else f"\\{ord(one):x} " for one in text)
