"""The interface's language: that of the address or of the reader's cookie, else what the browser asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from corpus.languages import Script, in_script
from corpus.schemas import Bilingual

InterfaceLanguage = Literal["zh-Hans", "zh-Hant", "en"]
INTERFACE_LANGUAGES: tuple[InterfaceLanguage, ...] = get_args(InterfaceLanguage)
LANGUAGE_COOKIE = "language"
LANGUAGE_PARAMETER = "lang"
"""The parameter of an address that names a language, for a page in another site's frame, which gets no cookies."""

LOCALES: dict[InterfaceLanguage, str] = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}
"""The tags under which Gradio keeps its own strings."""

_SCRIPTS: dict[InterfaceLanguage, Script] = {"zh-Hans": "hans", "zh-Hant": "hant", "en": "latn"}
_TRADITIONAL_REGIONS = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def interface_language(query: Mapping[str, str], cookies: Mapping[str, str], accept_language: str) -> InterfaceLanguage:
    """The language that the address names, else the cookie, else the browser; Simplified Chinese if none does."""
    if named := _of_tag(query.get(LANGUAGE_PARAMETER, "").lower()):
        return named
    for language in INTERFACE_LANGUAGES:
        if cookies.get(LANGUAGE_COOKIE) == language:
            return language
    wanted = _by_preference(accept_language)
    return next(filter(None, map(_of_tag, wanted)), "en" if wanted else "zh-Hans")


def in_language(text: Bilingual, language: InterfaceLanguage) -> str:
    """The side of a bilingual text that this reader reads, in the reader's script."""
    if language == "en":
        return text.en
    return in_script(text.zh, script_of_interface(language))


def script_of_interface(language: InterfaceLanguage) -> Script:
    """The script in which this reader reads."""
    return _SCRIPTS[language]


def _of_tag(tag: str) -> InterfaceLanguage | None:
    """Our language for a language tag in lower case, where we have it."""
    if tag.startswith(_TRADITIONAL_REGIONS):
        return "zh-Hant"
    language = tag.partition("-")[0]
    return "zh-Hans" if language == "zh" else "en" if language == "en" else None


def _by_preference(accept_language: str) -> list[str]:
    weighted: list[tuple[float, str]] = []
    for part in accept_language.lower().split(","):
        tag, _, parameters = part.strip().partition(";")
        name, _, value = parameters.strip().partition("=")
        try:
            weight = float(value) if name == "q" else 1.0
        except ValueError:
            weight = 0.0
        if tag and tag != "*" and weight > 0:
            weighted.append((weight, tag))
    return [tag for _, tag in sorted(weighted, key=lambda entry: -entry[0])]
