"""Names the part that each word plays in its sentence, from word lists and neighbours; good enough to find clauses."""

from __future__ import annotations

from workshop.claims import lexicon
from workshop.claims.tokens import Token, is_plural, words_of

_CLASS = lexicon.closed()
_SUBJECTS = lexicon.named("subjects")
_OBJECT_TAKERS = lexicon.named("object_takers")
_MODALS = lexicon.named("modals and do")
_BE = lexicon.named("be and get")
_HAVE = frozenset(["has", "have", "had", "having", "'ve"])
_BEFORE_NOUNS = lexicon.named("before_nouns")
_BEFORE_ING = lexicon.named("before_ing")
_OPENERS = frozenset({"DET", "POSS", "PRON", "NUM"})


def tag(text: str, start: int, end: int) -> list[Token]:
    """Cut `text[start:end]` into tagged words and marks."""
    tokens = words_of(text, start, end)
    for index, token in enumerate(tokens):
        tokens[index] = Token(token.text, token.start, token.end, _tag_one(tokens, index), token.spaced)
    return tokens


def _tag_one(tokens: list[Token], index: int) -> str:  # noqa: PLR0911 (one return for each rule of grammar)
    token = tokens[index]
    low = token.low
    if not any(char.isalnum() for char in low) and low not in _CLASS:
        return "PUNCT"
    if token.text[0] in "$€£¥" or token.text[0].isdigit():
        return "NUM"
    if low in _NUMBERS:
        return "NUM"
    special = _special(tokens, index)
    if special:
        return special
    if low in _CLASS:
        return _CLASS[low]
    if token.text[0] in "@#" or "://" in low or low.startswith("www."):
        return "NOUN"
    return _open_class(tokens, index)


_NUMBERS = lexicon.named("numbers")


def _special(tokens: list[Token], index: int) -> str:  # noqa: PLR0911 (one return for each rule of grammar)
    """Tag the words that change with their neighbours: that, 's, to, so, like, her, no."""
    low = tokens[index].low
    before = tokens[index - 1] if index else None
    after = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if low == "'s":
        return (
            "AUX"
            if before and (before.tag in {"PRON", "SUB", "ADV"} or before.low in {"that", "here", "what"})
            else "MARK"
        )
    if low == "that":
        if before is None or before.tag in {"PUNCT", "CC"}:
            return "PRON" if _class_of(after) == "AUX" else "SUB"
        return "REL" if before.tag in {"NOUN", "ADJ"} or before.low in _SUBJECTS else "SUB"
    if low in {"this", "these", "those", "all", "both", "most"} and (_class_of(after) == "AUX" or after == ""):
        return "PRON"
    if low == "who" and (before is None or before.tag == "PUNCT"):
        return "REL"
    if low == "who":
        return "REL"
    if low == "to":
        return (
            "TO"
            if "base" in lexicon.verb_kinds(after) or after in {"be", "have", "do"} or lexicon.is_adverb(after)
            else "PREP"
        )
    if low == "so":
        return "SUB" if after == "that" else "ADV"
    if low == "like" and before and before.low in _SUBJECTS and after not in {"the", "a", "an", "our", "your"}:
        return "V"
    if low == "her":
        return "POSS"
    if low in {"after", "before", "until", "till", "since", "as", "than", "like"}:
        return (
            "SUB"
            if after in _SUBJECTS and _quick(tokens, index + 2) not in {"", "PUNCT", "CC", "PREP", "TO", "DET"}
            else "PREP"
        )
    if (
        low in {"up", "out", "off", "over", "down", "around", "in", "on"}
        and before
        and before.tag in {"V", "VB", "VBN", "VBG"}
    ):
        return "ADV" if after in {"", ",", "and", "in", "to", "for", "with", "from"} else "PREP"
    return ""


def _class_of(low: str) -> str:
    return _CLASS.get(low, "")


def _open_class(tokens: list[Token], index: int) -> str:
    low = tokens[index].low
    kinds = lexicon.verb_kinds(low)
    if kinds:
        return _tag_verb_like(tokens, index, kinds)
    if lexicon.is_adverb(low) and not (low in lexicon.adjectives() and _likely_adjective(tokens, index)):
        return "ADV"
    if lexicon.is_adjective(low):
        return "ADJ"
    if low.endswith("ed") and len(low) > 4 and low not in lexicon.nouns():
        return "VBN"
    if low.endswith("ing") and len(low) > 5 and low not in lexicon.nouns():
        return "VBG"
    return "NOUN"


def _likely_adjective(tokens: list[Token], index: int) -> bool:
    """Tell "a fast car" and "it is fast" from "we deliver fast"."""
    before = _before(tokens, index)
    if before is None or before.tag in {"DET", "POSS", "ADJ", "NUM", "PUNCT", "CC", "MARK", "PREP"}:
        return True
    return before.low in _BE or lexicon.verb_base(before.low) in {
        "be",
        "seem",
        "look",
        "feel",
        "stay",
        "remain",
        "taste",
        "offer",
        "provide",
        "get",
    }


def _before(tokens: list[Token], index: int) -> Token | None:
    """Return the nearest earlier word that is no adverb and no negation."""
    index -= 1
    while index >= 0 and (tokens[index].tag in {"ADV", "NEG"}):
        index -= 1
    return tokens[index] if index >= 0 else None


def _tag_verb_like(tokens: list[Token], index: int, kinds: frozenset[str]) -> str:  # noqa: PLR0911 (one return for each rule of grammar)
    low = tokens[index].low
    before = _before(tokens, index)
    if "base" in kinds or "s" in kinds:
        return _tag_present(tokens, index, kinds, before)
    if "ing" in kinds:
        if before is not None and before.low in _BE:
            return "ADJ" if lexicon.is_adjective(low) else "VBG"
        if low in lexicon.nouns() or (before is not None and before.tag in {"DET", "POSS", "ADJ"}):
            return "ADJ" if lexicon.is_adjective(low) else "NOUN"
        return "ADJ" if lexicon.is_adjective(low) else "VBG"
    if lexicon.is_adjective(low) and not (before is not None and before.low in _HAVE):
        return "ADJ"
    if before is not None and before.tag in {"DET", "POSS"}:
        return "ADJ"
    if before is not None and before.low in _SUBJECTS and "past" in kinds:
        return "V"
    if "past" in kinds and "part" not in kinds:
        return "V"
    return "VBN"


def _tag_present(tokens: list[Token], index: int, kinds: frozenset[str], before: Token | None) -> str:  # noqa: PLR0911 (one return for each rule of grammar)
    low = tokens[index].low
    ambiguous = lexicon.is_noun_too(low)
    adjective = lexicon.is_adjective(low)
    after = _quick(tokens, index + 1)
    if before is not None:
        if before.tag == "TO" or (before.low in _MODALS and before.tag == "AUX"):
            return "VB" if "base" in kinds else "NOUN"
        if before.low in _HAVE | _BE and before.tag == "AUX":
            return "VBN" if "part" in kinds and not adjective else ("ADJ" if adjective else "NOUN")
        if before.tag == "PRON" and _let(tokens, index):
            return "VB"
        if before.low in _SUBJECTS and before.tag in {"PRON", "REL"}:
            return "V"
        if before.tag == "REL":
            return "V"
        if before.tag in {"DET", "POSS", "MARK", "NUM"} or (before.tag == "PREP"):
            return "ADJ" if adjective and after in {"NOUN", "ADJ"} else "NOUN"
        if before.tag == "ADJ":
            return "NOUN" if ambiguous or low in lexicon.nouns() else ("ADJ" if adjective else "V")
    if (
        adjective
        and after in {"NOUN", "ADJ", "PREP", "TO", "CC", "PUNCT", ""}
        and not (before is not None and before.tag == "NOUN" and after == "PREP")
    ):
        return "ADJ"
    return _tag_bare(tokens, index, before, after)


def _tag_bare(tokens: list[Token], index: int, before: Token | None, after: str) -> str:  # noqa: PLR0911, PLR0912 (one return for each rule of grammar)
    """Tag a present form that neither pronoun, auxiliary nor article explains."""
    low = tokens[index].low
    base = "base" in lexicon.verb_kinds(low)
    if index and tokens[index - 1].low in {"never", "always", "also"} and before is not tokens[index - 1]:
        return "V"
    opens = (
        before is None
        or before.tag in {"PUNCT", "CC", "SUB"}
        or (index > 0 and tokens[index - 1].tag in {"ADV", "NEG"} and index < 3)
    )
    if opens:
        if (
            base
            and index + 1 < len(tokens)
            and "ing" in lexicon.verb_kinds(tokens[index + 1].low)
            and lexicon.verb_base(low) in _BEFORE_ING
        ):
            return "V"
        if not base and before is not None and after in {"NOUN", "ADJ", "ADV", "TO"} and low not in _BEFORE_NOUNS:
            return "V"
        if low in lexicon.nouns() and (after not in {"DET", "POSS", "PRON"} or _quick(tokens, index + 2) == "AUX"):
            return "NOUN"
        if not lexicon.is_noun_too(low):
            return "V"
        if after in _OPENERS | {"PREP", "TO", "ADV", "SUB"}:
            return "V"
        if not base and before is not None:
            return "V" if after in {"NOUN", "ADJ", "VBN"} else "NOUN"
        return (
            "V"
            if (base and after in {"", "CC", "PUNCT", "ADJ"} and (before is None or before.tag != "SUB"))
            else "NOUN"
        )
    if before is not None and before.tag in {"V", "VB", "VBG", "ADV"} and low in lexicon.nouns():
        return "NOUN"
    if not lexicon.is_noun_too(low):
        return "V"
    if before is not None and before.tag == "NOUN":
        plural = is_plural(before.low)
        if _has_verb(tokens, index):
            return "NOUN"
        if plural == base and after == "NOUN" and low not in lexicon.nouns() and _is_last_hope(tokens, index):
            return "V"
        if (plural and base) or (not plural and not base):
            return (
                "V"
                if after in _OPENERS | {"PREP", "TO", "ADV", "ADJ", "", "PUNCT", "CC", "SUB", "NEG"}
                and not (after in {"PUNCT", ""} and not plural)
                else "NOUN"
            )
    return "NOUN"


def _has_verb(tokens: list[Token], index: int) -> bool:
    """Tell whether the clause has its verb already, so that "street *lights*" is none."""
    for token in reversed(tokens[:index]):
        if token.tag in {"PUNCT", "CC", "SUB", "REL"}:
            return False
        if token.tag in {"V", "AUX"}:
            return True
    return False


def _is_last_hope(tokens: list[Token], index: int) -> bool:
    """Tell whether no word behind this one, up to the next mark, is a verb beyond doubt."""
    named = (
        index == 1
        and tokens[0].text[:1].isupper()
        and not is_plural(tokens[0].low)
        and not lexicon.verb_kinds(tokens[0].low)
    )
    if not named and not any(token.tag in {"DET", "POSS"} for token in tokens[:index]):
        return False
    following = tokens[index + 1].low
    if "base" in lexicon.verb_kinds(following) and following not in lexicon.nouns():
        return False
    for token in tokens[index + 1 :]:
        low = token.low
        if (low in _CLASS and _CLASS[low] in {"CC"}) or low in {",", ";", ":"}:
            break
        kinds = lexicon.verb_kinds(low)
        if _CLASS.get(low) == "AUX" or (kinds & {"s", "past"} and not lexicon.is_noun_too(low) and "part" not in kinds):
            return False
    return True


def _let(tokens: list[Token], index: int) -> bool:
    """Tell whether "lets you", "help us" stand before the word."""
    place = index - 1
    while place >= 0 and tokens[place].tag in {"ADV", "NEG"}:
        place -= 1
    return place >= 1 and tokens[place].tag == "PRON" and lexicon.verb_base(tokens[place - 1].low) in _OBJECT_TAKERS


def _quick(tokens: list[Token], index: int) -> str:  # noqa: PLR0911 (one return for each rule of grammar)
    """Guess the class of a word that has not been tagged yet, without its neighbours."""
    if index >= len(tokens):
        return ""
    low = tokens[index].low
    if not any(char.isalnum() for char in low):
        return "CC" if low == "&" else "PUNCT"
    if low == "to":
        return "TO"
    if low in _CLASS:
        return _CLASS[low]
    if low[0].isdigit() or low[0] in "$€£¥" or low in _NUMBERS:
        return "NUM"
    if low in {"that"}:
        return "SUB"
    kinds = lexicon.verb_kinds(low)
    if lexicon.is_adverb(low):
        return "ADV"
    if lexicon.is_adjective(low):
        return "ADJ"
    if kinds and not lexicon.is_noun_too(low) and kinds <= {"past", "part"}:
        return "VBN"
    return "NOUN"
