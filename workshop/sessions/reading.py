"""Reading what is known of a message, for many screens at once: it is read once until it can have changed."""

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
_State = tuple[int, int, int, int, int]
_Known = OrderedDict[tuple[str, Scope, tuple[int, ...]], Partial]
_known: WeakKeyDictionary[Store, _Known] = WeakKeyDictionary()
_lock = threading.Lock()


def scope_of(workshop: Workshop) -> Scope:
    """Return which comments answer in a workshop, and how strictly."""
    return Scope(workshop.corpus, workshop.segment, workshop.strictness)


def state(bench: Workbench, corpus: str) -> _State:
    """Return what answers hang on: the corpus with its version, what people have decided, and the newest answer."""
    kept = bench.store.corpora.get(corpus)
    return (kept.id, kept.version, *bench.store.decisions.newest(), bench.store.checks.newest())


def read(bench: Workbench, text: str, scope: Scope, at: _State) -> Partial:
    """Return what `check.read` does, remembered in this process until it can have changed.

    A finished answer holds in the same state of corpus and decisions; an unfinished one until the next answer is kept.
    """
    finished, unfinished = (text, scope, at[:-1]), (text, scope, at)
    with _lock:
        known = _known.setdefault(bench.store, OrderedDict())
        for key in (finished, unfinished):
            if key in known:
                known.move_to_end(key)
                return known[key]
    found = check.read(bench, text, scope)
    if _was_checked(found) and state(bench, scope.corpus) == at:
        with _lock:
            known[unfinished if found.is_unfinished else finished] = found
            while len(known) > _MOST:
                known.popitem(last=False)
    return found


def _was_checked(partial: Partial) -> bool:
    """Whether only a comment, a decision or an answer can change it; what could not be checked may be soon."""
    return all(one.verdict is not Verdict.NOT_CHECKED for one in partial.check.claims)
