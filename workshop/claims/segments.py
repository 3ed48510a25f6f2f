"""Cuts a sentence at its commas, dashes, colons and joining words, and knows which of them join nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workshop.claims import lexicon
from workshop.claims.clauses import Frame, parse, promote, quality_at
from workshop.claims.tokens import Token, is_plural, made

_JOINTS = lexicon.named("joints")
_AND = lexicon.named("and")
_WISHES = lexicon.named("wishes")
_LABEL_WORDS = 4


@dataclass(slots=True)
class Segment:
    """The words between two joints, with the joint's marks before them (", and")."""

    joint: tuple[str, ...]
    tokens: list[Token]
    frame: Frame = field(default_factory=lambda: Frame("fragment"))

    @property
    def joins_with(self) -> str:
        """The last mark or word before it, which says how it goes on."""
        return self.joint[-1] if self.joint else ""


def cut_at_joints(tokens: list[Token]) -> list[Segment]:
    """Cut at commas, dashes, colons and joining words, save inside brackets and fixed pairs."""
    found: list[Segment] = []
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
            found.append(Segment(tuple(joint), words))
            words, joint = [], pending
        elif pending:
            joint = [*joint, *pending]
        pending = []
        words.append(token)
    if words:
        found.append(Segment(tuple(joint), words))
    for segment in found:
        segment.tokens = promote(segment.tokens)
        segment.frame = parse(segment.tokens)
    return _with_attributes(found, tokens)


def _with_attributes(segments: list[Segment], tokens: list[Token]) -> list[Segment]:
    """Keep "friendly, knowledgeable staff" whole inside a list of things ("easy returns and friendly, …")."""
    found = segments[:1]
    for segment in segments[1:]:
        last = found[-1]
        lone = len(found) > 1 and all(token.tag in {"ADJ", "ADV"} for token in last.tokens) and segment.joint == (",",)
        noun = segment.tokens[0].tag == "ADJ" and len(segment.tokens) > 1 and segment.tokens[1].tag in {"NOUN", "ADJ"}
        if lone and noun and found[-2].tokens[-1].tag == "NOUN":
            whole = [t for t in tokens if last.tokens[0].start <= t.start <= segment.tokens[-1].start]
            found[-1] = Segment(last.joint, whole, parse(whole))
        else:
            found.append(segment)
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


def without_label(segments: list[Segment]) -> list[Segment]:
    """Drop a lead-in before a colon ("Our promise: …"), or make it a subject ("Support: fast and free")."""
    if len(segments) < 2 or segments[1].joint[:1] != (":",) or segments[0].frame.kind not in {"fragment", "imperative"}:
        return segments
    label, rest = segments[0], segments[1:]
    if label.tokens[-1].low in _WISHES:
        return [Segment((), [*label.tokens, *rest[0].tokens]), *rest[1:]]
    if len(label.tokens) > _LABEL_WORDS:
        return segments
    if quality_at(rest[0].tokens, 0) and rest[0].frame.kind == "fragment" and label.tokens[-1].tag == "NOUN":
        verb = made("are" if is_plural(label.tokens[-1].low) else "is", "AUX")
        joined = [*label.tokens, verb, *rest[0].tokens]
        return [Segment((), joined, parse(joined)), *rest[1:]]
    order = label.frame.kind == "imperative" and not (len(label.tokens) == 1 or label.tokens[1].tag == "NUM")
    if order or _is_assertion(label.tokens):
        return segments
    return [_opening(rest[0]), *rest[1:]]


def _opening(segment: Segment) -> Segment:
    """Return a segment that begins its sentence."""
    return Segment((), segment.tokens, segment.frame)


def _is_assertion(tokens: Sequence[Token]) -> bool:
    return any(lexicon.is_quality(token.low) and token.low not in {"new", "special", "important"} for token in tokens)


def without_opening(tokens: list[Token]) -> list[Token]:
    """Drop a joining word that opens a sentence ("So we text you", "And it is free")."""
    if len(tokens) > 2 and tokens[0].low in {"so", "and", "but", "plus", "or"} and tokens[1].tag not in {"ADJ", "ADV"}:
        return without_opening(tokens[2:] if tokens[1].low == "," else tokens[1:])
    return tokens
