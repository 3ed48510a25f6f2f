"""The contract for finding passages by their words, and how a query becomes words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Select

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are aren't as at be because been before being but by can can't could
    couldn't did didn't do does doesn't doing don't down during each even ever every few for from get gets got had
    hadn't has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's
    its just let let's like make makes many may me might more most much must my never no nor not now of off on once
    one only or other our ours out over own quite really same she should shouldn't so some still such than that that's
    the their theirs them then there there's these they they're this those through to too under until up us very was
    wasn't we we'd we'll we're we've were weren't what when where which while who whom whose why will with won't would
    wouldn't yes yet you you'd you'll you're you've your yours
    """.split()  # noqa: SIM905 (as a list it would fill two pages)
)


class Words(Protocol):
    """Passages by words: filters work inside the engine, before the limit."""

    def search(
        self,
        corpus: str,
        version: int,
        query: str,
        k: int,
        segment: str | None = None,
        *,
        served: Collection[str] | None = None,
    ) -> list[tuple[int, float]]:
        """Return up to k passage ids with a score, best first; a higher score is a better match.

        A passage matches when it holds one of the query's words, stop words aside, in any
        inflection. `segment` is "dimension=value"; comments in a language that is not `served` are
        left out. Without a word to search nothing is found.
        """
        ...

    def n_comments_with(self, corpus: str, version: int, word: str, segment: str | None = None) -> int:
        """Return how many comments of a version hold a word, in any inflection."""
        ...


class WordIndex(Words, Protocol):
    """What the store itself needs: words are written in the transaction that writes the comments."""

    def create(self, connection: Connection, corpus_id: int) -> None:
        """Begin with no words for a new corpus."""
        ...

    def add(self, connection: Connection, corpus_id: int, version: int) -> None:
        """Take in the passages of the comments that were added with this version."""
        ...

    def erase(self, connection: Connection, corpus_id: int, passage_ids: Sequence[int]) -> None:
        """Forget passages that are still stored, without leaving their words anywhere."""
        ...

    def drop(self, connection: Connection, corpus_id: int) -> None:
        """Forget a corpus."""
        ...

    def holding(self, corpus_id: int, word: str) -> Select[Any]:
        """Return a query for the keys of comments of any version that hold a word."""
        ...


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order, in small letters, each once."""
    return list(dict.fromkeys(word.casefold().replace("’", "'") for word in _WORD.findall(text)))


def telling_words_of(text: str) -> list[str]:
    """Return the words that say what a text is about: all but stop words."""
    return [word for word in words_of(text) if word not in _STOP_WORDS]
