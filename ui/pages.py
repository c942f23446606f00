"""HTML pages from templates: every value is escaped, every page knows its language and where it stands."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from assistant.browsing import Browsing
from assistant.views import Section
from corpus.schemas import ProfileFile
from index.errors import SearchIndexError
from ui.languages import INTERFACE_LANGUAGES, LOCALES, InterfaceLanguage, in_language, interface_language
from ui.texts import ASSISTANT, TEXTS

STATIC_FOLDER = Path(__file__).parent / "static"

_TEMPLATES = Path(__file__).parent / "templates"
_LANGUAGE_NAMES: dict[InterfaceLanguage, str] = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}


class Pages:
    """Renders pages that carry the bureau's name and notice, and lead to what its library holds."""

    def __init__(self, library: Browsing) -> None:
        self._library = library
        self._profile = library.profile
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Gradio keeps /static for its own. The fingerprint lets browsers keep the files for long.
        self.static_address = f"/page/{_fingerprint(STATIC_FOLDER)}"

    def render(self, name: str, request: Request, **values: Any) -> str:
        """The page in the reader's language."""
        language = language_of_request(request)
        texts = TEXTS[language]
        profile = self._profile
        return self._templates.get_template(name).render(
            t=texts,
            language=language,
            locale=LOCALES[language],
            languages=[(code, LOCALES[code], _LANGUAGE_NAMES[code]) for code in INTERFACE_LANGUAGES],
            assistant=in_language(ASSISTANT, language),
            bureau=in_language(profile.bureau, language) if profile else "",
            other_name=_name(profile, "zh-Hans" if language == "en" else "en"),
            other=TEXTS["zh-Hans" if language == "en" else "en"],
            other_locale="zh-CN" if language == "en" else "en",
            notice=in_language(profile.notice, language) if profile else texts["notice"],
            greeting=in_language(profile.greeting, language) if profile else texts["greeting"],
            here=self.here(request),
            back=f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path,
            sections=self._sections(),
            static=lambda file: f"{self.static_address}/{file}",
            **values,
        )

    def here(self, request: Request) -> str:
        """The path of the page as the addresses in templates have it."""
        return request.url.path

    def _sections(self) -> tuple[Section, ...]:
        """What to lead to; nothing from a page that says the library cannot be read."""
        try:
            return self._library.sections()
        except SearchIndexError:
            return ()

    def response(self, name: str, request: Request, status_code: int = 200, **values: Any) -> HTMLResponse:
        """The page as a response that depends on the reader's language and is asked for again each time."""
        headers = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"}
        return HTMLResponse(self.render(name, request, **values), status_code, headers)


def language_of_request(request: Request) -> InterfaceLanguage:
    """The language in which this reader is shown the interface."""
    return interface_language(request.query_params, request.cookies, request.headers.get("accept-language", ""))


def _name(profile: ProfileFile | None, language: InterfaceLanguage) -> str:
    assistant = in_language(ASSISTANT, language)
    if not profile:
        return assistant
    return f"{in_language(profile.bureau, language)} · {assistant}"


def _fingerprint(folder: Path) -> str:
    """A short name for the folder's content, another whenever a file changes."""
    content = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        content.update(file.read_bytes())
    return content.hexdigest()[:10]
