"""What was counted of a corpus, remembered as long as nothing was added to it or erased from it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from workshop.store.corpora import Corpus

Value = TypeVar("Value")

_MOST = 256


class Remembered(Generic[Value]):
    """The last few counts of one process, safe to share between threads.

    Whatever changes an older version, and only erasing does, makes a newer one, in this process or another; so a count
    of any version holds for as long as the corpus's newest one is the same.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, corpus: Corpus, asked: Hashable, count: Callable[[], Value]) -> Value:
        """Return what was counted before, or count now.

        Args:
            corpus: As it is now, read in the transaction in which `count` reads.
            asked: What is counted, the version included.
            count: Counts it.
        """
        key = (corpus.id, corpus.version, corpus.fingerprint, asked)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = count()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found
