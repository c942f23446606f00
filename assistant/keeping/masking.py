"""Masking: personal numbers are taken out of what is kept; figures, dates and the numbers of documents stay."""

from __future__ import annotations

from assistant.keeping.personal_numbers import PERSONAL_NUMBERS

_FULL_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000"), " ")
_DOTS = dict.fromkeys(map(ord, "•・‧∙"), "·")
_FOLDED: dict[int, int | str] = {**_FULL_WIDTH, **_DASHES, **_SPACES, **_DOTS, ord("＠"): "@"}
_TAKEN = "\0"


def masked(text: str) -> str:
    """The text with a mark in place of each personal number.

    Telephone numbers, e-mail addresses, identity cards and passports, bank cards, accounts of messengers and number
    plates are known by their form, some by the word before them. Names of persons are not known.
    """
    folded = text.translate(_FOLDED)  # one sign for each, so that places stay what they are
    marks: list[tuple[int, int, str]] = []
    for number in PERSONAL_NUMBERS:
        for found in number.pattern.finditer(folded):
            if number.fits(folded, found):
                start, end = found.span("number" if "number" in number.pattern.groupindex else 0)
                marks.append((start, end, number.mark))
                folded = folded[:start] + _TAKEN * (end - start) + folded[end:]
    for start, end, mark in sorted(marks, reverse=True):
        text = text[:start] + mark + text[end:]
    return text
