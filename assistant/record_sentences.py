"""Record sentences: what a query gave, in the words of either language; Chinese in Simplified script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assistant.replies import reply
from corpus.languages import Script
from corpus.records.amounts import Amount
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity, Field
from corpus.records.rows import Value
from corpus.schemas import Language
from index.records.queries import RecordQuery, unit_of, unit_of_kind
from index.records.results import Group, Number, PairResult, RecordResult, RecordRow
from index.records.wording import amount_in_words, figure_in_words, rounded_in_words

_NAMED = 10  # rows and groups named in a sentence; the others are counted
_RANGES: dict[Language, str] = {"zh": "至", "en": " to "}
_SCRIPTS: dict[Language, Script] = {"zh": "hans", "en": "latn"}


def shown(field: Field, value: Value, language: Language) -> str:
    """A value of a record as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]
    if isinstance(value, Amount):
        return amount_in_words(value.value, value.currency, language)
    if isinstance(value, Decimal):
        return figure_in_words(value, unit_of_kind(field.kind), language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(value)
    choice = field.choice(value)
    return value if choice is None else choice.zh if language == "zh" else choice.en


def value_in_words(words: str, result: RecordResult | PairResult, language: Language) -> str:
    query = result.query.first if isinstance(result, PairResult) else result.query
    if result.value is None:
        return sentence(
            f"{words}：没有可以计算的数据" if language == "zh" else f"{words}: nothing to compute from", language
        )
    is_share = isinstance(result, RecordResult) and result.query.aggregate == "share"
    is_ratio = isinstance(result, PairResult) and result.query.operation == "ratio"
    value = _percent(result.value) if is_share else _figure(result.value, "1" if is_ratio else unit_of(query), language)
    if language == "zh" and query.aggregate == "count" and not is_ratio and not is_share:
        value += {"enterprise": "家", "target": "家"}.get(query.entity, "个")
    if language == "zh" and is_ratio:
        value += "倍"
    is_ = f"约为{value.removeprefix('约')}" if value.startswith("约") else f"是{value}"
    return sentence(f"{words}{is_}" if language == "zh" else f"{words} is {value}", language)


def list_in_words(words: str, result: RecordResult, language: Language) -> str:
    if not result.rows:
        return sentence(f"{words}：没有" if language == "zh" else f"{words}: none", language)
    entity = ENTITIES[result.query.entity]
    ordered = result.query.order.field if result.query.order else result.query.measure
    named = list_of_rows(result.rows[:_NAMED], entity, ordered, language)
    more = result.matched - len(named) if result.query.aggregate == "list" else len(result.rows) - len(named)
    return _listed(words, named, more, language)


def groups_in_words(words: str, groups: Sequence[Group], query: RecordQuery, language: Language) -> str:
    field = ENTITIES[query.entity].known_field(query.group or "")
    groups = [group for group in groups if group.key is not None or group.value is not None]
    named = [
        f"{key_in_words(field, group.key, language)} {group_value_in_words(group, query, language)}"
        for group in groups[:_NAMED]
    ]
    if not named:
        return sentence(f"{words}：没有" if language == "zh" else f"{words}: none", language)
    return _listed(words, named, len(groups) - len(named), language)


def _listed(words: str, named: list[str], more: int, language: Language) -> str:
    rest = "" if more <= 0 else f"；另有{more}个" if language == "zh" else f"; and {more} more"
    said = joined(named, language)
    return sentence(f"{words}：{said}{rest}" if language == "zh" else f"{words}: {said}{rest}", language)


def name_of(id_: str, values: Mapping[str, Value], language: Language) -> str:
    """The name of a record in a language, in the other one, or its id."""
    own, other = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    return str(values.get(own) or values.get(other) or id_)


def joined(parts: Iterable[str], language: Language) -> str:
    """Parts of a sentence beside each other."""
    return ("；" if language == "zh" else "; ").join(parts)


def list_of_rows(rows: Iterable[RecordRow], entity: Entity, ordered: str | None, language: Language) -> list[str]:
    """The name of each row, with what they are ordered by."""
    return [_row_in_words(row.id, row.values, entity, ordered, language) for row in rows]


def _row_in_words(
    id_: str, values: Mapping[str, Value], entity: Entity, ordered: str | None, language: Language
) -> str:
    name = name_of(id_, values, language)
    measure = values.get(ordered) if ordered else None
    if measure is None or ordered is None:
        return name
    said = shown(entity.known_field(ordered), measure, language)
    return f"{name}（{said}）" if language == "zh" else f"{name} ({said})"


def counted(result: RecordResult, entity: Entity, language: Language) -> list[str]:
    """Of how many records how many count, and as of when."""
    name = "records_all" if result.matched == result.total else "records_counted"
    values = {"entity": entity_name(entity, language), "matched": f"{result.matched:,}", "total": f"{result.total:,}"}
    said = [reply(name, _SCRIPTS[language], **values)]
    return [*said, *counted_as_of(result.as_of, language)]


def counted_as_of(dates: tuple[str, str] | None, language: Language) -> list[str]:
    """As of when, where that is known."""
    if dates is None:
        return []
    return [reply("records_as_of", _SCRIPTS[language], as_of=_RANGES[language].join(dict.fromkeys(dates)))]


def left_out(result: RecordResult | PairResult, language: Language, beside: Sequence[RecordResult] = ()) -> list[str]:
    """How many records could not be told of, which a reader must know of a count or a sum.

    `beside` are the sums of those in other currencies.
    """
    script = _SCRIPTS[language]
    if isinstance(result, PairResult):
        return _left_out_of_both(result, language)
    field = _measured(result.query)
    untold, unmeasured = result.untold, result.unmeasured
    unknown = untold.unknown + (0 if field else unmeasured.unknown)
    other = untold.other_currency + (0 if beside else unmeasured.other_currency)
    said = []
    if field and unmeasured.unknown:
        measure = field.zh if language == "zh" else field.en
        said.append(reply("records_unmeasured", script, count=f"{unmeasured.unknown:,}", measure=measure))
    if unknown:
        said.append(reply("records_unknown", script, count=f"{unknown:,}"))
    said += [_sum_beside(one, language) for one in beside]
    return said + ([reply("records_other_currency", script, count=f"{other:,}")] if other else [])


def _left_out_of_both(result: PairResult, language: Language) -> list[str]:
    """What two figures each leave out; the same records may be left out of both, so the two are not added."""
    said = []
    for name, kind in (("records_unknown", "unknown"), ("records_other_currency", "other_currency")):
        untold = [getattr(one.untold, kind) for one in (result.first, result.second)]
        unmeasured = [getattr(one.unmeasured, kind) for one in (result.first, result.second)]
        first, second = map(sum, zip(untold, unmeasured, strict=True))
        # What neither figure could be told of is most often the same records, as those without a county.
        if first == second and not any(unmeasured):
            said += [reply(name, _SCRIPTS[language], count=f"{first:,}")] if first else []
        else:
            said.append(reply(f"{name}_of_both", _SCRIPTS[language], first=f"{first:,}", second=f"{second:,}"))
    return said


def _measured(query: RecordQuery) -> Field | None:
    name = query.measure or (query.order.field if query.order else None)
    return ENTITIES[query.entity].known_field(name) if name else None


def _sum_beside(result: RecordResult, language: Language) -> str:
    """What the records in another currency come to."""
    currency = ENTITIES[result.query.entity].known_field("currency")
    return reply(
        "records_sum_beside",
        _SCRIPTS[language],
        count=f"{result.matched - result.unmeasured.unknown - result.unmeasured.other_currency:,}",
        currency=shown(currency, result.query.currency, language),
        value=_figure(result.value or 0, unit_of(result.query), language),
    )


def key_in_words(field: Field, key: str | bool | None, language: Language) -> str:
    if key is None:
        return "未填写" if language == "zh" else "not stated"
    return shown(field, key, language)


def group_value_in_words(group: Group, query: RecordQuery, language: Language) -> str:
    if group.value is None:
        return "–"
    return _percent(group.value) if query.aggregate == "share" else _figure(group.value, unit_of(query), language)


def _figure(value: Number, unit: str, language: Language) -> str:
    """A number with its unit; an average or ratio that no decimal holds is rounded, and says so."""
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    is_exact = not isinstance(value, Fraction) or Fraction(decimal.quantize(Decimal("0.01"))) == exact
    return figure_in_words(decimal, unit, language) if is_exact else rounded_in_words(decimal, unit, language)


def _percent(value: Number) -> str:
    share = Fraction(value) * 100
    return f"{Decimal(share.numerator) / Decimal(share.denominator):.2f}%"


def entity_name(entity: Entity, language: Language) -> str:
    return entity.zh if language == "zh" else entity.en_plural


def sentence(text: str, language: Language) -> str:
    """A text as a sentence."""
    return f"{text}。" if language == "zh" else f"{text[0].upper()}{text[1:]}."
