"""Finds subject, verb and complement of one stretch of tagged words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop.claims import lexicon
from workshop.claims.tokens import Token, is_plural

_SUBJECT_FORMS = lexicon.named("subject_forms")
_BE = lexicon.named("be")
_LINKING = lexicon.named("linking")
_NOT_FINITE = frozenset(["be", "been", "being", "having"])


@dataclass(frozen=True, slots=True)
class Frame:
    """The bones of a clause, as positions in its tokens.

    `kind`: clause (subject and verb), predicate (a verb without its subject), imperative, lead (an opening "When …"
    or "At …" whose clause has not come yet) or fragment (no verb). The subject is `tokens[lead:subject]`, the verb with
    its auxiliaries and adverbs `tokens[subject:complement]`, `main` the last word of it that is a verb.
    """

    kind: str
    lead: int = 0
    subject: int = 0
    main: int = 0
    complement: int = 0


def parse(tokens: Sequence[Token]) -> Frame:
    """Return the frame of a stretch of words; positions refer to the tokens as given."""
    start = _skip(tokens, 0, {"CC", "PUNCT"})
    lead, opened = _lead(tokens, start)
    if opened and lead >= len(tokens):
        return Frame("lead", lead=len(tokens), subject=len(tokens), main=len(tokens), complement=len(tokens))
    begin = _skip(tokens, lead, {"PUNCT"})
    verb = _finite(tokens, begin)
    if verb is None:
        return Frame("fragment", lead=begin, subject=begin, main=begin, complement=begin)
    first = verb
    while first > begin and tokens[first - 1].tag in {"ADV", "NEG"} and tokens[first - 1].low not in {"here", "there"}:
        first -= 1
    main, complement = _verb_group(tokens, verb)
    if first > begin:
        return Frame("clause", begin, first, main, complement)
    return Frame(_without_subject(tokens, verb), begin, first, main, complement)


def _without_subject(tokens: Sequence[Token], verb: int) -> str:
    token = tokens[verb]
    if token.tag == "AUX":
        return "imperative" if token.low in {"do", "have"} else "predicate"
    return "imperative" if "base" in lexicon.verb_kinds(token.low) else "predicate"


def _skip(tokens: Sequence[Token], index: int, tags: set[str]) -> int:
    while index < len(tokens) and tokens[index].tag in tags:
        index += 1
    return index


def _lead(tokens: Sequence[Token], start: int) -> tuple[int, bool]:  # noqa: PLR0911 (one return for each rule of grammar)
    """Return where an opening adjunct ends and whether there is one; the end of the tokens where no clause follows."""
    if start >= len(tokens):
        return start, False
    first = tokens[start]
    opener = first.tag in {"SUB", "PREP"} or (first.tag in {"VBN", "VBG"} and _comma(tokens, start) is not None)
    opener = opener or (
        first.low in {"even", "just", "only"} and start + 1 < len(tokens) and tokens[start + 1].tag in {"SUB", "PREP"}
    )
    opener = opener or (first.low == "thanks" and start + 1 < len(tokens) and tokens[start + 1].low == "to")
    if not opener:
        if first.tag == "ADV" and start + 1 < len(tokens) and tokens[start + 1].low == ",":
            return start + 2, True
        return start, False
    position = start
    while (comma := _comma(tokens, position)) is not None:
        if _finite(tokens, comma + 1) is not None:
            return comma + 1, True
        position = comma + 1
    if first.tag == "SUB":
        return _after_subordinate(tokens, start), True
    if first.tag == "PREP" or first.low == "thanks":
        return _after_adjunct(tokens, start)
    return start, False


def _comma(tokens: Sequence[Token], start: int) -> int | None:
    for index in range(start, len(tokens)):
        if tokens[index].low in {",", "–", "—"}:
            return index
    return None


def _after_subordinate(tokens: Sequence[Token], start: int) -> int:
    """Find the main clause behind "If something breaks we …", without a comma: a new subject behind the first verb."""
    verb = _finite(tokens, start + 1)
    if verb is None:
        return len(tokens)
    for index in range(verb + 1, len(tokens)):
        if tokens[index].low in _SUBJECT_FORMS and index + 1 < len(tokens) and _is_finite_at(tokens, index + 1):
            return index
    return len(tokens)


def _after_adjunct(tokens: Sequence[Token], start: int) -> tuple[int, bool]:
    """Find the subject behind "By 2030 we will …"."""
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if (
            index > start + 1
            and (token.low in _SUBJECT_FORMS or token.tag == "POSS")
            and _finite(tokens, index + 1) is not None
        ):
            return index, True
    return len(tokens), _finite(tokens, start) is None


def is_finite(token: Token) -> bool:
    """Tell whether a word can be the finite verb of a clause."""
    return token.tag == "V" or (token.tag == "AUX" and token.low not in _NOT_FINITE)


def _is_finite_at(tokens: Sequence[Token], index: int) -> bool:
    index = _skip(tokens, index, {"ADV", "NEG"})
    return index < len(tokens) and is_finite(tokens[index])


def _finite(tokens: Sequence[Token], start: int) -> int | None:
    """Return the position of the main finite verb, stepping over relative clauses ("the app that you use saves …")."""
    pending = 0
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.tag == "SUB" and index > start:
            return None
        if (token.tag == "REL" and (index > start or token.low == "that")) or _opens_contact_clause(
            tokens, start, index
        ):
            pending += 1
        elif is_finite(token):
            if not pending:
                return index
            if not (token.tag == "AUX" and _group_goes_on(tokens, index)):
                pending -= 1
    return None


def _opens_contact_clause(tokens: Sequence[Token], start: int, index: int) -> bool:
    """Tell "everything *you* need" from "when plans change *you* …"."""
    token = tokens[index]
    if index <= start or token.low not in _SUBJECT_FORMS or token.tag != "PRON":
        return False
    before = tokens[index - 1]
    return before.tag in {"NOUN", "ADJ"} or before.low in {"everything", "anything", "nothing", "all", "something"}


def _group_goes_on(tokens: Sequence[Token], index: int) -> bool:
    following = _skip(tokens, index + 1, {"ADV", "NEG", "PRON"})
    return following < len(tokens) and (tokens[following].tag in {"V"} and tokens[index].low not in _BE)


def _verb_group(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """Return the last verb of the group that starts at `verb` and the position behind the group."""
    main, index = verb, verb + 1
    while index < len(tokens) and tokens[main].tag == "AUX":
        token = tokens[index]
        if token.tag in {"ADV", "NEG"} or token.low in {"'s"}:
            index += 1
        elif token.tag in {"VB", "VBN", "VBG"} or token.low in {"be", "been", "being", "have", "had"}:
            main, index = index, index + 1
        else:
            break
    complement = main + 1
    while complement < len(tokens) and tokens[complement].tag == "NEG":
        complement += 1
    return main, complement


def complement_kind(tokens: Sequence[Token], frame: Frame) -> str:
    """Say what follows the verb: quality (an adjective or participle after "is"), manner, thing, nothing or other."""
    main = tokens[frame.main]
    index = frame.complement
    if main.tag in {"VBN"} and _has_be(tokens, frame):
        return "quality"
    while index < len(tokens) and (tokens[index].tag == "ADV" and not lexicon.is_manner(tokens[index].low)):
        index += 1
    if index < len(tokens) and tokens[index].low == "both":
        index += 1
    if index >= len(tokens):
        return "nothing"
    linking = main.low in _BE or lexicon.verb_base(main.low) in _LINKING
    first = tokens[index]
    if linking and quality_at(tokens, index):
        return "quality"
    if linking and main.low in _BE and first.tag == "PREP":
        return "quality"
    if first.tag == "ADV" or (first.tag == "ADJ" and lexicon.is_manner(first.low)):
        return "manner"
    return "thing" if first.tag in {"DET", "POSS", "NUM", "ADJ", "NOUN", "PRON"} else "other"


def _has_be(tokens: Sequence[Token], frame: Frame) -> bool:
    return any(token.low in _BE | {"get", "gets"} for token in tokens[frame.subject : frame.main])


def quality_at(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an adjective or participle stands here that belongs to no noun behind it."""
    while index < len(tokens) and (
        tokens[index].tag in {"ADV", "NEG"} or tokens[index].low in {"more", "less", "so", "as"}
    ):
        index += 1
    if index >= len(tokens) or tokens[index].tag not in {"ADJ", "VBN"}:
        return False
    following = tokens[index + 1].tag if index + 1 < len(tokens) else ""
    return following not in {"NOUN", "ADJ", "VBG", "VBN"} or tokens[index].tag == "VBN"


def promote(tokens: list[Token]) -> list[Token]:
    """Give a stretch that begins with a noun phrase the verb that it lacks ("Friends and family *fly* free")."""
    if any(is_finite(token) for token in tokens) or not tokens:
        return tokens
    seen_noun = False
    for index, token in enumerate(tokens):
        if token.tag in {"PREP", "SUB", "REL", "TO"}:
            return tokens
        kinds = lexicon.verb_kinds(token.low)
        if (
            seen_noun
            and token.tag in {"NOUN", "ADJ"}
            and kinds & {"base", "s"}
            and index + 1 < len(tokens)
            and _fits(tokens, index)
        ):
            return [*tokens[:index], replace(token, tag="V"), *tokens[index + 1 :]]
        if seen_noun and token.tag == "VBN" and "past" in kinds and index + 1 < len(tokens):  # noqa: SIM102
            if tokens[index + 1].tag in {"DET", "POSS", "PRON"}:
                return [*tokens[:index], replace(token, tag="V"), *tokens[index + 1 :]]
        seen_noun = seen_noun or token.tag in {"NOUN"}
    return tokens


def _fits(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the noun before and the word behind let this word be a verb."""
    before, after, low = tokens[index - 1], tokens[index + 1], tokens[index].low
    joined = any(token.low in {"and", "&"} for token in tokens[:index])
    plural = is_plural(before.low) or joined
    if before.tag != "NOUN" or ("base" in lexicon.verb_kinds(low)) != plural:
        return False
    if after.tag == "NOUN" and not plural and tokens[0].tag in {"DET", "POSS"}:
        return low not in lexicon.nouns()
    if after.tag == "NOUN" and plural and after.text[:1].isupper():
        return low not in lexicon.nouns()
    return after.tag in {
        "DET",
        "POSS",
        "PRON",
        "ADJ",
        "ADV",
        "NUM",
        "SUB",
        "TO",
        "PREP",
    } and low not in lexicon.nouns() - {"love", "fly"}
