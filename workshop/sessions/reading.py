"""Reading what is known of a message, for many screens at once: a finished answer is read once until it can change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workshop import check
from workshop.check import Partial, Scope
from workshop.records import Verdict
from workshop.room.records import Workshop
from workshop.store import Store

if TYPE_CHECKING:
    from workshop.workbench import Workbench

_MOST = 500
_State = tuple[int, int, int, int]
_Known = OrderedDict[tuple[str, Scope, _State], Partial]
_known: WeakKeyDictionary[Store, _Known] = WeakKeyDictionary()
_lock = threading.Lock()


def scope_of(workshop: Workshop) -> Scope:
    """Return which comments answer in a workshop, and how strictly."""
    return Scope(workshop.corpus, workshop.segment, workshop.strictness)


def state(bench: Workbench, corpus: str) -> _State:
    """Return what a finished answer hangs on: the corpus with its version, and what people have decided by now."""
    kept = bench.store.corpora.get(corpus)
    return (kept.id, kept.version, *bench.store.decisions.newest())


def read(bench: Workbench, text: str, scope: Scope, at: _State) -> Partial:
    """Return what `check.read` does, remembered in this process for the same state where it is finished."""
    key = (text, scope, at)
    with _lock:
        known = _known.setdefault(bench.store, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return known[key]
    found = check.read(bench, text, scope)
    if _is_settled(found) and state(bench, scope.corpus) == at:
        with _lock:
            known[key] = found
            while len(known) > _MOST:
                known.popitem(last=False)
    return found


def _is_settled(partial: Partial) -> bool:
    """Whether only a new comment or a decision can change it; what could not be checked may be soon."""
    claims = partial.check.claims
    return bool(claims) and not partial.is_unfinished and all(one.verdict is not Verdict.NOT_CHECKED for one in claims)
