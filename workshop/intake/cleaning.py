"""The published cleaning that turns a raw cell into the stored words, and nothing else does.

Every step is listed in docs/cleaning.md; both change together.
"""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

import ftfy

_MOST_ROUNDS = 12
"""Exports escape a text two or three times; more rounds happen in hostile texts only."""

_PLAIN = re.compile(r"[!-%'-;=-~]+(?: [!-%'-;=-~]+)*")  # printable ASCII without & and <, single spaces

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED_AMPERSAND = re.compile(r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)+")

_ATTRIBUTES = (
    r"(?:\s+[A-Za-z_:][\w:.-]{0,60}\s*=\s*"
    r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,2000})){0,40}\s*"
)
_BREAKS = (
    "address|article|blockquote|br|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section"
    "|table|tr|ul"
)
_SPACES = "td|th|img|option|button|input"
_INLINE = (
    "a|abbr|acronym|b|big|body|center|cite|code|del|em|figcaption|font|head|html|i|ins|kbd|label|mark|meta|o:p|q|s|samp"
    "|small|span|strike|strong|sub|sup|tbody|tfoot|thead|time|tt|u|var|wbr"
)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]{0,200}>.{0,2000}?</\1\s{0,9}>|<!--.{0,2000}?-->", re.I | re.S)
_BREAK_TAG = re.compile(rf"</?(?:{_BREAKS}){_ATTRIBUTES}/?>", re.I)
_SPACE_TAG = re.compile(rf"</?(?:{_SPACES}){_ATTRIBUTES}/?>", re.I)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}){_ATTRIBUTES}/?>", re.I)

_MAYBE_MOJIBAKE = re.compile("[\x80-\u052f\u2000-\u25ff\ufffd]{2}|[\x80-\x9f\ufffdÂÃâ]")  # the repair is slow
_TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_FLAG_OR_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]+)|[\U000e0000-\U000e007f]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_JOINER = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_SPACE = re.compile(r"[^\S\n]|[\u2800\u3164\uffa0]")
_SPACE_RUN = re.compile(r" {2,}")
_SPACED_BREAK = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")

_UNICODE_REPAIR = ftfy.TextFixerConfig(
    unescape_html=False,  # done above, only where an entity is complete
    uncurl_quotes=False,  # the rest would change what people typed
    fix_latin_ligatures=False,
    fix_character_width=False,
    normalization="NFC",
    explain=False,
)


def clean(text: str) -> str:
    """Return a text in its stored form: no markup, one Unicode form, plain white space.

    Words, spelling, capitals, punctuation and emoji stay as they were typed, and so do
    "I <3 you" and "a < b". Cleaning a cleaned text changes nothing.
    """
    if _PLAIN.fullmatch(text):
        return text
    for _ in range(_MOST_ROUNDS):
        cleaned = _clean_once(text)
        if cleaned == text:
            return cleaned
        text = cleaned
    # Nothing but a text built to unfold without end comes here: take its fuel away.
    return _clean_once(re.sub(r"[&<>]+|[^\x00-\uffff]", " ", text).encode("ascii", "ignore").decode("ascii"))


def _clean_once(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(_unescape, _ESCAPED_AMPERSAND.sub("&", text))
    if "<" in text:
        text = _without_tags(text)
    if not text.isascii():
        text = _repair_unicode(text)
    text = _LINE_BREAK.sub("\n", _TERMINAL_ESCAPE.sub("", text))
    text = _INVISIBLE.sub("", text)
    text = _SPACED_BREAK.sub("\n", _SPACE_RUN.sub(" ", _SPACE.sub(" ", text)))
    return _BLANK_LINES.sub("\n\n", text).strip()


def _repair_unicode(text: str) -> str:
    text = _SURROGATE.sub("", text)
    if _MAYBE_MOJIBAKE.search(text):
        text = ftfy.fix_text(text, _UNICODE_REPAIR)
    return _JOINER.sub("", _FLAG_OR_TAGS.sub(r"\1", unicodedata.normalize("NFC", text)))


def _unescape(found: re.Match[str]) -> str:
    """Return the character of one complete entity; "&notit;" and other unknown ones stay."""
    entity = found.group()
    if entity[1] != "#" and entity[1:] not in html5:
        return entity
    return html.unescape(entity)


def _without_tags(text: str) -> str:
    text = _UNSEEN.sub(" ", text)
    text = _BREAK_TAG.sub("\n", text)
    return _INLINE_TAG.sub("", _SPACE_TAG.sub(" ", text))
