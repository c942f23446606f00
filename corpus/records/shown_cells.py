"""Cells of workbooks: their values as text, as a person reads them in the sheet."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PATTERN = re.compile(r"(?P<whole>[#0?,]*[#0?])(?:\.(?P<part>[#0?]+))?")


def shown_cell(value: object, number_format: str, *, as_formatted: bool = False) -> str:
    """The text of a cell; numbers with all they hold, or `as_formatted` as the sheet shows them."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "是" if value else "否"
    written = _LITERALS.sub("", number_format)
    if isinstance(value, int | float):
        figure = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
        return _formatted(figure, written) if as_formatted else _figure(figure, written)
    if isinstance(value, date):
        return _date(value, written.lower())
    return str(value)


def _figure(figure: Decimal, number_format: str) -> str:
    """A number to the fifteen figures that spreadsheets hold, as a percentage where it is shown as one."""
    if not figure.is_finite():
        return str(figure)
    if "%" in number_format:
        return f"{(figure * 100).normalize():f}%"
    return f"{figure:f}"


def _formatted(figure: Decimal, number_format: str) -> str:
    """A number rounded and grouped as its format says."""
    pattern = _PATTERN.search(number_format.split(";", maxsplit=1)[0])
    if pattern is None or not figure.is_finite() or "e" in number_format.lower():
        return _figure(figure, number_format)
    shown = figure * 100 if "%" in number_format else figure
    places = len(pattern["part"] or "")
    text = f"{shown:,.{places}f}" if "," in pattern["whole"] else f"{shown:.{places}f}"
    optional = places - (pattern["part"] or "").count("0")
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".") + ("%" if "%" in number_format else "")


def _date(value: date, number_format: str) -> str:
    """A date as far as it is shown: 2024年6月 says no day."""
    day = value.strftime("%Y-%m-%d")
    if "y" in number_format and "d" not in number_format:
        return day[:7] if "m" in number_format else day[:4]
    return day
