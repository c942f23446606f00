"""YAML text as plain values that remember their lines.

Every scalar stays the text its writer wrote, so that no date, number or "no" is changed before its schema reads it.
The events are composed here: the loader's own composer crashes on deep nesting and forgets where a field stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
"""The way to a value: field names, and positions in lists from 0."""

_DEEPEST = 20
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotPlainValuesError(Exception):
    """The text is not YAML, or more than fields and lists of text; `line` counts from 0."""

    def __init__(self, line: int, expected: str, found: str) -> None:
        super().__init__(f"line {line + 1}: expected {expected}, found {found}")
        self.line, self.expected, self.found = line, expected, found


@dataclass(slots=True)
class _Open:
    """A collection being read: the field name that waits for its value, and whether it will be repeated by an alias."""

    value: dict[str, Any] | list[Any]
    path: Path
    name: str | None = None
    anchored: bool = False


def composed(text: str) -> tuple[Any, Mapping[Path, int]]:
    """The value of a YAML text and the line, from 0, of each path in it.

    Raises NotPlainValuesError for tags, merges, a field given twice, a second document, and anything too deep.
    """
    document: list[Any] = []
    lines: dict[Path, int] = {}
    anchors: dict[str, Any] = {}
    opened = [_Open(document, ())]
    for event in _events(text):
        line = _line_of(event)
        if isinstance(event, yaml.CollectionEndEvent):
            opened.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        holder = opened[-1]
        if isinstance(holder.value, dict) and holder.name is None:
            holder.name = _new_name(event, holder.value, line)
            lines[(*holder.path, holder.name)] = line
            continue
        value = _value(event, anchors, line)
        if isinstance(event, yaml.AliasEvent):
            # A repeated value that repeats others grows without bounds.
            if any(collection.anchored for collection in opened):
                raise NotPlainValuesError(line, "the value itself in what is repeated", "an alias")
        elif event.anchor:
            anchors[event.anchor] = value
        if isinstance(holder.value, dict):
            path: Path = (*holder.path, holder.name or "")
            holder.value[holder.name or ""], holder.name = value, None
        else:
            if holder.value is document and document:
                raise NotPlainValuesError(line, "one document a file", "a second one")
            path = (*holder.path, len(holder.value)) if holder.value is not document else ()
            lines[path] = line
            holder.value.append(value)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(opened) > _DEEPEST:
                raise NotPlainValuesError(line, f"at most {_DEEPEST} levels", "more")
            opened.append(_Open(value, path, anchored=bool(event.anchor)))
    return (document[0] if document else None), lines


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark is not None else text.count("\n", 0, getattr(error, "position", 0))
        found = getattr(error, "problem", None) or getattr(error, "reason", None) or "something else"
        raise NotPlainValuesError(line, "well-formed YAML", str(found).removeprefix("found ")) from error


def _value(event: yaml.NodeEvent, anchors: Mapping[str, Any], line: int) -> Any:
    """The value an event begins or gives."""
    if getattr(event, "tag", None):
        raise NotPlainValuesError(line, "a value without a tag", "a tag")
    if isinstance(event, yaml.AliasEvent):
        name = str(event.anchor)
        if name not in anchors:
            raise NotPlainValuesError(line, f"an anchor &{name} above", "none")
        return anchors[name]
    if isinstance(event, yaml.ScalarEvent):
        return None if not event.style and event.value in _NULLS else str(event.value)
    return {} if isinstance(event, yaml.MappingStartEvent) else []


def _new_name(event: yaml.NodeEvent, fields: Mapping[str, Any], line: int) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise NotPlainValuesError(line, "a field name", "a list or fields")
    name = str(event.value)
    if name in fields:
        raise NotPlainValuesError(line, f"the field {name} once", "it again")
    return name


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark is not None else 0
