"""The languages that people write in: their codes, their English names, and a few of them in one phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

ENGLISH = "en"

UNDETERMINED = "und"
"""The code of a text whose language is not sure, as of one that holds no words; such a text is judged."""

_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")
_NAMED = 3


def code_of(written: str | None) -> str | None:
    """Return the ISO 639-1 code for a language as files write it: "de", "de-AT", "de_CH", "deu", "German (Austria)".

    Variants that have no such code of their own give that of their language: Cantonese is Chinese, Bokmål Norwegian.
    None where it is no language that has one.
    """
    if written is None:
        return None
    codes, first = _table().codes, _FIRST_WORD.match(written)
    return codes.get(written.strip().casefold()) or (codes.get(first[1].casefold()) if first else None)


def name_of(code: str) -> str:
    """Return the English name of a code; the code itself where it is unknown."""
    return _table().names.get(code, code)


def named(codes: Sequence[str]) -> str:
    """Put languages into one phrase: "French and Spanish", "French, Spanish and 3 other languages"."""
    names = [name_of(code) for code in codes]
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} other languages"]
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


class _Table:
    """The codes by every way to write them, and the names by code."""

    def __init__(self, lines: Sequence[str]) -> None:
        rows = [line.split("\t") for line in lines]
        self.names = {code: name for code, name, _ in rows}
        self.codes = {name.casefold(): code for code, name, _ in rows}
        self.codes |= {other: code for code, _, others in rows for other in (code, *others.split())}


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table(files("workshop").joinpath("languages.tsv").read_text("utf-8").splitlines())
