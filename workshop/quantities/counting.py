"""What a number without a unit counts."""

from __future__ import annotations

import re

from workshop.quantities.grammar import PASSED_OVER
from workshop.quantities.tables import tables
from workshop.quantities.written import Written

_MOST_WORDS = 3
_NO_COUNT = re.compile(r" (?:- )?(?:out of|/|stars?|times?|x|%|:|°|degrees?|years?)(?!\S)")
_ENDS_IN_NO_COUNT = ("/ ", "out of ", "# ", "no . ", "number ", "version ")
_IN_A_YEAR = re.compile(r"(?:^|\b(?:in|since|of|from|until) )$")
_ALONE = re.compile(r"$| (?:[^\w ]|at|in|on|when|for|easily|comfortably|max|maximum)(?!\S)")
_NOUN = re.compile(rf"(?: (?:{'|'.join(PASSED_OVER)}|of))* (?!\w+ly )[a-z]")


def counted(written: Written, match: re.Match[str]) -> tuple[str, ...] | None:
    """Return the words after a number that say what is counted, at most three; none where it stands alone.

    None where it is no count: stars, years, "9 out of 10".
    """
    before, after = written.form[: match.start()], written.form[match.end() :]
    if _NO_COUNT.match(after) or before.endswith(_ENDS_IN_NO_COUNT) or not (_ALONE.match(after) or _NOUN.match(after)):
        return None
    number = written.number(match["n"])
    if number.plain and 1900 <= number.low <= 2099 and _IN_A_YEAR.search(before):
        return None
    words = _named(after)
    return words if words or _ALONE.match(after) else None


def _named(after: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in after.split():
        if (word == "of" and words) or word in PASSED_OVER:
            continue
        if not word.isalpha() or word in tables().uncounted or len(words) == _MOST_WORDS:
            break
        words.append(word)
    return tuple(words)
