"""The words of a message that nobody in the comments uses; each word is looked up once for one version of them."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workshop.records import Company
from workshop.store import Store
from workshop.store.words import telling_words_of, words_of

if TYPE_CHECKING:
    from workshop.workbench import Workbench

_MOST = 5_000
_Key = tuple[int, int, str]
_known: WeakKeyDictionary[Store, OrderedDict[_Key, bool]] = WeakKeyDictionary()
_lock = threading.Lock()
_MASK = re.compile(r"\[[a-z]+\]")


def unheard(bench: Workbench, text: str, corpus: str) -> tuple[str, ...]:
    """Return the words of a text that no comment of a corpus holds in any inflection, in its order, in small letters.

    Stop words, single letters, numbers, what was masked, and the names of the company, its products and its
    competitors are left out. No segment is asked for: what others say elsewhere is no word of ours alone.
    """
    kept = bench.store.corpora.get(corpus)
    named = _names(kept.company)
    words = [word.removesuffix("'s") for word in telling_words_of(_MASK.sub(" ", text))]
    asked = [word for word in dict.fromkeys(words) if len(word) > 1 and not any(char.isdigit() for char in word)]
    return tuple(
        word for word in asked if word not in named and not _is_used(bench, corpus, (kept.id, kept.version, word))
    )


def _names(company: Company) -> frozenset[str]:
    listed = (*company.names, *company.products, *company.handles, *company.competitors)
    return frozenset(word for name in (*listed, company.person, company.people) for word in words_of(name))


def _is_used(bench: Workbench, corpus: str, key: _Key) -> bool:
    with _lock:
        known = _known.setdefault(bench.store, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return known[key]
    _, version, word = key
    found = bench.store.words.n_comments_with(corpus, version, word) > 0
    with _lock:
        known[key] = found
        while len(known) > _MOST:
            known.popitem(last=False)
    return found
