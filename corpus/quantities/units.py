"""Units and currencies of both languages, each with what it measures, its base unit and how many base units it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from corpus.quantities.values import Kind

_TABLE: tuple[tuple[Kind, str, str, str, str], ...] = (
    # kind, base unit, base units in one, Chinese names, English names and symbols (those in lower case match any case)
    ("amount", "CNY", "1", "元人民币|元|圆|人民币", "yuan|renminbi|RMB|CNY"),
    ("amount", "USD", "1", "美元|美金", "us dollar(s)|u.s. dollar(s)|american dollar(s)|dollar(s)|USD"),
    ("amount", "HKD", "1", "港元|港币", "hong kong dollar(s)|hk dollar(s)|HKD"),
    ("amount", "MOP", "1", "澳门元|澳门币", "macao pataca(s)|macau pataca(s)|pataca(s)|MOP"),
    ("amount", "TWD", "1", "新台币|台币", "new taiwan dollar(s)|TWD"),
    ("amount", "EUR", "1", "欧元", "euro(s)|EUR"),
    ("amount", "GBP", "1", "英镑", "pound(s) sterling|pound(s)|GBP"),
    ("amount", "JPY", "1", "日元", "japanese yen|yen|JPY"),
    ("amount", "KRW", "1", "韩元", "korean won|KRW"),
    ("amount", "SGD", "1", "新加坡元|新元", "singapore dollar(s)|SGD"),
    ("amount", "AUD", "1", "澳元", "australian dollar(s)|AUD"),
    ("amount", "CAD", "1", "加元", "canadian dollar(s)|CAD"),
    ("amount", "CHF", "1", "瑞士法郎", "swiss franc(s)|CHF"),
    ("percentage", "percent", "1", "%", "%|percent|per cent|pct"),
    ("percentage", "percent", "0.1", "‰", "‰|per mille"),
    ("percentage", "percent", "10", "成", ""),
    ("percentage", "percentage_point", "1", "个百分点|百分点", "percentage-point(s)|percentage point(s)"),
    ("area", "m2", "1", "平方米|平米|㎡", "square metre(s)|square meter(s)|sq m|m²|m2|㎡"),
    ("area", "m2", "10000", "公顷", "hectare(s)|ha"),
    ("area", "m2", "1000000", "平方公里|平方千米|㎢", "square kilometre(s)|square kilometer(s)|sq km|km²|km2|㎢"),
    ("area", "mu", "1", "亩", "mu"),
    ("mass", "kg", "1000", "吨|公吨", "metric ton(s)|metric tonne(s)|tonne(s)|ton(s)|t"),
    ("mass", "kg", "1000000", "千吨", "kilotonne(s)|kt"),
    ("mass", "kg", "1", "公斤|千克", "kilogram(s)|kilogramme(s)|kg"),
    ("mass", "kg", "0.5", "斤", "jin"),
    ("mass", "kg", "0.001", "克", "gram(s)|g"),
    ("mass", "kg", "0.000001", "毫克", "milligram(s)|mg"),
    ("length", "m", "1", "米", "metre(s)|meter(s)|m"),
    ("length", "m", "1000", "公里|千米", "kilometre(s)|kilometer(s)|km"),
    ("length", "m", "0.01", "厘米", "centimetre(s)|centimeter(s)|cm"),
    ("length", "m", "0.001", "毫米", "millimetre(s)|millimeter(s)|mm"),
    ("length", "m", "0.000001", "微米", "micrometre(s)|micrometer(s)|micron(s)|µm|um"),
    ("length", "m", "0.000000001", "纳米", "nanometre(s)|nanometer(s)|nm"),
    ("volume", "m3", "1", "立方米|立方", "cubic metre(s)|cubic meter(s)|m³|m3"),
    ("volume", "m3", "0.001", "升", "litre(s)|liter(s)|L"),
    ("power", "W", "1", "瓦", "watt(s)|W"),
    ("power", "W", "1000", "千瓦", "kilowatt(s)|kWp|kW|KW"),
    ("power", "W", "1000000", "兆瓦", "megawatt(s)|MWp|MW"),
    ("power", "W", "1000000000", "吉瓦", "gigawatt(s)|GWp|GW"),
    ("energy", "Wh", "1", "瓦时", "watt-hour(s)|Wh"),
    ("energy", "Wh", "1000", "千瓦时|千瓦小时|度电", "kilowatt-hour(s)|kilowatt hour(s)|kWh|KWh"),
    ("energy", "Wh", "1000000", "兆瓦时|兆瓦小时", "megawatt-hour(s)|megawatt hour(s)|MWh"),
    ("energy", "Wh", "1000000000", "吉瓦时|吉瓦小时", "gigawatt-hour(s)|gigawatt hour(s)|GWh"),
    ("energy", "Wh", "1000000000000", "太瓦时", "terawatt-hour(s)|TWh"),
    ("duration", "minute", "1", "分钟", "minute(s)"),
    ("duration", "minute", "60", "个小时|小时", "hour(s)"),
    ("duration", "day", "1", "天|日", "calendar day(s)|day(s)"),
    ("duration", "day", "7", "周|个星期|星期", "week(s)"),
    ("duration", "working_day", "1", "个工作日|工作日", "working day(s)|working-day|business day(s)|workday(s)"),
    ("duration", "month", "1", "个月", "month(s)"),
    ("duration", "month", "12", "年", "year(s)"),
    ("ordinal", "1", "1", "届", ""),
)  # fmt: skip

# What a name must not be followed by, where it is more often the beginning of another word.
_NOT_BEFORE = {
    "元": "素件旦首老宇", "成": "员为立功本果长都品就熟套型效绩交分份不", "年": "级产", "周": "年边",
    "米": "粉线面", "克": "服", "斤": "斤", "升": "级", "天": "然", "日": "历均产", "瓦": "斯",
}  # fmt: skip

_SIGNS = {
    "US$": "USD", "US $": "USD", "$": "USD", "HK$": "HKD", "HK $": "HKD", "MOP$": "MOP", "NT$": "TWD", "S$": "SGD",
    "A$": "AUD", "C$": "CAD", "¥": "CNY", "€": "EUR", "£": "GBP", "人民币": "CNY",
}  # fmt: skip
_SHORT_SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12,
}  # fmt: skip


class Unit(NamedTuple):
    """What a figure is counted in: `factor` base units."""

    kind: Kind
    base: str
    factor: Decimal


def _by_name(names: int) -> dict[str, Unit]:
    return {
        name: Unit(row[0], row[1], Decimal(row[2]))
        for row in _TABLE
        for written in filter(None, row[names].split("|"))
        for name in ((written[:-3], written[:-3] + "s") if written.endswith("(s)") else (written,))
    }


def _either(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest first."""
    return "|".join(
        re.escape(name) + (f"(?![{_NOT_BEFORE[name]}])" if name in _NOT_BEFORE else "")
        for name in sorted(names, key=len, reverse=True)
    )


_HAN, _LATIN = _by_name(3), _by_name(4)
_CODES = {base for kind, base, *_ in _TABLE if kind == "amount"} | {"RMB"}
_WORDS = {name for name in _LATIN if name.islower() and len(name) > 3} | _CODES
_LATIN_WORDS = {name.lower(): _LATIN[name] for name in _WORDS}
_END = r"(?![A-Za-z0-9²³])"
_CURRENCY_NAMES = {name for name, unit in _LATIN.items() if unit.kind == "amount"}

_HAN_UNIT = re.compile(rf" ?[余多几]?({_either(_HAN)})")
_LATIN_UNIT = re.compile(
    rf"[ -]?(%|‰|(?:(?i:{_either(_WORDS)})|{_either(_LATIN.keys() - _WORDS - {'%', '‰'})}){_END})", re.ASCII
)
_SIGN = re.compile(rf"({_either([*_SIGNS, *_CODES])}) ?(?=\d)", re.ASCII)
_SHORT = re.compile(rf" ?({_either(_SHORT_SCALES)}){_END}", re.ASCII | re.IGNORECASE)
_SHORT_WITH_CURRENCY = re.compile(
    rf" ?({_either(_SHORT_SCALES)})(?=[ -](?:{_either(_CURRENCY_NAMES)}){_END}|[美港欧]?元)", re.ASCII | re.IGNORECASE
)
SIGN_WORDS = frozenset(sign.rstrip(" $").lower() for sign in [*_SIGNS, *_CODES])


def match_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit written at `at`, after a space or a hyphen at most, and where it ends."""
    following = text[at : at + 2].strip(" -")[:1]
    if following.isascii() or following in "µ‰㎡㎢":
        match = _LATIN_UNIT.match(text, at)
        return (_LATIN.get(match[1]) or _LATIN_WORDS[match[1].lower()], match.end()) if match else None
    match = _HAN_UNIT.match(text, at)
    return (_HAN[match[1]], match.end()) if match else None


def match_sign(text: str, at: int) -> tuple[str, int] | None:
    """The currency whose sign, code or name stands before a figure at `at`, and where the figure begins."""
    match = _SIGN.match(text, at)
    if match is None:
        return None
    return _SIGNS.get(match[1]) or ("CNY" if match[1] == "RMB" else match[1]), match.end()


def match_short_scale(text: str, at: int, *, in_money: bool) -> tuple[Decimal, int] | None:
    """The k, m or bn written at `at`: these are scales only in money, which a sign before or a name after shows."""
    match = (_SHORT if in_money else _SHORT_WITH_CURRENCY).match(text, at)
    return (Decimal(_SHORT_SCALES[match[1].lower()]), match.end()) if match else None
