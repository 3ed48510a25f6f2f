"""Part 4: finding requests, and not taking wishes for praise, on sentences that come without a claim.

A judge answers about a claim, so claims have to be made from each sentence, without its label. Two ways, fixed before
any trained judge was measured: the sentence against itself, on the topic by construction, so that only its form
counts (`itself`); and "It offers {thing}." for every thing that it names, as a message would put it (`offers`). A
sentence counts as a request where it asks for any of its claims, as in the product, where a wish counts for whichever
claim it is near; what each of the two finds alone stands beside that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks import labelled
from benchmarks.judges import Way
from benchmarks.metrics import bootstrap, f1, proportion
from benchmarks.scorecard.card import Card, pairs_of
from workshop.claims import tagging
from workshop.records import Pair, Stance

ClaimsOf = Callable[[str], list[str]]

AS_IF_FOUND = 0.6
"""The similarity that judges are told for a sentence without a claim of its own: clearly on the topic."""

PLAIN_PRAISE = "It is good."
_INSIDE = frozenset({"ADJ", "NOUN", "NUM", "VBN"})


def measure(card: Card) -> dict[str, Any]:
    """Return F1 of requests among forum sentences, and the share of counterfactuals that count as support."""
    unreal = card.sample([text for text, label in labelled.counterfactuals() if label])
    plain = [Pair(PLAIN_PRAISE, text, "", AS_IF_FOUND) for text in unreal]
    truly = pairs_of(card.encoder, [(PLAIN_PRAISE, text, "") for text in unreal])
    return {
        "requests": _requests(card, card.sample(labelled.suggestions())),
        "counterfactuals_as_plain_praise": {
            way.name: proportion(sum(way.side(one) == "supports" for one in way.judge.judge(asked)), len(asked))
            for way in card.ways
            for asked in [plain if way.line is None else truly]
        },
        "counterfactuals_as_praise_of_what_they_name": {
            way.name: proportion(len(_taking(way, _asked(card, unreal, praises), Stance.SUPPORTS)), len(unreal))
            for way in card.ways
        },
    }


def things(sentence: str) -> tuple[str, ...]:
    """Return what a sentence names: its nouns, each with the words before it that belong to it; no numbers alone."""
    found: list[str] = []
    inside: list[tuple[str, str]] = []
    for word, tag in [*((one.text, one.tag) for one in tagging.tag(sentence, 0, len(sentence))), ("", "")]:
        if tag in _INSIDE:
            inside.append((word, tag))
            continue
        while inside and inside[-1][1] != "NOUN":
            inside.pop()
        if inside:
            found.append(" ".join(word for word, _ in inside).strip("."))
        inside = []
    return tuple(dict.fromkeys(found))


def itself(sentence: str) -> list[str]:
    """Claim what the sentence says, word for word."""
    return [sentence]


def offers(sentence: str) -> list[str]:
    """Claim that it offers each thing that the sentence names; nothing where it names none."""
    return [f"It offers {thing}." for thing in things(sentence)]


def praises(sentence: str) -> list[str]:
    """Claim that each thing that the sentence names is good, or, where it names none, that "it" is."""
    return [f"The {thing} is good." for thing in things(sentence)] or [PLAIN_PRAISE]


PROTOCOLS: tuple[ClaimsOf, ...] = (itself, offers)
"""How claims are made from a sentence whose label nobody looks at."""


def _requests(card: Card, found: Sequence[tuple[str, bool]]) -> dict[str, Any]:
    texts, gold = [text for text, _ in found], [label for _, label in found]
    figures: dict[str, Any] = {"always": f1(gold, [True] * len(gold))}
    for way in card.judges:
        parts = {one.__name__: _taking(way, _asked(card, texts, one), Stance.ASKS) for one in PROTOCOLS}
        parts = {"any": set().union(*parts.values())} | parts
        figures[way.name] = {
            name: f1(gold, answers) | {"f1_interval": _interval(gold, answers)}
            for name, taking in parts.items()
            for answers in [[place in taking for place in range(len(gold))]]
        }
    return figures


def _asked(card: Card, texts: Sequence[str], claims_of: ClaimsOf) -> list[tuple[int, Pair]]:
    """Put every claim that is made from a sentence beside it, with the sentence's place."""
    owners = [(place, claim) for place, text in enumerate(texts) for claim in claims_of(text)]
    pairs = pairs_of(card.encoder, [(claim, texts[place], "") for place, claim in owners])
    return [(place, pair) for (place, _), pair in zip(owners, pairs, strict=True)]


def _taking(way: Way, asked: Sequence[tuple[int, Pair]], stance: Stance) -> set[int]:
    """Return the places of the sentences that take this stance on any of their claims."""
    said = way.judge.judge([pair for _, pair in asked])
    return {place for (place, _), one in zip(asked, said, strict=True) if way.counted(one) is stance}


def _interval(gold: Sequence[bool], said: Sequence[bool]) -> list[float]:
    true, answers = np.array(gold), np.array(said)

    def value(weights: np.ndarray[Any, np.dtype[np.int64]]) -> float:
        hits = weights[true & answers].sum()
        return float(2 * hits / max(1, weights[true].sum() + weights[answers].sum()))

    found = bootstrap(len(gold), value)
    return [found["low"], found["high"]]
