"""The text box gets the text in pieces that join to the text again, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.check import Partial
from workshop.records import (
    Check,
    CheckedClaim,
    CheckSettings,
    Claim,
    CorpusFacts,
    Counts,
    Strictness,
    Verdict,
)
from workshop.ui.editor import pieces

FACTS = CorpusFacts("a", "A", None, 3, 3, 1.0, 0, "f")
SETTINGS = CheckSettings(Strictness.NORMAL, "t", "e", "j")


def partial(words: str, spans: list[tuple[int, int]], n_pending: int = 0) -> Partial:
    claims = [Claim(words[start:end], words[start:end], start, end) for start, end in spans]
    known, waiting = claims[n_pending:], claims[:n_pending]
    answers = tuple(CheckedClaim(claim, Verdict.THIN, "", Counts()) for claim in known)
    return Partial(Check(words, FACTS, SETTINGS, 0.0, answers), tuple(waiting))


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=6, unique=True))
def test_the_pieces_join_to_the_text(words, cuts):
    marks = sorted(min(cut, len(words)) for cut in cuts)
    spans = [(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False) if a < b]
    assert "".join(text for text, _ in pieces(partial(words, spans, len(spans) // 2))) == words


def test_each_claim_carries_the_class_of_its_verdict_and_the_open_one_says_so():
    cut = pieces(partial("One two. Three.", [(0, 3), (4, 7), (9, 14)], n_pending=1), open_claim=3)
    assert cut == [
        ("One", "v-pending"),
        (" ", ""),
        ("two", "v-thin"),
        (". ", ""),
        ("Three", "v-thin is-open"),
        (".", ""),
    ]
