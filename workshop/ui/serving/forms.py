"""The plain pages before any app: what stands on them, and what comes back from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qs

from jinja2 import Environment, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workshop.errors import WorkshopError
from workshop.ui.icon import ICON

_LONGEST_BODY = 4_096
_MOST_FIELDS = 10
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""With "no-referrer" a browser sends its own page's form with the origin "null", as it does another site's."""


def page(name: str, form: Mapping[str, str], error: WorkshopError | None = None, *, status: int = 200) -> Response:
    """Return the page of this name with what was typed, and what was wrong with it."""
    drawn = _template(name).render(form=form, error=error, styles=_styles(), icon=ICON)
    return HTMLResponse(drawn, status, headers=_HEADERS)


async def typed_in(request: Request) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        WorkshopError: it is too long, or no form of ours.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise WorkshopError("This is too long.", "A code and a name are enough.")
    try:
        fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise WorkshopError("This is too much.", "A code and a name are enough.") from error
    return {name: values[-1] for name, values in fields.items()}


@cache
def _template(name: str) -> Template:
    source = files(__package__).joinpath(f"{name}.html.j2").read_text("utf-8")
    return Environment(autoescape=True).from_string(source)


@cache
def _styles() -> str:
    tokens = files("workshop.drawing").joinpath("tokens.css").read_text("utf-8")
    return tokens + files(__package__).joinpath("doors.css").read_text("utf-8")
