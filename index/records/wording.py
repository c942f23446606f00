"""A query in plain words, in Chinese and in English, so that a reader sees what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.records.choices import CURRENCIES
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity, Field
from corpus.schemas import Language
from index.records.queries import Filter, QueryPair, RecordQuery, unit_of_kind

_OPERATORS = {
    "equals": ("为{0}", "is {0}"),
    "not_equals": ("不为{0}", "is not {0}"),
    "in": ("为{all}之一", "is one of {all}"),
    "not_in": ("不在{all}之列", "is none of {all}"),
    "at_least": ("不低于{0}", "is at least {0}"),
    "more_than": ("高于{0}", "is more than {0}"),
    "at_most": ("不高于{0}", "is at most {0}"),
    "less_than": ("低于{0}", "is less than {0}"),
    "between": ("介于{0}{low_zh}与{1}{high_zh}之间", "is between {0}{low_en} and {1}{high_en}"),
    "contains": ("包含{0}", "contains {0}"),
    "on": ("在{0}", "is in {0}"),
    "before": ("早于{0}", "is before {0}"),
    "after": ("晚于{0}", "is after {0}"),
    "period": ("在{0}至{1}之间", "is from {0} to {1}"),
    "is_known": ("已知", "is known"),
    "is_unknown": ("未知", "is not known"),
}
_PLACED = {
    "at_least": ("处于{0}或之后", "is {0} or later"),
    "more_than": ("在{0}之后", "is later than {0}"),
    "at_most": ("处于{0}或之前", "is {0} or earlier"),
    "less_than": ("在{0}之前", "is earlier than {0}"),
}
_AGGREGATES = {
    "count": ("{entity}的数量", "the number of {entity}"),
    "sum": ("{entity}的{measure}合计", "the sum of the {measure} of {entity}"),
    "average": ("{entity}的平均{measure}", "the average {measure} of {entity}"),
    "minimum": ("{entity}的最小{measure}", "the smallest {measure} of {entity}"),
    "maximum": ("{entity}的最大{measure}", "the largest {measure} of {entity}"),
    "list": ("{entity}的清单", "a list of {entity}"),
}
_EXTREMES = {
    "money": (("最高", "highest"), ("最低", "lowest")),
    "area_mu": (("最大", "largest"), ("最小", "smallest")),
    "date": (("最晚", "latest"), ("最早", "earliest")),
}
_ENGLISH_SCALES = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_DECIMALS = 6
_DECIMALS_ROUNDED = 4
_UNITS = {"1": ("", ""), "mu": ("亩", " mu"), "percent": ("%", "%")}
_YUAN_NAMES = ((Decimal(10**8), "亿元"), (Decimal(10**4), "万元"), (Decimal(1), "元"))


def in_words(query: RecordQuery | QueryPair, language: Language) -> str:
    """What a query asks, as a phrase without a full stop: 项目的数量（阶段处于签约或之后；总投资不低于10亿元）."""
    if isinstance(query, QueryPair):
        first, second = in_words(query.first, language), in_words(query.second, language)
        if query.operation == "difference":
            return f"“{first}”减去“{second}”" if language == "zh" else f"({first}) less ({second})"
        return f"“{first}”与“{second}”之比" if language == "zh" else f"({first}) over ({second})"
    return _in_chinese(query) if language == "zh" else _in_english(query)


def _in_chinese(query: RecordQuery) -> str:
    entity = ENTITIES[query.entity]
    base, filters = (_all(entity, given, "zh") for given in (query.base, query.filters))
    if query.aggregate == "share":
        of = f"全部{entity.zh}" if not base else f"{entity.zh}（{base}）"
        by = f"{_measure(query, 'zh')}" if query.measure else "数量"
        text = f"{f'符合“{filters}”的' if filters else ''}{entity.zh}占{of}的比重（按{by}计）"
    else:
        conditions = "；".join(filter(None, (base, filters)))
        text = _list_or_value(query, "zh") + (f"（{conditions}）" if conditions else "")
    return text + (f"，按{_group(query, 'zh')}分组" if query.group else "")


def _in_english(query: RecordQuery) -> str:
    entity = ENTITIES[query.entity]
    base, filters = (_all(entity, given, "en") for given in (query.base, query.filters))
    if query.aggregate == "share":
        of = f"all {entity.en_plural}" if not base else f"{entity.en_plural} where {base}"
        by = _measure(query, "en") if query.measure else "number"
        text = f"the share, by {by}, of {entity.en_plural}{f' where {filters}' if filters else ''} in {of}"
    else:
        conditions = ", and ".join(filter(None, (base, filters)))
        text = _list_or_value(query, "en") + (f" where {conditions}" if conditions else "")
    return text + (f", for each {_group(query, 'en')}" if query.group else "")


def _list_or_value(query: RecordQuery, language: Language) -> str:
    entity = ENTITIES[query.entity]
    name = entity.zh if language == "zh" else entity.en_plural
    aggregate = "list" if query.aggregate == "top" else query.aggregate
    words = _AGGREGATES[aggregate][language == "en"].format(entity=name, measure=_measure(query, language))
    if query.order is None:
        return words
    order = _name(entity, query.order.field, language)
    if query.aggregate == "top" and query.limit:
        return _extreme(query, entity, order, language)
    if language == "zh":
        return f"{words}（按{order}由{'高到低' if query.order.descending else '低到高'}）"
    way = "highest" if query.order.descending else "lowest"
    return f"{words} (by {order}, {way} first)"


def _extreme(query: RecordQuery, entity: Entity, order: str, language: Language) -> str:
    """The first so many by a measure: 总投资最高的3个项目, the project with the latest signing date."""
    field = entity.field(query.order.field) if query.order else None
    highest, lowest = _EXTREMES.get(field.kind if field else "", _EXTREMES["money"])
    zh, en = highest if query.order and query.order.descending else lowest
    is_one = query.limit == 1
    if language == "zh":
        return f"{order}{zh}的{'' if is_one else f'{query.limit}个'}{entity.zh}"
    return f"the {entity.en if is_one else f'{query.limit} {entity.en_plural}'} with the {en} {order}"


def _all(entity: Entity, filters: Sequence[Filter], language: Language) -> str:
    phrases = (_filter(entity, filter_, language) for filter_ in filters)
    return ("；" if language == "zh" else ", and ").join(phrases)


def _filter(entity: Entity, filter_: Filter, language: Language) -> str:
    field = entity.known_field(filter_.field)
    in_english = language == "en"
    words = _PLACED if field.is_ordered and filter_.operator in _PLACED else _OPERATORS
    values = [_value(field, value, filter_.currency, language) for value in filter_.values]
    phrase = words[filter_.operator][in_english].format(
        *values,
        all=(", " if in_english else "、").join(values),
        low_zh="" if filter_.includes_lower else "（不含）",
        high_zh="" if filter_.includes_upper else "（不含）",
        low_en="" if filter_.includes_lower else " (not included)",
        high_en="" if filter_.includes_upper else " (not included)",
    )
    named = [_name(entity, name, language) for name in (filter_.field, *filter_.also)]
    name = (" or " if in_english else "或").join(named)
    if filter_.negated:
        return f"not ({name} {phrase})" if in_english else f"非（{name}{phrase}）"
    return f"{name} {phrase}" if in_english else f"{name}{phrase}"


def _value(field: Field, value: Decimal | bool | str, currency: str | None, language: Language) -> str:
    if isinstance(value, bool):
        return ("yes" if value else "no") if language == "en" else ("是" if value else "否")
    if isinstance(value, Decimal):
        return figure_in_words(value, unit_of_kind(field.kind, currency), language)
    choice = field.choice(value)
    if choice:
        return choice.en if language == "en" else choice.zh
    if field.kind == "date":
        return day_in_words(value, language)
    return f"“{value}”"


def figure_in_words(value: Decimal, unit: str, language: Language) -> str:
    """A figure exactly, with its unit as `unit_of` names it: 1,234.5亩, 15%, 12.5亿元, 7."""
    if unit in _UNITS:
        return f"{value.normalize():,f}{_UNITS[unit][language == 'en']}"
    return amount_in_words(value, unit, language)


def rounded_in_words(value: Decimal, unit: str, language: Language) -> str:
    """A figure that no few decimals hold, rounded to what a reader takes in: 约21.848亿元, about 408.17 mu."""
    scales = [scale for scale, _ in (_ENGLISH_SCALES if language == "en" else _YUAN_NAMES) if abs(value) >= scale > 1]
    step = scales[0] / 10**_DECIMALS_ROUNDED if scales and unit not in _UNITS else Decimal("0.01")
    rounded = (value / step).quantize(Decimal(1)) * step
    return f"{'约' if language == 'zh' else 'about '}{figure_in_words(rounded, unit, language)}"


def amount_in_words(value: Decimal, currency: str, language: Language) -> str:
    """An amount exactly: 12.5亿元, 300万美元, 1.25 billion yuan, 1,234,567.8 yuan."""
    named = next((choice for choice in CURRENCIES if choice.code == currency), None)
    if language == "en":
        return f"{_scaled_in_english(value)} {named.en if named else currency}"
    scale, unit = next(((scale, unit) for scale, unit in _YUAN_NAMES if abs(value) >= scale), _YUAN_NAMES[-1])
    scaled = f"{(value / scale).normalize():f}"
    if currency == "CNY":
        return scaled + unit
    return scaled + unit.removesuffix("元") + (named.zh if named else currency)


def _scaled_in_english(value: Decimal) -> str:
    """A number in billions or millions where that takes few decimals."""
    for scale, name in _ENGLISH_SCALES:
        scaled = (value / scale).normalize()
        if abs(scaled) >= 1 and scaled == round(scaled, _DECIMALS):
            return f"{scaled:f} {name}"
    return f"{value.normalize():,f}"


def day_in_words(written: str, language: Language) -> str:
    """A date as it is kept, known to the year, the month or the day: 2026年5月, 2026年5月21日; in English as it is."""
    if language == "en":
        return written
    parts = zip(written.split("-"), "年月日", strict=False)
    return "".join(f"{int(part)}{unit}" for part, unit in parts)


def _measure(query: RecordQuery, language: Language) -> str:
    if query.measure is None:
        return ""
    name = _name(ENTITIES[query.entity], query.measure, language)
    if query.measured is None or query.measured.kind != "money":
        return name
    currency = next((choice for choice in CURRENCIES if choice.code == query.currency), None)
    named = (currency.zh if language == "zh" else currency.en) if currency else query.currency
    return f"{name}（{named}）" if language == "zh" else f"{name} (in {named})"


def _group(query: RecordQuery, language: Language) -> str:
    entity = ENTITIES[query.entity]
    field = entity.field(query.group or "")
    name = _name(entity, query.group or "", language)
    if field is not None and field.kind == "date":
        return f"{name}的年份" if language == "zh" else f"year of {name}"
    return name


def _name(entity: Entity, name: str, language: Language) -> str:
    field = entity.field(name)
    if field is None:
        return name
    return field.zh if language == "zh" else field.en
