"""The screen's boundary: whatever goes wrong inside becomes a sentence for the person who reads it."""

from __future__ import annotations

import functools
import html
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from workshop.errors import WorkshopError

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_R = TypeVar("_R")

UNEXPECTED = WorkshopError(
    "Something went wrong on this page, and nothing you wrote is lost.",
    "Reload the page; the server's log says what happened.",
)


def guarded(act: Callable[_P, _R]) -> Callable[_P, _R | None]:
    """Run a page, a callback or a fragment; show its failure as two plain sentences.

    Streamlit ends runs by raising; those pass through. Anything else that is not a
    WorkshopError is logged with its traceback and shown as one calm sentence.
    """

    @functools.wraps(act)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> _R | None:
        try:
            return act(*args, **kwargs)
        except (RerunException, StopException):
            raise
        except WorkshopError as error:
            show(error)
        except Exception:  # noqa: BLE001 - the one place that must catch everything, or a visitor reads a traceback
            _log.exception("A page failed in %s", getattr(act, "__qualname__", act))
            show(UNEXPECTED)
        return None

    return run


def show(error: WorkshopError) -> None:
    """Say what happened and what to do, as text that is never read as Markdown or HTML."""
    happened, advice = html.escape(error.happened), html.escape(error.advice)
    st.html(f'<div class="bt-error" role="alert"><b>{happened}</b> {advice}</div>')
