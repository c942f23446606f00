"""Splitting: what to search for, where a question compares things, asks several or stands at the end of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.following_up import topic_of
from assistant.naming import is_attribute, is_name
from corpus.glossaries import Glossary, TermMatch
from corpus.languages import has_han, language_of, to_simplified

_MOST = 3
_JOINED_ZH = r"(?:和|与|跟|同|及|以及|、)"
_ASKS_EN = r"(?:what|which|who|whom|whose|when|where|why|how)"

_COMPARED = (
    re.compile(rf"(?:比较|对比|比一比)(?:一下)?(?P<one>.{{2,40}}?){_JOINED_ZH}(?P<two>.{{2,60}}?)[？?。]?$"),
    re.compile(
        rf"^(?P<one>.{{2,40}}?){_JOINED_ZH}(?P<two>.{{2,40}}?)(?:之间)?(?:有什么|有何|有哪些|的)?"
        r"(?:区别|不同|差别|差异|异同|相比)"
    ),
    re.compile(rf"^(?P<one>.{{2,30}}?){_JOINED_ZH}(?P<two>.{{2,30}}?)[，,]\s*(?=(?:哪[家个]|谁)(?:的.{{1,8}})?[更比])"),
    re.compile(
        r"\bcompar(?:e|ison (?:of|between))\s+(?P<one>.{3,100}?)\s+(?:and|with|to|vs\.?|versus)\s+"
        r"(?P<two>.{3,120}?)[?.]?$",
        re.IGNORECASE,
    ),
    re.compile(r"\bdifferences? between\s+(?P<one>.{3,80}?)\s+and\s+(?P<two>.{3,80}?)[?.]?$", re.IGNORECASE),
)
_LEFT_OVER = re.compile(r"^['’]s\b|\b(?:the|a)$", re.IGNORECASE)
_JOINT = (
    re.compile(
        r"(?:^|[，,])(?P<things>[^，,]{4,60}?)(?:加在一起|加起来|一共|总共|合计|各自|分别|各)"
        r"(?=.{0,6}(?:多少|几|哪|什么).{0,12}$)"
    ),
    re.compile(
        r"\b(?:do|does|did|is|are|was|were|have|has|can)\s"
        r"(?P<things>[^,?]{3,60}? and [^,?]{3,80}),?\s"
        r"(?=(?:together|in total|combined|in all|each|respectively)[?.]?$)",
        re.IGNORECASE,
    ),
)
"""Several things of which the same is asked, for each or together."""
_BETWEEN_ZH, _BETWEEN_EN = re.compile(_JOINED_ZH), re.compile(" and ")
_TOGETHER = re.compile(
    r"加在一起|加起来|一共|总共|合计|各自|分别|各(?=是|有|占)"
    r"|,?\s(?:together|in total|combined|in all|each|respectively)(?=[?.]?$)",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?:(?:19|20)\d\d(?:年版?的?|版的?)|[新旧老]版?的?)"
    r"|(?:the )?(?:(?:19|20)\d\d|old|new|former|present|current|previous)(?: (?:edition|version|one))?",
    re.IGNORECASE,
)
"""Nothing but which edition is meant."""
_STANDS_FOR = re.compile(r"(?:the ones?|that|those) (?=(for|of|in|at|by|from)\b)", re.IGNORECASE)
_MEASURE = re.compile(r" (?:by|in terms of|regarding|with regard to) .+$|的.+$")
"""What is compared, said only once at the end."""

_NEXT_EN = re.compile(rf"(?:,|;| and|, and) (?=(?:and )?{_ASKS_EN} (?:[\w-]+[ '’]){{2,}})", re.IGNORECASE)
_ASKING_EN = re.compile(rf"\b{_ASKS_EN}\b", re.IGNORECASE)
_AND = re.compile(r"^(?:and|or) ", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|that|this|those|these|ones?)\b|[它这那]|^其", re.IGNORECASE)
_OTHERS = re.compile(r"\b\w+ ones\b", re.IGNORECASE)  # "and what do large ones pay?" is of others than those before
_ALTERNATIVE = re.compile("^(还是|或者|是不是|对吗)")
_CLAUSE_ZH = re.compile(r"[，,；;？?]\s*")
_ASKING_ZH = re.compile(
    r"多少|几[个家项条年名次届天月]|百分之几|第几|哪|什么|何[时地种]|谁|吗|是否|怎么|如何|能否|可否|要不要|能不能|有没有"
)

_LETTER_EN, _LETTER_ZH = 300, 100  # characters; what is longer says much that nobody asks
_SENTENCE = re.compile(r"(?<=[。！？!?])\s*|(?<=[.:;])\s+|(?<=[：；])\s*|\n+")
_CONDITION = re.compile(
    r"^(?:if|when|as|since|because|assuming) [^,?]+, "
    rf"(?=(?:{_ASKS_EN}|can|could|may|must|do|does|is|are|will|would)\b)",
    re.IGNORECASE,
)
_SHORTEST_QUESTION_EN, _SHORTEST_QUESTION_ZH = 25, 8  # characters


def asking_part(text: str) -> str:
    """Of a long text the sentence that asks, the last one if there are several; any other text as it is."""
    chinese = language_of(text) == "zh"
    if len(text) <= (_LETTER_ZH if chinese else _LETTER_EN):
        return text
    asking, shortest = (_ASKING_ZH, _SHORTEST_QUESTION_ZH) if chinese else (_ASKING_EN, _SHORTEST_QUESTION_EN)
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip()]
    asked = [sentence for sentence in sentences if sentence[-1] in "?？" and len(sentence) >= shortest]
    asked = asked or [sentence for sentence in sentences if asking.search(sentence) and len(sentence) >= shortest]
    return _CONDITION.sub("", asked[-1]) if asked else text


def split(question: str, glossary: Glossary) -> tuple[str, ...]:
    """The texts to search for, at most three: one for each thing that is compared or asked, with what they share."""
    return _compared(question) or _joint(question, glossary) or _asked_in_turn(question, glossary) or (question,)


def _compared(text: str) -> tuple[str, ...]:
    folded = to_simplified(text)
    for pattern in _COMPARED:
        if found := pattern.search(folded):
            one, two = (text[slice(*found.span(name))].strip() for name in ("one", "two"))
            rest = _LEFT_OVER.sub("", topic_of(f"{text[: found.start()]} {text[found.end() :]}"))
            return tuple(" ".join(f"{thing} {rest}".split()) for thing in _completed(one, two))
    return ()


def _completed(one: str, two: str) -> tuple[str, str]:
    """Two things, each with the words that were said of only one of them and go for both."""
    if stands := _STANDS_FOR.match(two):
        said = re.search(rf"\b{stands[1]}\b", one)
        return one, two if said is None else one[: said.start()] + two[stands.end() :]
    first, second = _EDITION.match(one), _EDITION.match(two)
    if first and second and first.end() == len(one):
        return one + two[second.end() :], two
    if _EDITION.fullmatch(two) and (said := _EDITION.search(one, 1)):
        return one, one[: said.start()] + two + one[said.end() :]
    if (measure := _MEASURE.search(two)) and not _MEASURE.search(one):
        return one + measure[0], two
    return one, two


def _joint(text: str, glossary: Glossary) -> tuple[str, ...]:
    folded = to_simplified(text)
    for pattern in _JOINT:
        if not (found := pattern.search(folded)):
            continue
        start, end = found.span("things")
        if not has_han(found["things"]):  # what follows the last thing is said of all of them
            end = start + max((match.span.end for match in glossary.matches(text[start:end])), default=end - start)
        joined = _BETWEEN_ZH if has_han(found["things"]) else _BETWEEN_EN
        things = [thing.strip() for thing in joined.split(text[start:end])]
        if not 2 <= len(things) <= _MOST or not all(glossary.matches(thing) for thing in things):
            continue
        measure = _MEASURE.search(things[-1]) if has_han(things[-1]) else None
        shared = measure[0] if measure else ""
        things = [thing if thing.endswith(shared) else thing + shared for thing in things]
        return tuple(" ".join(_TOGETHER.sub(" ", text[:start] + thing + text[end:]).split()) for thing in things)
    return ()


def _asked_in_turn(text: str, glossary: Glossary) -> tuple[str, ...]:
    """The questions of a text that asks one after another of different things; two of one thing are found together."""
    clauses = _clauses_zh(text) if language_of(text) == "zh" else _clauses_en(text)
    if not 2 <= len(clauses) <= _MOST:
        return ()
    if not all(_things(clause, glossary) or _OTHERS.search(clause) for clause in clauses):
        return ()
    first, *others = clauses
    return (first, *(text if _POINTS_BACK.search(other) else _with_name(other, first, glossary) for other in others))


def _clauses_en(text: str) -> Sequence[str]:
    clauses = [_AND.sub("", clause) for clause in _NEXT_EN.split(text)]
    return clauses if _ASKING_EN.search(clauses[0]) else ()


def _clauses_zh(text: str) -> Sequence[str]:
    """The clauses that ask, the first of them with those before it that only tell."""
    asking: list[str] = []
    told = ""
    for clause in _CLAUSE_ZH.split(text):
        if not _ASKING_ZH.search(to_simplified(clause)):
            told += clause + "，" if clause else ""
        else:
            asking.append(told + clause)
            told = ""
    return asking


def _things(clause: str, glossary: Glossary) -> list[TermMatch]:
    """What a clause asks about, apart from the properties that things have."""
    if _ALTERNATIVE.search(clause):
        return []
    matches = glossary.matches(clause)
    return [match for match in matches if not is_attribute(clause[match.span.start : match.span.end])]


def _with_name(clause: str, first: str, glossary: Glossary) -> str:
    """A clause with the firm or project that the first one names, where it names none itself."""
    if any(is_name(match.term) for match in glossary.matches(clause)):
        return clause
    named = [first[match.span.start : match.span.end] for match in glossary.matches(first) if is_name(match.term)]
    return f"{named[0]} {clause}" if named else clause
