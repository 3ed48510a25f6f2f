"""Putting "another company" for competitors' names, in the words that the judge reads and nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from workshop.intake.masking import fold, handle_names
from workshop.records import Company, Pair

ANOTHER = "another company"


def as_read(pair: Pair, company: Company) -> Pair:
    """Return the pair as the judge reads it: claim, passage and the sentence before alike."""
    if not company.competitors:
        return pair
    return replace(
        pair,
        proposition=put(pair.proposition, company),
        passage=put(pair.passage, company),
        before=put(pair.before, company),
    )


def put(text: str, company: Company) -> str:
    """Put "another company" for each competitor that a text names, an article before the name included.

    Names count as whole words in any case, handles and hashtags as `intake.masking` knows them. The longest name at a
    place wins, and the company's own names, products and handles stay, even where a competitor's is a part of them.
    """
    if not company.competitors:
        return text
    pattern, theirs, their_handles = _known(company)

    def words(found: re.Match[str]) -> str:
        handle, mark = found["handle"], found["plural"] or ""
        is_theirs = fold(handle) in their_handles if handle else fold(found["name"]) in theirs
        if not is_theirs:
            return found.group()
        is_quoted = found.string[: found.start()].endswith(("'", "‘", "’"))
        return ANOTHER + (mark if is_quoted or not mark else f"{mark}s")

    return pattern.sub(words, text)


def named(company: Company) -> tuple[tuple[str, ...], ...]:
    """Return the names on which the words that the judge reads depend; nothing without competitors."""
    if not company.competitors:
        return ()
    return company.competitors, company.names, company.products, company.handles


@lru_cache(maxsize=16)
def _known(company: Company) -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """Return the pattern of every name and handle, and which of both, folded, are competitors'."""
    own = (*company.names, *company.products, *company.handles)
    theirs = frozenset(map(fold, company.competitors)) - frozenset(map(fold, own)) - {""}
    their_handles = (handle_names(company.competitors) - handle_names(own)) | theirs
    bare = {" ".join(name.strip().lstrip("@#").split()) for name in (*own, *company.competitors) if fold(name)}
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(bare, key=len, reverse=True))
    # The apostrophe of "Two Brothers' prices", where a word follows; whether it closes a quotation is seen later.
    plural = r"(?P<plural>(?<=s)['’](?=\s+\w))?"
    handle_or_name = rf"(?P<handle>[@#]\w+)|(?<![\w@#])(?P<name>{names or '(?!)'})(?!\w)"
    return re.compile(rf"(?<!\w)(?:(?:an?|the)\s+)?(?:{handle_or_name}){plural}", re.IGNORECASE), theirs, their_handles
