"""The words that the splitter knows, read from package data: verbs in all forms, qualities, adverbs, fixed pairs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a data file that are neither empty nor comments."""
    text = files(__package__).joinpath("words", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def filled(expression: str, parts: Mapping[str, str]) -> str:
    """Put named parts into an expression that names them in angle brackets."""
    for name, value in parts.items():
        expression = expression.replace(f"<{name}>", value)
    return expression


def _words(name: str) -> list[str]:
    return [word for line in lines(name) for word in line.split()]


@cache
def _verbs() -> tuple[dict[str, str], dict[str, frozenset[str]], frozenset[str], frozenset[str]]:
    """Return base by form, kinds by form, bases that are nouns too, bases without an object."""
    bases: dict[str, str] = {}
    kinds: dict[str, set[str]] = {}
    nouns, lone = set(), set()
    irregular = {row.split()[0]: row.split()[1:] for row in lines("irregular.txt")}
    entries = {word.rstrip("*^"): word for word in _words("verbs.txt")}
    for base, marked in entries.items() | {(base, base) for base in irregular if base not in entries}:
        if "*" in marked:
            nouns.add(base)
        if "^" in marked:
            lone.add(base)
        past, participle = irregular.get(base, [_past(base), _past(base)])
        forms = [(base, "base"), (_third(base), "s"), (past, "past"), (participle, "part"), (_ing(base), "ing")]
        if base in irregular:
            forms.append((_past(base), "part"))
        for form, kind in forms:
            bases.setdefault(form, base)
            kinds.setdefault(form, set()).add(kind)
            if kind == "base":
                bases[form] = base
    return bases, {form: frozenset(found) for form, found in kinds.items()}, frozenset(nouns), frozenset(lone)


@cache
def _doubled() -> frozenset[str]:
    return frozenset(_words("doubled.txt"))


@cache
def closed() -> dict[str, str]:
    """Return the tag of every word of a closed class: articles, pronouns, auxiliaries, prepositions, joining words."""
    return {word: line.split()[0] for line in lines("closed.txt") for word in line.split()[1:]}


@cache
def named(name: str) -> frozenset[str]:
    """Return one of the small sets of words that single rules ask for."""
    rows = [line.partition(": ") for line in lines("sets.txt")]
    return frozenset(word for key, _, words in rows if key == name for word in words.split())


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return (base + base[-1] if base in _doubled() else base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return (base + base[-1] if base in _doubled() else base) + "ing"


def verb_kinds(word: str) -> frozenset[str]:
    """Return which forms of a verb a lower-case word can be: base, s, past, part, ing."""
    return _verbs()[1].get(word, frozenset())


def verb_base(word: str) -> str:
    """Return the base form of a verb ("answers" → "answer"); the word itself where it is not known."""
    return _verbs()[0].get(word, word)


def is_noun_too(word: str) -> bool:
    """Tell whether a verb form could as well be a noun ("calls", "plan")."""
    return verb_base(word) in _verbs()[2] or word in nouns()


def takes_no_object(word: str) -> bool:
    """Tell whether a verb stands without an object ("listen")."""
    return verb_base(word) in _verbs()[3]


@cache
def qualities() -> frozenset[str]:
    """Return the adjectives that say how something is."""
    return frozenset(_words("qualities.txt"))


@cache
def adjectives() -> frozenset[str]:
    """Return every adjective that is known by heart."""
    return qualities() | frozenset(_words("adjectives.txt"))


@cache
def adverbs() -> frozenset[str]:
    """Return the adverbs that do not end in -ly."""
    return frozenset(word.rstrip("*") for word in _words("adverbs.txt"))


@cache
def manners() -> frozenset[str]:
    """Return the adverbs that say how something is done."""
    return frozenset(word.rstrip("*") for word in _words("adverbs.txt") if word.endswith("*"))


@cache
def nouns() -> frozenset[str]:
    """Return the nouns that look like verbs, adjectives or adverbs."""
    return frozenset(_words("nouns.txt"))


@cache
def pairs() -> frozenset[tuple[str, str]]:
    """Return the words to the left and right of "and" or "or" in every fixed pair ("bed", "breakfast")."""
    found = set()
    for line in lines("pairs.txt"):
        left, _, right = line.replace(" or", " and").partition(" and")
        found.add((left.split()[-1], right.split()[0] if right.split() else ""))
    return frozenset(found)


def is_quality(word: str) -> bool:
    """Tell whether a lower-case word says how something is, comparatives and superlatives included."""
    if word in qualities():
        return True
    for ending in ("est", "er"):
        stem = word.removesuffix(ending)
        if stem != word and (stem in qualities() or stem + "e" in qualities() or _undone(stem) in qualities()):
            return True
    return word.endswith(("proof", "-free", "-friendly", "-quality"))


def _undone(stem: str) -> str:
    """Return "big" for "bigg" and "easy" for "easi"."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def is_adjective(word: str) -> bool:
    """Tell whether a lower-case word is likely an adjective, by heart or by its ending."""
    if word in nouns() and word not in adjectives():
        return False
    if word in adjectives() or is_quality(word):
        return True
    return len(word) > 5 and word.endswith(
        ("ful", "ous", "able", "ible", "less", "ical", "-based", "-powered", "-led", "-run")
    )


def is_adverb(word: str) -> bool:
    """Tell whether a lower-case word is likely an adverb."""
    if word in adverbs():
        return True
    return (
        word.endswith("ly")
        and len(word) > 4
        and word not in nouns()
        and word not in adjectives()
        and not verb_kinds(word)
    )


def is_manner(word: str) -> bool:
    """Tell whether an adverb says how something is done."""
    return word in manners() or (word.endswith("ly") and is_adverb(word) and word not in adverbs())
