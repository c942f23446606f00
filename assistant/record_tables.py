"""Record tables: the rows or groups of an answer as a small table for a reader, in the words of either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.record_sentences import group_value_in_words, key_in_words, name_of, shown
from corpus.languages import has_han, to_traditional
from corpus.records.entities import ENTITIES
from corpus.records.fields import DECIMALS, Entity, EntityName, Field
from corpus.schemas import Language
from index.records.queries import Filter, RecordQuery
from index.records.results import Group, RecordResult, RecordRow

_MOST_ROWS = 10
_MOST_FIELDS = 3
_TELLING: dict[EntityName, tuple[str, ...]] = {
    "project": ("county", "total_investment", "stage", "chain", "origin"),
    "enterprise": ("links", "role", "products"),
    "target": ("province", "link", "priority"),
    "link": ("chain", "position", "local_status"),
    "event": ("held_on", "projects", "signed_amount"),
    "policy": ("issuer", "effective", "expires"),
}
_SAME = frozenset(("equals", "is_unknown", "is_known"))


@dataclass(frozen=True, slots=True)
class RecordTable:
    """Headers and the first rows of cells, under a caption that says what they are.

    `numeric` tells which columns hold figures, `more` how many rows there are that are not shown.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    more: int = 0

    def traditional(self) -> RecordTable:
        """The table in Traditional script."""
        return RecordTable(
            to_traditional(self.caption),
            tuple(map(to_traditional, self.headers)),
            tuple(tuple(map(to_traditional, row)) for row in self.rows),
            self.numeric,
            self.more,
        )


def table_of_rows(
    words: str, result: RecordResult, held: Iterable[Field], language: Language, first: str | None = None
) -> RecordTable | None:
    """The rows of a list with their names and what tells most of them, as far as the shelf has these fields.

    That is what they are ordered by, or what was asked of them; `words` say what is asked, and `first` is a field to
    begin with. Nothing where there is but one row.
    """
    rows, query = result.rows, result.query
    if len(rows) < 2:
        return None
    entity = ENTITIES[query.entity]
    told = {field.name for field in held if _is_told(field, rows, language)}
    fields = _telling(entity, query, told, first)
    cells = tuple(
        (name_of(row.id, row.values, language), *(shown(each, row.values.get(each.name), language) for each in fields))
        for row in rows[:_MOST_ROWS]
    )
    return RecordTable(
        caption=_caption(words, language),
        headers=(_heading(_name(entity, language)), *(_heading(_label(field, language)) for field in fields)),
        rows=cells,
        numeric=(False, *(field.kind in DECIMALS for field in fields)),
        more=(result.matched if query.aggregate == "list" else len(rows)) - len(cells),
    )


def table_of_groups(words: str, groups: Sequence[Group], query: RecordQuery, language: Language) -> RecordTable | None:
    """Each group with its value and, where that is not their number, how many records it has."""
    if len(groups) < 2 or query.group is None:
        return None
    entity = ENTITIES[query.entity]
    field = entity.known_field(query.group)
    number = f"{entity.zh}数" if language == "zh" else entity.en_plural
    counts = query.aggregate == "count"
    headers = (_label(field, language), *([] if counts else [_value_label(query, language)]), number)
    return RecordTable(
        caption=_caption(words, language),
        headers=tuple(map(_heading, headers)),
        rows=tuple(
            (
                key_in_words(field, group.key, language),
                *([] if counts else [group_value_in_words(group, query, language)]),
                f"{group.matched:,}",
            )
            for group in groups[:_MOST_ROWS]
        ),
        numeric=(False, *([] if counts else [True]), True),
        more=max(0, len(groups) - _MOST_ROWS),
    )


def table_of_fields(row: RecordRow, fields: Sequence[Field], language: Language) -> RecordTable:
    """One record, a line a field that it states."""
    stated = [(field, value) for field in fields if (value := row.values.get(field.name)) is not None]
    name = name_of(row.id, row.values, language)
    return RecordTable(
        caption=_caption(name, language),
        headers=("项目信息" if language == "zh" else "Field", name),
        rows=tuple((_label(field, language), shown(field, value, language)) for field, value in stated),
        numeric=(False, False),
    )


def _heading(text: str) -> str:
    return text[0].upper() + text[1:]


def _caption(words: str, language: Language) -> str:
    return f"{words}，见下表。" if language == "zh" else f"{words[0].upper()}{words[1:]}: see the table."


def _telling(entity: Entity, query: RecordQuery, told: set[str], first: str | None) -> list[Field]:
    filters: tuple[Filter, ...] = (*query.base, *query.filters)
    same = {filter_.field for filter_ in filters if filter_.operator in _SAME}
    asked = [first, query.order.field if query.order else None, *(f.field for f in filters if f.field not in same)]
    names = dict.fromkeys(name for name in (*asked, *_TELLING.get(entity.name, ())) if name)
    names_told = [name for name in names if name in told and name not in same and not name.startswith("name_")]
    return [entity.known_field(name) for name in names_told[:_MOST_FIELDS]]


def _is_told(field: Field, rows: Sequence[RecordRow], language: Language) -> bool:
    """Whether any row states the field, and in English not as a Chinese text."""
    values = [value for row in rows if (value := row.values.get(field.name)) is not None]
    in_chinese = language == "en" and field.kind in ("text", "list") and any(has_han(str(value)) for value in values)
    return bool(values) and not in_chinese


def _name(entity: Entity, language: Language) -> str:
    return entity.zh if language == "zh" else entity.en


def _value_label(query: RecordQuery, language: Language) -> str:
    names = {
        "sum": ("{}合计", "{} in all"), "average": ("平均{}", "average {}"), "minimum": ("最小{}", "smallest {}"),
        "maximum": ("最大{}", "largest {}"), "share": ("占比", "share"),
    }  # fmt: skip
    label = _label(query.measured, language) if query.measured else ""
    return names[query.aggregate][language == "en"].format(label)


def _label(field: Field, language: Language) -> str:
    return field.zh if language == "zh" else field.en
