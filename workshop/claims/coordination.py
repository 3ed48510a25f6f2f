"""Cuts a sentence into its co-ordinated assertions and says which words each one borrows from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workshop.claims import lexicon
from workshop.claims.clauses import Frame, complement_kind, is_finite, parse, promote, quality_at
from workshop.claims.tagging import Token, is_plural, made

_JOINTS = frozenset({",", ";", ":", "–", "—", "-"})
_AND = frozenset({"and", "&", "plus", "+", "yet", "but", "nor"})
_LABEL_WORDS = 4
_LONGEST_LOAN = 40
_HAVE = frozenset("has have had 've".split())
_MODALS = frozenset("will would can could may might must shall should do does did cannot ca wo 'll 'd don doesn didn".split())
_OPENING_NOUNS = frozenset("no zero every real great more less better".split())
_SUBJECT_FORMS = frozenset("we you u i it they he she there".split())


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


@dataclass(slots=True)
class _Segment:
    """The words between two joints, with the joint's marks before them (", and")."""

    joint: tuple[str, ...]
    tokens: list[Token]
    frame: Frame = field(default_factory=lambda: Frame("fragment"))

    @property
    def joins_with(self) -> str:
        return self.joint[-1] if self.joint else ""


def separate(tokens: list[Token]) -> list[Piece]:
    """Return the assertions of one sentence, in order; their own words never overlap."""
    segments = _segments(_without_opening(tokens))
    if not segments:
        return []
    segments = _without_label(segments)
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


def _without_opening(tokens: list[Token]) -> list[Token]:
    """Drop a joining word that opens a sentence ("So we text you", "And it is free")."""
    if len(tokens) > 2 and tokens[0].low in {"so", "and", "but", "plus", "or"} and tokens[1].tag not in {"ADJ", "ADV"}:
        return _without_opening(tokens[2:] if tokens[1].low == "," else tokens[1:])
    return tokens


def _between(tokens: list[Token], current: Piece, segment: _Segment) -> list[Token]:
    """Return the joint's own tokens and the segment's, as they stand in the sentence."""
    last, final = current.own[-1].end, segment.tokens[-1].end
    retagged = {token.start: token for token in segment.tokens}
    return [retagged.get(token.start, token) for token in tokens if token.start >= last and token.end <= final]


def _segments(tokens: list[Token]) -> list[_Segment]:
    """Cut at commas, dashes, colons and joining words, save inside brackets and fixed pairs."""
    found: list[_Segment] = []
    words: list[Token] = []
    joint: list[str] = []
    pending: list[str] = []
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.low in "([") - (token.low in ")]" and depth > 0)
        if not depth and _is_joint(tokens, index):
            pending.append(token.low)
            continue
        if pending and words:
            found.append(_Segment(tuple(joint), words))
            words, joint = [], pending
        elif pending:
            joint = [*joint, *pending]
        pending = []
        words.append(token)
    if words:
        found.append(_Segment(tuple(joint), words))
    for segment in found:
        segment.tokens = promote(segment.tokens)
        segment.frame = parse(segment.tokens)
    return found


def _is_joint(tokens: list[Token], index: int) -> bool:
    low = tokens[index].low
    if low in _JOINTS:
        return low != "-" or (tokens[index].spaced and index + 1 < len(tokens) and tokens[index + 1].spaced)
    if low not in _AND and low != "or":
        return False
    left, right = (tokens[index - 1].low if index else ""), (tokens[index + 1].low if index + 1 < len(tokens) else "")
    if (left, right) in lexicon.pairs() or (left, "") in lexicon.pairs():
        return False
    if low == "yet":
        return index > 0 and tokens[index - 1].low in {",", "and"}
    earlier = {token.low for token in tokens[max(0, index - 12) : index]}
    return not (low in {"and", "&"} and ("between" in earlier)) and not (low == "or" and "whether" in earlier)


def _without_label(segments: list[_Segment]) -> list[_Segment]:
    """Drop a lead-in before a colon ("Our promise: …"), or make it the subject of qualities ("Support: fast and free")."""
    if len(segments) < 2 or segments[1].joint[:1] != (":",) or segments[0].frame.kind not in {"fragment", "imperative"}:
        return segments
    label, rest = segments[0], segments[1:]
    if len(label.tokens) > _LABEL_WORDS:
        return segments
    if quality_at(rest[0].tokens, 0) and rest[0].frame.kind == "fragment" and label.tokens[-1].tag == "NOUN":
        verb = made("are" if is_plural(label.tokens[-1].low) else "is", "AUX")
        joined = [*label.tokens, verb, *rest[0].tokens]
        return [_Segment((), joined, parse(joined)), *rest[1:]]
    if label.frame.kind == "imperative" or _is_assertion(label.tokens):
        return segments
    return [replace_joint(rest[0]), *rest[1:]]


def replace_joint(segment: _Segment) -> _Segment:
    """Return a segment that begins its sentence."""
    return _Segment((), segment.tokens, segment.frame)


def _is_assertion(tokens: Sequence[Token]) -> bool:
    return any(lexicon.is_quality(token.low) and token.low not in {"new", "special", "important"} for token in tokens)


_Relation = tuple[Piece, Piece]


def _relate(current: Piece, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """Say how the next segment goes on: None where it belongs to the current assertion, else that one closed and a new one."""
    host = current.words
    frame = parse(host)
    joint, word = segment.joint, segment.joins_with
    if frame.kind == "lead" and ";" not in joint:
        return None
    if _stays(host, segment):
        return None
    if word == "or" and not _negated(host, frame) or _waits_for_noun(host):
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


def _stays(host: list[Token], segment: _Segment) -> bool:
    """Tell segments that only qualify what stands before: "not hours", "when it rains", "making it easy", "even on Sundays"."""
    first = segment.tokens[0]
    if first.low in {"not", "even", "including", "especially", "like", "just", "only", "than"} and segment.frame.kind != "clause":
        return not (first.low in {"just", "only"} and segment.frame.kind in {"imperative", "predicate"})
    if len(segment.tokens) == 3 and segment.tokens[1].low in {"and", "or", "&"}:
        return True
    if first.tag == "SUB" and first.low not in {"while", "whereas", "that"}:
        return True
    if first.tag == "VBG" and segment.joins_with == ",":
        return True
    if host[-1].tag == "NUM" and first.tag == "NUM":
        return True
    return first.tag == "NUM" and segment.frame.kind == "fragment" and any(t.low in {"a", "per"} for t in segment.tokens)


def _waits_for_noun(host: list[Token]) -> bool:
    """Tell "our fast, …" and "a clean, …", whose noun is still to come."""
    index = len(host) - 1
    while index >= 0 and (host[index].tag in {"ADJ", "ADV", "VBN", "VBG"} or host[index].low in {",", "and", "&"}):
        index -= 1
    return 0 <= index < len(host) - 1 and host[index].tag in {"DET", "POSS"} and host[index].low != "both"


def _hangs_on(segment: _Segment) -> bool:
    return segment.tokens[0].tag in {"SUB", "PREP", "VBG", "REL"} or segment.tokens[0].low in {"even", "not", "just", "to"}


def _negated(host: list[Token], frame: Frame) -> bool:
    return any(token.tag == "NEG" for token in host[frame.lead : frame.complement])


def _as_relative(current: Piece, frame: Frame, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """", which works offline" speaks of the noun before it."""
    del later
    first = segment.tokens[0]
    if first.low not in {"which", "who"} or segment.joins_with != "," or frame.kind not in {"clause", "imperative", "fragment"}:
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


def _as_clause(current: Piece, frame: Frame, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """A new subject with its verb is a new assertion, unless the nouns before it are its subject, too."""
    del later
    tokens = segment.tokens
    start = 0
    while start < len(tokens) and tokens[start].low in {"so", "then", "therefore", "also", "that", "while", "whereas"} and start + 2 < len(tokens):
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
    if not subject or _is_tail(current, subject):
        return None
    if subject[0].tag in {"POSS", "DET"} and segment.joins_with in _AND and _opens_noun_phrase(current.own):
        return _shared_verb(current, segment, inner)
    if subject[0].low in _SUBJECT_FORMS:
        return None if segment.joint in {("and",), ("or",), ("&",)} else (current, Piece(tuple(tokens[start:])))
    if segment.joins_with in _AND or _bare(current.own):
        return None
    return current, Piece(tuple(tokens[start:]))


def _as_content(current: Piece, segment: _Segment) -> _Relation:
    """"Users say that … and that they would not go back": the second content is an assertion of its own."""
    return current, Piece(tuple(segment.tokens), unspoken=1)


def _is_tail(current: Piece, subject: Sequence[Token]) -> bool:
    return current.own[0].tag in {"PREP", "SUB"} and not subject


def _bare(tokens: Sequence[Token]) -> bool:
    return not any(lexicon.is_quality(token.low) for token in tokens) and tokens[0].low not in _OPENING_NOUNS


def _opens_noun_phrase(tokens: Sequence[Token]) -> bool:
    return tokens[0].tag in {"POSS", "DET"} and tokens[-1].tag == "NOUN"


def _shared_verb(current: Piece, segment: _Segment, inner: Frame) -> _Relation:
    """"Our rooms and our lobby are spotless": each subject gets the verb, in its own number."""
    verb = segment.tokens[inner.subject :]
    right = segment.tokens[inner.subject - 1].low
    first = replace(current, after=tuple(_agree(verb, current.own[-1].low)))
    return first, Piece(tuple(segment.tokens[: inner.subject]) + tuple(_agree(verb, right)))


def _agree(verb: Sequence[Token], noun: str) -> list[Token]:
    """Put the first verb into the number of its noun; words keep their place in the message."""
    singular = {"are": "is", "have": "has", "were": "was", "do": "does"}
    if not verb or is_plural(noun) or verb[0].low not in singular:
        return list(verb)
    return [replace(verb[0], text=singular[verb[0].low]), *verb[1:]]


def _as_predicate(current: Piece, frame: Frame, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """A verb without a subject takes the subject, and where it needs them the auxiliaries, of the clause before."""
    tokens = segment.tokens
    lead = _first_solid(tokens)
    if lead is None or frame.kind not in {"clause", "imperative", "predicate"}:
        return None
    verb = tokens[lead]
    if verb.low == "then" and lead + 1 < len(tokens):
        verb = tokens[lead + 1]
    host = current.words
    loan = _loan(host, frame, verb, segment)
    if loan is None or len(loan) > _LONGEST_LOAN:
        return None
    new = Piece(tuple(tokens), before=tuple(loan))
    return _share_object(current, frame, new, later), new


def _first_solid(tokens: Sequence[Token]) -> int | None:
    for index, token in enumerate(tokens):
        if token.tag not in {"ADV", "NEG"}:
            return index
    return None


def _loan(host: list[Token], frame: Frame, verb: Token, segment: _Segment) -> list[Token] | None:
    """Return the words of the host that a second predicate borrows, None where it cannot be its predicate."""
    kinds = lexicon.verb_kinds(verb.low)
    subject = host[: frame.subject]
    group = host[frame.subject : frame.complement]
    auxiliaries = [token for token in group if token.tag == "AUX"]
    if frame.kind == "imperative":
        return [] if "base" in kinds and verb.tag in {"V", "VB", "NOUN"} and (verb.tag == "V" or segment.joins_with == "and") and _is_verb_here(verb, segment) else None
    if verb.tag == "AUX":
        return _finite_loan(host, frame, verb, subject) if is_finite(verb) else None
    chain = _let_chain(host, frame)
    if chain and "base" in kinds and verb.tag in {"V", "NOUN", "VB"} and _is_verb_here(verb, segment):
        return host[:chain]
    if verb.tag == "V" and _open_infinitive(host, frame) and "base" in kinds:
        return None
    if verb.tag in {"V", "NOUN"} and "base" in kinds and any(token.low in _MODALS for token in auxiliaries) and _is_verb_here(verb, segment):
        shared = group if segment.joins_with == "or" or _negative_list(group, segment) else [t for t in group if t.tag == "AUX"]
        return [*subject, *[t for t in shared if t.tag in {"AUX", "NEG"}]]
    if verb.tag == "V":
        if segment.joins_with == "or" or _bare_never(host, frame, group):
            return [*subject, *[t for t in group if t.tag == "NEG"]]
        return _finite_loan(host, frame, verb, subject)
    if verb.tag == "VBN" and auxiliaries and host[frame.main].tag == "VBN" and not _is_attributive(segment):
        return [*subject, *auxiliaries]
    return None


def _negative_list(group: list[Token], segment: _Segment) -> bool:
    return segment.joins_with == "," and any(token.tag == "NEG" for token in group)


def _bare_never(host: list[Token], frame: Frame, group: list[Token]) -> bool:
    """"We never share, sell or rent …": a negated verb still waits for its object."""
    return any(token.tag == "NEG" for token in group) and frame.complement >= len(host) and not lexicon.takes_no_object(host[frame.main].low)


def _is_verb_here(verb: Token, segment: _Segment) -> bool:
    if verb.tag in {"V", "VB"}:
        return True
    return len(segment.tokens) == 1 or segment.tokens[1].tag in {"DET", "POSS", "PRON", "PREP", "NUM", "ADV"}


def _is_attributive(segment: _Segment) -> bool:
    return len(segment.tokens) > 1 and segment.tokens[1].tag == "NOUN"


def _finite_loan(host: list[Token], frame: Frame, verb: Token, subject: list[Token]) -> list[Token] | None:
    """Lend the subject if it agrees with the verb; else the verb belongs to a relative clause inside the host."""
    noun = _relative_antecedent(host, frame)
    if noun is not None and _agrees(verb.low, is_plural(noun.low)):
        head = _head(host, frame)
        if head is None or not _agrees(verb.low, _is_plural_subject(host, frame)) or is_plural(noun.low) == _is_plural_subject(host, frame):
            return None
    if frame.kind == "clause" and not _agrees(verb.low, _is_plural_subject(host, frame)):
        return None
    return list(subject)


def _relative_antecedent(host: list[Token], frame: Frame) -> Token | None:
    for index in range(frame.complement + 1, len(host)):
        if host[index].tag == "REL" or (host[index].low in {"where", "that"} and host[index - 1].tag == "NOUN"):
            return _clause_noun(host, index)
    return None


def _clause_noun(host: list[Token], index: int) -> Token:
    """"a place where every child feels …": the subject inside decides; "nurses who …": the noun before."""
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


def _agrees(verb: str, plural: bool) -> bool:
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


def _let_chain(host: list[Token], frame: Frame) -> int:
    """Return the position behind "lets you", "helps me", 0 where there is none."""
    for index in range(frame.main, min(len(host) - 1, frame.complement + 3)):
        if lexicon.verb_base(host[index].low) in {"let", "help", "make"} and host[index + 1].tag == "PRON":
            return index + 2
    return 0


def _open_infinitive(host: list[Token], frame: Frame) -> bool:
    """"easier to find, compare and book": the infinitives share what makes them easy."""
    for index in range(frame.complement, len(host)):
        if host[index].tag == "TO":
            return True
    return False


def _share_object(current: Piece, frame: Frame, new: Piece, later: list[_Segment]) -> Piece:
    """Lend the object of the last verb to a bare verb before it ("We wash and iron your shirts")."""
    host = current.words
    last = host[-1]
    bare = last.tag in {"V", "VB"} or (last.tag in {"NOUN", "VBN"} and lexicon.verb_kinds(last.low) and frame.main == len(host) - 1)
    if not bare or frame.kind == "imperative":
        return current
    tail = _object_of(new, later)
    if tail and lexicon.takes_no_object(last.low):
        return current
    return replace(current, after=tuple(tail))


def _object_of(new: Piece, later: list[_Segment]) -> list[Token]:
    """Return what follows the verb in the last of several bare verbs."""
    chain = [list(new.own), *[segment.tokens for segment in later]]
    for tokens in chain:
        start = _first_solid(tokens)
        if start is None:
            return []
        if not lexicon.verb_kinds(tokens[start].low):
            return []
        if len(tokens) > start + 1:
            rest = tokens[start + 1 :]
            return rest if rest[0].tag in {"DET", "POSS", "PREP", "NOUN", "ADJ", "NUM"} else []
    return []


def _as_quality(current: Piece, frame: Frame, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """"The app is fast, *easy* and *reliable*": each quality borrows subject and verb."""
    tokens = segment.tokens
    host = current.words
    if frame.kind == "fragment":
        return _as_bare_quality(current, segment, later)
    if frame.kind not in {"clause", "predicate"} or complement_kind(host, frame) != "quality":
        return None
    adjective = lexicon.is_adjective(tokens[0].low) and segment.frame.kind == "imperative"
    if segment.frame.kind != "fragment" and not (segment.frame.kind == "lead" and tokens[0].tag == "PREP") and not adjective:
        return None
    compound = len(tokens) in {2, 3} and tokens[0].tag == "NOUN" and tokens[-1].tag in {"VBN", "ADJ"}
    starts = adjective or compound or quality_at(tokens, 0) or tokens[0].tag in {"DET", "PREP"} or (tokens[0].tag == "ADV" and len(tokens) > 1)
    if not starts or _ends_in_noun(segment, later):
        return None
    verb_end = frame.complement if host[frame.main].tag != "VBN" else frame.main
    loan = [token for token in host[:verb_end] if token.low != "both"]
    return _without_both(current), Piece(tuple(tokens), before=tuple(loan))


def _without_both(current: Piece) -> Piece:
    """Keep "both" in what is marked; the wording drops it later."""
    return replace(current, own=tuple(replace(token, tag="BOTH") if token.low == "both" else token for token in current.own))


def _ends_in_noun(segment: _Segment, later: list[_Segment]) -> bool:
    """Tell "fast, easy and reliable *service*" from plain qualities."""
    chain = [segment, *[item for item in later if item.frame.kind == "fragment"]]
    last = chain[-1].tokens
    return bool(last and last[0].tag == "ADJ" and len(last) > 1 and last[1].tag == "NOUN" and segment.tokens[0].tag == "ADJ" and len(segment.tokens) == 1)


def _as_bare_quality(current: Piece, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """"Fast, friendly and fair." and "Fast, friendly service." on their own."""
    own, tokens = current.own, segment.tokens
    if not quality_at(own, 0) or segment.frame.kind != "fragment" or current.before:
        if not (current.before and quality_at(own, 0)):
            return None
    if quality_at(tokens, 0):
        return current, Piece(tuple(tokens))
    chain = [segment, *later]
    last = chain[-1].tokens
    if all(len(item.tokens) == 1 for item in chain[:-1]) and own[-1].tag == "ADJ" and last[0].tag == "ADJ" and last[-1].tag == "NOUN":
        return replace(current, after=tuple(last[1:])), Piece(tuple(tokens))
    return None


def _as_manner(current: Piece, frame: Frame, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """"We deliver quickly, *safely* and *on time*": each manner borrows subject and verb."""
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


def _as_member(current: Piece, frame: Frame, segment: _Segment, later: list[_Segment]) -> _Relation | None:
    """"Clean rooms, *friendly staff* and *a great breakfast*": every member of the list is a described thing."""
    if segment.frame.kind != "fragment" or segment.joint == ("or",):
        return None
    members = [segment, *_run_of_fragments(later)]
    if frame.kind == "fragment":
        if _is_member(current.own) and all(_is_member(item.tokens) for item in members):
            return current, Piece(tuple(segment.tokens))
        return None
    host = current.words
    start = _object_start(host, frame)
    if start is None or not _is_described(host[start:]) or not all(_is_described(item.tokens) for item in members):
        return None
    return current, Piece(tuple(segment.tokens), before=tuple(host[:start]))


def _run_of_fragments(later: list[_Segment]) -> list[_Segment]:
    run = []
    for segment in later:
        if segment.frame.kind != "fragment":
            break
        run.append(segment)
    return run


def _is_member(tokens: Sequence[Token]) -> bool:
    """Tell whether a member of a bare list says something by itself ("pets welcome", "no queues")."""
    if tokens[0].low in _OPENING_NOUNS:
        return len(tokens) > 1
    if len(tokens) < 2:
        return False
    return _is_described(tokens) or tokens[-1].tag in {"VBN", "ADJ"} or any(token.tag == "PREP" for token in tokens[1:])


def _is_described(tokens: Sequence[Token]) -> bool:
    """Tell whether a noun phrase carries a quality of its own."""
    start = 1 if tokens and tokens[0].tag in {"DET", "POSS"} else 0
    for token in tokens[start : start + 4]:
        if token.tag in {"PREP", "TO", "REL", "SUB"}:
            return False
        if lexicon.is_quality(token.low) or token.low in _OPENING_NOUNS or token.low in {"less", "more", "fewer"}:
            return len(tokens) > 1
    return False


def _object_start(host: list[Token], frame: Frame) -> int | None:
    """Return where the noun phrase starts that closes the host: its direct object, or what follows "with"."""
    for index in range(len(host) - 1, frame.complement - 1, -1):
        if host[index].low in {"with", "for", "of"} or host[index].tag in {"PREP", "TO", "REL", "SUB"}:
            return index + 1 if host[index].low == "with" else None if index > frame.complement else None
    return frame.complement if frame.complement < len(host) else None


def _unfold(piece: Piece) -> list[Piece]:
    """Drop pieces without a word."""
    own = [token for token in piece.own if token.tag != "PUNCT"]
    return [piece] if own else []
