"""Tells lists of things that each say something ("clean rooms, friendly staff") from plain enumerations."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.claims import lexicon
from workshop.claims.clauses import Frame
from workshop.claims.loans import agrees
from workshop.claims.segments import Segment
from workshop.claims.tokens import Token

_OPENING_NOUNS = lexicon.named("opening_nouns")


def run_of_fragments(later: list[Segment]) -> list[Segment]:
    """Return the segments without a verb that come next."""
    run = []
    for segment in later:
        if segment.frame.kind != "fragment":
            break
        run.append(segment)
    return run


def is_member(tokens: Sequence[Token]) -> bool:
    """Tell whether a member of a bare list says something by itself ("pets welcome", "no queues")."""
    if tokens[0].low in _OPENING_NOUNS:
        return len(tokens) > 1
    if len(tokens) < 2:
        return False
    return is_described(tokens) or tokens[-1].tag in {"VBN", "ADJ"} or any(token.tag == "PREP" for token in tokens[1:])


def is_described(tokens: Sequence[Token]) -> bool:
    """Tell whether a noun phrase carries a quality of its own."""
    start = 1 if tokens and tokens[0].tag in {"DET", "POSS"} else 0
    for token in tokens[start : start + 4]:
        if token.tag == "REL" and token is not tokens[0]:
            return True
        if token.tag in {"PREP", "TO", "REL", "SUB"}:
            return False
        if lexicon.is_quality(token.low) or token.low in _OPENING_NOUNS or token.low in {"less", "more", "fewer"}:
            return len(tokens) > 1
    return False


def object_start(host: list[Token], frame: Frame) -> int | None:
    """Return where the noun phrase starts that closes the host: its direct object, or what follows "with"."""
    for index in range(len(host) - 1, frame.complement - 1, -1):
        if host[index].tag in {"PREP", "TO", "REL", "SUB"}:
            return index + 1 if host[index].low in {"with", "for"} else None
    return frame.complement if frame.complement < len(host) else None


def is_compound_subject(following: list[Segment]) -> bool:
    """Tell "Great coffee, fast wifi *and plenty of sockets make* us …" from a list with a clause behind it."""
    if not following or following[0].joint != ("and",) or following[0].frame.kind != "clause":
        return False
    tokens, frame = following[0].tokens, following[0].frame
    return tokens[0].tag in {"NOUN", "ADJ"} and agrees(tokens[frame.subject].low, True)


def ends_in_noun(segment: Segment, later: list[Segment]) -> bool:
    """Tell "fast, easy and reliable *service*" from plain qualities."""
    chain = [segment, *[item for item in later if item.frame.kind == "fragment"]]
    last = chain[-1].tokens
    return bool(
        last
        and last[0].tag == "ADJ"
        and len(last) > 1
        and last[1].tag == "NOUN"
        and segment.tokens[0].tag == "ADJ"
        and len(segment.tokens) == 1
    )


def waits_for_noun(host: list[Token], segment: Segment) -> bool:
    """Tell "our fast, …" and "a clean, …", whose noun is still to come."""
    if segment.tokens[0].tag not in {"ADJ", "ADV", "NOUN", "VBN", "VBG"} or segment.tokens[0].low == "so":
        return False
    index = len(host) - 1
    while index >= 0 and (host[index].tag in {"ADJ", "ADV", "VBN", "VBG"} or host[index].low in {",", "and", "&"}):
        index -= 1
    return 0 <= index < len(host) - 1 and host[index].tag in {"DET", "POSS"} and host[index].low != "both"


def is_bare(tokens: Sequence[Token]) -> bool:
    """Tell whether no word says how the thing is."""
    return not any(lexicon.is_quality(token.low) for token in tokens) and tokens[0].low not in _OPENING_NOUNS
