"""The words of a message that nobody in the comments uses; each word is looked up once for one version of them."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workshop.records import Company
from workshop.store import Store
from workshop.store.words import telling_words_of, words_of

if TYPE_CHECKING:
    from workshop.workbench import Workbench

FEWEST = 1_000
"""In fewer comments many everyday words are missing by chance, and nothing is said.

Of forty messages about airlines, the words outside random 100, 500, 1,000 and 14,312 comments were 62, 35, 26 and 9.
"""

_MOST = 5_000
_Key = tuple[int, int, str]
_known: WeakKeyDictionary[Store, OrderedDict[_Key, bool]] = WeakKeyDictionary()
_lock = threading.Lock()
_MASK = re.compile(r"\[[a-z]+\]")


def unheard(bench: Workbench, text: str, corpus: str) -> tuple[str, ...]:
    """Return the words of a text that no comment of a corpus holds in any inflection, in its order, in small letters.

    Stop words, single letters, numbers, what was masked, and the names of the company, its products and its
    competitors are left out. No segment is asked for: what others say elsewhere is no word of ours alone.
    Where there are too few comments to say so, nothing is returned.
    """
    kept = bench.store.corpora.get(corpus)
    if not _once(bench.store, (kept.id, kept.version, ""), lambda: _n_comments(bench, corpus, kept.version) >= FEWEST):
        return ()
    named = _names(kept.company)
    words = [word.removesuffix("'s") for word in telling_words_of(_MASK.sub(" ", text))]
    asked = [word for word in dict.fromkeys(words) if len(word) > 1 and not any(char.isdigit() for char in word)]
    return tuple(
        word for word in asked if word not in named and not _is_used(bench, corpus, (kept.id, kept.version, word))
    )


def _n_comments(bench: Workbench, corpus: str, version: int) -> int:
    return bench.store.comments.browse(corpus, version, limit=1).n_comments


def _names(company: Company) -> frozenset[str]:
    listed = (*company.names, *company.products, *company.handles, *company.competitors)
    return frozenset(word for name in (*listed, company.person, company.people) for word in words_of(name))


def _is_used(bench: Workbench, corpus: str, key: _Key) -> bool:
    _, version, word = key
    return _once(bench.store, key, lambda: bench.store.words.n_comments_with(corpus, version, word) > 0)


def _once(store: Store, key: _Key, ask: Callable[[], bool]) -> bool:
    with _lock:
        known = _known.setdefault(store, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return known[key]
    found = ask()
    with _lock:
        known[key] = found
        while len(known) > _MOST:
            known.popitem(last=False)
    return found
