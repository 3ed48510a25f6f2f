"""Cuts a sentence into its co-ordinated assertions and says which words each one borrows from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop.claims import lexicon
from workshop.claims.clauses import Frame, complement_kind, parse, quality_at
from workshop.claims.listing import (
    ends_in_noun,
    is_bare,
    is_compound_subject,
    is_described,
    is_member,
    object_start,
    run_of_fragments,
    waits_for_noun,
)
from workshop.claims.loans import agree, lend, let_chain
from workshop.claims.segments import Segment, cut_at_joints, without_label, without_opening
from workshop.claims.tokens import Token, is_plural, made

_HAILS = frozenset(["dear", "hello", "hi", "hey", "welcome"])
_AND = lexicon.named("and")
_LONGEST_LOAN = 40
_TIME_WORDS = 3
_TIMES = lexicon.named("times")
_SUBJECT_FORMS = lexicon.named("subject_forms and there")


@dataclass(frozen=True, slots=True)
class Piece:
    """One assertion: its own words, and the words borrowed to stand before and behind them."""

    own: tuple[Token, ...]
    before: tuple[Token, ...] = ()
    after: tuple[Token, ...] = ()
    unspoken: int = 0

    @property
    def words(self) -> list[Token]:
        """The whole assertion as it would be said."""
        return [*self.before, *self.own[self.unspoken :], *self.after]


_Relation = tuple[Piece, Piece]


def separate(tokens: list[Token]) -> list[Piece]:
    """Return the assertions of one sentence, in order; their own words never overlap."""
    segments = cut_at_joints(without_opening(tokens))
    if not segments:
        return []
    segments = without_label(segments)
    pieces: list[Piece] = []
    current = Piece(tuple(segments[0].tokens))
    index = 1
    while index < len(segments):
        segment = segments[index]
        successor = _relate(current, segment, segments[index + 1 :])
        if successor is None:
            current = replace(current, own=(*current.own, *_between(tokens, current, segment)))
        else:
            closed, current = successor
            pieces.append(closed)
        index += 1
    pieces.append(current)
    return [part for piece in pieces for part in _unfold(piece)]


def _between(tokens: list[Token], current: Piece, segment: Segment) -> list[Token]:
    """Return the joint's own tokens and the segment's, as they stand in the sentence."""
    last, final = current.own[-1].end, segment.tokens[-1].end
    retagged = {token.start: token for token in segment.tokens}
    return [retagged.get(token.start, token) for token in tokens if token.start >= last and token.end <= final]


def _relate(current: Piece, segment: Segment, later: list[Segment]) -> _Relation | None:  # noqa: PLR0911 (one return for each rule of grammar)
    """Return the current assertion, closed, and the new one; None where the segment belongs to the current one."""
    host = current.words
    frame = parse(host)
    joint, word = segment.joint, segment.joins_with
    if (frame.kind == "lead" or _is_time(host)) and ";" not in joint:
        return None
    if _stays(host, segment):
        return None
    if (word == "or" and not _negated(host, frame)) or waits_for_noun(host, segment):
        return None
    for rule in (_as_relative, _as_clause, _as_predicate, _as_quality, _as_manner, _as_member):
        found = rule(current, frame, segment, later)
        if found is not None:
            return found
    if set(joint) & {";"} or (":" in joint and frame.kind in {"clause", "imperative"}):
        return current, Piece(tuple(segment.tokens))
    if set(joint) & {"–", "—", "-"} and segment.frame.kind in {"clause", "fragment"} and not _hangs_on(segment):
        return current, Piece(tuple(segment.tokens))
    return None


def _stays(host: list[Token], segment: Segment) -> bool:
    """Tell segments that only qualify: "not hours", "when it rains", "making it easy", "even on Sundays"."""
    first = segment.tokens[0]
    if (
        first.low in {"not", "even", "including", "especially", "like", "just", "only", "than"}
        and segment.frame.kind != "clause"
    ):
        return not (first.low in {"just", "only"} and segment.frame.kind in {"imperative", "predicate"})
    if len(segment.tokens) == 3 and segment.tokens[1].low in {"and", "or", "&"}:
        return True
    if first.tag == "SUB" and first.low not in {"while", "whereas", "that"}:
        return True
    if (
        (first.tag == "VBG" or first.low == "which") and segment.joins_with == "," and parse(host).kind == "fragment"
    ) or first.tag == "VBG":
        return segment.joins_with == ","
    if host[-1].tag == "NUM" and first.tag == "NUM":
        return True
    return (
        first.tag == "NUM" and segment.frame.kind == "fragment" and any(t.low in {"a", "per"} for t in segment.tokens)
    )


def _is_time(host: list[Token]) -> bool:
    """Tell "This summer, …", which waits for its clause."""
    return (
        len(host) <= _TIME_WORDS and host[0].low in {"this", "next", "every", "each", "last"} and host[-1].low in _TIMES
    )


def _hangs_on(segment: Segment) -> bool:
    return segment.tokens[0].tag in {"SUB", "PREP", "VBG", "REL"} or segment.tokens[0].low in {
        "even",
        "not",
        "just",
        "to",
    }


def _negated(host: list[Token], frame: Frame) -> bool:
    return any(token.tag == "NEG" for token in host[frame.lead : frame.complement])


def _as_relative(current: Piece, frame: Frame, segment: Segment, later: list[Segment]) -> _Relation | None:
    """Let ", which works offline" speak of the noun before it."""
    first = segment.tokens[0]
    if frame.kind == "fragment" and later:
        return None
    if (
        first.low not in {"which", "who"}
        or segment.joins_with != ","
        or frame.kind not in {"clause", "imperative", "fragment"}
    ):
        return None
    noun = _last_noun_phrase(current.words)
    if noun is None:
        return None
    return current, Piece(tuple(segment.tokens), before=noun, unspoken=1)


def _last_noun_phrase(words: list[Token]) -> tuple[Token, ...] | None:
    if not words or words[-1].tag != "NOUN":
        return None
    start = len(words) - 1
    while start > 0 and words[start - 1].tag in {"NOUN", "ADJ", "VBN", "DET", "POSS", "NUM", "MARK"}:
        start -= 1
    phrase = words[start:]
    if phrase[0].tag == "DET" and phrase[0].low in {"a", "an", "another"}:
        phrase = [made("the", "DET"), *phrase[1:]]
    return tuple(phrase)


def _as_clause(current: Piece, frame: Frame, segment: Segment, later: list[Segment]) -> _Relation | None:  # noqa: PLR0911 (one return for each rule of grammar)
    """A new subject with its verb is a new assertion, unless the nouns before it are its subject, too."""
    del later
    tokens = segment.tokens
    start = 0
    while (
        start < len(tokens)
        and tokens[start].low in {"so", "then", "therefore", "also", "that", "while", "whereas"}
        and start + 2 < len(tokens)
    ):
        start += 1
    inner = parse(tokens[start:])
    if inner.kind != "clause":
        return None
    subject = tokens[start:][inner.lead : inner.subject]
    if frame.kind != "fragment":
        if tokens[0].low == "that":
            return _as_content(current, segment)
        if tokens[0].low in {"while", "whereas"}:
            return current, Piece(tuple(tokens), unspoken=1)
        return current, Piece(tuple(tokens[start if tokens[0].low != "then" else 0 :]))
    if not subject:
        return None
    if current.own[0].low in _HAILS:
        return current, Piece(tuple(tokens))
    if subject[0].tag in {"POSS", "DET"} and segment.joins_with in _AND and _opens_noun_phrase(current.own):
        return _shared_verb(current, segment, inner)
    if subject[0].low in _SUBJECT_FORMS:
        return None if segment.joint in {("and",), ("or",), ("&",)} else (current, Piece(tuple(tokens[start:])))
    if segment.joins_with in _AND or is_bare(current.own):
        return None
    return current, Piece(tuple(tokens[start:]))


def _as_content(current: Piece, segment: Segment) -> _Relation:
    """Read "Users say that … and that they would not go back": the second content is an assertion of its own."""
    return current, Piece(tuple(segment.tokens), unspoken=1)


def _opens_noun_phrase(tokens: Sequence[Token]) -> bool:
    return tokens[0].tag in {"POSS", "DET"} and tokens[-1].tag == "NOUN"


def _shared_verb(current: Piece, segment: Segment, inner: Frame) -> _Relation:
    """Read "Our rooms and our lobby are spotless": each subject gets the verb, in its own number."""
    verb = segment.tokens[inner.subject :]
    right = segment.tokens[inner.subject - 1].low
    first = replace(current, after=tuple(agree(verb, current.own[-1].low)))
    return first, Piece(tuple(segment.tokens[: inner.subject]) + tuple(agree(verb, right)))


def _as_predicate(current: Piece, frame: Frame, segment: Segment, later: list[Segment]) -> _Relation | None:
    """A verb without a subject takes the subject, and where it needs them the auxiliaries, of the clause before."""
    tokens = segment.tokens
    lead = first_solid(tokens)
    if lead is None or frame.kind not in {"clause", "imperative", "predicate"}:
        return None
    verb = tokens[lead]
    if verb.low == "then" and lead + 1 < len(tokens):
        verb = tokens[lead + 1]
    host = current.words
    if len(tokens) == 1 and lexicon.is_noun_too(verb.low) and host[-1].tag not in {"V", "VB"}:
        return None
    loan = lend(host, frame, verb, segment)
    if loan is None or len(loan) > _LONGEST_LOAN:
        return None
    new = Piece(tuple(tokens), before=tuple(loan))
    return _share_object(current, frame, new, later), new


def first_solid(tokens: Sequence[Token]) -> int | None:
    """Return the position of the first word that is no adverb and no negation."""
    for index, token in enumerate(tokens):
        if token.tag not in {"ADV", "NEG"}:
            return index
    return None


def _share_object(current: Piece, frame: Frame, new: Piece, later: list[Segment]) -> Piece:
    """Lend the object of the last verb to a bare verb before it ("We wash and iron your shirts")."""
    host = current.words
    last = host[-1]
    bare = last.tag in {"V", "VB"} and (frame.main == len(host) - 1 or let_chain(host, frame) == len(host) - 1)
    if not bare or frame.kind == "imperative":
        return current
    tail = _object_of(new, later)
    if tail and lexicon.takes_no_object(last.low):
        return current
    return replace(current, after=tuple(tail))


def _object_of(new: Piece, later: list[Segment]) -> list[Token]:
    """Return what follows the verb in the last of several bare verbs."""
    chain = [list(new.own), *[segment.tokens for segment in later]]
    for tokens in chain:
        start = first_solid(tokens)
        if start is None:
            return []
        if not lexicon.verb_kinds(tokens[start].low):
            return []
        if len(tokens) > start + 1:
            rest = tokens[start + 1 :]
            return rest if rest[0].tag in {"DET", "POSS", "PREP", "NOUN", "ADJ", "NUM"} else []
    return []


def _as_quality(current: Piece, frame: Frame, segment: Segment, later: list[Segment]) -> _Relation | None:
    """Read "The app is fast, *easy* and *reliable*": each quality borrows subject and verb."""
    tokens = segment.tokens
    host = current.words
    if frame.kind == "fragment":
        return _as_bare_quality(current, segment, later)
    if frame.kind not in {"clause", "predicate"} or complement_kind(host, frame) != "quality":
        return None
    adjective = lexicon.is_adjective(tokens[0].low) and segment.frame.kind == "imperative"
    if (
        segment.frame.kind != "fragment"
        and not (segment.frame.kind == "lead" and tokens[0].tag == "PREP")
        and not adjective
    ):
        return None
    compound = len(tokens) in {2, 3} and tokens[0].tag == "NOUN" and tokens[-1].tag in {"VBN", "ADJ"}
    starts = (
        adjective
        or compound
        or quality_at(tokens, 0)
        or tokens[0].tag in {"DET", "PREP"}
        or (tokens[0].tag == "ADV" and len(tokens) > 1)
    )
    if not starts or ends_in_noun(segment, later):
        return None
    verb_end = frame.complement if host[frame.main].tag != "VBN" else frame.main
    loan = [token for token in host[:verb_end] if token.low != "both"]
    return _without_both(current), Piece(tuple(tokens), before=tuple(loan))


def _without_both(current: Piece) -> Piece:
    """Keep "both" in what is marked; the wording drops it later."""
    return replace(
        current, own=tuple(replace(token, tag="BOTH") if token.low == "both" else token for token in current.own)
    )


def _as_bare_quality(current: Piece, segment: Segment, later: list[Segment]) -> _Relation | None:
    """Read "Fast, friendly and fair." and "Fast, friendly service." on their own."""
    own, tokens = current.own, segment.tokens
    if not quality_at(own, 0) or (segment.frame.kind != "fragment" and not current.before):
        return None
    if quality_at(tokens, 0):
        return current, Piece(tuple(tokens))
    chain = [segment, *later]
    last = chain[-1].tokens
    if (
        all(len(item.tokens) == 1 for item in chain[:-1])
        and own[-1].tag == "ADJ"
        and last[0].tag == "ADJ"
        and last[-1].tag == "NOUN"
    ):
        return replace(current, after=tuple(last[1:])), Piece(tuple(tokens))
    return None


def _as_manner(current: Piece, frame: Frame, segment: Segment, later: list[Segment]) -> _Relation | None:
    """Read "We deliver quickly, *safely* and *on time*": each manner borrows subject and verb."""
    del later
    host, tokens = current.words, segment.tokens
    if frame.kind not in {"clause", "predicate"} or frame.complement >= len(host):
        return None
    tail = [token for token in host[frame.complement :] if token.low != "both"]
    if not all(token.tag == "ADV" and lexicon.is_manner(token.low) for token in tail):
        return None
    manner = all(token.tag == "ADV" for token in tokens) and lexicon.is_manner(tokens[-1].low)
    if not manner and not (tokens[0].tag == "PREP" and segment.joins_with in _AND):
        return None
    return _without_both(current), Piece(tuple(tokens), before=tuple(host[: frame.complement]))


def _as_member(current: Piece, frame: Frame, segment: Segment, later: list[Segment]) -> _Relation | None:
    """Read "Clean rooms, *friendly staff* and *a great breakfast*": every member of the list is a described thing."""
    if segment.frame.kind != "fragment" or segment.joint == ("or",):
        return None
    members = [segment, *run_of_fragments(later)]
    if is_compound_subject(later[len(members) - 1 : len(members)]):
        return None
    if frame.kind == "fragment":
        if is_member(current.own) and all(is_member(item.tokens) for item in members):
            return current, Piece(tuple(segment.tokens), before=_thing_with_verb(current, segment))
        return None
    host = current.words
    start = object_start(host, frame)
    if start is None or not is_described(host[start:]) or not all(is_described(item.tokens) for item in members):
        return None
    return current, Piece(tuple(segment.tokens), before=tuple(host[:start]))


def _thing_with_verb(current: Piece, segment: Segment) -> tuple[Token, ...]:
    """Let "Fresh bread, *baked every morning*" speak of the bread."""
    words = current.words if not current.before else list(current.before[:-1])
    if segment.tokens[0].tag != "VBN" or not words or words[-1].tag != "NOUN" or words[0].tag == "VBN":
        return ()
    return (*words, made("are" if is_plural(words[-1].low) else "is", "AUX"))


def _unfold(piece: Piece) -> list[Piece]:
    """Drop pieces without a word."""
    own = [token for token in piece.own if token.tag != "PUNCT"]
    return [piece] if own else []
