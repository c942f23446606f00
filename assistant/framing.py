"""Framing: what must be said around quotes, in the assistant's own words and without any figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answers import Citation, Sentence
from assistant.assembly import OpenIndex
from assistant.listing import asks_for_all, enumerates, lacks
from assistant.replies import reply
from assistant.understanding import Question
from corpus.languages import has_han, to_simplified
from corpus.quantities import Quantity, read_quantities, unsupported

_TERMS = 5
_MOST_QUOTES = 3
_COUNTED_AFTER = re.compile(r"\s*[个家项件只条名届]?\s*([\u3400-\u9fff]{2}|[A-Za-z]{3,})")
_COUNTED_BEFORE = re.compile(r"([\u3400-\u9fff]{2})(?:共|有|为|是|达)?$")
_TELLING_DIGITS = 3  # so many figures do not agree by chance
_CHECKED = ("number", "amount", "percentage", "area", "mass")


def before(question: Question, citations: Sequence[Citation]) -> list[Sentence]:
    """What goes before quotes: warnings, and that they are in the other language."""
    said = []
    if citations and all(citation.language != question.language for citation in citations):
        said.append(reply(f"other_language_{citations[0].language}", question.script))
    return [*warnings(question, citations), *(Sentence(text, framing=True) for text in said)]


def warnings(question: Question, citations: Sequence[Citation]) -> list[Sentence]:
    """What must be said of sources before anything is told from them."""
    said = [
        reply(status, question.script)
        for status in ("superseded", "expired")
        if any(citation.status == status for citation in citations)
    ]
    if any(citation.is_waiting for citation in citations):
        said.append(reply("not_yet", question.script))
    if notice := demo_notice(citations):
        said.append(reply(notice, question.script))
    if premise_differs(question, [citation.quote for citation in citations]):
        said.append(reply("premise", question.script))
    return [Sentence(text, framing=True) for text in said]


def demo_notice(citations: Sequence[Citation]) -> str | None:
    """The name of the reply that says that all of what is cited, or part of it, is made up; nothing when none is."""
    made_up = [citation.provenance == "demo" for citation in citations]
    return None if not any(made_up) else "demo" if all(made_up) else "demo_in_part"


def after(question: Question, citations: Sequence[Citation], index: OpenIndex) -> list[Sentence]:
    """For quotes in the other language, what the glossary has for their terms."""
    terms: dict[str, str] = {}
    for citation in citations:
        if citation.language != question.language:
            terms.update(index.glossary.translations(citation.quote))
    if not terms:
        return []
    english = question.script == "latn"
    pairs = [f"{name} = {meaning}" for name, meaning in list(terms.items())[:_TERMS]]
    return [Sentence(reply("terms", question.script, terms=("; " if english else "；").join(pairs)), framing=True)]


def may_go_on(question: Question, citations: Sequence[Citation]) -> list[Sentence]:
    """That there may be more of what is asked for, where all of a kind are.

    Not where a quote tells them one after another, unless as many quotes do as are ever shown.
    """
    if not asks_for_all(question.text):
        return []
    telling = [citation for citation in citations if enumerates(citation.quote)]
    is_lacking = any(lacks(citation.quote) for citation in citations)
    if is_lacking or 0 < len(telling) < _MOST_QUOTES:
        return []
    return [Sentence(reply("list_may_go_on", question.script), framing=True)]


def read_as(question: Question, index: OpenIndex) -> list[Sentence]:
    """How a question was read, where a model read it or names of the library were corrected.

    Other misspelt words go without.
    """
    if question.reading:
        return [Sentence(reply("read_by_model", question.script, reading=question.reading), framing=True)]
    if not question.corrections:
        return []
    english_names = {
        word for term in index.glossary.terms for name in (term.en, *term.aliases_en) for word in name.split()
    }
    names = [word for word in question.corrections if has_han(word) or (word[0].isupper() and word in english_names)]
    if not names:
        return []
    english = question.script == "latn"
    words = ", ".join(names) if english else "".join(f"“{name}”" for name in names)
    return [Sentence(reply("read_as", question.script, words=words), framing=True)]


def premise_differs(question: Question, quotes: Sequence[str]) -> bool:
    """Whether the question states a figure where the quotes have another of the same kind for the same thing."""
    stated = [q for q in unsupported(question.text, quotes) if q.kind in _CHECKED]
    if not stated:
        return False
    given = [quantity for quote in quotes for quantity in read_quantities(quote)]
    if any(_is_slip(one, other) for one in stated for other in given):
        return True
    if question.makes_claim:
        kinds = {quantity.kind for quantity in given}
        return any(quantity.kind in kinds for quantity in stated)
    counted = {name for quote in quotes for q in read_quantities(quote) for name in _counted(quote, q)}
    return any(not counted.isdisjoint(_counted(question.text, quantity)) for quantity in stated)


def _is_slip(stated: Quantity, given: Quantity) -> bool:
    """Whether two amounts are alike but for the currency or the place of the point: 62.6亿美元 of 62.6亿元."""
    values = (stated.value, given.value)
    if stated.kind != "amount" or given.kind != "amount" or not all(isinstance(value, Decimal) for value in values):
        return False
    digits = {str(value).replace(".", "").strip("0") for value in values}
    return len(digits) == 1 and len(digits.pop()) >= _TELLING_DIGITS


def _counted(text: str, quantity: Quantity) -> set[str]:
    """What a number counts: the word after it ("38 projects", 38个项目) and in Chinese the one before (项目38个)."""
    if quantity.kind != "number":
        return set()
    text = to_simplified(text)
    found = (
        _COUNTED_AFTER.match(text, quantity.span.end),
        _COUNTED_BEFORE.search(text[max(0, quantity.span.start - 3) : quantity.span.start]),
    )
    return {match[1].lower().rstrip("s") for match in found if match}
