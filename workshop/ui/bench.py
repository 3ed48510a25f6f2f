"""The one workbench of this process, and whether its models have loaded."""

from __future__ import annotations

import functools
import logging
import threading

from workshop.errors import WorkshopError
from workshop.workbench import Workbench

_log = logging.getLogger(__name__)
_failure: list[WorkshopError] = []


@functools.cache
def bench() -> Workbench:
    """Return the workbench that every visitor of this process shares.

    Not in Streamlit's cache: any visitor can clear that for everybody.
    """
    return Workbench.open()


def load_models(workbench: Workbench) -> threading.Thread:
    """Load encoder and judge in the background, so that the first page does not wait for them."""
    thread = threading.Thread(target=_load, args=(workbench,), name="load-models", daemon=True)
    thread.start()
    return thread


def _load(workbench: Workbench) -> None:
    _failure.clear()
    try:
        _ = workbench.encoder, workbench.judge
    except WorkshopError as error:
        _log.exception("The models could not be loaded.")
        _failure.append(error)


def models_notice(workbench: Workbench) -> str | None:
    """Return what a page says while no message can be checked; None once the models are ready."""
    if workbench.models_ready:
        return None
    if _failure:
        return f"{_failure[-1].happened} {_failure[-1].advice}"
    return "Models are loading. Reading and browsing work already; checking starts in a moment."
