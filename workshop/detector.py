"""Telling in which language a text is written, and saying so only where it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from workshop.errors import ModelUnavailable
from workshop.languages import ENGLISH, UNDETERMINED, code_of
from workshop.thresholds import LANGUAGE_LIKELY, LANGUAGE_ODDS

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_NOISE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+|\[(?:email|phone|card|handle)\]"
    r"|\b[aeiou]?([hj])([aeiou])(?:\1\2)+\1?\b|[^\w\s'’.,!?-]|[\d_]+",
    re.IGNORECASE,
)
"""Links, handles, hashtags, masks, laughter, signs and digits: they look the same in every language."""

_MOST_CHARACTERS = 300
"""A language shows in its first few sentences; reading on changed nothing and cost time."""

_NO_LANGUAGE = "zxx"
_NEAR_ENGLISH = frozenset({ENGLISH, "pcm"})
"""English, and Nigerian Pidgin, which has most of its words and which the model mistakes it for."""


def load() -> None:
    """Load the model now, so that nothing waits for it later."""
    _identifier()


def tell(texts: Iterable[str]) -> list[str]:
    """Return the ISO 639-1 code of each text's language, `UNDETERMINED` where it is not sure.

    It is sure of another language than English only where that is at least `LANGUAGE_ODDS` times as likely as
    English, and of English only where that is as much likelier than any other. Of a text in several languages it
    tells the one that most of its beginning is in. The model (py3langid's, about 100 MB in memory) loads on first use.
    """
    return [_tell(text) for text in texts]


@lru_cache(maxsize=8_192)
def tell_one(text: str) -> str:
    """Return what `tell` says of one text, and remember it: a draft is asked about again with every key."""
    return _tell(text)


@lru_cache(maxsize=8_192)
def guess(text: str) -> str:
    """Return the likeliest language of a text, sure or not: enough where the words around it have told it already."""
    found = _weigh(text)
    return UNDETERMINED if found is None else ENGLISH if found.english >= found.likely else found.other


def _tell(text: str) -> str:
    found = _weigh(text)
    if found is None:
        return UNDETERMINED
    if found.likely >= LANGUAGE_LIKELY and found.likely >= LANGUAGE_ODDS * (found.english + found.none):
        return found.other
    return ENGLISH if found.english >= LANGUAGE_ODDS * max(found.likely, found.none) else UNDETERMINED


class _Weighed(NamedTuple):
    """The probabilities that a text is English, or in no language, and of the likeliest other language."""

    english: float
    none: float
    other: str
    likely: float


def _weigh(text: str) -> _Weighed | None:
    """Return what the model makes of a text; None where it holds no words."""
    words = " ".join(_NOISE.sub(" ", text[:_MOST_CHARACTERS]).split())
    if not any(character.isalpha() for character in words):
        return None
    ranked = _identifier().rank(words)
    english = sum(likely for name, likely in ranked if name in _NEAR_ENGLISH)
    none = sum(likely for name, likely in ranked if name == _NO_LANGUAGE)
    other, likely = next((name, likely) for name, likely in ranked if name not in _NEAR_ENGLISH | {_NO_LANGUAGE})
    return _Weighed(english, none, code_of(other) or UNDETERMINED, likely)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # unpacks into a temporary file
    except OSError as error:
        raise ModelUnavailable(
            f"The model that tells languages cannot be loaded: {error.strerror}.",
            "Make room on the disk that holds temporary files, then try again.",
        ) from error
    known = [label for label in identifier.labels if code_of(label) or label in _NEAR_ENGLISH | {_NO_LANGUAGE}]
    identifier.set_languages(known)
    return identifier
