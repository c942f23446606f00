"""Figures, changes and times as a reader meets them."""

from __future__ import annotations

from datetime import UTC, datetime

from eval.runs import Metric, Unit

_LANGUAGES = {"zh": "Chinese", "en": "English"}
_GAP = "\N{NO-BREAK SPACE}"  # a number and its unit stay on one line


def figure(value: float, unit: Unit) -> str:
    """A value with its unit: 96.5 %, 41 ms, 3."""
    match unit:
        case "share":
            return f"{value * 100:.1f}{_GAP}%"
        case "ms":
            return f"{value:,.{0 if value >= 10 else 1}f}{_GAP}ms"
        case "count":
            return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def interval(metric: Metric) -> str:
    """The 95 % interval of a metric with its unit named once, 93.1 to 98.4 %; nothing where none was computed."""
    if metric.low is None or metric.high is None:
        return ""
    return _between(figure(metric.low, metric.unit), figure(metric.high, metric.unit))


def change(value: float, unit: Unit) -> str:
    """A difference with its sign; differences of shares are in percentage points."""
    match unit:
        case "share":
            return _signed(f"{value * 100:+.1f}") + f"{_GAP}points"
        case "ms":
            return _signed(f"{value:+,.{0 if abs(value) >= 10 else 1}f}") + f"{_GAP}ms"
        case "count":
            return _signed(f"{value:+,.0f}" if value == round(value) else f"{value:+,.1f}")


def interval_of_change(low: float | None, high: float | None, unit: Unit) -> str:
    """The 95 % interval of a difference, −6.5 to +5.9 points; nothing where none was computed."""
    return "" if low is None or high is None else _between(change(low, unit), change(high, unit))


def moment(time: datetime) -> str:
    """A time to the minute, in UTC."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def duration(started: datetime, finished: datetime) -> str:
    """How long something took: `48 s`, `12 min`."""
    seconds = (finished - started).total_seconds()
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def counted(number: int, one: str) -> str:
    """A number with its noun: `1 question`, `170 questions`."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def plain(name: str) -> str:
    """A name of the data in words: `out_of_scope` becomes `out of scope`, `zh` becomes `Chinese`."""
    return _LANGUAGES.get(name, name.replace("_", " "))


def _between(low: str, high: str) -> str:
    return f"{low.partition(_GAP)[0]} to {high}"


def _signed(number: str) -> str:
    """A number with a true minus sign, and no sign when it rounds to nothing."""
    return number.lstrip("+-") if not float(number.replace(",", "")) else number.replace("-", "−")
