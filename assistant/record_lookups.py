"""Record lookups: what is recorded of records that were named, and the stages that one of them has gone through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from assistant.record_answers import Plain, RecordAnswer, plain, provenance_of
from assistant.record_questions import Lookup
from assistant.record_sentences import counted_as_of, entity_name, joined, name_of, sentence, shown
from assistant.record_tables import RecordTable, table_of_fields
from assistant.replies import reply
from corpus.languages import Script, in_script
from corpus.records.amounts import Amount
from corpus.records.entities import ENTITIES
from corpus.records.fields import Entity, Field
from corpus.records.rows import Value
from corpus.schemas import Language
from index.records.results import RecordRow
from index.records.store import RecordStore


def lookup_answer(store: RecordStore, asked: Lookup, script: Script) -> RecordAnswer | None:
    """What the records with these ids state, or nothing where the shelf keeps none of it. Raises `SearchIndexError`."""
    language: Language = "en" if script == "latn" else "zh"
    entity = ENTITIES[asked.entity]
    rows = store.records(asked.entity, asked.ids)
    if not rows:
        return None
    if asked.fields:
        fields = [entity.known_field(name) for name in asked.fields]
        said = [_stated(row, fields, language) for row in rows]
        told: list[Mapping[str, Plain]] = [_row(row, fields, language) for row in rows]
        query = _query(rows, [_label(field, language) for field in fields], language)
        table = table_of_fields(rows[0], fields, language) if len(rows) == 1 and len(fields) > 2 else None
    elif set(entity.history) <= {field.name for field in store.fields(asked.entity)}:
        told = [
            {name: _history_value(entity, name, step[name], language) for name in entity.history}
            for step in _steps(store.history(asked.entity, rows[0].id), entity)
        ]
        said = [_gone_through(rows[0], told, entity, language)]
        label = "阶段历程" if language == "zh" else "stage history"
        query, table = _query(rows, [label], language), None
    else:
        return None
    dates = [date for row in rows if isinstance(date := row.values.get("as_of"), str)]
    sentences = [*said, *counted_as_of((min(dates), max(dates)) if dates else None, language)]
    return RecordAnswer(
        query=query,
        entity=entity.name,
        matched=len(rows),
        total=store.total(asked.entity),
        value=_value(rows, asked),
        rows=tuple(told),
        ids=tuple(row.id for row in rows),
        as_of=max(dates, default=None),
        audience=store.audience,
        provenance=provenance_of(store, Lookup(asked.entity, asked.ids, ()).query),
        title=reply("records_title", script, entity=entity_name(entity, language)),
        sentences=tuple(in_script(text, script) for text in sentences),
        table=_in_script(table, script),
    )


def _in_script(table: RecordTable | None, script: Script) -> RecordTable | None:
    return table.traditional() if table and script == "hant" else table


def _stated(row: RecordRow, fields: list[Field], language: Language) -> str:
    """示例项目的总投资是12亿元。 or, of several fields, 示例项目：总投资12亿元；阶段在建。"""
    name = name_of(row.id, row.values, language)
    values = [_shown(field, _in_language(row, field, language), language) for field in fields]
    if len(fields) == 1:
        label = _label(fields[0], language)
        return sentence(
            f"{name}的{label}：{values[0]}" if language == "zh" else f"{name} – {label}: {values[0]}", language
        )
    facts = (f"{_label(field, language)} {value}" if language == "zh" else f"{_label(field, language)}: {value}"
             for field, value in zip(fields, values, strict=True))  # fmt: skip
    return sentence(f"{name}{'：' if language == 'zh' else ' – '}{joined(facts, language)}", language)


def _in_language(row: RecordRow, field: Field, language: Language) -> Value:
    """What a record states in a field, in English where the list has that in a column of its own."""
    stated = row.values.get(f"{field.name}_en") if language == "en" else None
    return stated or row.values.get(field.name)


def _steps(history: Iterable[Mapping[str, str | None]], entity: Entity) -> Iterator[Mapping[str, str | None]]:
    """The stages one after the other; rows that only tell the same stage again are one."""
    for _, same in groupby(history, key=lambda step: tuple(step[name] for name in entity.history[:2])):
        yield next(same)


def _gone_through(row: RecordRow, steps: list[Mapping[str, Plain]], entity: Entity, language: Language) -> str:
    stage, since, *_ = entity.history
    undated = "日期未填写" if language == "zh" else "date not stated"
    said = (f"{step[since] or undated} {step[stage]}" for step in steps)
    name = name_of(row.id, row.values, language)
    label = "的阶段历程：" if language == "zh" else " – stages: "
    return sentence(f"{name}{label}{joined(said, language)}", language)


def _history_value(entity: Entity, name: str, stored: str | None, language: Language) -> Plain:
    return None if stored is None else shown(entity.known_field(name), stored, language)


def _shown(field: Field, value: Value, language: Language) -> str:
    if value is None:
        return "未填写" if language == "zh" else "not stated"
    return shown(field, value, language)


def _row(row: RecordRow, fields: list[Field], language: Language) -> Mapping[str, Plain]:
    told: dict[str, Plain] = {"id": row.id}
    for field in fields:
        value = _in_language(row, field, language)
        told[field.name] = None if value is None else shown(field, value, language)
    return told


def _value(rows: tuple[RecordRow, ...], asked: Lookup) -> int | float | None:
    """The number, where one is asked for of one record."""
    value = rows[0].values.get(asked.fields[0]) if len(rows) == len(asked.fields) == 1 else None
    number = value.value if isinstance(value, Amount) else value
    return plain(number) if isinstance(number, Decimal) else None


def _query(rows: tuple[RecordRow, ...], labels: list[str], language: Language) -> str:
    names = "、".join(name_of(row.id, row.values, language) for row in rows[:3])
    return f"{names}：{'、'.join(labels)}" if language == "zh" else f"{names}: {', '.join(labels)}"


def _label(field: Field, language: Language) -> str:
    return field.zh if language == "zh" else field.en
