"""Words an assertion so that it stands alone, the way a customer would say it.

The convention, one for all: the company is "they", its names too ("Our crews look after you" → "The crews look after
me", "Acme answers" → "They answer"), "our" is "the", the reader is "I", "me" and "my"; what one is told to do is what
one can do ("Cancel any time" → "I can cancel any time"). Customers' comments are written that way, so it searches best:
all-MiniLM-L6-v2 found 51 hand-written comments on 24 claims among 2,500 airline posts at a mean reciprocal rank of
0.26, against 0.21 with "people" for the reader, 0.17 for the company's own words, and 0.16 for "the company" and "the
customer". The plain "they" also keeps the proposition free of names, which passages rarely repeat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workshop.claims import lexicon
from workshop.claims.clauses import is_finite, parse, quality_at
from workshop.claims.tokens import Token, is_plural, made
from workshop.records import Company

_PLURAL_VERBS = {
    "is": "are",
    "has": "have",
    "was": "were",
    "does": "do",
    "'s": "are",
    "isn": "aren",
    "hasn": "haven",
    "wasn": "weren",
    "doesn": "don",
}
_OURS = {"we": "they", "our": "the", "us": "them", "ours": "theirs", "ourselves": "themselves"}
_SPEAKER = {"i": "they", "my": "the", "me": "them", "mine": "theirs", "myself": "themselves"}
_AFTER_SPEAKER = {"am": "are", "'m": "'re", "was": "were"}
_YOURS = {"your": "my", "ur": "my", "yours": "mine", "yourself": "myself", "yourselves": "ourselves"}
_AFTER_YOU = {"are": "am", "were": "was", "'re": "'m", "r": "am"}
_SOME_OF = {"many", "some", "most", "all", "each", "both", "few", "none", "half", "several", "thousands"}

_INFORMAL = {"r": "are", "u": "you", "&": "and", "dont": "don't", "cant": "can't", "wont": "won't"}
_WRAPPERS = (
    re.compile(r"(?:that|this) (?:'s|is) (?:why|how) "),
    re.compile(
        r"we (?:'re|are) (?:so |very |really )?(?:proud|pleased|happy|delighted|glad) to "
        r"(?=offer|serve|provide|give|have|help|deliver|say )(?:say (?:that )?)?"
    ),
    re.compile(r"we (?:promise|guarantee|ensure|make sure|believe|know|think|can promise) that "),
    re.compile(r"we make sure (?=you|your|we|our|every|each|the|all|no)"),
    re.compile(r"we (?:aim|strive|try|endeavour|work hard|pride ourselves on) to "),
    re.compile(
        r"(?:our )?(?:customers|users|guests|patients|members|people|travellers|clients) "
        r"(?:say|tell us|agree|report) (?:that )?"
    ),
    re.compile(r"that (?=they|we|it|he|she|you)"),
)
_KEEPS_WE = lexicon.named("keeps_we")
_MEET = lexicon.named("meet")
_PRONOUN_BEFORE_CLAUSE = lexicon.named("pronoun_before_clause")
_GIVERS = lexicon.named("givers")


class Antecedents:
    """Remembers what "it" and "they" stand for while a message is read from start to end."""

    def __init__(self) -> None:
        """Start with nothing to refer to."""
        self._one: list[Token] | None = None
        self._many: list[Token] | None = None
        self._object: list[Token] | None = None

    def resolve(self, words: list[Token], *, same_sentence: bool) -> list[Token]:
        """Put the nearest earlier subject for "it" or "they" as subject, the last object for "it" as object."""
        frame = parse(words)
        found: list[Token] = []
        for index, token in enumerate(words):
            stands_for = self._stands_for(words, index, frame.lead, frame.subject, same_sentence)
            found += stands_for if stands_for is not None else [token]
        return found

    def _stands_for(
        self, words: list[Token], index: int, lead: int, subject: int, same_sentence: bool
    ) -> list[Token] | None:
        low = words[index].low
        if low not in {"it", "they"} or words[index].tag != "PRON":
            return None
        if lead <= index < subject:
            return self._one if low == "it" else self._many
        if (
            low == "it"
            and same_sentence
            and index >= subject
            and (index + 1 >= len(words) or not is_finite(words[index + 1]))
        ):
            before = words[index - 1].low if index else ""
            return self._object if lexicon.verb_base(before) not in {"make", "find", "keep", "do", "take"} else None
        return None

    def note(self, words: list[Token]) -> None:
        """Take in the subject and the object of an assertion as it was worded."""
        frame = parse(words)
        if frame.kind == "clause":
            self._note_subject(words[frame.lead : frame.subject])
        if frame.kind in {"clause", "imperative"}:
            thing = _noun_phrase(words[frame.complement :])
            if thing:
                self._object = thing
        start = words[frame.main].low if frame.kind == "imperative" else (words[0].low if words else "")
        if start in _MEET:
            self._note_subject(_noun_phrase(words[frame.complement if frame.kind == "imperative" else 1 :]))

    def _note_subject(self, subject: list[Token]) -> None:
        if not subject or not any(token.tag == "NOUN" for token in subject) or subject[0].tag == "PRON":
            return
        subject = _definite(subject)
        head = next(
            (
                t
                for i, t in enumerate(subject)
                if t.tag == "NOUN" and (i + 1 >= len(subject) or subject[i + 1].tag != "NOUN")
            ),
            subject[-1],
        )
        if is_plural(head.low) or any(token.low == "and" for token in subject):
            self._many = subject
        else:
            self._one = subject


def _definite(phrase: list[Token]) -> list[Token]:
    return [made("the", "DET"), *phrase[1:]] if phrase[0].low in {"a", "an"} else list(phrase)


def _noun_phrase(words: Sequence[Token]) -> list[Token]:
    """Return the noun phrase at the start of the words, up to a preposition, verb or mark."""
    phrase: list[Token] = []
    for token in words:
        if token.tag not in {"DET", "POSS", "ADJ", "NOUN", "NUM", "MARK", "VBN"}:
            break
        phrase.append(token)
    return phrase if phrase and phrase[-1].tag == "NOUN" else []


def unwrap(words: list[Token]) -> list[Token]:
    """Drop what only introduces an assertion: "That's why", "We promise that", "We are proud to offer" → "We offer"."""
    for _ in range(3):
        text, places = "", []
        for token in words[:14]:
            places.append(len(text))
            text += token.low + " "
        wrapper = next((found for pattern in _WRAPPERS if (found := pattern.match(text))), None)
        if wrapper is None:
            return _upright(words)
        skipped = sum(place < wrapper.end() for place in places)
        if skipped >= len(words):
            return words
        kept = [words[0]] if _KEEPS_WE & set(wrapper[0].split()) else []
        words = [*kept, *_as_verb(words[skipped:], bool(kept))]
    return _upright(words)


def _upright(words: list[Token]) -> list[Token]:
    """Turn "Not only is it fast" round: "It is fast"."""
    if [token.low for token in words[:2]] == ["not", "only"] and len(words) > 4 and words[2].tag == "AUX":
        subject = 4 if words[3].tag == "PRON" else 5
        return [*words[3:subject], words[2], *words[subject:]]
    return words


def _as_verb(words: list[Token], follows_subject: bool) -> list[Token]:
    return [replace(words[0], tag="V"), *words[1:]] if follows_subject and words else words


def word(words: list[Token], company: Company) -> str:
    """Return the proposition: one sentence with a capital and a full stop, "" where there are no words."""
    words = [token for token in words if token.low != "both" or token.tag != "BOTH"]
    words = _with_subject([_spelt(token) for token in _without_place(words, company)])
    words = _reader(_company(_named(words, company)))
    text = _joined(words)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".") if text else ""


def _spelt(token: Token) -> Token:
    return replace(token, text=_INFORMAL[token.low]) if token.low in _INFORMAL else token


def _without_place(words: list[Token], company: Company) -> list[Token]:
    """Drop "At Acme," before a clause."""
    if len(words) > 3 and words[0].low in {"at", "here", "with"}:
        comma = next((i for i, token in enumerate(words[:6]) if token.text == ","), 0)
        named = " ".join(token.text for token in words[1:comma]) in company.names
        if comma and (named or [t.low for t in words[:comma]] == ["here"]):
            return words[comma + 1 :]
    return words


def _with_subject(words: list[Token]) -> list[Token]:
    """Give a verb or a quality that stands alone the subject that a customer would give it."""
    frame = parse(words)
    if not words:
        return words
    first = words[0]
    if frame.kind == "imperative" and first.low not in {"don't", "do"}:
        lead, rest = words[: frame.lead], words[frame.lead :]
        return [*lead, made("you", "PRON"), made("can", "AUX"), *(rest if lead else _lowered(rest))]
    if frame.kind == "predicate":
        subject = "we" if first.low in {"are", "have"} else "it"
        return [made(subject, "PRON"), *_lowered(words)]
    if frame.kind == "fragment" and first.tag == "VBG" and len(words) > 1 and words[1].tag in {"PRON", "POSS", "DET"}:
        verb = replace(first, text=lexicon.verb_base(first.low), tag="V")
        return [made("we", "PRON"), verb, *words[1:]]
    if frame.kind == "fragment" and _is_quality_alone(words):
        return [made("we", "PRON"), made("are", "AUX"), *_lowered(words)]
    return words


def _is_quality_alone(words: list[Token]) -> bool:
    """Tell "gentle on skin" from "gentle nurses" and "no card required"."""
    rest = [token for token in words if token.tag not in {"ADV", "NEG", "PUNCT", "CC"}]
    described = next((token.tag for token in rest if token.tag != "ADJ"), "")
    needs = bool(rest) and rest[0].tag == "VBN" and rest[-1].low in {"required", "needed"}
    return quality_at(words, 0) and described not in {"NOUN", "VBG"} and not needs


def _lowered(words: list[Token]) -> list[Token]:
    """Take the capital off a first word that is no longer first, names and abbreviations aside."""
    first = words[0]
    if first.text[1:].islower() or len(first.text) == 1:
        return [replace(first, text=first.text.lower()), *words[1:]]
    if all(token.text.isupper() for token in words) and lexicon.is_quality(first.low):
        return [replace(token, text=token.low) for token in words]
    return words


def _named(words: list[Token], company: Company) -> list[Token]:
    """Put "they", "them" or "the" for the company's names, with the verb in its plural."""
    names = sorted(
        (tuple(name.split()) for name in (*company.names, *company.handles) if name.strip()), key=len, reverse=True
    )
    found: list[Token] = []
    index = 0
    if len(words) > 2 and words[0].low == "we" and words[1].low == "at":  # "We at Acme believe"
        size = next((len(name) for name in names if _matches(words, 2, name)), 0)
        words = [words[0], *words[2 + size :]] if size else words
    while index < len(words):
        size = next((len(name) for name in names if _matches(words, index, name)), 0)
        if not size:
            found.append(words[index])
            index += 1
            continue
        index += size
        index = _stand_in(words, found, index)
        words = [*words[:index], *(replace(t, text="their") if t.low == "its" else t for t in words[index:])]
    return found


def _matches(words: list[Token], index: int, name: tuple[str, ...]) -> bool:
    texts = tuple(token.text for token in words[index : index + len(name)])
    return texts == name or texts == tuple(part.upper() for part in name)


def _stand_in(words: list[Token], found: list[Token], index: int) -> int:
    """Append what stands for the name before `words[index]`; return where to go on."""
    after = words[index] if index < len(words) else None
    determined = bool(found) and found[-1].tag in {"DET", "POSS"}
    if after is not None and after.tag == "MARK":
        found.append(made("our", "POSS"))
        return index + 1
    if after is not None and _third_person(after):
        return _with_verb(words, found, index, index)
    if after is not None and after.tag in {"NOUN", "ADJ"} and after.low not in {"today"}:
        if not determined:
            found.append(made("our", "POSS"))
        return index
    if determined:
        found.pop()
    verb = index
    while verb < len(words) and words[verb].tag in {"ADV", "NEG"}:
        verb += 1
    if verb < len(words) and is_finite(words[verb]):
        return _with_verb(words, found, index, verb)
    found.append(made("us", "PRON"))
    return index


def _third_person(token: Token) -> bool:
    """Tell "Acme pays interest", whose verb could be a noun, from "Acme products"."""
    kinds = lexicon.verb_kinds(token.low)
    return token.tag == "NOUN" and kinds == {"s"} and token.low not in lexicon.nouns()


def _with_verb(words: list[Token], found: list[Token], index: int, verb: int) -> int:
    """Append "we", whatever stands before the verb, and the verb in its plural."""
    found += [made("we", "PRON"), *words[index:verb], _plural_verb(words[verb])]
    return verb + 1


def _plural_verb(verb: Token) -> Token:
    low = verb.low
    if low in _PLURAL_VERBS:
        return replace(verb, text=_PLURAL_VERBS[low], spaced=True)
    if "s" in lexicon.verb_kinds(low) and "base" not in lexicon.verb_kinds(low):
        return replace(verb, text=lexicon.verb_base(low))
    return verb


def _company(words: list[Token]) -> list[Token]:
    """Put "they", "them" and "the" for we, us and our, and for an owner who writes "I"."""
    found: list[Token] = []
    for index, token in enumerate(words):
        low = token.low
        owner = low in _SPEAKER and not _customer_speaks(words)
        if (low == "our" and _own_follows(words, index)) or (
            low == "our"
            and index + 1 < len(words)
            and words[index + 1].tag in {"ADJ", "V"}
            and words[index + 1].low == "open"
        ):
            found.append(replace(token, text="their" if words[index + 1].low == "own" else "the"))
        elif low in _OURS:
            found.append(replace(token, text=_OURS[low]))
        elif owner:
            found.append(replace(token, text=_SPEAKER[low]))
        elif low in _AFTER_SPEAKER and found and found[-1].low == "they" and words[index - 1].low == "i":
            found.append(replace(token, text=_AFTER_SPEAKER[low]))
        else:
            found.append(token)
    return found


def _own_follows(words: list[Token], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].low == "own"


def _customer_speaks(words: list[Token]) -> bool:
    """Tell a customer's quoted "I" ("Best pizza I ever had") from an owner's ("I bake every loaf")."""
    first = next((token for token in words if token.low in _SPEAKER), None)
    return first is not None and words.index(first) > 0 and words[words.index(first) - 1].tag in {"NOUN", "ADJ"}


def _reader(words: list[Token]) -> list[Token]:
    """Put "I", "me" and "my" for the reader."""
    found: list[Token] = []
    for index, token in enumerate(words):
        if token.low in _YOURS:
            found.append(replace(token, text=_YOURS[token.low]))
        elif token.low == "you" and not (index and words[index - 1].low == "thank"):
            one = "us" if _is_several(words, index) else "I" if _is_subject(words, index) else "me"
            found.append(replace(token, text=one))
        elif token.low in _AFTER_YOU and found and found[-1].text == "I" and words[index - 1].low == "you":
            found.append(replace(token, text=_AFTER_YOU[token.low]))
        else:
            found.append(token)
    return found


def _is_several(words: list[Token], index: int) -> bool:
    """Tell "many of you" and "two of you" from "proud of you"."""
    if index < 2 or words[index - 1].low != "of":
        return False
    counted = words[index - 2]
    return counted.low in _SOME_OF or counted.tag == "NUM"


def _is_subject(words: list[Token], index: int) -> bool:
    """Tell "you never wait" from "lets you wait" and "for you"."""
    before = words[index - 1] if index else None
    following = index + 1
    while following < len(words) and words[following].tag in {"ADV", "NEG"}:
        following += 1
    verb = following < len(words) and (is_finite(words[following]) or words[following].tag in {"V", "NOUN"})
    if before is None or before.tag in {"CC", "PUNCT"}:
        return verb or before is None
    if before.tag in {"V", "VB", "VBN", "VBG"}:
        return lexicon.verb_base(before.low) in _GIVERS and verb
    if before.tag == "PREP" and before.low not in _PRONOUN_BEFORE_CLAUSE:
        return False
    opens_clause = before.low in _PRONOUN_BEFORE_CLAUSE and before.tag != "PREP"
    return following < len(words) and (
        is_finite(words[following]) or (opens_clause and words[following].tag in {"NOUN", "VBN", "ADJ"})
    )


def _joined(words: list[Token]) -> str:
    """Join the words with single spaces; marks and endings keep to the word before them."""
    text = ""
    previous: Token | None = None
    for token in words:
        neighbours = previous is not None and previous.end == token.start and token.start >= 0
        tight = neighbours or token.text in {",", ";", ":", ".", "!", "?", ")", "…", "%"}
        tight = tight or token.low == "n't" or (token.text[0] == "'" and token.tag in {"AUX", "MARK"})
        text += token.text if tight or not text or text.endswith("(") else " " + token.text
        previous = token
    return text.strip(" ,;:-–—")
