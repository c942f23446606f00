"""Rewording: sentences of paragraphs said otherwise by rule, so that they stay as true as they were.

The rules are plain patterns of their own: what is measured with them must not share a reader with what checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from corpus.languages import to_traditional

_EN_END = re.compile(r"(?<=[a-z0-9)”\"]{2}[.!?])\s+(?=[A-Z“\"])")
_ZH_SENTENCE = re.compile(r"[^。！？\n]+[。！？]”?")
_MARKUP = frozenset("\n|<>`")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_EN_LEAD = re.compile(r"^((?:In|On|During|By|After|At|From|Since|Between) [^,;:]{3,40}), ([^;:]+)\.$")
_EN_TAIL = re.compile(r"^([^;:]{40,}?), (?:which|who|where|including|such as|making|leading|while) [^;:]+\.$")
_ZH_LEAD = re.compile(r"^([^，；：“”《》]{4,20})，([^；：“”]{8,60})。$")

_SAME_EN = {
    "approximately": "about", "located": "situated", "however": "yet", "began": "started", "begins": "starts",
    "large": "big", "also": "likewise", "because": "since", "many": "numerous", "often": "frequently",
    "while": "whereas",
    "commonly": "generally", "important": "significant", "built": "constructed", "several": "a number of",
    "although": "though", "entire": "whole", "mainly": "mostly", "wealthy": "rich", "buy": "purchase",
}  # fmt: skip
_SAME_ZH = {
    "位于": "坐落在", "大约": "约", "因此": "所以", "但是": "但", "以及": "和", "目前": "现在", "建造": "修建",
    "非常": "十分",
    "开始": "起初开始", "许多": "很多", "拥有": "有", "并且": "而且", "由于": "因为", "曾经": "曾",
    "全部": "所有", "共有": "一共有",
    "成立于": "创立于", "居住": "住", "经常": "常常", "担任": "出任",
}  # fmt: skip
_ZH_DIGIT = "〇一二三四五六七八九"
_EN_SMALL = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))


def sentences_of(paragraph: str, language: str) -> list[str]:
    """The sentences of a paragraph that are neither very short nor very long, and hold no markup."""
    zh = language == "zh"
    least, most = (12, 100) if zh else (40, 260)
    found = (part.strip() for part in (_ZH_SENTENCE.findall(paragraph) if zh else _EN_END.split(paragraph)))
    return [part for part in found if least <= len(part) <= most and _MARKUP.isdisjoint(part)]


def rewordings(sentence: str, language: str, following: str | None = None) -> Iterator[tuple[str, str]]:
    """Each way in which the sentence can be said otherwise, with the result; `following` is the sentence behind it."""
    yield "verbatim", sentence
    ways: dict[str, Callable[[str], str]] = _ZH_WAYS if language == "zh" else _EN_WAYS
    for kind, way in ways.items():
        if (said := way(sentence)) != sentence:
            yield kind, said
    if following:
        yield "joined", _joined(sentence, following, language)


def _joined(sentence: str, following: str, language: str) -> str:
    if language == "zh":
        return f"{sentence.rstrip('。！？')}，并且{following}"
    return f"{sentence.rstrip('.')}; {following}"


def _replaced(sentence: str, words: dict[str, str], pattern: str) -> str:
    for word, other in words.items():
        sentence = re.sub(pattern.format(word), other, sentence)
    return sentence


def _en_rephrased(sentence: str) -> str:
    said = _replaced(sentence, _SAME_EN, r"\b{}\b")
    return said if said != sentence else f"The source says that {sentence}" if sentence.startswith("The ") else sentence


def _zh_rephrased(sentence: str) -> str:
    said = _replaced(sentence, _SAME_ZH, "{}")
    return said if said != sentence else f"资料显示，{sentence}"


def _en_shortened(sentence: str) -> str:
    said = _BRACKETS.sub("", sentence)
    return f"{tail[1]}." if (tail := _EN_TAIL.match(said)) else said


def _zh_shortened(sentence: str) -> str:
    said = _BRACKETS.sub("", sentence)
    first, mark, _ = said.rpartition("，")
    return f"{first}。" if mark and len(first) >= 14 and "“" not in said and "：" not in said else said


def _en_reordered(sentence: str) -> str:
    lead = _EN_LEAD.match(sentence)
    if not lead or not re.match(r"(?:the|a|an|this|these|it|he|she|they)\b", lead[2]):
        return sentence
    return f"{lead[2][0].upper()}{lead[2][1:]} {lead[1][0].lower()}{lead[1][1:]}."


def _zh_reordered(sentence: str) -> str:
    lead = _ZH_LEAD.match(sentence)
    if not lead or re.search("[虽因但却而且其此]", lead[0]) or "，" in lead[2]:
        return sentence
    return f"{lead[2]}，{lead[1]}。"


def _en_units(sentence: str) -> str:
    def scaled(found: re.Match[str]) -> str:
        value = Decimal(found[1])
        return f"{_plain(value * 1000)} million" if found[2] == "billion" else f"{_plain(value * 1_000_000):,}"

    said = re.sub(r"(?<![\d.,$£€])\b(\d{1,3}(?:\.\d+)?) (million|billion)\b(?! dollars| euro| pound)", scaled, sentence)
    said = re.sub(r"(?<=\d) ?(?:percent|per cent)\b", "%", said) if said == sentence else said
    return re.sub(r"(?<![\d,])\b(\d{1,3}),(\d{3})\b(?![,\d])", r"\1\2", said) if said == sentence else said


def _zh_units(sentence: str) -> str:
    def to_plain(found: re.Match[str]) -> str:
        value = Decimal(found[1]) * (10_000 if found[2] == "万" else 100_000_000)
        return f"{int(value):,}" if value == int(value) else found[0]

    said = re.sub(r"(?<![\d.,至到~—-])(\d+(?:\.\d+)?)([万亿])(?![万亿\d一二三四五六七八九千百])", to_plain, sentence)
    if said == sentence:
        said = re.sub(r"(\d+(?:\.\d+)?)%", r"百分之\1", sentence)
    if said == sentence:
        said = re.sub(r"(?<![\d.,年月至到~—-])(\d{1,4})0000(?![\d年])", r"\1万", sentence)
    return said


def _wide(sentence: str) -> str:
    return re.sub("[0-9]", lambda digit: chr(ord(digit[0]) + 0xFEE0), sentence)


def _en_numerals(sentence: str) -> str:
    return re.sub(
        rf"(?<=[a-z] )\b({'|'.join(_EN_SMALL)})\b(?= [a-z]+s\b)", lambda word: str(_EN_SMALL[word[1]]), sentence
    )


def _zh_numerals(sentence: str) -> str:
    said = re.sub(
        "(?<![一二三四五六七八九十百千万亿第每])([二三四五六七八九])(?=[个名座位种次家条])",
        lambda found: str(_ZH_DIGIT.index(found[1])),
        sentence,
    )
    if said != sentence:
        return said
    return re.sub(r"(?<!\d)([12]\d{3})(?=年)", lambda found: "".join(_ZH_DIGIT[int(d)] for d in found[1]), sentence)


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


_EN_WAYS: dict[str, Callable[[str], str]] = {
    "rephrased": _en_rephrased,
    "shortened": _en_shortened,
    "reordered": _en_reordered,
    "units restated": _en_units,
    "numerals": _en_numerals,
}
_ZH_WAYS: dict[str, Callable[[str], str]] = {
    "rephrased": _zh_rephrased,
    "shortened": _zh_shortened,
    "reordered": _zh_reordered,
    "units restated": _zh_units,
    "numerals": _zh_numerals,
    "full width": _wide,
    "other script": to_traditional,
}
