"""Faults: what is wrong with a request, member by member, in the words of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.api.problems import Pair, in_words
from ui.languages import InterfaceLanguage

_MOST = 20
_LONGEST_NAME = 100

_WORDS: dict[str, Pair] = {
    "missing": ("必须提供", "is missing"),
    "extra_forbidden": ("没有这个名称", "is not known here"),
    "json_invalid": ("不是 JSON", "is not JSON"),
    "string_too_short": ("至少 {min_length} 个字符", "must have at least {min_length} characters"),
    "string_too_long": ("最多 {max_length} 个字符", "may have at most {max_length} characters"),
    "too_long": ("最多 {max_length} 项", "may have at most {max_length} items"),
    "string_type": ("须为文字", "must be a text"),
    "string_unicode": ("不是有效的 Unicode 文字", "is not valid Unicode"),
    "string_pattern_mismatch": ("不符合格式 {pattern}", "must match {pattern}"),
    "int_type": ("须为整数", "must be a whole number"),
    "int_parsing": ("须为整数", "must be a whole number"),
    "int_from_float": ("须为整数", "must be a whole number"),
    "bool_type": ("须为 true 或 false", "must be true or false"),
    "list_type": ("须为列表", "must be a list"),
    "greater_than_equal": ("不得小于 {ge}", "must be at least {ge}"),
    "less_than_equal": ("不得大于 {le}", "must be at most {le}"),
    "literal_error": ("只能是 {expected}", "must be one of {expected}"),
}
_OTHER: Pair = ("不符合要求", "is not as it should be")


def faults_of(errors: Sequence[Mapping[str, Any]], language: InterfaceLanguage) -> list[dict[str, str]]:
    """The first faults of a request; nothing that was sent is repeated but the names of its members."""
    return [{"field": _field(error["loc"]), "message": _message(error, language)} for error in errors[:_MOST]]


def _field(place: Sequence[str | int]) -> str:
    """Where it is, as body.history.0.role; characters that no text may hold are shown as what they are."""
    name = ".".join(map(str, place))[:_LONGEST_NAME]
    return name.encode("utf-8", "backslashreplace").decode()


def _message(error: Mapping[str, Any], language: InterfaceLanguage) -> str:
    words = in_words(_WORDS.get(error["type"], _OTHER), language)
    return words.format(**error.get("ctx") or {})
