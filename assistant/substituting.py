"""Substituting: an earlier question asked again of another figure ("And at ¥40m?") or another thing ("那黄金呢？")."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.assembly import OpenIndex
from assistant.naming import is_attribute, is_place
from corpus.documents import Span
from corpus.glossaries import Glossary, TermMatch
from corpus.languages import has_han, language_of, to_simplified
from corpus.quantities import Quantity, read_quantities

_FILLERS_EN = re.compile(
    r"\b(and|but|so|or|what|how|about|if|at|with|for|then|it|is|was|were|only|be|the|in|i|we|invest|of|one)\b",
    re.IGNORECASE,
)
_FILLERS_ZH = re.compile(r"[\W_]|那么?|如果|要是|只有|只|是|改成|换成|呢|投资|的话|投|到|为|在|届|次|版")
_THINGS = (
    re.compile(
        r"^(?:那么?|还有|另外|换成|如果是|要是|至于)?[，,]?(?P<thing>(?![它他她这那其该]).{1,20}?)呢[？?。！!]*$"
    ),
    re.compile(r"^(?:换成|如果是|要是换成)(?P<thing>.{1,16}?)(?:的话)?[？?。！!]*$"),
    re.compile(r"^(?:(?:and|but|so|or),? )?(?:what|how) about (?:the )?(?P<thing>.{2,60}?)[?.!]*$", re.IGNORECASE),
    re.compile(
        r"^(?:and|or),? (?P<slot>(?:in|at|of|for) )?(?:the )?"
        r"(?P<thing>(?!(?:how|what|which|who|whom|whose|when|where|why|if|is|are|was|were|do|does|did|can|could|will|has"
        r"|have|with|by|its|their|then)\b).{2,60}?)[?.!]*$",
        re.IGNORECASE,
    ),
)
_AFTER_PREPOSITION = re.compile(r"\b(in|at|of|for) (the )?$", re.IGNORECASE)
_EDITIONS = (
    r"[旧老]版?的|[旧老]版|\b(?:old|previous|former|earlier)\b",
    r"新版?的|新版|现行的?|(?:19|20)\d\d年?版的?|\b(?:new|current|present)\b|(?<=\bthe )(?:19|20)\d\d\b",
)
_ASKED_EDITION = (
    r"(?:那么?|and )?(?:what about |how about |for |in |the )*(?P<edition>{})(?: one| edition| version)?"
    r"(?:呢?[？?，,]|呢|$)"
)
_WHAT_IS = re.compile(
    r"(请问)?(什么)?(是|叫|指)?(什么|啥)?(意思)?\W*|\W*(what|who) (is|are|does)( the| mean)?\W*", re.IGNORECASE
)
_NUMBERED = re.compile(r"(第[\d一二三四五六七八九十]+[届次]|\b\d+(st|nd|rd|th) )$")
_LEAST_AMOUNT = 10_000
_ALIKE = 0.15  # cosine of two names above which they are things of one sort: metals, firms, services, events


def with_other_figure(question: str, earlier: str) -> str | None:
    """The earlier question with its figure replaced, when the question says no more than another of the same kind."""
    asked = read_quantities(question)
    if len(asked) != 1 or _says_more(question, asked[0]):
        return None
    same = [quantity for quantity in read_quantities(earlier) if _is_comparable(asked[0], quantity)]
    if len(same) != 1:
        return None
    figure = asked[0].text
    if asked[0].kind == "number" and same[0].kind == "amount":
        figure += "元" if language_of(earlier) == "zh" else f" {same[0].unit}"
    return _replaced(earlier, same[0].span, figure)


def with_other_thing(question: str, earlier: str, index: OpenIndex) -> str | None:
    """The earlier question asked of the thing that the question names, when it names one of the same sort."""
    text = to_simplified(question)
    found = next((found for pattern in _THINGS if (found := pattern.search(text))), None)
    if found is None or is_attribute(thing := found["thing"].strip()):
        return None
    city = index.profile.city.zh if index.profile else ""
    named = next((match.term for match in index.glossary.matches(thing)), None)
    place = named is not None and is_place(named)
    terms = index.glossary.matches(earlier)
    ours = [match for match in terms if match.term.zh in city]
    others = [match for match in terms if match not in ours and is_place(match.term) == place]
    if place:
        replaced = next(iter(others or ours), None)
    elif len(others) == 1 and not _says_more_than(earlier, others[0]):
        replaced = others[0]
    else:
        replaced = _most_alike(named.en if named else thing, others, index)
    if replaced is None or (_is_for(found) and not _AFTER_PREPOSITION.search(earlier, 0, replaced.span.start)):
        return None
    name = thing if named is None else named.zh if language_of(earlier) == "zh" else named.en
    start, end = replaced.span.start, replaced.span.end
    name = _in_the_same_form(name, earlier[start:end], index.glossary)
    if numbered := _NUMBERED.search(earlier, 0, start):  # the 29th festival is not the 29th convention
        start = numbered.start()
    return _replaced(earlier, Span(start, end), name)


def with_other_edition(question: str, earlier: str) -> str | None:
    """The earlier question asked of the old text where it was asked of the new one, or the other way round."""
    text = to_simplified(question)
    for words, others in (_EDITIONS, reversed(_EDITIONS)):
        found = re.match(_ASKED_EDITION.format(words), text, re.IGNORECASE)
        said = re.search(others, to_simplified(earlier), re.IGNORECASE)
        if found and said:
            changed = _replaced(earlier, Span(*said.span()), question[slice(*found.span("edition"))])
            return f"{changed} {question[found.end() :]}".strip()
    return None


def _is_for(found: re.Match[str]) -> bool:
    """Whether a thing is named with "for", which often adds a condition rather than another thing."""
    return (found.groupdict().get("slot") or "").lower().startswith("for")


def _is_comparable(asked: Quantity, said: Quantity) -> bool:
    if asked.kind == "number":  # "And at 40 million?" asked of an amount; a small number may count anything
        return said.kind == "amount" and isinstance(asked.value, Decimal) and asked.value >= _LEAST_AMOUNT
    return (asked.kind, asked.unit) == (said.kind, said.unit)


def _says_more(question: str, figure: Quantity) -> bool:
    """Whether a question says anything besides its figure and the words that lead on to it."""
    rest = question[: figure.span.start] + " " + question[figure.span.end :]
    return bool(_FILLERS_ZH.sub("", _FILLERS_EN.sub(" ", rest)))


def _says_more_than(question: str, match: TermMatch) -> bool:
    """Whether a question asks anything but what a thing is."""
    rest = question[: match.span.start] + question[match.span.end :]
    return not _WHAT_IS.fullmatch(rest)


def _most_alike(name: str, matches: list[TermMatch], index: OpenIndex) -> TermMatch | None:
    """The term nearest in meaning to a name; none when no term is near."""
    vector = index.searcher.query(name).vector
    likeness = [float(index.searcher.query(match.term.en).vector @ vector) for match in matches]
    best = max(likeness, default=0.0)
    return matches[likeness.index(best)] if best >= _ALIKE else None


def _in_the_same_form(name: str, said: str, glossary: Glossary) -> str:
    """The name with the end of what was said, where that is a term: of gold and "aluminium chain", "gold chain"."""
    ends = [said[start:] for start in range(1, len(said)) if has_han(said) or said[start] == " "]
    for end in ends:
        match = next(iter(glossary.matches(name + end)), None)
        if match and match.span == Span(0, len(name + end)):
            return name + end
    return name


def _replaced(text: str, span: Span, by: str) -> str:
    """The text with other words at a span, set apart where Latin letters would run together."""
    spaced = by if has_han(by) else f" {by} "
    return " ".join((text[: span.start] + spaced + text[span.end :]).split())
