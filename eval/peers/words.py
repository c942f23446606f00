"""Words for BM25: jieba cuts Chinese, and leaves the words of other languages whole."""

from __future__ import annotations

from importlib import import_module


def words(text: str) -> list[str]:
    """The words of a text in lower case, without spaces and punctuation."""
    return [word for word in import_module("jieba").lcut(text.lower()) if any(map(str.isalnum, word))]
