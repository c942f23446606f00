"""Encodings: the text of bytes whose encoding is not told, as far as it can be known."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile("[\u3400-\u9fff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff]")
_COMMON_SHARE = 0.8
_WIDE = ("utf-16-le", "utf-16-be")


def decoded(data: bytes, told: str | None = None) -> str | None:
    """The text: by its mark, in the encoding that is `told`, in UTF-8, UTF-16, GB18030 or Big5; nothing when in none.

    The older encodings are told apart by how common their characters are, since nearly any bytes are characters of
    each.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _in(data, encoding)
    for encoding in filter(None, (told, "utf-8")):
        text = _in(data, encoding)
        if text is not None and "\x00" not in text:
            return text
    found = {encoding: text for encoding in (*_WIDE, "gb18030", "big5hkscs") if (text := _chinese(data, encoding))}
    return max(found.values(), key=_commonness, default=None)


def _in(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _chinese(data: bytes, encoding: str) -> str | None:
    """The text, if it reads as one in Chinese."""
    text = _in(data, encoding)
    if text is None or _NOT_TEXT.search(text) or not _HAN.search(text):
        return None
    return text if _commonness(text) >= _COMMON_SHARE else None


def _commonness(text: str) -> float:
    """The share of its Chinese characters that are in common use, in Simplified or in Traditional script."""
    characters: list[str] = _HAN.findall(text)
    simplified = sum(b"\xb0" <= character.encode("gb2312", "ignore")[:1] <= b"\xd7" for character in characters)
    traditional = sum(b"\xa4" <= character.encode("big5", "ignore")[:1] <= b"\xc6" for character in characters)
    return max(simplified, traditional) / max(len(characters), 1)
