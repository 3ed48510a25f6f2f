"""Lends a second predicate the subject and the auxiliaries of the clause before it, where the two agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workshop.claims import lexicon
from workshop.claims.clauses import Frame, is_finite
from workshop.claims.segments import Segment
from workshop.claims.tokens import Token, is_plural

_MODALS = lexicon.named("modals")


def lend(host: list[Token], frame: Frame, verb: Token, segment: Segment) -> list[Token] | None:  # noqa: PLR0911 (one return for each rule of grammar)
    """Return the words of the host that a second predicate borrows, None where it cannot be its predicate."""
    kinds = lexicon.verb_kinds(verb.low)
    subject = host[: frame.subject]
    group = host[frame.subject : frame.complement]
    auxiliaries = [token for token in group if token.tag == "AUX"]
    if frame.kind == "imperative":
        return (
            []
            if "base" in kinds
            and verb.tag in {"V", "VB", "NOUN"}
            and (verb.tag == "V" or segment.joins_with == "and")
            and _is_verb_here(verb, segment)
            else None
        )
    if verb.tag == "AUX":
        return _finite_loan(host, frame, verb, subject) if is_finite(verb) else None
    chain = let_chain(host, frame)
    if chain and "base" in kinds and verb.tag in {"V", "NOUN", "VB"} and _is_verb_here(verb, segment):
        return host[:chain]
    if verb.tag == "V" and _open_infinitive(host, frame) and "base" in kinds:
        return None
    if (
        verb.tag in {"V", "NOUN"}
        and "base" in kinds
        and any(token.low in _MODALS for token in auxiliaries)
        and _is_verb_here(verb, segment)
    ):
        shared = (
            group
            if segment.joins_with == "or" or _negative_list(group, segment)
            else [t for t in group if t.tag == "AUX"]
        )
        return [*subject, *[t for t in shared if t.tag in {"AUX", "NEG"}]]
    if verb.tag == "V":
        if segment.joins_with == "or" or _bare_never(host, frame, group):
            return [*subject, *[t for t in group if t.tag == "NEG"]]
        return _finite_loan(host, frame, verb, subject)
    if verb.tag == "VBN" and auxiliaries and host[frame.main].tag == "VBN" and not _is_attributive(segment):
        return [*subject, *auxiliaries]
    return None


def _negative_list(group: list[Token], segment: Segment) -> bool:
    return segment.joins_with == "," and any(token.tag == "NEG" for token in group)


def _bare_never(host: list[Token], frame: Frame, group: list[Token]) -> bool:
    """Know "We never share, sell or rent …": a negated verb still waits for its object."""
    return (
        any(token.tag == "NEG" for token in group)
        and frame.complement >= len(host)
        and not lexicon.takes_no_object(host[frame.main].low)
    )


def _is_verb_here(verb: Token, segment: Segment) -> bool:
    """Tell "book meetings" and "call us" from nouns that go on with a list of things."""
    if verb.tag in {"V", "VB"} or len(segment.tokens) == 1:
        return True
    following = segment.tokens[1]
    thing = following.tag == "NOUN" and is_plural(following.low) and verb.low not in lexicon.nouns()
    return thing or following.tag in {"DET", "POSS", "PRON", "PREP", "NUM", "ADV"}


def _is_attributive(segment: Segment) -> bool:
    return len(segment.tokens) > 1 and segment.tokens[1].tag == "NOUN"


def _finite_loan(host: list[Token], frame: Frame, verb: Token, subject: list[Token]) -> list[Token] | None:
    """Lend the subject if it agrees with the verb; else the verb belongs to a relative clause inside the host."""
    noun = _relative_antecedent(host, frame)
    if noun is not None and agrees(verb.low, is_plural(noun.low)):
        head = _head(host, frame)
        if (
            head is None
            or not agrees(verb.low, _is_plural_subject(host, frame))
            or is_plural(noun.low) == _is_plural_subject(host, frame)
        ):
            return None
    if frame.kind == "clause" and not agrees(verb.low, _is_plural_subject(host, frame)):
        return None
    return list(subject)


def _relative_antecedent(host: list[Token], frame: Frame) -> Token | None:
    for index in range(frame.complement + 1, len(host)):
        if host[index].tag == "REL" or (host[index].low in {"where", "that"} and host[index - 1].tag == "NOUN"):
            return _clause_noun(host, index)
    return None


def _clause_noun(host: list[Token], index: int) -> Token:
    """Read "a place where every child feels …": the subject inside decides; "nurses who …": the noun before."""
    if host[index].low == "where" and index + 2 < len(host):
        for token in host[index + 1 :]:
            if is_finite(token):
                break
            if token.tag in {"NOUN", "PRON"}:
                return token
    return host[index - 1]


def _head(host: list[Token], frame: Frame) -> Token | None:
    """Return the noun or pronoun that the verb agrees with: the last before any preposition or relative clause."""
    found = None
    for token in host[frame.lead : frame.subject]:
        if found is not None and token.tag in {"PREP", "REL", "SUB", "TO"}:
            break
        if token.tag in {"NOUN", "PRON", "NUM", "DET"} and (token.tag != "DET" or found is None):
            found = token
    return found


def _is_plural_subject(host: list[Token], frame: Frame) -> bool:
    words = host[frame.lead : frame.subject]
    head = _head(host, frame)
    if head is None or head.low in {"we", "you", "u", "they", "i", "these", "those", "all"}:
        return True
    if any(token.low in {"and", "&"} for token in words):
        return True
    if words and words[0].low in {"every", "each", "a", "an", "this", "that"}:
        return False
    return is_plural(head.low)


def agrees(verb: str, plural: bool) -> bool:
    """Tell whether a verb form goes with a plural (or a singular) subject; forms that show no number go with both."""
    if verb in {"is", "has", "was", "does", "'s"}:
        return not plural
    if verb in {"are", "have", "were", "do", "'re", "'ve", "r"}:
        return plural
    kinds = lexicon.verb_kinds(verb)
    if "past" in kinds or not kinds or kinds == {"base", "s"}:
        return True
    if "s" in kinds:
        return not plural
    return plural if "base" in kinds else True


def agree(verb: Sequence[Token], noun: str) -> list[Token]:
    """Put the first verb into the number of its noun; words keep their place in the message."""
    singular = {"are": "is", "have": "has", "were": "was", "do": "does"}
    if not verb or is_plural(noun) or verb[0].low not in singular:
        return list(verb)
    return [replace(verb[0], text=singular[verb[0].low]), *verb[1:]]


def let_chain(host: list[Token], frame: Frame) -> int:
    """Return the position behind "lets you", "helps me", 0 where there is none."""
    for index in range(frame.main, min(len(host) - 1, frame.complement + 3)):
        if lexicon.verb_base(host[index].low) in {"let", "help", "make"} and host[index + 1].tag == "PRON":
            return index + 2
    return 0


def _open_infinitive(host: list[Token], frame: Frame) -> bool:
    """Know "easier to find, compare and book": the infinitives share what makes them easy."""
    return any(token.tag == "TO" for token in host[frame.complement :])
