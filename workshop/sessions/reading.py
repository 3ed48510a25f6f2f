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


class _Memory:
    """What was read of the texts of one store, until it can have changed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: OrderedDict[tuple[str, Scope, tuple[int, ...]], tuple[Partial, int]] = OrderedDict()
        self.kept: dict[str, int] = {}
        """The numbers of kept answers by key, as far as `seen`."""
        self.seen = 0

    def find(self, bench: Workbench, text: str, scope: Scope, at: _State) -> Partial | None:
        """Return what was read in this state, unless an answer to it was kept since."""
        name = (text, scope, at[:-1])
        if name not in self.known:
            return None
        partial, newest = self.known[name]
        if partial.is_unfinished and newest < at[-1]:
            self._catch_up(bench, at[-1])
            if any(self.kept.get(key, 0) > newest for key in partial.keys):
                return None
        self.known.move_to_end(name)
        return partial

    def keep(self, text: str, scope: Scope, at: _State, partial: Partial) -> None:
        """Remember what was read, and forget what was asked for longest ago."""
        self.known[text, scope, at[:-1]] = partial, at[-1]
        while len(self.known) > _MOST:
            self.known.popitem(last=False)

    def _catch_up(self, bench: Workbench, newest: int) -> None:
        if self.seen < newest:
            news = bench.store.checks.since(self.seen)
            self.kept |= news
            self.seen = max(news.values(), default=newest)


_memories: WeakKeyDictionary[Store, _Memory] = WeakKeyDictionary()
_lock = threading.Lock()


def scope_of(workshop: Workshop) -> Scope:
    """Return which comments answer in a workshop, and how strictly."""
    return Scope(workshop.corpus, workshop.segment, workshop.strictness)


def state(bench: Workbench, corpus: str) -> _State:
    """Return what answers hang on: the corpus with its version, what people have decided, and the newest answer."""
    kept = bench.store.corpora.get(corpus)
    return (kept.id, kept.version, *bench.store.decisions.newest(), bench.store.checks.newest())


def read(bench: Workbench, text: str, scope: Scope, at: _State | None = None) -> Partial:
    """Return what `check.read` does, remembered in this process until it can have changed; `at` is the state (now's).

    A finished answer holds in the same state of corpus and decisions; an unfinished one until an answer to one of its
    claims is kept. Many screens ask at once: one of them reads, the others wait for what it read.
    """
    at = at or state(bench, scope.corpus)
    with _lock:
        memory = _memories.setdefault(bench.store, _Memory())
    with memory.lock:
        found = memory.find(bench, text, scope, at)
        if found is None:
            found = check.read(bench, text, scope)
            if _was_checked(found) and state(bench, scope.corpus) == at:
                memory.keep(text, scope, at, found)
        return found


def _was_checked(partial: Partial) -> bool:
    """Whether only a comment, a decision or an answer can change it; what could not be checked may be soon."""
    return all(one.verdict is not Verdict.NOT_CHECKED for one in partial.check.claims)
