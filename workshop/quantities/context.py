"""What the words around an amount say of it: its limits, its kind, what it is about, and who vouches for it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from workshop.quantities.amounts import Amount
from workshop.quantities.tables import tables
from workshop.stems import stem

_BREAK = re.compile(
    r"(?<!\S)(?:[.!?;:()…|—,]|but|although|though|however|whereas|while|because|so|then|which|(?<!up )and)(?!\S)"
)
_DENIAL_REACH = 7
_CLITIC = re.compile(r"'(?:s|re|ve|ll|d|m)$")


@dataclass(frozen=True, slots=True)
class Bounded:
    """An amount with the words that limit it, and how: places in the form, lowest and highest value.

    `free_from` is where the quantity before it has ended.
    """

    start: int
    end: int
    low: float
    high: float
    bound: str
    rough: bool
    free_from: int = 0


def bounded(form: str, amount: Amount, room: tuple[int, int]) -> Bounded:
    """Take in the words that limit an amount, such as "no more than" before it or "or less" after it.

    Args:
        form: The written form of the text.
        amount: What was found in it.
        room: Where the amount before ends and the next begins.
    """
    start, end, means = amount.start, amount.end, []
    for _ in range(3):
        before = _first(tables().before, form[room[0] : start], search=True)
        if before is None:
            break
        match, meaning = before
        start = room[0] + match.start() + match[0].startswith(" ")
        means.append(meaning)
    for _ in range(2):
        after = _first(tables().after, form[end : room[1]], search=False)
        if after is None:
            break
        match, meaning = after
        end += match.end()
        means.append(meaning)
    low, high, bound = _limited(amount, means)
    return Bounded(start, end, low, high, bound, "about" in means)


def _first(
    patterns: tuple[tuple[re.Pattern[str], str], ...], text: str, *, search: bool
) -> tuple[re.Match[str], str] | None:
    for pattern, meaning in patterns:
        match = pattern.search(text) if search else pattern.match(text)
        if match:
            return match, meaning
    return None


def _limited(amount: Amount, means: list[str]) -> tuple[float, float, str]:
    low, high = amount.low, amount.high
    if math.isinf(high):
        means = [*means, "at least"]
    for bound in ("at most", "under", "within"):
        if bound in means:
            return 0.0, high, "at most"
    for bound in ("at least", "over"):
        if bound in means:
            return low, math.inf, "at least"
    for bound in ("up to", "from"):
        if bound in means:
            return low, high, bound
    return low, high, ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence with a place in it."""

    start: int
    end: int


def clause_around(form: str, start: int, end: int) -> Clause:
    """Return the clause that a span of the form lies in."""
    begins = max((match.end() for match in _BREAK.finditer(form[:start])), default=0)
    ends = _BREAK.search(form, end)
    return Clause(begins, ends.start() if ends else len(form))


def sentence_around(form: str, start: int, end: int) -> str:
    """Return the sentence that a span of the form lies in, with what ends it."""
    begins = max((match.end() for match in re.finditer(r"(?<!\S)[.!?;](?!\S)", form[:start])), default=0)
    ends = re.search(r"(?<!\S)[.!?;](?: [.!?])*(?!\S)", form[end:])
    return form[begins : end + ends.end() if ends else len(form)].strip() + " "


def named(text: str, *, money: bool) -> frozenset[str]:
    """Return the things that a piece of the form names, by topic where they have one, otherwise by stem."""
    found = tables()
    topics = set()
    for pattern, name in found.topic_phrases:
        if pattern.search(text):
            topics.add(name)
            text = pattern.sub(" ", text)
    light = found.light | found.light_for_money if money else found.light
    for word in (_CLITIC.sub("", word) for word in text.split()):
        if not word[:1].isalpha() or word.endswith("n't") or word in light:
            continue
        root = stem(word)
        topics.add(found.topics.get(root, root))
    return frozenset(topics)


_PRICED = re.compile(r" ?(?:each |extra |more |apiece )?(?:(?:for|to) |(?=[a-z]+ fee))")


def priced(after: str) -> frozenset[str]:
    """Return what a price is for, where the words after it say so ("$25 for my bag", "$200 change fee")."""
    return named(after, money=True) if _PRICED.match(after) else frozenset()


def modes(clause: str) -> frozenset[str]:
    """Return how a distance is covered, as far as a clause says."""
    return frozenset(
        name for name, pattern in tables().cues.items() if name.startswith("by ") and pattern.search(clause)
    )


def kind_of(amount: Amount, near: tuple[str, str], about: frozenset[str], beside: frozenset[str]) -> tuple[str, str]:
    """Return the kind of an amount, and the bound that its kind brings ("still hot after" is "at least").

    Args:
        amount: What was found.
        near: Its clause, with "@" for the amount alone, and for the amount with its bounds.
        about: What its clause names.
        beside: What the clauses around it name; these speak where its own names nothing.
    """
    found = tables()
    if amount.kind not in ("", "?"):
        return amount.kind, ""
    dimension = family(amount.dimension)
    for rule in found.kinds.get(dimension, ()):
        if (rule.near is None and rule.clause is None) or _fits(rule.near, near) or _fits(rule.clause, near[:1]):
            return rule.kind, rule.means
    if dimension == "time" and not amount.kind:
        kinds = {found.topic_kinds[name] for name in about or beside if name in found.topic_kinds}
        return (kinds.pop(), "") if len(kinds) == 1 else ("", "")
    return "", ""


def family(dimension: str) -> str:
    """Return the name under which the rules for a dimension are kept: one for all currencies."""
    base = dimension.removesuffix("/time")
    if base in ("free", "dollar", "pound", "euro", "yen", "rupee"):
        return "money"
    return dimension


def _fits(pattern: re.Pattern[str] | None, texts: tuple[str, ...]) -> bool:
    return pattern is not None and any(pattern.search(text) for text in texts)


def vouched(clause: str, sentence: str, *, ratio: bool) -> bool:
    """Whether the writer says from experience that it is so: not asked, wished, promised, heard, or of others."""
    cues = tables().cues
    if cues["told asked"].search(sentence) or cues["told wished"].search(clause) or cues["told heard"].search(clause):
        return False
    if cues["told imagined"].search(clause):
        return False
    return ratio or not cues["told elsewhere"].search(clause)


def denied(before: str) -> str:
    """Return how the words of its clause before an amount deny it: "denied", "since", "unclear", or "" for not."""
    cues = tables().cues
    denials = [
        match for match in cues["denied words"].finditer(before) if before[match.end() :].count(" ") <= _DENIAL_REACH
    ]
    if not denials:
        return ""
    rest = before[denials[-1].start() :]
    if cues["denied since"].search(before):
        return "since"
    return "unclear" if cues["denied unclear"].search(rest) else "denied"


def denial_start(before: str) -> int:
    """Return where in the words before an amount its denial begins."""
    return max(match.start() for match in tables().cues["denied words"].finditer(before))
