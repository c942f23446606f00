"""Altering: sentences of paragraphs made wrong in one place by rule.

The rules are plain patterns of their own: what is measured with them must not share a reader with what checks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|(?<![\d.,A-Za-z-])\d+(?:\.\d+)?(?![\d,.]\d|\d)"
)
_YEAR_EN = re.compile(r"(?<![\d.,-])(?:1[0-9]|20)\d\d(?![\d,.]\d|\d|s\b| [a-z]+s\b)")
_YEAR_ZH = re.compile(r"(?<!\d)[12]\d{3}(?=年)")
_DAY_ZH = re.compile(r"(?<=月)\d{1,2}(?=日)")
_MONTH_ZH = re.compile(r"(?<=年)\d{1,2}(?=月)")
_MONTHS = "January February March April June July August September October November December".split()
_MONTH_EN = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_WORDS_EN = "two three four five six seven eight nine ten eleven twelve".split()
_WORD_EN = re.compile(rf"(?<=[a-z] )(?:{'|'.join(_WORDS_EN)})(?= [a-z]+s\b)")
_WORD_ZH = re.compile("(?<![一二三四五六七八九十百千万亿第每])[二三四五六七八九](?=[个名座位种次家条支项])")

_UNITS_EN = [
    (r"(?<=\d )million\b", "billion"), (r"(?<=\d )billion\b", "million"), (r"(?<=\d )thousand\b", "million"),
    (r"(?<=\d )(?:km|kilomet(?:er|re)s)\b", "metres"), (r"(?<=\d )(?:miles)\b", "km"),
    (r"(?<=\d )(?:feet|ft)\b", "metres"),
    (r"(?<=\d )(?:m|met(?:er|re)s)\b", "km"), (r"(?<=\d)(?:%| percent| per cent)", " percentage points"),
    (r"(?<=\d )(?:tonnes|tons)\b", "kilograms"), (r"\$(?=\d)", "€"), (r"£(?=\d)", "$"), (r"€(?=\d)", "£"),
    (r"(?<=\d )years\b", "months"), (r"(?<=\d )days\b", "weeks"), (r"(?<=\d )hours\b", "days"),
    (r"(?<=\d )(?:kg|kilograms)\b", "tonnes"), (r"(?<=\d )square miles\b", "square km"),
    (r"(?<=\d )acres\b", "hectares"),
    (r"(?<=\d )(?:dollars)\b", "euros"), (r"(?<=\d )minutes\b", "hours"), (r"(?<=\d )(?:°C)", "°F"),
    (r"(?<=\d )(?:ha|hectares)\b", "mu"),
]  # fmt: skip
_UNITS_ZH = [
    ("(?<=[0-9])万(?!元|吨|平)", "亿"), ("(?<=[0-9])亿", "万"), ("(?<=[0-9])(?:公里|千米)", "米"),
    ("(?<=[0-9万])米", "公里"),
    ("(?<=[0-9])%", "个百分点"), ("(?<=[0-9万亿])(?:美元)", "元"), ("(?<=[0-9万亿])(?:人民币|元)(?!月)", "美元"),
    ("(?<=[0-9万])吨", "公斤"), ("(?<=[0-9万])(?:公斤|千克)", "吨"), ("(?<=[0-9万])平方公里", "公顷"),
    ("(?<=[0-9万])公顷", "亩"),
    ("(?<=[0-9万])平方米", "亩"), ("(?<=[0-9])天", "个月"), ("(?<=[0-9])个月", "年"), ("(?<=[0-9])小时", "天"),
    ("(?<=[0-9])分钟", "小时"),
    ("(?<=[0-9])万元", "亿元"), ("(?<=[0-9万亿])(?:英镑|欧元|港元|港币|日元)", "美元"), ("(?<=[0-9])厘米",
    "米"), ("(?<=[0-9])毫米", "厘米"),
]  # fmt: skip
_OPPOSITE_EN = [
    ("increased", "decreased"), ("increase", "decrease"), ("rose", "fell"), ("more than", "less than"),
    ("largest", "smallest"),
    ("highest", "lowest"), ("before", "after"), ("won", "lost"), ("oldest", "newest"), ("above", "below"),
    ("over", "under"),
    ("most", "least"), ("began", "ended"), ("grew", "shrank"),
]  # fmt: skip
_OPPOSITE_ZH = [
    ("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("提高", "降低"), ("最大", "最小"), ("最高", "最低"),
    ("超过", "不足"),
    ("以上", "以下"), ("之前", "之后"), ("开始", "结束"), ("战胜", "败给"), ("击败", "败给"), ("进口", "出口"),
    ("最多", "最少"),
]  # fmt: skip
_NAME_EN = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,}|[A-Z]{3,})(?: (?:of )?[A-Z][a-z]+)*(?=[ ,.;])")
_ACTS = re.compile(
    r"\b(?:defeated|beat|killed|sold|bought|gave|led|founded|attacked|invaded|supplied|married|joined|told|asked|left"
    r"|sent|won|took|signed|conquered|defeating|over|from|to)\b|击败|战胜|打败|攻打|收购|供应|出售|任命|邀请|访问|嫁给|派"
)
_NO_NAME = frozenset([*_MONTHS, "May", "The", "Monday", "Sunday", "Friday", "Saturday"])
_ASKS_FOR_NAME = re.compile(
    "谁|誰|哪里|哪裡|哪裏|哪个国家|哪個國家|哪座城市|哪个城市|哪個城市|哪位|哪国|哪國|何人|何地|叫什么|叫什麼|什么名字"
    "|名为|名為"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with the paragraph it is from and the names that stand in both."""

    sentence: str
    paragraph: str
    language: str
    names: tuple[str, ...]


def names_in(sentence: str, language: str, answers: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Names in a sentence: words with capitals in English, in Chinese the answers to questions for a who or where."""
    if language == "en":
        return tuple(name for name in _NAME_EN.findall(sentence) if name.split()[0] not in _NO_NAME)
    found = (answer for question, given in answers if _ASKS_FOR_NAME.search(question) for answer in given)
    return tuple(dict.fromkeys(name for name in found if _HAN_NAME.fullmatch(name) and name in sentence))


def alterations(place: Place, strangers: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    """Each way in which the sentence can be made wrong, with the result; `strangers` are names of other articles."""
    zh = place.language == "zh"
    said = place.sentence
    makers: Mapping[str, Callable[[], str | None]] = {
        "figure": lambda: _figure(place, chance),
        "figure of the paragraph": lambda: _neighbour(place, chance),
        "unit": lambda: _unit(said, _UNITS_ZH if zh else _UNITS_EN),
        "date": lambda: _date(place, chance),
        "name": lambda: _name(place, [name for name in strangers if name not in place.paragraph], chance),
        "name of the paragraph": lambda: _name(place, _others(place), chance),
        "subject": lambda: _subject(place, chance),
        "swapped": lambda: _swapped(place),
        "opposite": lambda: _opposite(said, zh),
        "negation": lambda: _negated(said, zh),
    }
    for kind, make in makers.items():
        changed = make()
        if changed and changed != said and changed not in place.paragraph:
            yield kind, changed


def _figure(place: Place, chance: random.Random) -> str | None:
    zh = place.language == "zh"
    spots = [found for found in _NUMBER.finditer(place.sentence) if not _is_date(found, place.sentence, zh)]
    spots += (_WORD_ZH if zh else _WORD_EN).finditer(place.sentence)
    if not spots:
        return None
    spot = chance.choice(spots)
    new = _other_number(spot.group(), chance)
    return None if _stands(new, place.paragraph) else _put(place.sentence, spot, new)


def _other_number(written: str, chance: random.Random) -> str:
    if written in _WORDS_EN:
        return chance.choice([word for word in _WORDS_EN if word != written])
    if not written[0].isdigit():
        return chance.choice([digit for digit in "二三四五六七八九" if digit != written])
    if chance.random() < 0.25 and "." not in written:
        return f"{written}0" if "," not in written else written.partition(",")[0]
    at = chance.choice([place for place, character in enumerate(written) if character.isdigit()])
    digits = [digit for digit in "123456789" if digit != written[at]]
    return written[:at] + chance.choice(digits) + written[at + 1 :]


def _stands(number: str, paragraph: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d)", paragraph) is not None


def _neighbour(place: Place, chance: random.Random) -> str | None:
    """Another number of the paragraph, of as many digits, in place of one; years stand for years."""
    zh = place.language == "zh"
    spots = list(_NUMBER.finditer(place.sentence))
    if not spots:
        return None
    spot = chance.choice(spots)
    dated = _is_date(spot, place.sentence, zh)
    others = [
        found.group()
        for found in _NUMBER.finditer(place.paragraph)
        if _is_date(found, place.paragraph, zh) == dated
        and found.group() not in place.sentence
        and _kind_after(place.paragraph, found) == _kind_after(place.sentence, spot)
    ]
    return _put(place.sentence, spot, chance.choice(others)) if others else None


def _kind_after(text: str, found: re.Match[str]) -> str:
    return re.sub(r"\W", "", text[found.end() : found.end() + 2])[:1]


def _is_date(found: re.Match[str], text: str, zh: bool) -> bool:
    if zh:
        return text[found.end() : found.end() + 1] in ("年", "月", "日", "號", "号")
    return _YEAR_EN.fullmatch(found.group()) is not None or bool(
        re.search(rf"(?:{'|'.join(_MONTHS)}|May) $", text[: found.start()])
        or re.match(rf" (?:{'|'.join(_MONTHS)}|May)", text[found.end() :])
    )


def _unit(sentence: str, swaps: Sequence[tuple[str, str]]) -> str | None:
    for pattern, other in swaps:
        if found := re.search(pattern, sentence):
            return _put(sentence, found, other)
    return None


def _date(place: Place, chance: random.Random) -> str | None:
    sentence, zh = place.sentence, place.language == "zh"
    patterns = [_YEAR_ZH, _MONTH_ZH, _DAY_ZH] if zh else [_YEAR_EN, _MONTH_EN]
    spots = [found for pattern in patterns for found in pattern.finditer(sentence)]
    if not spots:
        return None
    spot = chance.choice(spots)
    if spot.group() in _MONTHS:
        others = [month for month in _MONTHS if month not in place.paragraph]
    elif int(spot.group()) > 31:
        years = (int(spot.group()) + step for step in (-10, -3, -1, 1, 2, 7, 10))
        others = [str(year) for year in years if str(year) not in place.paragraph]
    else:
        mark = sentence[spot.end()]
        others = [str(n) for n in range(1, 13) if not re.search(rf"(?<!\d)0?{n}{mark}", place.paragraph)]
    return _put(sentence, spot, chance.choice(others)) if others else None


def _name(place: Place, others: Sequence[str], chance: random.Random) -> str | None:
    if not place.names or not others:
        return None
    name = chance.choice(place.names)
    return place.sentence.replace(name, chance.choice(others))


def _others(place: Place) -> list[str]:
    """Names of the paragraph that are not in the sentence."""
    if place.language == "zh":
        return []
    found = (name for name in _NAME_EN.findall(place.paragraph) if name.split()[0] not in _NO_NAME)
    return [name for name in found if name not in place.sentence]


def _subject(place: Place, chance: random.Random) -> str | None:
    """Another name of the paragraph before a figure: it would be said of something else."""
    figures = [found.start() for found in _NUMBER.finditer(place.sentence)]
    names = [name for name in place.names if any(place.sentence.find(name) < at for at in figures)]
    others = _others(place)
    return place.sentence.replace(chance.choice(names), chance.choice(others)) if names and others else None


def _swapped(place: Place) -> str | None:
    """The first two names each in the other's place, where a verb and no "and" stands between them."""
    names = [name for name in dict.fromkeys(place.names) if place.sentence.count(name) == 1]
    if len(names) < 2:
        return None
    first, last = sorted(names, key=place.sentence.find)[:2]
    start, end = place.sentence.find(first), place.sentence.find(last)
    between = place.sentence[start + len(first) : end]
    if not _ACTS.search(between):
        return None
    return place.sentence[:start] + last + between + first + place.sentence[end + len(last) :]


def _opposite(sentence: str, zh: bool) -> str | None:
    for one, other in _OPPOSITE_ZH if zh else _OPPOSITE_EN:
        for word, replacement in ((one, other), (other, one)):
            pattern = word if zh else rf"\b{word}\b"
            if found := re.search(pattern, sentence):
                return _put(sentence, found, replacement)
    return None


def _negated(sentence: str, zh: bool) -> str | None:
    if zh:
        return re.sub("(?<![不没])(是|能|会|属于|包括)(?!否)", r"不\1", sentence, count=1)
    return re.sub(r"\b(is|are|was|were|can|could|has been)\b(?! not)", r"\1 not", sentence, count=1)


def _put(sentence: str, spot: re.Match[str], new: str) -> str:
    return sentence[: spot.start()] + new + sentence[spot.end() :]
