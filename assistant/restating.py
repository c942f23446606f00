"""Restating: a question with its names in its own language, its amounts and articles as the library writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.statutes.references import references_in
from corpus.glossaries import Glossary
from corpus.languages import has_han, language_of
from corpus.quantities import Quantity, read_quantities
from corpus.schemas import Language
from corpus.statutes.numbering import han
from index.lexical import LexicalIndex, chinese_tokens, english_tokens

_LATIN = re.compile("[A-Za-z]{2,}")
_FIGURE = re.compile("[0-9〇零一二两三四五六七八九十百千万亿]")
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")  # the Civil Code has 1,260 articles
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SCALES: dict[Language, tuple[tuple[str, int], ...]] = {
    "en": ((" billion", 10**9), (" million", 10**6), ("", 1)),
    "zh": (("亿", 10**8), ("万", 10**4), ("", 1)),
}
_UNITS: dict[tuple[str, str], dict[Language, tuple[str, int]]] = {
    ("amount", "CNY"): {"en": (" yuan", 1), "zh": ("元", 1)},
    ("amount", "USD"): {"en": (" US dollars", 1), "zh": ("美元", 1)},
    ("amount", "HKD"): {"en": (" Hong Kong dollars", 1), "zh": ("港元", 1)},
    ("amount", "EUR"): {"en": (" euros", 1), "zh": ("欧元", 1)},
    ("mass", "kg"): {"en": (" tonnes", 1000), "zh": ("吨", 1000)},
    ("number", "1"): {"en": ("", 1), "zh": ("", 1)},
}
"""How the library writes what is counted, and how many base units that is."""
_LEAST = 1_000  # what is counted by less is written in one way only
_DECIMALS = 4


def restated(question: str, glossary: Glossary, lexicons: Sequence[LexicalIndex]) -> str:
    """The question to search with; `lexicons` are of the library's texts in the question's language."""
    language = language_of(question)
    text = _with_articles(question, lexicons) if language == "zh" else question
    return _in_one_language(_with_known_figures(text, language, lexicons), language, glossary, lexicons)


def _with_articles(text: str, lexicons: Sequence[LexicalIndex]) -> str:
    """The text with the numbers of articles as statutes write them, 第二十六条, where the library has these."""
    for reference in reversed(references_in(text)):
        written = text[reference.span.start : reference.span.end]
        in_han = _DIGITS.sub(lambda digits: han(int(digits[0])), written)
        if has_han(written) and _known(in_han, "zh", lexicons):
            text = text[: reference.span.start] + in_han + text[reference.span.end :]
    return text


def _in_one_language(text: str, language: Language, glossary: Glossary, lexicons: Sequence[LexicalIndex]) -> str:
    """The text with the names that stand in the other language's script as its own language has them."""
    if not (has_han(text) and _LATIN.search(text)):
        return text
    figures = [quantity.span for quantity in read_quantities(text)]
    for match in reversed(glossary.matches(text)):
        if any(figure.start < match.span.end and match.span.start < figure.end for figure in figures):
            continue
        written = text[match.span.start : match.span.end]
        if language == "en" and has_han(written):
            text = f"{text[: match.span.start]} {match.term.en} {text[match.span.end :]}"
        elif language == "zh" and not has_han(written) and not _known(written, language, lexicons):
            text = text[: match.span.start] + match.term.zh + text[match.span.end :]
    return " ".join(text.split())


def _with_known_figures(text: str, language: Language, lexicons: Sequence[LexicalIndex]) -> str:
    """The text with each amount that the library does not have in these words in the words in which it has it."""
    if not _FIGURE.search(text):
        return text
    for quantity in reversed(read_quantities(text)):
        if (known := _as_written(quantity, language, lexicons)) is not None:
            text = text[: quantity.span.start] + known + text[quantity.span.end :]
    return text


def _as_written(quantity: Quantity, language: Language, lexicons: Sequence[LexicalIndex]) -> str | None:
    """Another form of a quantity whose number the library has; nothing when it has the quantity as it stands."""
    unit = _UNITS.get((quantity.kind, quantity.unit))
    value = quantity.value
    if unit is None or not isinstance(value, Decimal) or value < _LEAST or _known(quantity.text, language, lexicons):
        return None
    name, base_units = unit[language]
    for scale, times in _SCALES[language]:
        number = value / base_units / times
        written = f"{number.normalize():f}"
        if number >= 1 and number == round(number, _DECIMALS) and _known(written, language, lexicons):
            return f"{written}{scale}{name}"
    return None


def _known(text: str, language: Language, lexicons: Sequence[LexicalIndex]) -> bool:
    """Whether the library has every word and number of a text; a single letter may stand for anything."""
    tokens = chinese_tokens(text) if language == "zh" else english_tokens(text)
    letters = any(len(token) == 1 and token.isascii() and token.isalpha() for token in tokens)
    return not letters and all(any(lexicon.frequency(token) for lexicon in lexicons) for token in tokens)
