"""Pages: documents of the demonstration as Markdown with front matter, each in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from corpus.demo.tables import PROVENANCE
from corpus.demo.wording import told
from corpus.schemas import Bilingual, Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, as deep as its `level`, and the sentences under it."""

    heading: Bilingual
    sentences: Sequence[Bilingual]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A document in both languages; `matter` is what its front matter says in either."""

    id: str
    folder: str
    title: Bilingual
    opening: Sequence[Bilingual]
    parts: Sequence[Part]
    matter: Mapping[str, object] = field(default_factory=dict)
    issuer: Bilingual | None = None
    supersedes: str | None = None
    superseded_by: str | None = None


def files_of_page(page: Page) -> dict[str, str]:
    """The files of a page, by their paths in the library."""
    return {f"{page.folder}/{page.id}.{language}.md": _text(page, language) for language in LANGUAGES}


def _text(page: Page, language: Language) -> str:
    matter: dict[str, object] = {
        "id": f"{page.id}-{language}",
        "title": told(page.title, language),
        "language": language,
    }
    if language == "en":
        matter["translation_of"] = f"{page.id}-zh"
    if page.issuer:
        matter["issuer"] = told(page.issuer, language)
    matter |= page.matter
    if page.supersedes:
        matter["supersedes"] = [f"{page.supersedes}-{language}"]
    if page.superseded_by:
        matter["superseded_by"] = f"{page.superseded_by}-{language}"
    matter["provenance"] = PROVENANCE
    front = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=1000)
    blocks = [_paragraph(page.opening, language)] if page.opening else []
    for part in page.parts:
        blocks += [f"{'#' * part.level} {told(part.heading, language)}", _paragraph(part.sentences, language)]
    return f"---\n{front}---\n\n" + "\n\n".join(filter(None, blocks)) + "\n"


def _paragraph(sentences: Sequence[Bilingual], language: Language) -> str:
    return ("" if language == "zh" else " ").join(told(sentence, language) for sentence in sentences)
