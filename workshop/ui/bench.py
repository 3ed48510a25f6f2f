"""The one workbench of this process, and whether its models have loaded."""

from __future__ import annotations

import functools
import logging
import os
import threading
from collections.abc import Callable

from workshop import detector
from workshop.errors import WorkshopError
from workshop.settings import Settings
from workshop.workbench import Workbench

_log = logging.getLogger(__name__)
_failure: list[WorkshopError] = []
_first_page = threading.Event()
_LONGEST_WAIT_SECONDS = 5.0


@functools.cache
def bench() -> Workbench:
    """Return the workbench that every visitor of this process shares.

    Not in Streamlit's cache: any visitor can clear that for everybody. Models leave one core to
    the pages, unless the settings say otherwise.
    """
    settings = Settings.load()
    if settings.model_threads is None:
        settings = settings.model_copy(update={"model_threads": max(1, (os.cpu_count() or 2) - 1)})
    return Workbench.open(settings)


def load_models(workbench: Workbench, then: Callable[[], None]) -> threading.Thread:
    """Load the models in the background, once the first page is drawn or five seconds have passed.

    Importing the model's libraries takes seconds in which every other thread is slow. `then` is
    called after that, whether or not they could be loaded.
    """
    thread = threading.Thread(target=_load, args=(workbench, then), name="load-models", daemon=True)
    thread.start()
    return thread


def say_page_drawn() -> None:
    """Let the models load: somebody has a page to look at."""
    _first_page.set()


def _load(workbench: Workbench, then: Callable[[], None]) -> None:
    _first_page.wait(_LONGEST_WAIT_SECONDS)
    _failure.clear()
    try:
        detector.load()
        _ = workbench.encoder, workbench.judge
    except WorkshopError as error:
        _log.exception("The models could not be loaded.")
        _failure.append(error)
    then()


def models_notice(workbench: Workbench) -> str | None:
    """Return what a page says while no message can be checked; None once the models are ready."""
    if workbench.models_ready:
        return None
    if _failure:
        return f"{_failure[-1].happened} {_failure[-1].advice}"
    return "Models are loading. Reading and browsing work already; checking starts in a moment."
