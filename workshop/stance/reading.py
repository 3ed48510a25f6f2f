"""One sentence taken apart into clauses, each with how it is meant: said, asked, wished, heard or remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from workshop.stance.clauses import Clause, take_apart, without_praise
from workshop.stance.rules import Rules, rules

_SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?]+|$)|[^.;!?\n]+")
_CLAUSE = re.compile(
    r",(?!\d)|:| [-–—]+ |…|\.\.+|\band (?=(?:the|a|an|it|they|we|i|my|our|your|there|this|that|he|she|his|her)\b)"
)
_ANAPHORA = re.compile(r"^(?:\w+ )?(?:it|they|this|that|these|those|took|he|she)\b")
_SPLIT_OFF = re.compile(r" +(n't|'s|'m|'re|'ve|'ll|'d)\b")
_MEANT = ("unreal", "past", "elsewhere", "turned")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as its clauses; `leans` says that it needs the sentence before to be understood."""

    clauses: tuple[Clause, ...]
    concepts: frozenset[str]
    leans: bool


@lru_cache(maxsize=20_000)
def read(text: str) -> Reading:
    """Take a sentence apart; cached, because one passage meets many claims."""
    found = rules()
    low = _SPLIT_OFF.sub(r"\1", text.lower().replace("’", "'").replace("‘", "'"))
    for pattern, word in found.phrases:
        low = pattern.sub(word, low)
    clauses = tuple(_clauses(low, found))
    if found.patterns["sarcasm"].search(low):
        clauses = tuple(without_praise(clauses))
    concepts = frozenset[str]().union(*(clause.concepts for clause in clauses))
    return Reading(clauses, concepts, bool(_ANAPHORA.search(low)) or len(concepts) <= 2)


def _clauses(low: str, found: Rules) -> Iterator[Clause]:
    group = 0
    for sentence in _SENTENCE.findall(low):
        asked = _asked(sentence, found)
        for part, concessive in _parts(sentence, found):
            group += 1
            for clause in _clauses_of_part(part, asked, found):
                yield replace(clause, group=group)
                group += concessive


def _asked(sentence: str, found: Rules) -> frozenset[str]:
    patterns = found.patterns
    if not sentence.rstrip().endswith("?") and not patterns["question"].search(sentence):
        return frozenset()
    blaming = patterns["blaming_question"].search(sentence.strip())
    return frozenset({"question", "blaming"} if blaming else {"question"})


def _clauses_of_part(part: str, asked: frozenset[str], found: Rules) -> Iterator[Clause]:
    told = asked.union(name for name in _MEANT if found.patterns[name].search(part))
    request = found.patterns["requests"].search(part)
    end = 0
    for piece in _CLAUSE.split(part):
        if piece.strip():
            end = part.find(piece, end) + len(piece)
            asks = request is not None and request.start() < end
            yield replace(take_apart(piece, found), told=told | {"asks"} if asks else told)


def _parts(sentence: str, found: Rules) -> Iterator[tuple[str, bool]]:
    """Cut at words of contrast; a part that begins with one ("although …, …") is set against itself."""
    part: list[str] = []
    concessive = False
    for word in sentence.split():
        if word.strip(",") not in found.contrast:
            part.append(word)
        elif part:
            yield " ".join(part), concessive
            part, concessive = [], False
        else:
            concessive = True
    if part:
        yield " ".join(part), concessive
