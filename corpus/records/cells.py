"""Cells: the value a cell's text stands for, or what was expected in its place. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial

from corpus.languages import to_simplified
from corpus.quantities import PartialDate
from corpus.quantities.folding import fold
from corpus.records.fields import DECIMALS, Field
from corpus.records.figures import BadCell, decimal_of, figure_of, only_quantity, parts_of, plain_parts

Stored = str | int | None
"""What is kept of a cell: text, a whole number of the smallest part its kind knows, or nothing where it is unknown."""

LONGEST, LONGEST_SHORT = 20_000, 200
"""How many characters a text may have, and one that is filtered and grouped by."""

LIST_MARK = "|"
"""What stands before, between and after the items of a list."""

_CHOICES_NAMED = 12
_ONE = Decimal(1)
_MU_IN_SQUARE_METRES = Decimal("0.0015")
_ISO_DATE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?)?)?", re.ASCII)
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_LIST_SEPARATOR = re.compile(r"[、,，;；|\n]")
_TRUE = frozenset("是 true yes y 1 已发布 发布 公开 √ ✓".split())
_FALSE = frozenset("否 false no n 0 未发布 不发布 不公开 × ✗".split())
_SPACES = dict.fromkeys(map(ord, "\r\n\t\u2028\u3000\xa0"), " ")
_NOT_GIVEN = frozenset("- -- — —— – / \\".split())

Parse = Callable[[str], Stored]


def cell_parser(field: Field, factor: Decimal | None = None) -> Parse:
    """What reads the cells of a field, given their text without the spaces around it. It raises BadCell.

    `factor` is how many mu or percent one is, where the header of a column says what its bare figures count.
    Money is not among them: an amount needs the unit and currency of its row, see `corpus.records.amounts`.
    """
    match field.kind:
        case "choice":
            return _choice_parser(field)
        case "boolean":
            return _unless_not_given(_boolean)
        case "date":
            return _unless_not_given(_date)
        case "area_mu":
            return _unless_not_given(partial(_area, factor=factor or _ONE))
        case "percentage":
            return _unless_not_given(partial(_percentage, factor=factor))
        case "number":
            return _unless_not_given(_number)
        case "list":
            return _unless_not_given(_list)
        case _:
            return _short_text if field.short else _text


def header_factor(field: Field, unit: str) -> Decimal | None:
    """How many mu or percent one of the unit in a header is; nothing when the field is not counted in it."""
    try:
        parts = cell_parser(field)(f"1{unit}")
    except BadCell:
        return None
    return figure_of(int(parts), field.kind) if parts else None


def is_readable(text: str) -> bool:
    """Whether the text has only characters that print, spaces and line ends, and none that failed to decode."""
    return (text.isprintable() or text.translate(_SPACES).isprintable()) and "\ufffd" not in text


def is_not_given(text: str) -> bool:
    """Whether the text is one of the signs with which people leave a cell empty."""
    return text in _NOT_GIVEN


def items_of(stored: str) -> tuple[str, ...]:
    """The items of a list as it is kept."""
    return tuple(stored.strip(LIST_MARK).split(LIST_MARK))


def spelling(text: str) -> str:
    """The form in which headers and choices are compared: width, case, spaces and low lines make no difference."""
    return re.sub(r"[\s_]", "", fold(text).lower())


def _unless_not_given(parse: Parse) -> Parse:
    return lambda text: None if text in _NOT_GIVEN else parse(text)


def _text(text: str, longest: int = LONGEST) -> str:
    if not is_readable(text):
        raise BadCell("text that can be read, without control characters")
    if len(text) > longest:
        raise BadCell(f"at most {longest:,} characters")
    return text


def _short_text(text: str) -> str:
    return _text(text, LONGEST_SHORT)


def _list(text: str) -> str | None:
    items = [item.strip() for item in _LIST_SEPARATOR.split(_text(text))]
    kept = [item for item in dict.fromkeys(items) if item]
    return LIST_MARK + LIST_MARK.join(kept) + LIST_MARK if kept else None


def _number(text: str) -> int:
    if (parts := plain_parts(text, 10 ** DECIMALS["number"])) is not None:
        return parts
    value = decimal_of(text)
    if value is None:
        quantity = only_quantity(text)
        if quantity is None or quantity.kind != "number" or not isinstance(quantity.value, Decimal):
            raise BadCell("a number")
        value = quantity.value
    return parts_of(value, "number", "a number")


def _area(text: str, factor: Decimal) -> int:
    expected = "an area in mu"
    if factor == 1 and (parts := plain_parts(text, 10 ** DECIMALS["area_mu"])) is not None:
        return parts
    value = decimal_of(text)
    if value is not None:
        value *= factor
    else:
        quantity = only_quantity(text)
        if quantity is None or quantity.kind != "area" or not isinstance(quantity.value, Decimal):
            raise BadCell(expected)
        value = quantity.value if quantity.unit == "mu" else quantity.value * _MU_IN_SQUARE_METRES
    if value < 0:
        raise BadCell(expected)
    return parts_of(value, "area_mu", expected)


def _percentage(text: str, factor: Decimal | None) -> int:
    value = decimal_of(text) if factor else None
    if value is not None and factor:
        return parts_of(value * factor, "percentage", "a percentage")
    quantity = only_quantity(text)
    if quantity is None or quantity.unit != "percent" or not isinstance(quantity.value, Decimal):
        raise BadCell("a percentage with its sign, such as 46.9%")
    return parts_of(quantity.value, "percentage", "a percentage")


def _boolean(text: str) -> int:
    written = spelling(text)
    if written in _TRUE:
        return 1
    if written in _FALSE:
        return 0
    raise BadCell("是 or 否 (yes or no)")


def _date(text: str) -> str:
    expected = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
    match = _ISO_DATE.fullmatch(text)
    if match:
        year, _, month, day = match.groups()
    elif match := _COMPACT_DATE.fullmatch(text):
        year, month, day = match.groups()
    else:
        year, month, day = _written_date(text)
    try:
        date(int(year or 0), int(month or 1), int(day or 1))
    except ValueError:
        raise BadCell(expected) from None
    if not 1900 <= int(year or 0) <= 2100:
        raise BadCell(expected)
    return "-".join(f"{int(part):02}" for part in (year, month, day) if part)


def _written_date(text: str) -> tuple[str | None, str | None, str | None]:
    quantity = only_quantity(text)
    if quantity is None or not isinstance(quantity.value, PartialDate) or quantity.value.period:
        return None, None, None
    year, month, day = (str(part) if part else None for part in (quantity.value.year, *quantity.value[2:]))
    return year, month, day


def _choice_parser(field: Field) -> Parse:
    spellings = choice_spellings(field)
    expected = "one of " + ", ".join(choice.zh for choice in field.choices[:_CHOICES_NAMED])

    def parse(text: str) -> str | None:
        if text in _NOT_GIVEN:
            return None
        code = next((spellings[way] for way in _ways(text) if way in spellings), None)
        if code is None and not field.is_open:
            raise BadCell(expected)
        return code or _short_text(text)

    return parse


@cache
def choice_spellings(field: Field) -> dict[str, str]:
    """The code for each spelling of each choice of a field."""
    return {
        spelling(written): choice.code
        for choice in reversed(field.choices)
        for written in (choice.code, choice.zh, choice.en, *choice.aliases)
    }


def _ways(text: str) -> Iterator[str]:
    """The spellings to look up: the text as it is, then in Simplified script."""
    yield spelling(text)
    yield spelling(to_simplified(text))
