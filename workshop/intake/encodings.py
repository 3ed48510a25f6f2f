"""Turning bytes into text: by mark, then UTF-8, then UTF-16, then the older encodings."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 50_000
_MOST_STRAY_SHARE = 0.3
"""Fewer broken than whole UTF-8 letters: the file is UTF-8 into which older bytes strayed."""

_LEAST_OTHER_SCRIPT = 0.3
_WESTERN = "cp1252"
_STRAY = "workshop.stray"
_OTHER_SCRIPTS = re.compile(
    r"cp1251|koi8_r|cp1253|cp1255|cp1256|cp874|shift_jis|cp932|euc_jp|gb18030|gb2312|gbk|big5|euc_kr|cp949|johab"
)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. No byte makes this fail."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, n_stray = _decode_strays(data)
    n_letters = sum(not character.isascii() for character in text)
    if n_stray < _MOST_STRAY_SHARE * (n_letters - n_stray):
        return text, "utf-8 with stray cp1252"
    encoding = _older(data)
    return _decode_older(data, encoding), encoding


def _utf16_without_mark(data: bytes) -> str | None:
    """Name the byte order where every second byte is nearly always zero, as in Western UTF-16."""
    sample = data[:_SAMPLE_BYTES]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else None


def _decode_strays(data: bytes) -> tuple[str, int]:
    """Decode UTF-8, reading each byte that does not fit as cp1252; return the text and their number."""
    n_stray = data.decode("utf-8", errors="replace").count("\ufffd")
    return data.decode("utf-8", errors=_STRAY), n_stray


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _decode_older(error.object[error.start : error.end], _WESTERN), error.end


def _decode_older(data: bytes, encoding: str) -> str:
    """Decode an older encoding; the five bytes that cp1252 leaves open become control characters."""
    if encoding != _WESTERN:
        return data.decode(encoding, errors="replace")
    return codecs.charmap_decode(data, "strict", _CP1252)[0]


_CP1252 = "".join(bytes([byte]).decode(_WESTERN, errors="ignore") or chr(byte) for byte in range(256))


def _older(data: bytes) -> str:
    """Choose among the older encodings: another script than the Western one has few plain letters."""
    sample = data[:_SAMPLE_BYTES]
    n_high = sum(byte > 127 for byte in sample)
    if n_high < _LEAST_OTHER_SCRIPT * len(sample):
        return _WESTERN
    likely = (match.encoding for match in from_bytes(sample))
    return next((encoding for encoding in likely if _OTHER_SCRIPTS.fullmatch(encoding)), _WESTERN)


codecs.register_error(_STRAY, _read_stray)
