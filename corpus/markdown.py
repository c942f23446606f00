"""Markdown and plain text as documents: front matter, title, and sections under their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from corpus.blocks import blocks_of, heading_text
from corpus.documents import Document, Section, Span
from corpus.languages import language_of
from corpus.problems import Problem
from corpus.schemas import FrontMatter
from corpus.statutes.lines import heading_level, is_contents
from corpus.statutes.reading import with_what_it_says
from corpus.yaml_fields import Fields, read_fields, validated
from corpus.yaml_values import Path

_OPENING = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_LONGEST_ENTRY = 100  # characters; a longer paragraph stands in no table of contents
_PAGE = re.compile(r"[.…·\s]*\(?\d*\)?$")
_CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with the file it was read from and, when it says things of itself, the lines where it says them."""

    document: Document
    file: str
    fields: Fields | None = None

    @property
    def is_named(self) -> bool:
        """Whether the document gives its own id, so that it is not the file's name."""
        return self.fields is not None and bool(self.fields.data.get("id"))

    def problem(self, path: Path, expected: str, found: str) -> Problem:
        """A problem with what the document says of itself."""
        if self.fields:
            return self.fields.problem(path, expected, found)
        return Problem(self.file, 1, ".".join(map(str, path)), expected, found)


def read_document(text: str, path: PurePath, file: str) -> ReadDocument | tuple[Problem, ...]:
    """The document of a file at `path` in its library; `file` is how problems name it."""
    matter, fields, start = FrontMatter(), None, 0
    if opening := _OPENING.match(text):
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            return (Problem(file, 1, "front matter", "a line --- after the fields", "the end of the file"),)
        start = closing.end()
        if text[opening.end() : closing.start()].strip():
            read = read_fields(text[opening.end() : closing.start()], file, first_line=2)
            if isinstance(read, Problem):
                return (read,)
            checked = validated(FrontMatter, read)
            if isinstance(checked, tuple):
                return checked
            matter, fields = checked, read
    body = text[start:]
    if not body.strip():
        return (Problem(file, text.count("\n", 0, start) + 1, "text", "text to quote", "nothing"),)
    return ReadDocument(document_of(body, matter, path), file, fields)


def document_of(body: str, matter: FrontMatter, path: PurePath, title: str | None = None) -> Document:
    """The document of a text and what is said of it; `title` is by what the file calls itself elsewhere."""
    first_heading, sections = sections_of(body)
    document = Document(
        id=matter.id or path.stem,
        title=matter.title or title or first_heading or path.stem,
        language=matter.language or language_of(body),
        text=body,
        sections=sections,
        file=path.as_posix(),
        kind=matter.kind,
        audience=matter.audience,
        provenance=matter.provenance,
        translation_of=matter.translation_of,
        issuer=matter.issuer,
        number=matter.number,
        level=matter.level,
        issued=matter.issued,
        effective=matter.effective,
        expires=matter.expires,
        supersedes=matter.supersedes,
        superseded_by=matter.superseded_by,
        as_of=matter.as_of,
        source=matter.source,
    )
    return with_what_it_says(document, is_named=bool(matter.title or title or first_heading))


def sections_of(text: str) -> tuple[str | None, tuple[Section, ...]]:
    """The first heading and the sections between headings.

    A heading of the first level that opens the text is its title, and no part of the sections' paths. Those of a table
    of contents head nothing; the first of them to come again ends it.
    """
    title: str | None = None
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    content: Span | None = None

    def close() -> None:
        if content:
            sections.append(Section(tuple(words for _, words in path), content))

    listed: set[str] | None = None  # the headings in a table of contents, while it is read
    for block in blocks_of(text):
        if block.kind != "heading":
            content = Span(content.start if content else block.span.start, block.span.end)
            listed = None if block.span.end - block.span.start > _LONGEST_ENTRY else listed
            continue
        close()
        words = heading_text(text, block)
        if is_contents(words):
            listed, content, path = set(), None, []
            continue
        if listed is not None and (entry := _without_page(words)) not in listed:
            listed.add(entry)
            content = None
            continue
        listed = None
        opens = title is None and not sections and content is None and block.level == 1
        title = title or (words if heading_level(words, "") == 0 else None) or None
        content = None
        path = [(level, above) for level, above in path if level < block.level]
        if words and not opens:
            path.append((block.level, words))
    close()
    return title, tuple(sections)


def _without_page(words: str) -> str:
    """A heading as a table of contents lists it, without dots, page number and spaces."""
    return "".join(_PAGE.sub("", words).lower().split())
